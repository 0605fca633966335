"""The queue by API: kiosks and callers of other makes, screens, a program's statistics."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from yichuang.accounts.policies import STRANGER, Actor
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.queueing import policies, schemas
from yichuang.queueing.models import Ticket
from yichuang.queueing.queries import board as boards
from yichuang.queueing.queries import figures, foresight, mine, replaying, window
from yichuang.queueing.rules.figures import Figures
from yichuang.queueing.services import calling, lines, serving, taking
from yichuang.web.api import idempotent, needs_scope

router = Router(tags=["queue"])


def hall_for(by: Actor) -> int:
    """The hall a program works for; the only hall for one that works for none."""
    found = by.hall_id if by.hall_id is not None else places.first_hall_id()
    places.hall(found or 0)  # refuses where there is none
    return found or 0


def actor(request: HttpRequest) -> Actor:
    """Who holds the token."""
    by: Actor = request.auth  # type: ignore[attr-defined]
    return by


def ticket_out(ticket: Ticket, at: datetime) -> schemas.TicketOut:
    """A ticket as programs see it."""
    place = mine.my_place(ticket.token, at=at)
    waits = place.wait
    return schemas.TicketOut(
        number=place.number,
        token=ticket.token,
        kind=place.kind,
        kind_en=place.kind_en,
        state=place.state,
        standing=place.standing,
        ahead=place.ahead,
        low=waits.low if waits else None,
        high=waits.high if waits else None,
        window=place.window,
        calls=place.calls,
        visit=place.visit,
        case=place.case_ref,
        outcome=place.outcome,
        taken_at=place.taken_at,
        expires_at=place.expires_at,
    )


@router.get(
    "/queue/board", response=schemas.BoardOut, auth=None, summary="What screens show"
)
def show_board(
    request: HttpRequest,
    hall: int | None = None,
    last: Annotated[int, Field(ge=1, le=50)] = 8,
    windows: Annotated[str, Field(max_length=400, pattern=r"^[\d,]*$")] = "",
) -> boards.Board:
    """Who is called where, the last calls, how many wait; `windows=5,6` for a zone."""
    wanted = frozenset(int(one) for one in windows.split(",") if one and len(one) < 6)
    return boards.board(
        hall if hall is not None else hall_for(STRANGER),
        at=timezone.now(),
        last=last,
        windows=wanted or None,
    )


@router.post("/tickets", response={201: schemas.TicketOut}, summary="Take a ticket")
@needs_scope("ticket.take")
@idempotent()
def take(request: HttpRequest, ask: schemas.TicketIn) -> schemas.TicketOut:
    """Take a ticket for a kind of business. A retry under the same Idempotency-Key gets
    the same ticket. Refused with the next opening after the hall has closed."""
    now, by = timezone.now(), actor(request)
    given = ask.model_dump() | {"needs": tuple(ask.needs)}
    # The key is in the header; the transaction of the work keeps it.
    key = f"api {by.ref} {request.headers.get('Idempotency-Key', '')}"[-64:]
    ticket = taking.take_ticket(
        hall_for(by), taking.Ask(**given), key=key, by=by, at=now
    )
    return ticket_out(ticket, now)


@router.get(
    "/tickets/{token}", response=schemas.TicketOut, auth=None, summary="Follow a ticket"
)
def follow(request: HttpRequest, token: str) -> schemas.TicketOut:
    """Where a ticket stands, by the unguessable token in its QR code."""
    return ticket_out(mine.find(token), timezone.now())


@router.post("/tickets/{token}/arrive", response=schemas.TicketOut, summary="Arrive")
@needs_scope("ticket.take")
@idempotent(status=200)
def arrive(
    request: HttpRequest, token: str, how: schemas.ArriveIn
) -> schemas.TicketOut:
    """The holder of a remote ticket is in the hall."""
    return _moved(token, lines.check_in, actor(request), seen=how.seen)


@router.post("/tickets/{token}/return", response=schemas.TicketOut, summary="Come back")
@needs_scope("ticket.return")
@idempotent(status=200)
def come_back(request: HttpRequest, token: str) -> schemas.TicketOut:
    """Somebody who missed their call is here again; they let some go first."""
    return _moved(token, lines.bring_back, actor(request))


@router.post("/tickets/{token}/leave", response=schemas.TicketOut, summary="Give up")
@needs_scope("ticket.leave")
@idempotent(status=200)
def leave(request: HttpRequest, token: str) -> schemas.TicketOut:
    """Give up a place in line."""
    return _moved(token, lines.give_up, actor(request))


def _moved(token: str, move: Any, by: Actor, **how: Any) -> schemas.TicketOut:
    now = timezone.now()
    ticket = mine.find(token)
    policies.require_here(by, "ticket.take", ticket.day.hall_id)
    return ticket_out(move(ticket.pk, by=by, at=now, token=token, **how), now)


@router.get("/windows/{number}", response=schemas.WindowOut, summary="A window")
@needs_scope("ticket.call")
def show_window(request: HttpRequest, number: int) -> schemas.WindowOut:
    """The seat at a window, who is there and how many wait for it."""
    by, now = actor(request), timezone.now()
    policies.require_here(by, "ticket.call", hall_for(by))
    view = window.window_view(_seat(by, number), at=now)
    if view is None:
        raise calling.no_seat()
    current = (
        Ticket.objects.filter(pk=view.current.id).first() if view.current else None
    )
    return schemas.WindowOut(
        number=view.number,
        state=view.state,
        mode=view.mode,
        own=list(view.own),
        helps=list(view.helps),
        ticket=ticket_out(current, now) if current else None,
        held=[one.number for one in view.held],
        waiting=view.waiting,
        served=view.served,
    )


def _seat(by: Actor, number: int) -> int:
    found = window.seat_at(hall_for(by), number)
    if found is None:
        raise calling.no_seat()
    return found


@router.post(
    "/windows/{number}/next", response=schemas.CallOut, summary="Call the next"
)
@needs_scope("ticket.call")
@idempotent(status=200)
def call(request: HttpRequest, number: int) -> schemas.CallOut:
    """Call the next ticket to a window: chosen by the published order, never picked."""
    by, now = actor(request), timezone.now()
    key = f"api {by.ref} {request.headers.get('Idempotency-Key', '')}"[-64:]
    called = calling.call_next(_seat(by, number), key=key, by=by, at=now)
    return schemas.CallOut(
        ticket=ticket_out(called.ticket, now) if called.ticket else None,
        reason=called.reason,
        again=called.again,
    )


@router.post(
    "/windows/{number}/{move}", response=schemas.TicketOut, summary="Move at a window"
)
@needs_scope("ticket.call")
@idempotent(status=200)
def at_window(
    request: HttpRequest, number: int, move: str, how: schemas.MoveIn
) -> schemas.TicketOut:
    """Move the ticket at a window: recall, park, start, hold, resume, end, transfer."""
    by, now = actor(request), timezone.now()
    ticket_id = window.ticket_at(
        _seat(by, number), held=how.number if move == "resume" else ""
    )
    if move not in MOVES:
        raise _no_move(move)
    if ticket_id is None:
        raise _nobody_there(number)
    return ticket_out(MOVES[move](ticket_id, how, by, now), now)


def _no_move(move: str) -> Refusal:
    return Refusal(
        "queueing.no-move",
        N_("“%(move)s” is not something a window can do."),
        field="move",
        remedy=N_("One of: %(moves)s."),
        move=move[:20],
        moves=", ".join(MOVES),
    )


def _nobody_there(number: int) -> Refusal:
    return Refusal(
        "queueing.nobody-there",
        N_("Nobody is at window %(number)s."),
        remedy=N_("Call the next ticket first."),
        number=number,
    )


MOVES: dict[str, Any] = {
    "recall": lambda id_, how, by, at: serving.recall(id_, by=by, at=at),
    "park": lambda id_, how, by, at: serving.park(id_, by=by, at=at),
    "start": lambda id_, how, by, at: serving.start(id_, by=by, at=at),
    "hold": lambda id_, how, by, at: serving.hold(id_, reason=how.reason, by=by, at=at),
    "resume": lambda id_, how, by, at: serving.resume(id_, by=by, at=at),
    "end": lambda id_, how, by, at: serving.end(
        id_, outcome=how.outcome, case_ref=how.case, by=by, at=at
    ),
    "transfer": lambda id_, how, by, at: lines.transfer(
        id_, lines.Onward(how.kind, how.window), reason=how.reason, by=by, at=at
    ),
}


@router.get(
    "/queue/figures", response=schemas.DayFiguresOut, summary="Figures of a day"
)
@needs_scope("queue.view")
def show_figures(request: HttpRequest, day: date) -> schemas.DayFiguresOut:
    """Waits, talks and who gave up on a day, and how good the promised ranges were."""
    by = actor(request)
    hall_id = hall_for(by)
    policies.require_here(by, "queue.view", hall_id)
    found = figures.of_day(hall_id, day, at=timezone.now())
    good = foresight.how_good(hall_id, day, day)
    return schemas.DayFiguresOut(
        all=_figures(found.all),
        lines={line: _figures(one) for line, one in found.lines.items()},
        told=good.told,
        coverage=good.percent,
        error=good.error,
    )


def _figures(one: Figures) -> schemas.FiguresOut:
    return schemas.FiguresOut(
        taken=one.taken,
        served=one.served,
        gave_up=one.gave_up.part,
        over=one.gave_up.whole,
        mean_wait=one.mean_wait,
        p90_wait=one.p90_wait,
        longest_wait=one.longest_wait,
        over_30=one.over_30.part,
        waited=one.over_30.whole,
        mean_walk=one.mean_walk,
        mean_talk=one.mean_talk,
    )


@router.get(
    "/queue/replay", response=schemas.ReplayOut, summary="Prove the order of a day"
)
@needs_scope("queue.view")
def show_replay(request: HttpRequest, day: date) -> schemas.ReplayOut:
    """Decide a day's calls again from the journal; name each that was out of turn."""
    by = actor(request)
    hall_id = hall_for(by)
    policies.require_here(by, "queue.view", hall_id)
    report = replaying.replay(hall_id, day)
    return schemas.ReplayOut(
        followed=report.followed,
        steps=report.steps,
        calls=report.calls,
        faults=[schemas.FaultOut(**asdict(fault)) for fault in report.faults],
    )
