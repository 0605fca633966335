"""Office time: how many minutes the office was open between two moments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from yichuang.kernel.hours import OfficeHours
from yichuang.kernel.workdays import WorkCalendar

Passed = tuple[int, ...]
"""For each minute of a day how many open minutes lie before it."""

DAY = 24 * 60
CLOSED: Passed = (0,) * DAY


def _passed(spans: Sequence[tuple[time, time]]) -> Passed:
    """The table of a day with these spans."""
    edges = [
        (opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute)
        for opens, closes in spans
    ]
    return tuple(
        sum(max(0, min(minute, closes) - opens) for opens, closes in edges)
        for minute in range(DAY)
    )


@dataclass(frozen=True, slots=True)
class OfficeClock:
    """Counts open minutes within the days it was made for, quickly and often."""

    zone: ZoneInfo
    first: int
    days: tuple[Passed, ...]
    before: tuple[int, ...]

    def at(self, moment: datetime) -> int:
        """Open minutes from the first day's midnight to `moment` (days outside: edge)."""
        local = moment.astimezone(self.zone)
        number = local.toordinal() - self.first
        if number < 0:
            return 0
        if number >= len(self.days):
            return self.before[-1]
        return self.before[number] + self.days[number][local.hour * 60 + local.minute]

    def minutes(self, start: datetime, end: datetime) -> int:
        """Open minutes between two moments; 0 when the end is not after the start."""
        return max(0, self.at(end) - self.at(start))


def office_clock(
    first: date, last: date, hours: OfficeHours, calendar: WorkCalendar
) -> OfficeClock:
    """A clock for the days from `first` to `last`; on days off it stands still.

    Raises:
        Refusal: "calendar.unknown-year".
    """
    tables: dict[tuple[tuple[time, time], ...], Passed] = {(): CLOSED}
    days: list[Passed] = []
    before = [0]
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        spans = hours.on(day) if calendar.is_workday(day) else ()
        if spans not in tables:
            tables[spans] = _passed(spans)
        days.append(tables[spans])
        open_minutes = sum(
            (closes.hour - opens.hour) * 60 + closes.minute - opens.minute
            for opens, closes in spans
        )
        before.append(before[-1] + open_minutes)
    return OfficeClock(hours.zone, first.toordinal(), tuple(days), tuple(before))
