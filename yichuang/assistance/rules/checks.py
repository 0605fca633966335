"""When a facility is to be checked again: safety of rails, ramps and rooms (R112, R113)."""

from collections.abc import Sequence
from datetime import date, timedelta


def next_due(last: date | None, period_days: int, since: date) -> date:
    """The day the next check is due: a period after the last one, and for a facility
    never checked the day it was registered.

    >>> next_due(date(2026, 3, 1), 7, date(2026, 1, 1))
    datetime.date(2026, 3, 8)
    """
    return since if last is None else last + timedelta(days=period_days)


def overdue(due: date, today: date) -> int:
    """Days a check is late; 0 while it is not."""
    return max((today - due).days, 0)


def defects(checklist: Sequence[str], failed: Sequence[str]) -> tuple[str, ...]:
    """The points of the list that were found wrong, in the order of the list."""
    return tuple(point for point in checklist if point in failed)
