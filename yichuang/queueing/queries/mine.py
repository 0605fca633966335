"""One's own ticket, found by the unguessable token on the paper: place, range, why."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, Msgid
from yichuang.organisation.queries import places
from yichuang.queueing.models import Channel, Ticket
from yichuang.queueing.queries import foresight
from yichuang.queueing.rules.foresight import Range
from yichuang.queueing.rules.lifecycle import TicketState
from yichuang.queueing.rules.order import Tally, Waiting, explain
from yichuang.queueing.rules.policy import Policy, Standing


@dataclass(frozen=True, slots=True)
class MyPlace:
    """A ticket as its holder sees it. `wait` is None without an open window for it;
    `waited` are minutes so far; `window` is set from the call on."""

    id: int
    hall_id: int
    number: str
    kind: str
    kind_en: str
    state: TicketState
    standing: Standing
    channel: str
    ahead: int | None
    wait: Range | None
    waited: int
    window: int | None
    calls: int
    told_low: int | None
    told_high: int | None
    case_ref: str
    outcome: str
    expires_at: datetime | None
    taken_at: datetime
    visit: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why one ticket goes before another: numbers, and a sentence with what fills it."""

    first: str
    second: str
    says: Msgid
    facts: dict[str, object]


def find(token: str) -> Ticket:
    """The ticket of a token.

    Raises:
        Refusal: "ticket.not-found".
    """
    row = (
        Ticket.objects.select_related("day", "kind", "seat__window")
        .filter(token=token)
        .first()
        if token
        else None
    )
    if row is None:
        raise Refusal(
            "ticket.not-found",
            N_("There is no such ticket."),
            remedy=N_("Look at the number on the paper, or take a new ticket."),
        )
    return row


def my_place(token: str, *, at: datetime) -> MyPlace:
    """Where a ticket stands now.

    Raises:
        Refusal: "ticket.not-found".
    """
    ticket = find(token)
    wait, ahead = _ahead(ticket, at)
    others = Ticket.objects.filter(visit=ticket.visit).exclude(pk=ticket.pk)
    until = ticket.called_at or at
    return MyPlace(
        id=ticket.pk,
        hall_id=ticket.day.hall_id,
        number=ticket.number,
        kind=ticket.kind.name,
        kind_en=ticket.kind.name_en,
        state=TicketState(ticket.state),
        standing=Standing(ticket.standing),
        channel=ticket.channel,
        ahead=ahead,
        wait=wait,
        waited=max(int((until - ticket.taken_at).total_seconds() // 60), 0),
        window=_window(ticket),
        calls=ticket.calls,
        told_low=ticket.wait_low,
        told_high=ticket.wait_high,
        case_ref=ticket.case_ref,
        outcome=ticket.outcome,
        expires_at=ticket.expires_at,
        taken_at=ticket.taken_at,
        visit=ticket.visit,
        others=tuple(others.order_by("id").values_list("number", flat=True)),
    )


def _window(ticket: Ticket) -> int | None:
    at_one = {TicketState.CALLED, TicketState.SERVING, TicketState.HELD}
    return ticket.seat.window.number if ticket.seat and ticket.state in at_one else None


def _ahead(ticket: Ticket, at: datetime) -> tuple[Range | None, int | None]:
    if ticket.state not in {TicketState.WAITING, TicketState.COMING}:
        return None, None
    if ticket.day.closed_at is not None:
        return None, None
    return foresight.estimate(
        ticket.day_id,
        ticket.day.hall_id,
        waiting_of(ticket),
        now=clock(ticket, at),
        at=at,
        today=ticket.day.day,
    )


def waiting_of(ticket: Ticket) -> Waiting:
    """The ticket as the rule sees it."""
    return Waiting(
        ticket.pk,
        ticket.line,
        ticket.arrived / 60,
        Standing(ticket.standing),
        None if ticket.appointment is None else ticket.appointment / 60,
        ticket.returned_after,
    )


def clock(ticket: Ticket, at: datetime) -> float:
    """Minutes of the ticket's day, never before its last step."""
    zone = places.hall(ticket.day.hall_id).zone
    start = datetime.combine(ticket.day.day, datetime.min.time(), zone)
    return max(ticket.day.clock, (at - start) // timedelta(seconds=1)) / 60


def why_before(token: str, number: str, *, at: datetime) -> Why:
    """Why another ticket goes before mine, or mine before it.

    Raises:
        Refusal: "ticket.not-found" when one of them does not wait today.
    """
    mine = find(token)
    other = Ticket.objects.filter(
        day_id=mine.day_id, number=number.strip().upper(), state=TicketState.WAITING
    ).first()
    if other is None or mine.state != TicketState.WAITING or other.pk == mine.pk:
        raise Refusal(
            "queueing.not-waiting",
            N_("Ticket %(number)s is not waiting now."),
            field="number",
            number=number,
        )
    kept = mine.day.lines.get(mine.line, {})
    told = explain(
        waiting_of(mine),
        waiting_of(other),
        Policy(**mine.day.terms),
        clock(mine, at),
        Tally(kept.get("calls", 0), kept.get("streak", 0)),
    )
    names = {mine.pk: mine.number, other.pk: other.number}
    facts = {
        name: _o_clock(value) if name in {"time", "other"} else value
        for name, value in told.facts.items()
    }
    return Why(names[told.first.id], names[told.second.id], told.says, facts)


def _o_clock(value: object) -> object:
    """Minutes since midnight as 09:05."""
    if not isinstance(value, int | float):
        return value
    return f"{int(value) // 60:02d}:{int(value) % 60:02d}"


__all__ = [
    "Channel",
    "MyPlace",
    "Why",
    "clock",
    "find",
    "my_place",
    "waiting_of",
    "why_before",
]
