"""Changes of an order that are no calls: arrive, come back, send on, give up, void."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import compare_digest
from typing import Any

from django.db import transaction

from yichuang.accounts.policies import Actor, ActorKind
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.queueing import events, policies
from yichuang.queueing.models import BusinessKind, SeatState, Ticket, WindowSeat
from yichuang.queueing.rules.lifecycle import LIFE, TicketState
from yichuang.queueing.rules.order import Waiting, since, weight
from yichuang.queueing.rules.policy import Standing
from yichuang.queueing.services import steps
from yichuang.queueing.services.calling import order_facts
from yichuang.queueing.services.moving import (
    advance,
    at_seat,
    change,
    find,
    no_ticket,
    note,
)
from yichuang.queueing.services.serving import need_reason


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a ticket is sent: to the line of a kind, or to one window."""

    kind: str = ""
    window: int | None = None

    @property
    def line(self) -> str:
        return self.kind if self.window is None else f"@{self.window}"


@transaction.atomic
def check_in(
    ticket_id: int, *, by: Actor, at: datetime, token: str = "", seen: bool = False
) -> Ticket:
    """The holder of a remote ticket is in the hall: it waits since it was taken.

    `seen` when a device or somebody of the hall saw them; by phone alone nobody arrives
    sooner than they said they could.

    Raises:
        Refusal: "ticket.not-found", "move.not-allowed", "queueing.day-over",
            "queueing.too-soon".
    """
    ticket, turn = _in_step(
        ticket_id, by=by, permission="ticket.take", at=at, token=token
    )
    can_be_here = ticket.taken_at + timedelta(minutes=ticket.travel_minutes)
    if not seen and at < can_be_here:
        raise Refusal(
            "queueing.too-soon",
            N_("You said the way takes you %(minutes)s minutes."),
            remedy=N_(
                "Hold your code to the kiosk, or ask the guide, once you are here."
            ),
            minutes=ticket.travel_minutes,
        )
    advance(ticket, "arrive", **_place(turn, ticket, arrived=ticket.arrived))
    turn.joins(ticket.line)
    _keep(turn, ticket, events.ARRIVED, by=by, at=at)
    return ticket


@transaction.atomic
def bring_back(ticket_id: int, *, by: Actor, at: datetime, token: str = "") -> Ticket:
    """Somebody who missed their call is here again: they let some go first.

    Raises:
        Refusal: "ticket.not-found", "move.not-allowed", "queueing.no-more-returns".
    """
    ticket, turn = _in_step(
        ticket_id, by=by, permission="ticket.return", at=at, token=token
    )
    LIFE.move(TicketState(ticket.state), "return")
    if ticket.misses > turn.policy.returns:
        raise Refusal(
            "queueing.no-more-returns",
            N_("Ticket %(number)s missed its call %(misses)s times."),
            remedy=N_("Take a new ticket."),
            number=ticket.number,
            misses=ticket.misses,
        )
    after = turn.tally(ticket.line).calls + turn.policy.return_after
    advance(ticket, "return", returned_after=after, seat=None, call_key="")
    turn.joins(ticket.line)
    _keep(turn, ticket, events.RETURNED, by=by, at=at)
    return ticket


@transaction.atomic
def transfer(
    ticket_id: int, to: Onward, *, reason: str, by: Actor, at: datetime
) -> Ticket:
    """Send a ticket on with its history; what its holder has waited counts on.

    Raises:
        Refusal: "ticket.not-found", "move.not-allowed", "queueing.reason",
            "queueing.no-kind", "queueing.no-window", "queueing.moved-on".
    """
    said = need_reason(reason)
    ticket, seat = at_seat(ticket_id, by=by)
    turn = steps.take(ticket.day_id, at=at)
    ticket = find(ticket_id)  # as it stands in our step
    left = {"from_line": ticket.line, "window": seat.window.number, "seat": seat.pk}
    changes: dict[str, Any] = {"line": to.line, "returned_after": None}
    if to.window is None:
        changes["kind"] = _kind(turn.hall_id, to.kind)
    else:
        _need_open_window(turn, to.window)
    advance(ticket, "transfer", **changes)
    turn.joins(ticket.line)
    _keep(turn, ticket, events.TRANSFERRED, by=by, at=at, reason=said, **left)
    return ticket


@transaction.atomic
def set_standing(
    ticket_id: int, standing: Standing, *, by: Actor, at: datetime
) -> Ticket:
    """A guide sees what the kiosk could not: somebody has priority by law, or not.

    Raises:
        Refusal: "ticket.not-found", "permission.denied", "move.not-allowed".
    """
    ticket, turn = _in_step(ticket_id, by=by, permission="ticket.standing", at=at)
    if ticket.state not in {TicketState.WAITING, TicketState.COMING}:
        LIFE.move(TicketState(ticket.state), "call")  # refuses in the usual words
    change(ticket, **_place(turn, ticket, standing=standing))
    _keep(turn, ticket, events.STANDING, by=by, at=at)
    return ticket


@transaction.atomic
def give_up(ticket_id: int, *, by: Actor, at: datetime, token: str = "") -> Ticket:
    """The holder does not want to wait any longer.

    Raises:
        Refusal: "ticket.not-found", "move.not-allowed".
    """
    ticket, turn = _in_step(
        ticket_id, by=by, permission="ticket.leave", at=at, token=token
    )
    return _out(ticket, turn, "leave", events.LEFT, by=by, at=at)


@transaction.atomic
def void(ticket_id: int, *, by: Actor, at: datetime, reason: str) -> Ticket:
    """Make a ticket void: taken twice, taken by mistake, its holder never came.

    Raises:
        Refusal: "ticket.not-found", "permission.denied", "move.not-allowed".
    """
    ticket, turn = _in_step(ticket_id, by=by, permission="ticket.void", at=at)
    return _out(ticket, turn, "void", events.VOIDED, by=by, at=at, reason=reason)


def _out(
    ticket: Ticket,
    turn: steps.Turn,
    move: str,
    event: EventType,
    *,
    by: Actor,
    at: datetime,
    **facts: Any,
) -> Ticket:
    was_waiting = ticket.state == TicketState.WAITING
    advance(ticket, move, ended_at=at)
    if was_waiting:
        turn.leaves(ticket.line)
    _keep(turn, ticket, event, by=by, at=at, **facts)
    return ticket


def _in_step(
    ticket_id: int, *, by: Actor, permission: str, at: datetime, token: str = ""
) -> tuple[Ticket, steps.Turn]:
    """The ticket as it stands in a step of its day, for somebody who may: staff of the
    hall, or whoever holds it and so knows its token."""
    known = Ticket.objects.filter(pk=ticket_id).values_list("day_id", "token").first()
    if known is None:
        raise no_ticket()
    day_id, secret = known
    holds_it = bool(token) and compare_digest(token.encode(), secret.encode())
    if not holds_it and by.kind in {ActorKind.CITIZEN, ActorKind.STRANGER}:
        raise no_ticket()
    turn = steps.take(day_id, at=at)
    if not holds_it:
        policies.require_here(by, permission, turn.hall_id)
    return find(ticket_id), turn


def _place(turn: steps.Turn, ticket: Ticket, **over: Any) -> dict[str, Any]:
    """The columns that decide the place of a ticket, computed anew by the rules."""
    standing = Standing(over.get("standing", ticket.standing))
    arrived = over.get("arrived", ticket.arrived)
    columns = place(turn, ticket.line, standing, arrived, ticket.appointment)
    return columns | {"standing": standing.value, "arrived": arrived}


def place(
    turn: steps.Turn, line: str, standing: Standing, arrived: int, booked: int | None
) -> dict[str, int]:
    """`weight` and `since` (seconds) by the rules, for a ticket of these facts."""
    row = Waiting(
        0, line, arrived / 60, standing, None if booked is None else booked / 60
    )
    counted = since(row, turn.policy)
    return {"weight": weight(row, turn.policy), "since": round(counted * 60)}


def _keep(
    turn: steps.Turn,
    ticket: Ticket,
    event: EventType,
    *,
    by: Actor,
    at: datetime,
    **facts: Any,
) -> None:
    steps.keep(turn)
    told = order_facts(turn, ticket)
    told.pop("number")
    note(ticket, event, by=by, at=at, **told, waiting=_waits(ticket), **facts)


def _waits(ticket: Ticket) -> bool:
    return ticket.state == TicketState.WAITING


def _kind(hall_id: int, code: str) -> BusinessKind:
    row = BusinessKind.objects.filter(hall_id=hall_id, code=code).first()
    if row is None:
        raise no_kind()
    return row


def no_kind() -> Refusal:
    """The refusal of a line that does not exist or is closed."""
    return Refusal(
        "queueing.no-kind",
        N_("There is no such kind of business here."),
        field="kind",
        remedy=N_("Choose one of the list."),
    )


def _need_open_window(turn: steps.Turn, number: int) -> None:
    seats = WindowSeat.objects.filter(day_id=turn.day_id, window__number=number)
    if not seats.exclude(state=SeatState.CLOSED).exists():
        raise Refusal(
            "queueing.no-window",
            N_("Nobody sits at window %(number)s now."),
            field="window",
            remedy=N_("Choose an open window, or a kind of business."),
            number=number,
        )
