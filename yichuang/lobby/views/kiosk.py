"""The kiosk: choose, and a number comes; a card or a code in the reader does it faster.

Only a device that staff made a kiosk gives tickets; anybody else would draw them from
afar without a limit.
"""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yichuang.accounts.policies import acting
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.text import N_
from yichuang.lobby.presenters import kiosk as presented
from yichuang.lobby.presenters.screen import screen as screen_of
from yichuang.lobby.presenters.screen import told
from yichuang.lobby.queries import kiosk as offers
from yichuang.lobby.queries import screens
from yichuang.lobby.rules.scans import Scanned, read
from yichuang.lobby.views.pairing import closed_to
from yichuang.lobby.views.screens import need_hall
from yichuang.organisation.queries.places import HallCard
from yichuang.queueing.queries import mine
from yichuang.queueing.queries.appointments import booked
from yichuang.queueing.queries.mine import Channel
from yichuang.queueing.rules.lifecycle import TicketState
from yichuang.queueing.services import lines
from yichuang.queueing.services.appointments import arriving
from yichuang.queueing.services.taking import Ask, take_ticket
from yichuang.web.errors import reason
from yichuang.web.pages import page

COOKIE = "yc_kiosk"
SALT = "yichuang.lobby.kiosk"
A_YEAR = 365 * 24 * 3600
OUT_OF_TIME = {"appointment.early", "appointment.late"}


def is_kiosk(request: HttpRequest, hall_id: int) -> bool:
    """Whether staff made this device a kiosk of the hall."""
    kept = request.get_signed_cookie(COOKIE, "", salt=SALT, max_age=A_YEAR)
    return kept == str(hall_id)


@never_cache
@require_safe
def home(request: HttpRequest, hall_id: int) -> HttpResponse:
    """What do you come for? Any other device is first made a kiosk by staff."""
    hall = need_hall(hall_id)
    if not is_kiosk(request, hall_id) or "pair" in request.GET:
        return _choose(request, hall)
    if "fresh" in request.GET:  # the next person is greeted in the hall's language
        response = redirect("lobby:kiosk", hall_id)
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response
    return page(request, "lobby/kiosk.html", offer(request, hall))


def _choose(request: HttpRequest, hall: HallCard) -> HttpResponse:
    if (door := closed_to(request, "kiosk.pair")) is not None:
        return door
    return page(
        request, "lobby/kiosk_pair.html", {"hall": told(hall), "hall_id": hall.id}
    )


def offer(request: HttpRequest, hall: HallCard) -> dict[str, object]:
    """What the start page shows: the lines, their waits, reasons for priority."""
    at, chosen = timezone.now(), _wish(request)
    now = screens.hall_now(hall.id, at)
    board = screens.board(hall.id, None, at)
    waits = screens.waits(hall.id, at)
    waiting = {row.code: row for row in board.lines}
    kinds = offers.open_kinds(hall.id)
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 4 else 1
    first = (max(number, 1) - 1) * presented.A_PAGE
    today = at.astimezone(hall.zone).date()
    return {
        **frame(request, hall),
        "kinds": [
            presented.kind_tile(row, offers.matters_of(row, today), waiting, waits)
            for row in kinds[first : first + presented.A_PAGE]
        ],
        "more": number + 1 if len(kinds) > first + presented.A_PAGE else 0,
        "ways": presented.way_tiles(chosen) if "needs" in request.GET else (),
        "closed": screen_of(now, board, waits, at=at).closed,
        "key": presented.fresh_key(),
    }


def frame(request: HttpRequest, hall: HallCard) -> dict[str, object]:
    """What every page of the kiosk needs."""
    return {
        "hall": told(hall),
        "hall_id": hall.id,
        "phone": hall.phone,
        "zone": str(hall.zone),
        "wish": _wish(request),
        "idle": presented.IDLE,
        "warn": presented.WARN,
    }


def _wish(request: HttpRequest) -> presented.Wish:
    return presented.wish(request.POST if request.method == "POST" else request.GET)


@never_cache
@require_POST
def pair(request: HttpRequest, hall_id: int) -> HttpResponse:
    """From now on this device is a kiosk of the hall, and nobody is signed in."""
    need_hall(hall_id)
    if (door := closed_to(request, "kiosk.pair")) is not None:
        return door
    logout(request)
    response = redirect("lobby:kiosk", hall_id)
    response.set_signed_cookie(
        COOKIE,
        str(hall_id),
        salt=SALT,
        max_age=A_YEAR,
        path="/kiosk/",
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@require_safe
def now(request: HttpRequest, hall_id: int) -> HttpResponse:
    """Whether the house answers: what the kiosk asks every five seconds."""
    need_hall(hall_id)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@never_cache
@require_safe
def find(request: HttpRequest, hall_id: int) -> HttpResponse:
    """Matters by their first letter, without a keyboard."""
    hall = need_hall(hall_id)
    if not is_kiosk(request, hall_id):
        return redirect("lobby:kiosk", hall_id)
    matters = offers.matters(hall_id, timezone.now().astimezone(hall.zone).date())
    letter = request.GET.get("letter", "")[:1].upper()
    rows = {
        **frame(request, hall),
        "letters": presented.letters(matters),
        "letter": letter,
        "matters": presented.matter_tiles(matters, letter),
        "key": presented.fresh_key(),
    }
    return page(request, "lobby/kiosk_find.html", rows)


@never_cache
@require_safe
def unsure(request: HttpRequest, hall_id: int) -> HttpResponse:
    """Who cannot say what they need is sent to a person."""
    hall = need_hall(hall_id)
    if not is_kiosk(request, hall_id):
        return redirect("lobby:kiosk", hall_id)
    return page(request, "lobby/kiosk_help.html", frame(request, hall))


@never_cache
@require_POST
def take(request: HttpRequest, hall_id: int) -> HttpResponse:
    """Give a ticket; what cannot be is said with what to do instead."""
    hall = need_hall(hall_id)
    if not is_kiosk(request, hall_id):
        return redirect("lobby:kiosk", hall_id)
    chosen = presented.wish(request.POST)
    if ticket := _booked_by_card(request, hall):
        return ticket
    return _ticket(
        request,
        hall,
        Ask(
            kind=request.POST.get("kind", ""),
            channel=Channel.KIOSK,
            standing=chosen.standing,
            identity=request.POST.get("identity", "").strip(),
            language="en" if (get_language() or "").startswith("en") else "zh-hans",
            needs=chosen.needs,
        ),
    )


def _ticket(request: HttpRequest, hall: HallCard, ask: Ask) -> HttpResponse:
    try:
        row = take_ticket(
            hall.id,
            ask,
            key=request.POST.get("key", ""),
            by=acting(request),
            at=timezone.now(),
        )
    except (Refusal, Refusals) as refused:
        return _sorry(request, hall, refused)
    return _to_ticket(request, hall, row.token, new=True)


def _to_ticket(
    request: HttpRequest, hall: HallCard, token: str, *, new: bool
) -> HttpResponse:
    address = reverse("lobby:kiosk-ticket", args=[hall.id, token])
    low = "low=1" if request.POST.get("low") == "1" else ""
    query = "&".join(filter(None, ["new=1" if new else "", low]))
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


@never_cache
@require_POST
def scan(request: HttpRequest, hall_id: int) -> HttpResponse:
    """A code in the reader: a ticket from afar checks in, one that missed its call comes
    back, a booking becomes a ticket, a case brings a follow-up ticket."""
    hall = need_hall(hall_id)
    if not is_kiosk(request, hall_id):
        return redirect("lobby:kiosk", hall_id)
    scanned = read(request.POST.get("code", ""))
    try:
        if scanned.ticket:
            return _back(request, hall, scanned)
        if scanned.booking:
            return booked_ticket(request, hall, scanned.booking)
        case = offers.case_ref(hall.id, scanned.case) if scanned.case else None
        if case is None:
            raise unknown_code()
    except (Refusal, Refusals) as refused:
        return _sorry(request, hall, refused)
    return _ticket(request, hall, Ask(kind=case.kind, case_ref=case.number))


def unknown_code() -> Refusal:
    """The refusal of a code that says nothing to us."""
    return Refusal(
        "kiosk.unknown-code",
        N_("We do not know this code."),
        remedy=N_("Hold the code of your ticket, booking or receipt under the reader."),
    )


def _back(request: HttpRequest, hall: HallCard, scanned: Scanned) -> HttpResponse:
    by, at = acting(request), timezone.now()
    place = mine.my_place(scanned.ticket, at=at)
    if place.hall_id != hall.id:
        raise unknown_code()
    if place.state is TicketState.COMING:
        lines.check_in(place.id, token=scanned.ticket, seen=True, by=by, at=at)
    elif place.state is TicketState.PARKED:
        lines.bring_back(place.id, token=scanned.ticket, by=by, at=at)
    return _to_ticket(request, hall, scanned.ticket, new=False)


def booked_ticket(request: HttpRequest, hall: HallCard, code: str) -> HttpResponse:
    """The ticket of a booking; held under the reader again, the same one."""
    row = arriving.check_in(
        code, by=acting(request), at=timezone.now(), hall_id=hall.id, kiosk=True
    )
    return _to_ticket(request, hall, row.token, new=True)


def _booked_by_card(request: HttpRequest, hall: HallCard) -> HttpResponse | None:
    """The ticket of what the holder of the card has booked for this kind, if its time has
    come; otherwise they take a ticket like everybody else."""
    identity = request.POST.get("identity", "").strip()
    if not identity:
        return None
    today = timezone.now().astimezone(hall.zone).date()
    kind = request.POST.get("kind", "")
    code = booked.code_of_card(hall.id, kind, identity, day=today)
    try:
        return booked_ticket(request, hall, code) if code else None
    except Refusal as refused:
        if refused.code not in OUT_OF_TIME:
            return _sorry(request, hall, refused)
        return None


def _sorry(
    request: HttpRequest, hall: HallCard, refused: Refusal | Refusals
) -> HttpResponse:
    first = refused.items[0] if isinstance(refused, Refusals) else refused
    rows = {**frame(request, hall), "reason": reason(first)}
    return page(request, "lobby/kiosk_sorry.html", rows, HTTPStatus.CONFLICT)


@never_cache
@require_safe
def ticket(request: HttpRequest, hall_id: int, token: str) -> HttpResponse:
    """The ticket: printed, shown, and gone from the screen by itself."""
    hall = need_hall(hall_id)
    if not is_kiosk(request, hall_id):
        return redirect("lobby:kiosk", hall_id)
    try:
        place = mine.my_place(token, at=timezone.now())
    except Refusal as refused:
        return _sorry(request, hall, refused)
    rows = {
        **frame(request, hall),
        "slip": presented.slip(place, token, told(hall)),
        "fresh": request.GET.get("new") == "1",
        "shown_for": presented.SHOWN_FOR,
    }
    return page(request, "lobby/kiosk_ticket.html", rows)
