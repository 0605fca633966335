"""What screens show: who is at which window, the last calls, how many wait for what."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from yichuang.organisation.queries import places
from yichuang.queueing.models import QueueDay, SeatState, Ticket, WindowSeat
from yichuang.queueing.queries.days import kinds
from yichuang.queueing.rules.lifecycle import AT_A_WINDOW


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call as a screen shows and speaks it. `times` grows when it is called again, so
    (number, times) tells a screen whether it has spoken it."""

    number: str
    window: int
    window_name: str
    window_name_en: str
    kind: str
    kind_en: str
    times: int
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LineRow:
    """A kind: how many wait in its line, and how many open windows serve it."""

    code: str
    name: str
    name_en: str
    waiting: int
    windows: int


@dataclass(frozen=True, slots=True)
class Board:
    """A hall's lines at a moment. `stamp` changes when anything shown does."""

    hall_id: int
    now: tuple[CallRow, ...]
    last: tuple[CallRow, ...]
    lines: tuple[LineRow, ...]
    waiting: int
    open_windows: int
    stamp: str


def board(
    hall_id: int,
    *,
    at: datetime,
    last: int = 8,
    windows: frozenset[int] | None = None,
    at_windows: bool = True,
) -> Board:
    """The board of today; of a zone's `windows` only, if given; without who is `at_windows`
    for screens that show only the calls. After midnight a screen left open shows the new
    day, empty."""
    day = QueueDay.objects.filter(
        hall_id=hall_id, day=at.astimezone(places.hall(hall_id).zone).date()
    ).first()
    seats = _seats(day, windows)
    calls = _calls(day, windows, last)
    now = _at_windows(day, windows) if at_windows else ()
    lines = line_rows(hall_id, day, seats)
    rows = (now, calls, lines, len(seats))
    return Board(
        hall_id=hall_id,
        now=now,
        last=calls,
        lines=lines,
        waiting=sum(row.waiting for row in lines),
        open_windows=len(seats),
        stamp=hashlib.sha256(repr(rows).encode()).hexdigest()[:16],
    )


def _seats(day: QueueDay | None, windows: frozenset[int] | None) -> list[WindowSeat]:
    if day is None:
        return []
    rows = WindowSeat.objects.filter(day=day, state=SeatState.OPEN)
    if windows is not None:
        rows = rows.filter(window__number__in=windows)
    return list(rows.only("own"))


# What `call_row` shows of a ticket: screens ask all day, and a row is eighty columns wide.
SHOWN = (
    *("number", "calls", "state", "taken_at", "called_at", "recalled_at"),
    *("kind__name", "kind__name_en"),
    *("seat__window__number", "seat__window__name", "seat__window__name_en"),
)


def _calls(
    day: QueueDay | None, windows: frozenset[int] | None, last: int
) -> tuple[CallRow, ...]:
    """The last calls, newest first; a repeated call counts as new."""
    if day is None:
        return ()
    rows = Ticket.objects.filter(day=day, called_at__isnull=False, seat__isnull=False)
    if windows is not None:
        rows = rows.filter(seat__window__number__in=windows)
    found = rows.select_related("kind", "seat__window").only(*SHOWN)
    found = found.order_by("-called_at", "-id")
    shown = [call_row(row) for row in found[: last * 2]]
    return tuple(sorted(shown, key=lambda row: row.at, reverse=True)[:last])


def _at_windows(
    day: QueueDay | None, windows: frozenset[int] | None
) -> tuple[CallRow, ...]:
    """Who is called to or served at each window, by window."""
    if day is None:
        return ()
    rows = Ticket.objects.filter(day=day, state__in=AT_A_WINDOW)
    if windows is not None:
        rows = rows.filter(seat__window__number__in=windows)
    found = rows.select_related("kind", "seat__window").only(*SHOWN)
    return tuple(call_row(row) for row in found.order_by("seat__window__number"))


def call_row(ticket: Ticket) -> CallRow:
    """A called ticket as screens show it."""
    window = ticket.seat.window if ticket.seat else None
    return CallRow(
        number=ticket.number,
        window=window.number if window else 0,
        window_name=window.name if window else "",
        window_name_en=window.name_en if window else "",
        kind=ticket.kind.name,
        kind_en=ticket.kind.name_en,
        times=ticket.calls,
        state=ticket.state,
        at=ticket.recalled_at or ticket.called_at or ticket.taken_at,
    )


def line_rows(
    hall_id: int, day: QueueDay | None, seats: list[WindowSeat]
) -> tuple[LineRow, ...]:
    """Every open kind with how many wait, and how many of these seats serve it."""
    serving = Counter(line for seat in seats for line in seat.own)
    kept = day.lines if day else {}
    return tuple(
        LineRow(
            code=row.code,
            name=row.name,
            name_en=row.name_en,
            waiting=kept.get(row.code, {}).get("waiting", 0),
            windows=serving[row.code],
        )
        for row in kinds(hall_id)
        if row.open
    )
