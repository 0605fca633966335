"""The day by half hours: from opening to closing, wider where work was done outside."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

HALF_HOUR = 30
DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class HalfHour:
    """Half an hour that begins at `starts`, and what happened in it."""

    starts: time
    received: int
    decided: int


def _slot(minute: int) -> int:
    return minute // HALF_HOUR


def _slots(moments: Iterable[datetime], zone: ZoneInfo) -> list[int]:
    local = (moment.astimezone(zone) for moment in moments)
    return [_slot(moment.hour * 60 + moment.minute) for moment in local]


def half_hours(
    received: Iterable[datetime],
    decided: Iterable[datetime],
    spans: Sequence[tuple[time, time]],
    zone: ZoneInfo,
) -> tuple[HalfHour, ...]:
    """Counts per half hour. Nothing is left out: what came at night widens the day."""
    came, done = Counter(_slots(received, zone)), Counter(_slots(decided, zone))
    edges = [_slot(opens.hour * 60 + opens.minute) for opens, _closes in spans] + [
        _slot(closes.hour * 60 + closes.minute - 1) for _opens, closes in spans
    ]
    every = [*came, *done, *edges]
    if not every:
        return ()
    return tuple(
        HalfHour(
            time(slot * HALF_HOUR // 60, slot * HALF_HOUR % 60),
            came[slot],
            done[slot],
        )
        for slot in range(min(every), max(every) + 1)
    )
