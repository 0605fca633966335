"""Who came on a day, ticket by ticket: the list behind the figures of a plan."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.planning.rules.day import SLOT
from yichuang.queueing.models import Ticket

SECONDS = SLOT * 60
PAGE = 50


@dataclass(frozen=True, slots=True)
class Came:
    """A ticket: its wait in minutes (None: not called yet) and the range it was told.
    `inside` says whether the wait lay in it, None where nothing was told or known."""

    number: str
    kind: str
    state: str
    taken_at: datetime
    wait: float | None
    low: int | None
    high: int | None

    @property
    def inside(self) -> bool | None:
        """Whether what was told held."""
        if self.wait is None or self.low is None or self.high is None:
            return None
        return self.low <= self.wait <= self.high


def tickets(
    hall_id: int, on: date, *, slot: int | None = None, page: int = 1
) -> tuple[tuple[Came, ...], int]:
    """One page of a day's tickets in the order they came, and how many there are; with
    `slot` only of those who came in that half-hour."""
    rows = Ticket.objects.filter(day__hall_id=hall_id, day__day=on)
    if slot is not None:
        start = slot * SECONDS
        rows = rows.filter(arrived__gte=start, arrived__lt=start + SECONDS)
    first = (page - 1) * PAGE
    shown = rows.select_related("kind").order_by("arrived", "id")[first : first + PAGE]
    return tuple(map(_came, shown)), rows.count()


def _came(row: Ticket) -> Came:
    called = row.called_at
    wait = (called - row.taken_at).total_seconds() / 60 if called else None
    return Came(
        row.number,
        row.kind.code,
        row.get_state_display(),
        row.taken_at,
        None if wait is None else max(wait, 0.0),
        row.wait_low,
        row.wait_high,
    )
