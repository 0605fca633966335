"""Calendars to count with: the State's own, and any that hypothesis can think of."""

from datetime import date, timedelta
from functools import cache

from chinese_calendar import constants
from hypothesis import strategies as st

from yichuang.kernel.limits import Stop
from yichuang.kernel.workdays import WorkCalendar, YearPlan


@cache
def state_calendar(first: int = 2018, last: int = 2026) -> WorkCalendar:
    """The State Council's notices, as the maintained library holds them."""
    return WorkCalendar(
        {
            year: YearPlan(
                {d: str(n) for d, n in constants.holidays.items() if d.year == year},
                {d: str(n) for d, n in constants.workdays.items() if d.year == year},
                source=f"State Council notice for {year}",
            )
            for year in range(first, last + 1)
        }
    )


def plain_calendar(*years: int) -> WorkCalendar:
    """Weekends only."""
    return WorkCalendar({year: YearPlan() for year in years})


def _plan(year: int) -> st.SearchStrategy[YearPlan]:
    days = st.dates(date(year, 1, 1), date(year, 12, 31))
    off = st.frozensets(days, max_size=40)
    worked = st.frozensets(days, max_size=12)
    return st.builds(
        lambda off, worked: YearPlan(
            dict.fromkeys(off - worked, "off"), dict.fromkeys(worked, "worked")
        ),
        off,
        worked,
    )


YEARS = (2024, 2025, 2026, 2027)
calendars = st.fixed_dictionaries({year: _plan(year) for year in YEARS}).map(
    WorkCalendar
)
# far enough from the end of the last year to count from
starts = st.dates(date(2024, 1, 1), date(2026, 12, 31))
numbers = st.integers(1, 60)


@st.composite
def stops_after(draw: st.DrawFn, start: date) -> tuple[Stop, ...]:
    """Up to three stops in order, none overlapping, the first maybe on the first day."""
    found: list[Stop] = []
    day = start
    for _ in range(draw(st.integers(0, 3))):
        first = day + timedelta(days=draw(st.integers(0, 25)))
        last = first + timedelta(days=draw(st.integers(0, 15)))
        found.append(Stop(first, last, "hearing"))
        day = last + timedelta(days=1)
    return tuple(draw(st.permutations(found)))
