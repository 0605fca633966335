"""The hall's screens: the whole hall, a zone, one window; what they say; the floor.

A screen asks twice a second with the stamp of what it shows and mostly hears 304: cheap,
no connection to keep open, and after a broken network simply the next answer.
"""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from yichuang.lobby.adapters.voice import VoiceAwayError, chime, voice_from
from yichuang.lobby.presenters import screen as presented
from yichuang.lobby.presenters.floor import floor
from yichuang.lobby.queries import screens
from yichuang.lobby.rules.voice import NUMBER, call_en, call_zh
from yichuang.lobby.rules.zones import windows_in
from yichuang.organisation.queries import floor as floors
from yichuang.organisation.queries import places
from yichuang.organisation.queries.places import HallCard
from yichuang.web.codes import qr_svg
from yichuang.web.pages import page

WEEK = 7 * 24 * 3600


def need_hall(hall_id: int) -> HallCard:
    """The hall of the address, or no page."""
    card = screens.hall_card(hall_id)
    if card is None:
        raise Http404
    return card


@require_safe
def hall(request: HttpRequest, hall_id: int) -> HttpResponse:
    """The screen of the hall, or of the zone `?windows=5-8,12`; asked again with the
    stamp it shows it answers 304 until something changed."""
    at, asked = timezone.now(), request.GET.get("windows", "")
    need_hall(hall_id)
    shown = presented.screen(
        screens.hall_now(hall_id, at),
        screens.board(hall_id, windows_in(asked), at),
        screens.waits(hall_id, at),
        at=at,
        rest=screens.rest_area(hall_id, at),
    )
    return _answer(request, "lobby/screen.html", {"screen": shown}, shown.stamp)


@require_safe
def window(request: HttpRequest, hall_id: int, number: int) -> HttpResponse:
    """The small screen over a window."""
    card = need_hall(hall_id)
    at, known = timezone.now(), screens.window(hall_id, number)
    if known is None:
        raise Http404
    view = screens.at_window(hall_id, number, at)
    shown = presented.window_screen(card, known, view)
    return _answer(request, "lobby/window.html", {"screen": shown}, shown.stamp)


def _answer(
    request: HttpRequest, template: str, rows: dict[str, object], stamp: str
) -> HttpResponse:
    language = presented.english()
    tag = f'"{stamp}-{"en" if language else "zh"}"'
    live = request.headers.get("HX-Request") == "true"
    if live and request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = page(request, template, rows)
    if live:
        response["ETag"] = tag
    response["Cache-Control"] = "no-store"
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def sound(request: HttpRequest) -> HttpResponse:
    """The chime before a call."""
    return _wav(chime())


@require_safe
def said(request: HttpRequest, hall_id: int, number: str, window: int) -> HttpResponse:
    """A call in words by the server's own voice, for browsers without one; 204 where the
    server has none either. Only numbers and windows that can be are spoken, so that
    nobody fills the disk with sentences."""
    need_hall(hall_id)
    if not NUMBER.fullmatch(number) or screens.window(hall_id, window) is None:
        raise Http404
    english = request.GET.get("lang") == "en"
    text = call_en(number, window) if english else call_zh(number, window)
    voice = voice_from(settings.YICHUANG_VOICE, settings.YICHUANG_FILES / "voice")
    try:
        spoken = voice.say(text, "en" if english else "zh-hans")
    except VoiceAwayError:
        spoken = b""
    return _wav(spoken) if spoken else HttpResponse(status=204)


def _wav(sound: bytes) -> HttpResponse:
    response = HttpResponse(sound, content_type="audio/wav")
    response["Cache-Control"] = f"public, max-age={WEEK}"
    return response


@require_safe
def floor_map(request: HttpRequest, hall_id: int) -> HttpResponse:
    """Where the windows are; `?window=7` is lit."""
    card, at = need_hall(hall_id), timezone.now()
    asked = request.GET.get("window", "")
    wanted = int(asked) if asked.isdecimal() and len(asked) < 5 else None
    board = screens.board(hall_id, None, at)
    rows = {
        "floor": floor(
            places.windows(hall_id),
            floors.floor(hall_id).cells,
            wanted,
            screens.open_windows(hall_id, at),
        ),
        "hall": presented.told(card),
        "asked": asked,
        "hall_id": hall_id,
        "waiting": board.waiting,
    }
    return page(request, "lobby/map.html", rows)


@require_safe
def ticket_code(request: HttpRequest, token: str) -> HttpResponse:
    """The address of a ticket's own page as a QR code. Drawn for any token: whether
    there is such a ticket only its page tells."""
    address = f"{settings.YICHUANG_PUBLIC_URL}{reverse('portal:ticket', args=[token])}"
    response = HttpResponse(qr_svg(address[:300]), content_type="image/svg+xml")
    response["Cache-Control"] = "private, no-store"
    return response
