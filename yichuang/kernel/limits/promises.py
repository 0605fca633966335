"""Whether a promise can ever end later than the law allows, and a deadline typed in by
hand lies after its start."""

from collections.abc import Iterator
from datetime import date

from yichuang.kernel.limits.counting import due_date
from yichuang.kernel.limits.units import Limit, Unit
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.kernel.workdays import WorkCalendar, unknown_year

# The shortest usual office day. An hour more or less never decides between a promise
# in hours and a statute in days.
HOURS_A_DAY = 7


def promise_exceeds(
    promise: Limit, statutory: Limit, calendar: WorkCalendar
) -> date | None:
    """A first day on which the promise would end after the statutory limit, or None.

    Limits in one unit are compared as numbers and answer with the calendar's first day.
    Different units (15 working days against 20 natural ones) are counted out from every
    known day, holidays and all. Refusal "calendar.unknown-year" when no day can be.
    """
    if promise.unit is statutory.unit:
        known = min(calendar.years, default=1)
        return date(known, 1, 1) if promise.n > statutory.n else None
    counted = list(_counted(_in_days(promise), _in_days(statutory), calendar))
    if not counted:
        unknown_year(max(calendar.years, default=0) + 1)
    return next((day for day, ours, theirs in counted if ours > theirs), None)


def _counted(
    promise: Limit, statutory: Limit, calendar: WorkCalendar
) -> Iterator[tuple[date, date, date]]:
    """Every known day with both due days, as far as the calendar reaches."""
    for year in calendar.years:
        for day in calendar.days_in(year):
            try:
                yield (
                    day.date,
                    due_date(day.date, promise, calendar),
                    due_date(day.date, statutory, calendar),
                )
            except Refusal:
                break


def _in_days(limit: Limit) -> Limit:
    if limit.unit is Unit.HOURS:
        return Limit(-(-limit.n // HOURS_A_DAY), Unit.WORKDAYS)
    return limit


LONGEST_AHEAD = 3_600  # days; as long as the longest limit


def require_after(start: date, due: date, *, field: str = "due") -> date:
    """`due`, if it can be the last day of something that starts on `start`.

    Raises:
        Refusal: "limit.before-start", "limit.too-far".
    """
    if due < start:
        raise Refusal(
            "limit.before-start",
            N_("The last day %(due)s lies before the first day %(start)s."),
            field=field,
            remedy=N_("Enter a last day on or after the first day."),
            due=due,
            start=start,
        )
    if (due - start).days > LONGEST_AHEAD:
        raise Refusal(
            "limit.too-far",
            N_("The last day %(due)s is ten years away or more."),
            field=field,
            remedy=N_("Check the year; no limit of the law is that long."),
            due=due,
        )
    return due
