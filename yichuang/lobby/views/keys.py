"""Keys on the kiosk's own screen, for who has neither a code to hold under the reader
nor a card with them: a booking's code becomes its ticket, an identity number counts as
the card would. What was typed is never part of an address."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yichuang.kernel.identity.masks import mask_id
from yichuang.kernel.identity.persons import check_id_number
from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.kernel.text import N_
from yichuang.lobby.presenters import kiosk as presented
from yichuang.lobby.rules.keys import BOARDS, CODE, Board
from yichuang.lobby.rules.scans import read
from yichuang.lobby.views import kiosk
from yichuang.lobby.views.screens import need_hall
from yichuang.organisation.queries.places import HallCard
from yichuang.web.errors import reason
from yichuang.web.pages import page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def typed(request: HttpRequest, hall_id: int) -> HttpResponse:
    """Draw the keys, and take what was typed; an error keeps it, to be mended."""
    hall = need_hall(hall_id)
    if not kiosk.is_kiosk(request, hall_id):
        return redirect("lobby:kiosk", hall_id)
    given = request.POST if request.method == "POST" else request.GET
    board = BOARDS.get(given.get("what", ""), CODE)
    if request.method != "POST":
        return _keys(request, hall, board)
    text = request.POST.get("typed", "").strip()[: 2 * board.most]
    try:
        return (
            _booking(request, hall, text)
            if board is CODE
            else _card(request, hall, text)
        )
    except (Refusal, Refusals) as refused:
        return _keys(request, hall, board, text, refused)


def _booking(request: HttpRequest, hall: HallCard, text: str) -> HttpResponse:
    code = read(text).booking
    if not code:
        raise Refusal(
            "kiosk.not-a-booking",
            N_("A booking code has ten letters and digits."),
            field="typed",
            remedy=N_("Compare it with the paper or the message, sign by sign."),
        )
    return kiosk.booked_ticket(request, hall, code)


def _card(request: HttpRequest, hall: HallCard, text: str) -> HttpResponse:
    """The start page with the number in its forms, as after a card was read: it lives in
    the page alone."""
    today = timezone.now().astimezone(hall.zone).date()
    number = check_id_number(text, on=today)
    rows = {
        **kiosk.offer(request, hall),
        "identity": number,
        "masked": mask_id(number),
        "here": reverse("lobby:kiosk", args=[hall.id]),
    }
    return page(request, "lobby/kiosk.html", rows)


def _keys(
    request: HttpRequest,
    hall: HallCard,
    board: Board,
    text: str = "",
    refused: Refusal | Refusals | None = None,
) -> HttpResponse:
    wrong = reason(each(refused)[0]) if refused is not None else None
    rows = {
        **kiosk.frame(request, hall),
        "board": presented.key_board(board),
        "typed": text,
        "wrong": wrong,
        "key": presented.fresh_key(),
    }
    status = HTTPStatus.CONFLICT if wrong else HTTPStatus.OK
    return page(request, "lobby/kiosk_keys.html", rows, status)
