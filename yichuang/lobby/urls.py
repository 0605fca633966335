"""Addresses of the hall's devices."""

from django.urls import path

from yichuang.lobby.views import asking, keys, kiosk, pairing, screens, tablet

app_name = "lobby"
urlpatterns = [
    path("screen/chime.wav", screens.sound, name="chime"),
    path("screen/<int:hall_id>/", screens.hall, name="screen"),
    path(
        "screen/<int:hall_id>/window/<int:number>/",
        screens.window,
        name="window-screen",
    ),
    path(
        "screen/<int:hall_id>/said/<str:number>/<int:window>.wav",
        screens.said,
        name="said",
    ),
    path("map/<int:hall_id>/", screens.floor_map, name="map"),
    path("t/<str:token>/code.svg", screens.ticket_code, name="ticket-code"),
    path("kiosk/<int:hall_id>/", kiosk.home, name="kiosk"),
    path("kiosk/<int:hall_id>/pair/", kiosk.pair, name="kiosk-pair"),
    path("kiosk/<int:hall_id>/now/", kiosk.now, name="kiosk-now"),
    path("kiosk/<int:hall_id>/find/", kiosk.find, name="kiosk-find"),
    path("kiosk/<int:hall_id>/help/", kiosk.unsure, name="kiosk-help"),
    path("kiosk/<int:hall_id>/keys/", keys.typed, name="kiosk-keys"),
    path("kiosk/<int:hall_id>/ask/", asking.ask, name="kiosk-ask"),
    path("kiosk/<int:hall_id>/take/", kiosk.take, name="kiosk-take"),
    path("kiosk/<int:hall_id>/scan/", kiosk.scan, name="kiosk-scan"),
    path("kiosk/<int:hall_id>/ticket/<str:token>/", kiosk.ticket, name="kiosk-ticket"),
    path("tablet/", tablet.tablet, name="tablet"),
    path("tablet/pair/", pairing.pair, name="pair"),
    path("tablet/now/", tablet.now, name="now"),
    path("tablet/show/", tablet.show, name="show"),
    path("tablet/<slug:token>/", tablet.ask, name="ask"),
    path("tablet/<slug:token>/leave/", tablet.leave, name="leave"),
    path("tablet/<slug:token>/away/", tablet.away, name="away"),
]
