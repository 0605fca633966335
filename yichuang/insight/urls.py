"""Addresses of insight."""

from django.urls import path

from yichuang.insight.views import today

app_name = "insight"
urlpatterns = [
    path("today/", today.today, name="today"),
    path("today/<slug:name>/", today.listing, name="list"),
]
