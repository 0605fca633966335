"""Addresses of the hall's devices."""

from django.urls import path

from yichuang.lobby.views import pairing, tablet

app_name = "lobby"
urlpatterns = [
    path("tablet/", tablet.tablet, name="tablet"),
    path("tablet/pair/", pairing.pair, name="pair"),
    path("tablet/now/", tablet.now, name="now"),
    path("tablet/show/", tablet.show, name="show"),
    path("tablet/<slug:token>/", tablet.ask, name="ask"),
    path("tablet/<slug:token>/leave/", tablet.leave, name="leave"),
    path("tablet/<slug:token>/away/", tablet.away, name="away"),
]
