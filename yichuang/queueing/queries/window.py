"""A window as whoever sits there sees it, and all windows as the hall manager does."""

from dataclasses import dataclass
from datetime import datetime

from yichuang.organisation.models import Window, WindowState
from yichuang.organisation.queries import places
from yichuang.queueing.models import QueueDay, SeatState, Ticket, WindowSeat
from yichuang.queueing.queries.board import LineRow, line_rows
from yichuang.queueing.rules.lifecycle import AT_A_WINDOW, TicketState


@dataclass(frozen=True, slots=True)
class AtWindow:
    """A ticket at a window or on hold there. Before it is called a window knows nothing
    of it; from then on, what the person needs and the case their visit is about."""

    id: int
    number: str
    kind: str
    kind_en: str
    state: TicketState
    standing: str
    language: str
    needs: tuple[str, ...]
    calls: int
    case_ref: str
    visit: str
    waited: int
    since: datetime


@dataclass(frozen=True, slots=True)
class WindowView:
    """A window: its seat, who is there, who is on hold, and how many wait for it."""

    seat_id: int
    hall_id: int
    number: int
    name: str
    name_en: str
    user_id: int
    state: str
    mode: str
    pause_reason: str
    back_at: datetime | None
    own: tuple[str, ...]
    helps: tuple[str, ...]
    current: AtWindow | None
    held: tuple[AtWindow, ...]
    waiting: int
    waiting_helps: int
    served: int


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A window on the manager's page; `seat_id` None while nobody sits there."""

    number: int
    name: str
    name_en: str
    arranged: str
    state: str
    mode: str
    seat_id: int | None
    user_name: str
    own: tuple[str, ...]
    helps: tuple[str, ...]
    ticket: str
    ticket_state: str
    minutes: int | None


@dataclass(frozen=True, slots=True)
class HallView:
    """The manager's view: every window, every line."""

    seats: tuple[SeatRow, ...]
    lines: tuple[LineRow, ...]
    waiting: int
    coming: int
    parked: int
    longest: int | None


def seat_of(user_id: int) -> int | None:
    """The seat somebody has open."""
    return (
        WindowSeat.objects.filter(user_id=user_id, closed_at=None)
        .values_list("pk", flat=True)
        .first()
    )


def seat_at(hall_id: int, number: int) -> int | None:
    """The seat open at a window."""
    return (
        WindowSeat.objects.filter(
            window__hall_id=hall_id, window__number=number, closed_at=None
        )
        .values_list("pk", flat=True)
        .first()
    )


def ticket_at(seat_id: int, *, held: str = "") -> int | None:
    """The ticket at a seat; with `held` the one of that number on hold there."""
    there = Ticket.objects.filter(seat_id=seat_id)
    if held:
        there = there.filter(state=TicketState.HELD, number=held)
    else:
        there = there.filter(state__in=AT_A_WINDOW)
    return there.values_list("pk", flat=True).first()


def window_view(seat_id: int, *, at: datetime) -> WindowView | None:
    """A window as it is now; None for a seat that never was."""
    seat = WindowSeat.objects.select_related("window", "day").filter(pk=seat_id).first()
    if seat is None:
        return None
    states = (*AT_A_WINDOW, TicketState.HELD)
    there = [
        _at_window(row, at)
        for row in Ticket.objects.select_related("kind")
        .filter(seat=seat, state__in=states)
        .order_by("called_at")
    ]
    lines = seat.day.lines
    return WindowView(
        seat_id=seat.pk,
        hall_id=seat.day.hall_id,
        number=seat.window.number,
        name=seat.window.name,
        name_en=seat.window.name_en,
        user_id=seat.user_id,
        state=seat.state,
        mode=seat.mode,
        pause_reason=seat.pause_reason,
        back_at=seat.back_at,
        own=kinds_in(seat.own),
        helps=tuple(seat.helps),
        current=next((one for one in there if one.state in AT_A_WINDOW), None),
        held=tuple(one for one in there if one.state is TicketState.HELD),
        waiting=sum(_waiting(lines, line) for line in seat.own),
        waiting_helps=sum(_waiting(lines, line) for line in seat.helps),
        served=Ticket.objects.filter(seat=seat, state=TicketState.DONE).count(),
    )


def kinds_in(own: list[str]) -> tuple[str, ...]:
    """The kinds among a seat's lines, without the window's own line."""
    return tuple(line for line in own if not line.startswith("@"))


def _waiting(lines: dict[str, dict[str, int]], line: str) -> int:
    return lines.get(line, {}).get("waiting", 0)


def _at_window(row: Ticket, at: datetime) -> AtWindow:
    called = row.called_at or at
    return AtWindow(
        id=row.pk,
        number=row.number,
        kind=row.kind.name,
        kind_en=row.kind.name_en,
        state=TicketState(row.state),
        standing=row.standing,
        language=row.language,
        needs=tuple(row.needs),
        calls=row.calls,
        case_ref=row.case_ref,
        visit=row.visit,
        waited=max(int((called - row.taken_at).total_seconds() // 60), 0),
        since=row.started_at or called,
    )


def hall_view(hall_id: int, *, at: datetime) -> HallView:
    """Every window and line of today."""
    on = at.astimezone(places.hall(hall_id).zone).date()
    day = QueueDay.objects.filter(hall_id=hall_id, day=on).first()
    seats = {
        seat.window_id: seat
        for seat in WindowSeat.objects.select_related("user").filter(
            day=day, closed_at=None
        )
    }
    tickets = {
        row.seat_id: row
        for row in Ticket.objects.filter(day=day, state__in=AT_A_WINDOW)
    }
    today = Ticket.objects.filter(day=day)
    oldest = (
        today.filter(state=TicketState.WAITING)
        .order_by("taken_at")
        .values_list("taken_at", flat=True)
        .first()
    )
    open_seats = [seat for seat in seats.values() if seat.state == SeatState.OPEN]
    lines = line_rows(hall_id, day, open_seats)
    return HallView(
        seats=tuple(
            _seat_row(window, seats.get(window.pk), tickets, at)
            for window in Window.objects.filter(hall_id=hall_id).order_by("number")
        ),
        lines=lines,
        waiting=sum(row.waiting for row in lines),
        coming=today.filter(state=TicketState.COMING).count(),
        parked=today.filter(state=TicketState.PARKED).count(),
        longest=int((at - oldest).total_seconds() // 60) if oldest else None,
    )


def _seat_row(
    window: Window,
    seat: WindowSeat | None,
    tickets: dict[int | None, Ticket],
    at: datetime,
) -> SeatRow:
    ticket = tickets.get(seat.pk) if seat else None
    since = (ticket.started_at or ticket.called_at) if ticket else None
    own, helps = (kinds_in(seat.own), tuple(seat.helps)) if seat else ((), ())
    return SeatRow(
        number=window.number,
        name=window.name,
        name_en=window.name_en,
        arranged=WindowState(window.state).value,
        state=seat.state if seat else SeatState.CLOSED.value,
        mode=seat.mode if seat else "",
        seat_id=seat.pk if seat else None,
        user_name=seat.user.display_name if seat else "",
        own=own,
        helps=helps,
        ticket=ticket.number if ticket else "",
        ticket_state=ticket.state if ticket else "",
        minutes=int((at - since).total_seconds() // 60) if since else None,
    )
