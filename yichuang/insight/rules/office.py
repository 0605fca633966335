"""Office time: how many minutes the office was open between two moments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from yichuang.kernel.hours import OfficeHours
from yichuang.kernel.workdays import WorkCalendar

Spans = Sequence[tuple[int, int]]


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


@dataclass(frozen=True, slots=True)
class OfficeClock:
    """Counts open minutes within the days it was made for, quickly and often."""

    hours: OfficeHours
    first: date
    spans: tuple[Spans, ...]
    before: tuple[int, ...]

    def at(self, moment: datetime) -> int:
        """Open minutes from the first day's midnight to `moment` (days outside: edge)."""
        local = self.hours.local(moment)
        number = (local.date() - self.first).days
        if number < 0:
            return 0
        if number >= len(self.spans):
            return self.before[-1]
        now = local.hour * 60 + local.minute
        passed = sum(
            max(0, min(now, closes) - opens) for opens, closes in self.spans[number]
        )
        return self.before[number] + passed

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
    spans: list[Spans] = []
    before = [0]
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        open_spans = (
            [(_minute(opens), _minute(closes)) for opens, closes in hours.on(day)]
            if calendar.is_workday(day)
            else []
        )
        spans.append(open_spans)
        before.append(before[-1] + sum(closes - opens for opens, closes in open_spans))
    return OfficeClock(hours, first, tuple(spans), tuple(before))
