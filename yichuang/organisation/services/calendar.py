"""Publishing the calendar of a year, for the state or for one hall."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.journal import services as journal
from yichuang.kernel.workdays import YearPlan
from yichuang.organisation.events import CALENDAR_PUBLISHED
from yichuang.organisation.models import CalendarDay, CalendarYear, DayKind, Hall
from yichuang.organisation.policies import GRANTS
from yichuang.organisation.queries.calendars import calendar_for


@transaction.atomic
def publish_year(
    year: int, plan: YearPlan, *, by: Actor, at: datetime, hall_id: int | None = None
) -> CalendarYear:
    """Put a year's plan in force, in place of an earlier plan of the same year.

    Deadlines already promised stay as they were written: they are kept with the case.
    """
    require(by, "calendar.publish", GRANTS)
    hall = None if hall_id is None else Hall.objects.get(pk=hall_id)
    row, created = CalendarYear.objects.get_or_create(
        year=year,
        hall=hall,
        defaults={"source": plan.source, "provisional": plan.provisional},
    )
    if not created:
        row.source, row.provisional = plan.source, plan.provisional
        row.version += 1
        row.save(update_fields=["source", "provisional", "version"])
        row.days.all().delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(year=row, day=day, kind=kind, name=name)
        for kind, days in (
            (DayKind.HOLIDAY, plan.holidays),
            (DayKind.WORKDAY, plan.made_up),
        )
        for day, name in days.items()
    )
    journal.record(
        CALENDAR_PUBLISHED,
        about=f"calendar:{year}",
        by=by,
        at=at,
        hall_id=hall_id,
        year=year,
        source=plan.source,
        provisional=plan.provisional,
        version=row.version,
    )
    calendar_for.forget()
    return row
