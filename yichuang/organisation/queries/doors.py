"""The doors of a hall: open now, until when, and the days that are not as usual."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yichuang.kernel.hours import OfficeHours
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.workdays import WorkCalendar
from yichuang.organisation.models import HallDay
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.places import HallCard
from yichuang.organisation.rules.doors import DoorDay, Doors, Plan, closures, doors
from yichuang.web.memory import remember

AHEAD = 60
"""Days ahead for which closed days are told."""


@dataclass(frozen=True, slots=True)
class HallNow:
    """A hall at one moment."""

    hall: HallCard
    doors: Doors
    hours: OfficeHours


def hall_now(hall_id: int, at: datetime) -> HallNow:
    """The hall at `at`: two small look-ups, remembered for a minute."""
    hours = calendars.office_hours(hall_id)
    plan = _plan(hall_id, hours.local(at).date())
    return HallNow(places.hall(hall_id), doors(at, hours, plan), hours)


def unusual_days(hall_id: int, at: datetime) -> tuple[DoorDay, ...]:
    """The coming days that differ from the usual week."""
    hours = calendars.office_hours(hall_id)
    today = hours.local(at).date()
    return closures(today, AHEAD, _plan(hall_id, today), hours)


def day_at_the_door(hall_id: int, day: date) -> DoorDay:
    """When the hall is open on a day, and why it is closed if it is."""
    return _plan(hall_id, day)(day)


def _plan(hall_id: int, today: date) -> Plan:
    calendar = calendars.calendar_for(hall_id)
    hours = calendars.office_hours(hall_id)
    own = {day: (open_, why) for day, open_, why in _own_days(hall_id, today)}

    def plan(day: date) -> DoorDay:
        if day in own:
            open_, why = own[day]
            return DoorDay(day, hours.on(day) if open_ else (), why)
        return _by_calendar(day, calendar, hours)

    return plan


def _by_calendar(day: date, calendar: WorkCalendar, hours: OfficeHours) -> DoorDay:
    try:
        known = calendar.day(day)
    except Refusal:  # a year nobody published: the usual week is all that is known
        return DoorDay(day, tuple(hours.week.get(day.weekday(), ())))
    if not known.worked and known.name:
        return DoorDay(day, reason=known.name)
    if not known.worked:  # a hall may open on Saturdays the law does not count
        return DoorDay(day, tuple(hours.week.get(day.weekday(), ())))
    return DoorDay(day, hours.on(day), known.name)


@remember(seconds=60, size=64)
def _own_days(hall_id: int, today: date) -> tuple[tuple[date, bool, str], ...]:
    rows = HallDay.objects.filter(
        hall_id=hall_id, day__gte=today, day__lte=today + timedelta(days=AHEAD)
    )
    return tuple(rows.values_list("day", "open", "reason"))
