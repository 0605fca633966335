"""Working time counts the minutes the office was open, and nothing else."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from yichuang.insight.rules.office import office_clock
from yichuang.kernel.hours import OfficeHours
from yichuang.kernel.workdays import WorkCalendar, YearPlan

ZONE = ZoneInfo("Asia/Shanghai")
SPANS = ((time(9), time(12)), (time(13, 30), time(17)))
HOURS = OfficeHours(dict.fromkeys(range(5), SPANS), zone=ZONE)
CALENDAR = WorkCalendar({2026: YearPlan(holidays={date(2026, 3, 12): "放假"})})
FIRST, LAST = date(2026, 3, 2), date(2026, 3, 31)
CLOCK = office_clock(FIRST, LAST, HOURS, CALENDAR)
MOMENTS = st.integers(0, 30 * 24 * 60 - 1).map(
    lambda minute: datetime(2026, 3, 2, tzinfo=ZONE) + timedelta(minutes=minute)
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


def test_the_noon_break_does_not_count() -> None:
    assert CLOCK.minutes(at(10, 11, 30), at(10, 14)) == 60


def test_the_night_and_days_off_do_not_count() -> None:
    assert CLOCK.minutes(at(10, 16, 30), at(11, 9, 30)) == 60
    assert CLOCK.minutes(at(11, 16), at(13, 10)) == 120  # the 12th is a day off
    assert CLOCK.minutes(at(6, 16), at(9, 10)) == 120  # a weekend


def test_accepted_in_the_evening_begins_next_morning() -> None:
    assert CLOCK.minutes(at(10, 20), at(11, 9, 20)) == 20
    assert CLOCK.minutes(at(10, 20), at(10, 23)) == 0


def slowly(start: datetime, end: datetime) -> int:
    """Minute by minute."""
    count = 0
    while start < end:
        if CALENDAR.is_workday(start.date()):
            count += any(opens <= start.time() < closes for opens, closes in SPANS)
        start += timedelta(minutes=1)
    return count


@given(MOMENTS, st.integers(0, 4000))
def test_it_agrees_with_counting_minute_by_minute(start: datetime, span: int) -> None:
    end = min(
        start + timedelta(minutes=span), datetime(2026, 3, 31, 23, 59, tzinfo=ZONE)
    )
    assert CLOCK.minutes(start, end) == slowly(start, end)
