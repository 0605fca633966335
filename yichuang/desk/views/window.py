"""The panel of a window: who is next, and everything that happens until they leave.

Blind: before the call a window sees how many wait, never who or what for. Every press
may come twice (a double click, a network that lost the answer) and counts once.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yichuang.accounts.policies import Actor, acting
from yichuang.cases.queries.finding import find
from yichuang.desk.policies import may
from yichuang.desk.presenters import calling as presented
from yichuang.desk.presenters.frame import link
from yichuang.desk.presenters.words import told
from yichuang.desk.queries import calling as reads
from yichuang.desk.queries.places import hall_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.organisation.queries import places
from yichuang.queueing.queries import days, window
from yichuang.queueing.queries.choices import Channel, SeatMode
from yichuang.queueing.rules.lifecycle import Outcome
from yichuang.queueing.services import calling, lines, seats, serving
from yichuang.queueing.services.taking import Ask, take_ticket
from yichuang.web.errors import reason, status_for
from yichuang.web.pages import page

# A second press finds the ticket where the first one put it.
DONE_BEFORE = {"move.not-allowed", "queueing.moved-on", "ticket.not-found"}
LONGEST_BREAK = 240


@never_cache
@staff("ticket.call")
@require_safe
def panel(request: HttpRequest) -> HttpResponse:
    """My window; before I sit down, the windows there are."""
    return show(request)


def show(
    request: HttpRequest, refused: Refusal | Refusals | None = None
) -> HttpResponse:
    """The panel, with what was refused on top of it."""
    by, at = acting(request), timezone.now()
    status = int(HTTPStatus.OK)
    rows: dict[str, object] = {"refused": None}
    if refused is not None:
        status = status_for(request, refused)
        rows["refused"] = reason(each(refused)[0])
    seat = window.seat_of(by.user_id or 0)
    view = window.window_view(seat, at=at) if seat is not None else None
    if view is None:
        return page(request, "desk/window_open.html", rows | _free(by, at), status)
    return page(request, "desk/window.html", rows | _mine(view, by, at), status)


def _free(by: Actor, at: datetime) -> dict[str, object]:
    hall_id = hall_of(by).id
    taken = set(reads.open_windows(hall_id, at))
    return {
        "windows": [
            (row.number, told(row, "name"), row.number in taken)
            for row in places.windows(hall_id)
        ],
        "modes": [(mode.value, mode.label) for mode in SeatMode],
    }


def _mine(view: window.WindowView, by: Actor, at: datetime) -> dict[str, object]:
    current = view.current
    others = reads.visit_numbers(current.visit, current.id) if current else ()
    zone = places.hall(view.hall_id).zone
    policy = days.policy_on(view.hall_id, at.astimezone(zone).date())
    return {
        "panel": presented.panel(view, others, policy.calls),
        "spent": presented.spent(reads.split(view.hall_id, view.number, at)),
        "outcomes": presented.outcomes(),
        "kinds": presented.kind_choices(days.kinds(view.hall_id)),
        "windows": [
            number
            for number in reads.open_windows(view.hall_id, at)
            if number != view.number
        ],
        "pauses": [gettext(one) for one in presented.PAUSES],
        "holds": [gettext(one) for one in presented.HOLDS],
        "receives": may(by, "case.receive"),
        "screen_url": link_to_screen(view.hall_id, view.number),
        "key": secrets.token_urlsafe(16),
        "now": int(at.timestamp()),
    }


def link_to_screen(hall_id: int, number: int) -> str:
    """The screen over a window."""
    home = link("portal:home")
    return f"{home}screen/{hall_id}/window/{number}/" if home else ""


@never_cache
@staff("ticket.call")
@require_safe
def line(request: HttpRequest) -> HttpResponse:
    """How many wait for my window: asked by the panel every few seconds."""
    at, seat = timezone.now(), window.seat_of(acting(request).user_id or 0)
    view = window.window_view(seat, at=at) if seat is not None else None
    shown = presented.panel(view, (), 0) if view else None
    return page(request, "desk/_window_line.html", {"panel": shown})


@never_cache
@staff("ticket.call")
@require_POST
def act(request: HttpRequest, name: str) -> HttpResponse:
    """One press: what it does is in the address, what it is about in the form."""
    by, at = acting(request), timezone.now()
    if name not in {"open", *SEAT_ACTS, *TICKET_ACTS}:
        raise Http404
    try:
        _do(request, name, by, at)
    except (Refusal, Refusals) as refused:
        if each(refused)[0].code not in DONE_BEFORE:
            return show(request, refused)
    return redirect("desk:window")


def _do(request: HttpRequest, name: str, by: Actor, at: datetime) -> None:
    if name == "open":
        number = request.POST.get("number", "")
        mode = request.POST.get("mode", "")
        seats.open_window(
            hall_of(by).id,
            int(number) if number.isdecimal() and len(number) < 5 else 0,
            mode=SeatMode(mode) if mode in SeatMode.values else SeatMode.STANDING,
            by=by,
            at=at,
        )
        return
    seat = window.seat_of(by.user_id or 0)
    if seat is None:
        raise calling.no_seat()
    if name in SEAT_ACTS:
        SEAT_ACTS[name](request, seat, by, at)
        return
    wanted = request.POST.get("ticket", "")
    there = int(wanted) if wanted.isdecimal() and len(wanted) < 15 else 0
    TICKET_ACTS[name](request, there, by, at)


Act = Callable[[HttpRequest, int, Actor, datetime], object]


def _next(request: HttpRequest, seat: int, by: Actor, at: datetime) -> None:
    calling.call_next(seat, key=request.POST.get("key", ""), by=by, at=at)


def _pause(request: HttpRequest, seat: int, by: Actor, at: datetime) -> None:
    minutes = request.POST.get("minutes", "")
    known = minutes.isdecimal() and 0 < int(minutes[:4]) <= LONGEST_BREAK
    seats.pause(
        seat,
        reason=request.POST.get("reason", ""),
        back_at=at + timedelta(minutes=int(minutes)) if known else None,
        by=by,
        at=at,
    )


def _transfer(request: HttpRequest, ticket: int, by: Actor, at: datetime) -> None:
    to = request.POST.get("to", "")
    window_number = to.removeprefix("@")
    if to.startswith("@") and window_number.isdecimal() and len(window_number) < 5:
        onward = lines.Onward(window=int(window_number))
    else:
        onward = lines.Onward(kind=to)
    lines.transfer(ticket, onward, reason=request.POST.get("reason", ""), by=by, at=at)


def _end(request: HttpRequest, ticket: int, by: Actor, at: datetime) -> None:
    said = request.POST.get("outcome", "")
    outcome = Outcome(said) if said in set(Outcome) else Outcome.DONE
    serving.end(ticket, outcome=outcome, by=by, at=at)


def _link(request: HttpRequest, ticket: int, by: Actor, at: datetime) -> None:
    case = find(by, "".join(request.POST.get("case", "").split()))
    serving.link_case(ticket, case.number, by=by, at=at)


def _another(request: HttpRequest, ticket: int, by: Actor, at: datetime) -> None:
    """A second matter of the same visit gets its own number in its own line."""
    seat = window.seat_of(by.user_id or 0)
    view = window.window_view(seat, at=at) if seat is not None else None
    if view is None or view.current is None or view.current.id != ticket:
        return
    ask = Ask(
        kind=request.POST.get("kind", ""),
        channel=Channel.DESK,
        visit=view.current.visit,
        language=view.current.language,
        needs=view.current.needs,
    )
    take_ticket(view.hall_id, ask, key=request.POST.get("key", ""), by=by, at=at)


SEAT_ACTS: dict[str, Act] = {
    "next": _next,
    "pause": _pause,
    "reopen": lambda _r, seat, by, at: seats.reopen(seat, by=by, at=at),
    "close": lambda _r, seat, by, at: seats.close_window(seat, by=by, at=at),
}
TICKET_ACTS: dict[str, Act] = {
    "recall": lambda _r, ticket, by, at: serving.recall(ticket, by=by, at=at),
    "park": lambda _r, ticket, by, at: serving.park(ticket, by=by, at=at),
    "start": lambda _r, ticket, by, at: serving.start(ticket, by=by, at=at),
    "hold": lambda r, ticket, by, at: serving.hold(
        ticket, reason=r.POST.get("reason", ""), by=by, at=at
    ),
    "resume": lambda _r, ticket, by, at: serving.resume(ticket, by=by, at=at),
    "transfer": _transfer,
    "end": _end,
    "link": _link,
    "another": _another,
}
