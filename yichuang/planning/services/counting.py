"""Counting a day that is over, once, so that forecasts need no tickets."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from yichuang.planning.models import DayCount
from yichuang.planning.rules.forecast import SLOTS
from yichuang.queueing.models import QueueDay, Ticket
from yichuang.queueing.rules.lifecycle import TicketState

HALF_HOUR = 1800
AT_ONCE = 20
VARIED = 1.17
"""Root mean square over mean of minutes at a window, where only the mean is known."""


@dataclass
class _Sums:
    """What adds up over the tickets of one kind."""

    counts: list[int] = field(default_factory=lambda: [0] * SLOTS)
    served: int = 0
    minutes: float = 0.0
    squares: float = 0.0
    gone: int = 0
    waited: float = 0.0


@dataclass(frozen=True, slots=True)
class Remembered:
    """A day of one kind that another system counted: its 48 half-hours, and the minutes a
    ticket took at a window."""

    hall_id: int
    day: date
    kind: str
    counts: tuple[int, ...]
    minutes: float


@transaction.atomic
def remember_days(rows: Sequence[Remembered]) -> int:
    """Keep days from before this program; a day that is known stays as it is. Returns how
    many rows were given."""
    DayCount.objects.bulk_create(
        [
            DayCount(
                hall_id=one.hall_id,
                day=one.day,
                kind=one.kind,
                counts=list(one.counts),
                served=sum(one.counts),
                minutes=one.minutes * sum(one.counts),
                squares=(one.minutes * VARIED) ** 2 * sum(one.counts),
            )
            for one in rows
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
    return len(rows)


def count_days(*, limit: int = AT_ONCE) -> int:
    """Count closed days that are not counted yet; returns how many."""
    counted = DayCount.objects.filter(hall_id=OuterRef("hall_id"), day=OuterRef("day"))
    due = QueueDay.objects.filter(~Exists(counted), closed_at__isnull=False)
    rows = list(due.order_by("day").values_list("pk", "hall_id", "day")[:limit])
    return sum(_count(day_id, hall_id, day) for day_id, hall_id, day in rows)


@transaction.atomic
def _count(day_id: int, hall_id: int, day: date) -> int:
    sums: dict[str, _Sums] = defaultdict(_Sums)
    tickets = Ticket.objects.filter(day_id=day_id).values_list(
        *("kind__code", "state", "arrived"),
        *("taken_at", "called_at", "ended_at"),
    )
    for code, state, arrived, taken, called, ended in tickets.iterator():
        _add(sums[code], state, arrived, taken, called, ended)
    if not sums:  # a day without tickets is a day, too
        sums[""] = _Sums()
    DayCount.objects.bulk_create(
        [
            DayCount(
                hall_id=hall_id,
                day=day,
                kind=code,
                counts=one.counts,
                served=one.served,
                minutes=one.minutes,
                squares=one.squares,
                gone=one.gone,
                waited=one.waited,
            )
            for code, one in sums.items()
        ],
        ignore_conflicts=True,  # another worker counted it in this moment
    )
    return 1


def _add(
    sums: _Sums,
    state: str,
    arrived: int,
    taken: datetime,
    called: datetime | None,
    ended: datetime | None,
) -> None:
    sums.counts[min(max(arrived // HALF_HOUR, 0), SLOTS - 1)] += 1
    if called is not None:
        sums.waited += max((called - taken).total_seconds() / 60, 0.0)
    if state == TicketState.DONE and called and ended:
        took = (ended - called).total_seconds() / 60
        sums.served += 1
        sums.minutes += took
        sums.squares += took * took
    elif state in {TicketState.LEFT, TicketState.VOID}:
        sums.gone += 1
