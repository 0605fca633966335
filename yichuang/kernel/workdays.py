"""Working days: which days count, and what day it is after n of them.

The calendar is data: the State Council's yearly notice, with holidays and the weekend
days worked in exchange 调休. A year without a plan is an error, never a guess.

>>> spring = YearPlan(
...     holidays={date(2026, 2, 17): "Spring Festival"},
...     made_up={date(2026, 2, 14): "Spring Festival"},
... )
>>> calendar = WorkCalendar({2026: spring})
>>> calendar.is_workday(date(2026, 2, 14))  # a Saturday worked in exchange
True
>>> calendar.after(date(2026, 2, 13), 2)
datetime.date(2026, 2, 16)
"""

from array import array
from calendar import isleap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import NamedTuple, NoReturn

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

SATURDAY = 5


class DayKind(StrEnum):
    """Why a day is worked or not."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MADE_UP = "make-up"


class Day(NamedTuple):
    """One day of the calendar. `name` is the holiday's, also for a make-up workday."""

    date: date
    worked: bool
    kind: DayKind
    name: str


@dataclass(frozen=True, slots=True)
class YearPlan:
    """One year's published plan: days off and weekend days worked, with their names.

    `source` cites the notice; `provisional` marks a plan entered before the notice, so
    that every deadline crossing it can say so.
    """

    holidays: Mapping[date, str] = field(default_factory=dict)
    made_up: Mapping[date, str] = field(default_factory=dict)
    source: str = ""
    provisional: bool = False

    def kind(self, day: date) -> Day:
        """What `day` is under this plan."""
        if day in self.made_up:
            return Day(day, worked=True, kind=DayKind.MADE_UP, name=self.made_up[day])
        if day in self.holidays:
            return Day(day, worked=False, kind=DayKind.HOLIDAY, name=self.holidays[day])
        if day.weekday() >= SATURDAY:
            return Day(day, worked=False, kind=DayKind.WEEKEND, name="")
        return Day(day, worked=True, kind=DayKind.WORKDAY, name="")


class _Run:
    """Consecutive known years laid out flat, so that counting is two look-ups.

    `passed[i]` is the number of working days among the first i + 1 days, which makes it
    the place in `workdays` of the first working day after day i.
    """

    __slots__ = ("days", "first", "first_year", "last_year", "passed", "workdays")

    def __init__(self, plans: Mapping[int, YearPlan], first: int, last: int) -> None:
        self.first_year, self.last_year = first, last
        self.first = date(first, 1, 1).toordinal()
        end = date(last, 12, 31).toordinal() + 1
        dates = map(date.fromordinal, range(self.first, end))
        self.days = [plans[day.year].kind(day) for day in dates]
        self.workdays = [day.date for day in self.days if day.worked]
        self.passed = array("L")
        so_far = 0
        for day in self.days:
            so_far += day.worked
            self.passed.append(so_far)


class WorkCalendar:
    """The working days of the years in `years`; immutable and safe to share.

    Raises Refusal "calendar.misplaced-day" when a plan names a day of another year and
    "calendar.contradiction" when it names one day as both off and worked.
    """

    __slots__ = ("_runs", "years")

    def __init__(self, years: Mapping[int, YearPlan]) -> None:
        self.years: Mapping[int, YearPlan] = dict(sorted(years.items()))
        for year, plan in self.years.items():
            _check(year, plan)
        self._runs: dict[int, _Run] = {}
        for year in self.years:
            if year - 1 not in self.years:
                last = year
                while last + 1 in self.years:
                    last += 1
                run = _Run(self.years, year, last)
                self._runs.update(dict.fromkeys(range(year, last + 1), run))

    def is_workday(self, day: date) -> bool:
        """Whether `day` is worked."""
        return self.day(day).worked

    def day(self, day: date) -> Day:
        """What `day` is: worked or not, why, and the holiday's name."""
        run = self._run(day)
        return run.days[day.toordinal() - run.first]

    def after(self, day: date, workdays: int) -> date:
        """The n-th working day after `day`, which itself is not counted; n = 0: `day`."""
        run = self._runs.get(day.year) or self._run(day)
        if workdays < 1:
            return day if workdays == 0 else self.before(day, -workdays)
        place = run.passed[day.toordinal() - run.first] + workdays - 1
        if place >= len(run.workdays):
            unknown_year(run.last_year + 1)
        return run.workdays[place]

    def before(self, day: date, workdays: int) -> date:
        """The n-th working day before `day`, which itself is not counted; n = 0: `day`."""
        run = self._run(day)
        if workdays < 1:
            return day if workdays == 0 else self.after(day, -workdays)
        here = day.toordinal() - run.first
        place = run.passed[here] - run.days[here].worked - workdays
        if place < 0:
            unknown_year(run.first_year - 1)
        return run.workdays[place]

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative backwards."""
        run = self._runs.get(start.year) or self._run(start)
        if not run.first_year <= end.year <= run.last_year:
            self._run(end)
            unknown_year(run.last_year + 1 if end > start else run.first_year - 1)
        passed, first = run.passed, run.first
        return passed[end.toordinal() - first] - passed[start.toordinal() - first]

    def next_workday(self, day: date) -> date:
        """`day` itself when it is worked, otherwise the first working day after it."""
        return day if self.is_workday(day) else self.after(day, 1)

    def days_from(self, day: date) -> Iterator[Day]:
        """The days from `day` on; after the last known day comes the refusal."""
        run = self._run(day)
        yield from islice(run.days, day.toordinal() - run.first, None)
        unknown_year(run.last_year + 1)

    def days_in(self, year: int) -> tuple[Day, ...]:
        """All days of a known year."""
        first = date(year, 1, 1)
        run = self._run(first)
        here = first.toordinal() - run.first
        return tuple(run.days[here : here + 365 + isleap(year)])

    def is_provisional(self, start: date, end: date) -> bool:
        """Whether a year touched by start..end stands on a plan not yet published."""
        return any(
            self.years[year].provisional
            for year in range(start.year, end.year + 1)
            if year in self.years
        )

    def _run(self, day: date) -> _Run:
        return self._runs.get(day.year) or unknown_year(day.year)


def unknown_year(year: int) -> NoReturn:
    """Refuse to count in a year whose plan nobody has entered."""
    raise Refusal(
        "calendar.unknown-year",
        N_("The working days of %(year)s are not known yet."),
        field="date",
        remedy=N_(
            "Ask the administrator to load the year's holiday notice: "
            "yichuang calendar import %(year)s"
        ),
        year=year,
    )


def _check(year: int, plan: YearPlan) -> None:
    for day in (*plan.holidays, *plan.made_up):
        if day.year != year:
            raise Refusal(
                "calendar.misplaced-day",
                N_("%(day)s does not belong to the plan of %(year)s."),
                field="date",
                remedy=N_("Put the day into the plan of its own year."),
                day=day,
                year=year,
            )
    for day in sorted(plan.holidays.keys() & plan.made_up.keys()):
        raise Refusal(
            "calendar.contradiction",
            N_("%(day)s is named both as a day off and as a working day."),
            field="date",
            remedy=N_("Keep it in one of the two lists."),
            day=day,
        )
