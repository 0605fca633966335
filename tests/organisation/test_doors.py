"""Whether the hall is open now, and when it opens next."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.kernel.hours import OFFICIAL_ZONE, OfficeHours
from yichuang.organisation.rules.doors import DoorDay, closures, doors

SPANS = ((time(9), time(12)), (time(13, 30), time(17)))
HOURS = OfficeHours(dict.fromkeys(range(5), SPANS))
MARCH = (datetime(2026, 3, 1), datetime(2026, 4, 30))  # noqa: DTZ001
HOLIDAY = date(2026, 3, 12)


def plan(day: date) -> DoorDay:
    if day == HOLIDAY:
        return DoorDay(day, reason="节日")
    return DoorDay(day, SPANS if day.weekday() < 5 else ())


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=OFFICIAL_ZONE)


@pytest.mark.parametrize(
    ("moment", "is_open", "changes"),
    [
        (at(10, 9), True, at(10, 12)),
        (at(10, 11, 59), True, at(10, 12)),
        (at(10, 12), False, at(10, 13, 30)),
        (at(10, 17), False, at(11, 9)),
        (at(11, 18), False, at(13, 9)),  # the holiday between
        (at(13, 18), False, at(16, 9)),  # the weekend between
        (at(10, 8, 59), False, at(10, 9)),
    ],
)
def test_the_doors(moment: datetime, is_open: bool, changes: datetime) -> None:
    now = doors(moment, HOURS, plan)
    assert (now.open, now.changes_at) == (is_open, changes)


@given(st.datetimes(*MARCH))
def test_the_next_change_is_true(naive: datetime) -> None:
    """At the moment named, the doors are the other way round."""
    moment = naive.replace(tzinfo=OFFICIAL_ZONE)
    now = doors(moment, HOURS, plan)
    assert now.changes_at is not None
    assert now.changes_at > moment
    assert doors(now.changes_at, HOURS, plan).open is not now.open
    before = now.changes_at - timedelta(seconds=1)
    assert doors(max(before, moment), HOURS, plan).open is now.open


def test_a_hall_that_never_opens_says_so() -> None:
    assert doors(at(10, 9), HOURS, DoorDay).changes_at is None


def test_only_days_that_differ_are_told() -> None:
    found = closures(date(2026, 3, 9), 14, plan, HOURS)
    assert [(row.day, row.reason) for row in found] == [(HOLIDAY, "节日")]
