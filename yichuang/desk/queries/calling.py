"""What the window's panel and the guide's desk read beside the queue's own queries."""

from dataclasses import dataclass
from datetime import datetime

from yichuang.organisation.queries import places
from yichuang.queueing.models import SeatState, Ticket, WindowSeat
from yichuang.queueing.queries import figures
from yichuang.queueing.rules.figures import Split
from yichuang.queueing.rules.lifecycle import TicketState
from yichuang.web.memory import remember

NEWEST = 30


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A ticket as the guide's desk lists it: never a name, never a matter."""

    id: int
    number: str
    token: str
    kind: str
    kind_en: str
    state: TicketState
    standing: str
    channel: str
    taken_at: datetime
    window: int | None
    case: str


def split(hall_id: int, number: int, at: datetime) -> Split | None:
    """How a window has spent today, as of the last minute."""
    minute = at.replace(second=0, microsecond=0)
    return _splits(hall_id, minute).get(number)


@remember(seconds=60, size=64)
def _splits(hall_id: int, at: datetime) -> dict[int, Split]:
    on = at.astimezone(places.hall(hall_id).zone).date()
    return dict(figures.of_day(hall_id, on, at=at).windows)


def tickets(hall_id: int, at: datetime, text: str = "") -> tuple[TicketLine, ...]:
    """Today's tickets, the newest first; with `text` those whose number begins so."""
    on = at.astimezone(places.hall(hall_id).zone).date()
    rows = Ticket.objects.filter(day__hall_id=hall_id, day__day=on)
    if text:
        rows = rows.filter(number__startswith=text.upper())
    found = rows.select_related("kind", "seat__window").order_by("-id")[:NEWEST]
    return tuple(
        TicketLine(
            id=row.pk,
            number=row.number,
            token=row.token,
            kind=row.kind.name,
            kind_en=row.kind.name_en,
            state=TicketState(row.state),
            standing=row.standing,
            channel=row.channel,
            taken_at=row.taken_at,
            window=row.seat.window.number if row.seat else None,
            case=row.case_ref,
        )
        for row in found
    )


def hall_of_ticket(ticket_id: int) -> int | None:
    """The hall a ticket belongs to, None for a number nobody has."""
    return (
        Ticket.objects.filter(pk=ticket_id)
        .values_list("day__hall_id", flat=True)
        .first()
    )


def open_windows(hall_id: int, at: datetime) -> tuple[int, ...]:
    """The numbers of the windows somebody sits at, to send a ticket on to."""
    on = at.astimezone(places.hall(hall_id).zone).date()
    rows = WindowSeat.objects.filter(day__hall_id=hall_id, day__day=on)
    return tuple(
        rows.exclude(state=SeatState.CLOSED)
        .order_by("window__number")
        .values_list("window__number", flat=True)
    )


def visit_numbers(visit: str, ticket_id: int) -> tuple[str, ...]:
    """The other numbers of a visit."""
    rows = Ticket.objects.filter(visit=visit).exclude(pk=ticket_id)
    return tuple(rows.order_by("id").values_list("number", flat=True))
