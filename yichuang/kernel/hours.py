"""Office hours of a hall: by weekday, by season, in the hall's own time zone.

>>> noon_break = ((time(9), time(12)), (time(13, 30), time(17)))
>>> hours = OfficeHours(dict.fromkeys(range(5), noon_break))
>>> hours.on(date(2026, 3, 10))
((datetime.time(9, 0), datetime.time(12, 0)), (datetime.time(13, 30), datetime.time(17, 0)))
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias
from zoneinfo import ZoneInfo

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

MONDAY = 0
MONTHS = 12
LEAP = 2024  # so that a season may begin or end on 29 February
OFFICIAL_ZONE = ZoneInfo("Asia/Shanghai")

Span: TypeAlias = tuple[time, time]
Week: TypeAlias = Mapping[int, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Season:
    """Hours that replace the usual week from `first` to `last`, (month, day) inclusive.

    A season may run over the end of the year: (10, 1) to (4, 30) is a winter.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    week: Week

    def __post_init__(self) -> None:
        for month, day in (self.first, self.last):
            if not 1 <= month <= MONTHS or not 1 <= day <= monthrange(LEAP, month)[1]:
                raise Refusal(
                    "hours.impossible-season",
                    N_("There is no day %(month)s-%(day)s in a year."),
                    field="season",
                    remedy=N_(
                        "Enter the month and the day the season begins and ends."
                    ),
                    month=month,
                    day=day,
                )

    def holds(self, day: date) -> bool:
        """Whether `day` falls into the season, in any year."""
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When the office works. `week` maps weekday (Monday = 0) to its spans in order.

    Spans that overlap, run backwards or stand out of order are refused with
    "hours.disordered".
    """

    week: Week
    seasons: tuple[Season, ...] = ()
    zone: ZoneInfo = OFFICIAL_ZONE

    def __post_init__(self) -> None:
        for week in (self.week, *(season.week for season in self.seasons)):
            for spans in week.values():
                _check(spans)

    def on(self, day: date) -> tuple[Span, ...]:
        """The spans of `day`, were it worked.

        A weekend day worked in exchange 调休 keeps the hours of a Monday, unless the
        hall has its own for that weekday.
        """
        week = next((s.week for s in self.seasons if s.holds(day)), self.week)
        return tuple(week.get(day.weekday()) or week.get(MONDAY, ()))

    def closes(self, day: date) -> datetime | None:
        """The moment business ends on `day` (Civil Code art. 203), None without hours."""
        spans = self.on(day)
        return datetime.combine(day, spans[-1][1], self.zone) if spans else None

    def local(self, moment: datetime) -> datetime:
        """`moment` on the hall's clock; a moment without a zone is a ValueError."""
        return on_the_clock(moment, self.zone)


def on_the_clock(moment: datetime, zone: ZoneInfo = OFFICIAL_ZONE) -> datetime:
    """`moment` in `zone`; a moment that names no zone raises ValueError."""
    if moment.tzinfo is None:
        raise ValueError("A moment must say its time zone.")
    return moment.astimezone(zone)


def _check(spans: Sequence[Span]) -> None:
    edges = [edge for span in spans for edge in span]
    ordered = all(opens < closes for opens, closes in spans)
    if edges != sorted(edges) or not ordered:
        raise Refusal(
            "hours.disordered",
            N_("The opening hours overlap or close before they open."),
            field="hours",
            remedy=N_("Enter them from morning to evening, opening before closing."),
        )
