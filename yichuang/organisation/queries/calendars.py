"""The calendar that counts for a hall, and the hours it is open."""

from collections import defaultdict
from datetime import date, time

from yichuang.kernel.hours import OfficeHours, Season, Span
from yichuang.kernel.workdays import WorkCalendar, YearPlan
from yichuang.organisation.models import CalendarYear, DayKind, OpeningHours
from yichuang.organisation.queries.places import hall
from yichuang.web.memory import remember

WHOLE_YEAR = ("01-01", "12-31")


@remember(seconds=60, size=64)
def calendar_for(hall_id: int | None) -> WorkCalendar:
    """The state's calendar with the hall's own years in place of the state's.

    Only published years are in it; asking it for another year is refused.
    """
    plans: dict[int, YearPlan] = {}
    known = CalendarYear.objects.prefetch_related("days")
    rows = list(known.filter(hall=None))
    if hall_id is not None:
        rows += known.filter(hall_id=hall_id)
    for row in rows:
        plans[row.year] = _plan(row)
    return WorkCalendar(plans)


def _plan(year: CalendarYear) -> YearPlan:
    days: dict[str, dict[date, str]] = {kind.value: {} for kind in DayKind}
    for day in year.days.all():
        days[day.kind][day.day] = day.name
    return YearPlan(
        holidays=days[DayKind.HOLIDAY.value],
        made_up=days[DayKind.WORKDAY.value],
        source=year.source,
        provisional=year.provisional,
    )


@remember(seconds=60, size=64)
def office_hours(hall_id: int) -> OfficeHours:
    """When the hall is open: spans per weekday, with the seasons that replace them."""
    weeks: dict[tuple[str, str], dict[int, list[Span]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for row in OpeningHours.objects.filter(hall_id=hall_id).order_by(
        "weekday", "opens"
    ):
        season = (row.season_from, row.season_to)
        weeks[season][row.weekday].append((row.opens, row.closes))
    usual = weeks.pop(WHOLE_YEAR, {})
    return OfficeHours(
        week=usual,
        seasons=tuple(
            Season(_month_day(first), _month_day(last), week)
            for (first, last), week in weeks.items()
        ),
        zone=hall(hall_id).zone,
    )


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def hours_text(hall_id: int) -> tuple[tuple[int, time, time], ...]:
    """(weekday, opens, closes) rows as shown at the door, in order of the week."""
    return tuple(
        OpeningHours.objects.filter(hall_id=hall_id)
        .order_by("weekday", "opens")
        .values_list("weekday", "opens", "closes")
    )


def known_years() -> tuple[CalendarYear, ...]:
    """The state's years on record, oldest first."""
    return tuple(CalendarYear.objects.filter(hall=None).order_by("year"))
