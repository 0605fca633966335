"""Lamps: what a glance at a running matter must tell, and the time left behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from yichuang.kernel.hours import OfficeHours
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, Msgid
from yichuang.kernel.workdays import WorkCalendar

WARN_SHARE = 20  # per cent of the limit; the last working day always warns


class Lamp(StrEnum):
    """The seven lamps; shape and word go with them wherever they are shown."""

    OK = "ok"
    WARN = "warn"
    STEP = "step"
    YELLOW = "yellow"
    RED = "red"
    PAUSE = "pause"
    DONE = "done"

    @property
    def says(self) -> Msgid:
        """The lamp's word, as a msgid."""
        return LAMP_SAYS[self]


LAMP_SAYS: Mapping[Lamp, Msgid] = {
    Lamp.OK: N_("On time"),
    Lamp.WARN: N_("Due soon"),
    Lamp.STEP: N_("Step late"),
    Lamp.YELLOW: N_("Past the promise"),
    Lamp.RED: N_("Past the statutory limit"),
    Lamp.PAUSE: N_("Clock stopped"),
    Lamp.DONE: N_("Case closed"),
}


URGENCY = (
    Lamp.RED,
    Lamp.YELLOW,
    Lamp.PAUSE,
    Lamp.STEP,
    Lamp.WARN,
    Lamp.OK,
)
"""Which of two lamps of one matter is shown, the weightier first."""


def weightier(one: Lamp, other: Lamp) -> Lamp:
    """The lamp to show where a matter has two clocks.

    >>> weightier(Lamp.WARN, Lamp.YELLOW)
    <Lamp.YELLOW: 'yellow'>
    """
    return min(one, other, key=URGENCY.index)


def lamp(
    due_promise: date | None,
    due_statute: date | None,
    today: date,
    *,
    limit_days: int,
    calendar: WorkCalendar,
    paused: bool = False,
    closed: bool = False,
    step_late: bool = False,
) -> Lamp:
    """The lamp of a matter today.

    The due days are those with every stop counted, a running one to its planned end; so
    a matter past them is late even while stopped, and a stop cannot hide it. Warns when
    at most max(1 working day, 20 % of `limit_days`) are left. None: no such limit.
    """
    if closed:
        return Lamp.DONE
    if due_statute is not None and today > due_statute:
        return Lamp.RED
    if due_promise is not None and today > due_promise:
        return Lamp.YELLOW
    if paused:
        return Lamp.PAUSE
    if step_late:
        return Lamp.STEP
    due = min((day for day in (due_promise, due_statute) if day), default=None)
    soon = due is not None and _soon(calendar.between(today, due), limit_days)
    return Lamp.WARN if soon else Lamp.OK


def _soon(left: int, limit_days: int) -> bool:
    return left * 100 <= max(100, WARN_SHARE * limit_days)


def working_days_left(due: date, today: date, calendar: WorkCalendar) -> int | None:
    """Working days from tomorrow to `due`; negative when it has passed.

    None when the calendar does not know the way, so that a list can show the date
    instead of failing on the first day of a year without a plan.
    """
    try:
        return calendar.between(today, due)
    except Refusal:
        return None


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Working time until the end of business on a due day: whole working days after
    today and the office minutes that are left of today."""

    days: int
    minutes: int


def time_left(
    due: date, at: datetime, calendar: WorkCalendar, hours: OfficeHours
) -> TimeLeft | None:
    """The working time left at a moment; negative days once the due day has passed.

    None where the calendar does not know the way.
    """
    now = hours.local(at)
    today = now.date()
    days = working_days_left(due, today, calendar)
    if days is None:
        return None
    open_today = today <= due and calendar.is_workday(today)
    return TimeLeft(days, _minutes_left(now, hours) if open_today else 0)


def _minutes_left(now: datetime, hours: OfficeHours) -> int:
    left = timedelta()
    for opens, closes in hours.on(now.date()):
        begin = max(datetime.combine(now.date(), opens, hours.zone), now)
        end = datetime.combine(now.date(), closes, hours.zone)
        left += max(end - begin, timedelta())
    return int(left.total_seconds()) // 60
