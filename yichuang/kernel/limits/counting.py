"""The due day of a limit without its explanation: a few look-ups, for long lists."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from yichuang.kernel.hours import OFFICIAL_ZONE, OfficeHours, on_the_clock
from yichuang.kernel.limits.stops import Stop, in_order
from yichuang.kernel.limits.units import Limit, Unit
from yichuang.kernel.workdays import WorkCalendar

DAY = timedelta(days=1)


def first_day(start: date | datetime, hours: OfficeHours | None = None) -> date:
    """The day a limit begins on, by the hall's clock when `start` is a moment."""
    if isinstance(start, datetime):
        return on_the_clock(start, hours.zone if hours else OFFICIAL_ZONE).date()
    return start


def due_date(
    start: date | datetime,
    limit: Limit,
    calendar: WorkCalendar,
    stops: Sequence[Stop] = (),
) -> date:
    """The last day of `limit`, the same day `deadline` explains; days only, no hours.

    The day it begins is not counted (Civil Code art. 201). Raises ValueError for a
    limit in hours, which needs `deadline`; Refusal for a bad stop or an unknown year.
    """
    day = first_day(start) if isinstance(start, datetime) else start
    ordered = in_order(day, stops) if stops else ()
    if limit.unit is Unit.WORKDAYS:
        return _workdays(day, limit.n, calendar, ordered)
    if limit.unit is Unit.NATURAL_DAYS:
        return _natural_days(day, limit.n, calendar, ordered)
    if limit.unit is Unit.HOURS:
        raise ValueError("A limit in hours has a moment: use deadline().")
    return day


def _workdays(
    start: date, n: int, calendar: WorkCalendar, stops: Sequence[Stop]
) -> date:
    due = calendar.after(start, n)
    for stop in stops:
        if stop.start > due:
            break
        # What the stop takes away is given back at the end. The first day was never
        # counted, so a stop beginning on it takes nothing from it.
        n += calendar.between(max(stop.start - DAY, start), stop.end)
        due = calendar.after(start, n)
    return due


def _natural_days(
    start: date, n: int, calendar: WorkCalendar, stops: Sequence[Stop]
) -> date:
    calendar.day(start)  # an unknown year is refused before days are added to it
    end = start + timedelta(days=n)
    for stop in stops:
        if stop.start > end:
            break
        calendar.day(stop.end)
        end += stop.end - max(stop.start - DAY, start)
    # Civil Code art. 203: a period ending on a day of rest ends on the day after it.
    due = calendar.next_workday(end)
    for stop in stops:
        if end < stop.start <= due <= stop.end:
            due = calendar.after(stop.end, 1)
    return due
