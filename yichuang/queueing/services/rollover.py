"""What the worker does by the clock: remote tickets that fall, days that end."""

from datetime import datetime, timedelta

from django.db import transaction

from yichuang.accounts.policies import SYSTEM
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import places
from yichuang.queueing import events
from yichuang.queueing.models import QueueDay, SeatState, Ticket, WindowSeat
from yichuang.queueing.rules.lifecycle import LIVE, Outcome, TicketState
from yichuang.queueing.services import steps
from yichuang.queueing.services.lines import void
from yichuang.queueing.services.moving import note

AT_ONCE = 200


def sweep(*, at: datetime) -> int:
    """Let tickets fall whose holders never came, and close days that are over; how
    many tickets and days were done."""
    return let_fall(at=at) + sum(close_day(day.pk, at=at) for day in _over(at))


def let_fall(*, at: datetime) -> int:
    """Remote tickets whose holders could have been here long ago; how many fell."""
    late = Ticket.objects.filter(
        state=TicketState.COMING, expires_at__lt=at, day__closed_at=None
    )
    fell = 0
    for ticket_id in list(late.values_list("pk", flat=True)[:AT_ONCE]):
        try:
            void(ticket_id, by=SYSTEM, at=at, reason="not-arrived")
        except Refusal:  # came in this moment
            continue
        fell += 1
    return fell


def _over(at: datetime) -> list[QueueDay]:
    """Open days before today, in each hall's own zone."""
    candidates = QueueDay.objects.filter(
        closed_at=None, day__lt=(at + timedelta(days=1)).date()
    )
    return [
        day
        for day in candidates.order_by("day")
        if day.day < at.astimezone(places.hall(day.hall_id).zone).date()
    ]


@transaction.atomic
def close_day(day_id: int, *, at: datetime) -> int:
    """Close a day of lines: who waits no longer waits, who was never finished is marked
    so, seats are given up. 1 when it was closed now, 0 when somebody else did."""
    try:
        turn = steps.take(day_id, at=at)
    except Refusal:
        return 0
    left = 0
    open_tickets = Ticket.objects.select_related("day").filter(
        day_id=day_id, state__in=LIVE
    )
    for ticket in open_tickets.order_by("id"):
        left += _finish(ticket, at)
    _empty_seats(turn, at)
    turn.lines = {name: kept | {"waiting": 0} for name, kept in turn.lines.items()}
    steps.keep(turn)
    QueueDay.objects.filter(pk=day_id).update(closed_at=at)
    journal.record(
        events.DAY_ENDED,
        about=f"queue:{day_id}",
        by=SYSTEM,
        at=at,
        hall_id=turn.hall_id,
        day=turn.day.isoformat(),
        left=left,
    )
    return 1


def _finish(ticket: Ticket, at: datetime) -> int:
    """End a ticket with its day; 1 when it fell, 0 when it had been served."""
    served = ticket.state in {TicketState.SERVING, TicketState.HELD}
    values = {
        "state": TicketState.DONE if served else TicketState.VOID,
        "version": ticket.version + 1,
        "outcome": Outcome.UNCLOSED.value if served else "",
    }
    # A talk nobody closed has no length that could be measured: no end is written.
    Ticket.objects.filter(pk=ticket.pk).update(**values)
    if served:
        note(ticket, events.ENDED, by=SYSTEM, at=at, outcome=Outcome.UNCLOSED.value)
    else:
        note(ticket, events.VOIDED, by=SYSTEM, at=at, reason="day-over")
    return 0 if served else 1


def _empty_seats(turn: steps.Turn, at: datetime) -> None:
    seats = WindowSeat.objects.select_related("window").filter(
        day_id=turn.day_id, closed_at=None
    )
    for seat in seats:
        WindowSeat.objects.filter(pk=seat.pk).update(
            state=SeatState.CLOSED, closed_at=at
        )
        journal.record(
            events.CLOSED,
            about=f"seat:{seat.pk}",
            by=SYSTEM,
            at=at,
            hall_id=turn.hall_id,
            window=seat.window.number,
            user=seat.user_id,
        )
