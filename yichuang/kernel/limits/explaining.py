"""The due day with its explanation: every day counted or skipped, and why.

Begins: Civil Code art. 201. Ends: art. 203. Working days: Licensing Law art. 82.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from yichuang.kernel.hours import OfficeHours
from yichuang.kernel.limits.counting import first_day
from yichuang.kernel.limits.stops import Stop, in_order
from yichuang.kernel.limits.units import Limit, Unit
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, Msgid
from yichuang.kernel.workdays import Day, DayKind, WorkCalendar


class Reason(StrEnum):
    """Why a day counts or does not."""

    COUNTED = "counted"
    MADE_UP = "make-up"
    START_DAY = "start-day"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    STOPPED = "stopped"
    ROLLED_OVER = "rolled-over"
    ON_THE_SPOT = "on-the-spot"
    CLOSED = "closed"

    @property
    def says(self) -> Msgid:
        """The reason in words, as a msgid."""
        return REASON_SAYS[self]


REASON_SAYS: Mapping[Reason, Msgid] = {
    Reason.COUNTED: N_("Counted"),
    Reason.MADE_UP: N_("Counted: a weekend day worked in exchange"),
    Reason.START_DAY: N_("Not counted: the day it begins"),
    Reason.WEEKEND: N_("Not counted: weekend"),
    Reason.HOLIDAY: N_("Not counted: public holiday"),
    Reason.STOPPED: N_("Not counted: stopped on a legal ground"),
    Reason.ROLLED_OVER: N_("The last day was a day of rest: it ends on the next one"),
    Reason.ON_THE_SPOT: N_("Done the same day, on the spot"),
    Reason.CLOSED: N_("Not counted: no office hours left this day"),
}

_KINDS = {
    DayKind.WORKDAY: Reason.COUNTED,
    DayKind.MADE_UP: Reason.MADE_UP,
    DayKind.WEEKEND: Reason.WEEKEND,
    DayKind.HOLIDAY: Reason.HOLIDAY,
}


class DayExplained(NamedTuple):
    """One day on the way to the due day.

    `number` is its place among the counted days, `note` the holiday's name or the
    ground of the stop, `minutes` the office time used (limits in hours only).
    """

    day: date
    counted: bool
    number: int | None
    reason: Reason
    note: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end of a limit: its day, its moment where hours are known, and why.

    `provisional` says that a year it passes through stands on a plan not yet published.
    """

    due: date
    due_at: datetime | None
    days: tuple[DayExplained, ...]
    provisional: bool = False

    @property
    def counted(self) -> int:
        """How many days were counted."""
        return sum(day.counted for day in self.days)


def deadline(
    start: date | datetime,
    limit: Limit,
    calendar: WorkCalendar,
    hours: OfficeHours | None = None,
    stops: Sequence[Stop] = (),
) -> Deadline:
    """When `limit` ends if it begins at `start`, explained day by day.

    A moment is read on the hall's clock. `hours` are needed for a limit in hours; with
    them every deadline also has its moment, the end of business on the last day.
    Raises Refusal for a bad stop, an unknown year, or an office that never opens.
    """
    begins = first_day(start, hours)
    ordered = in_order(begins, stops) if stops else ()
    due_at = None
    if limit.unit is Unit.HOURS:
        days, due_at = _office_hours(start, limit.n, calendar, hours, ordered)
    elif limit.unit is Unit.ON_THE_SPOT:
        days = [_skip(begins, Reason.ON_THE_SPOT)]
    elif limit.unit is Unit.WORKDAYS:
        days = _workdays(begins, limit.n, calendar, ordered)
    else:
        days = _natural_days(begins, limit.n, calendar, ordered)
    due = days[-1].day
    if due_at is None and hours is not None:
        due_at = hours.closes(due)
    return Deadline(due, due_at, tuple(days), calendar.is_provisional(begins, due))


def _skip(day: date, reason: Reason, note: str = "") -> DayExplained:
    return DayExplained(day, False, None, reason, note)  # noqa: FBT003


def _count(day: date, number: int, reason: Reason, note: str = "") -> DayExplained:
    return DayExplained(day, True, number, reason, note)  # noqa: FBT003


def _with_grounds(
    days: Iterator[Day], stops: Sequence[Stop]
) -> Iterator[tuple[Day, str]]:
    """Each day with the ground of the stop it lies in, "" outside of stops."""
    ahead = iter(stops)
    stop = next(ahead, None)
    for day in days:
        while stop is not None and stop.end < day.date:
            stop = next(ahead, None)
        if stop is not None and stop.start <= day.date:
            yield day, stop.ground
        else:
            yield day, ""


def _workdays(
    start: date, n: int, calendar: WorkCalendar, stops: Sequence[Stop]
) -> list[DayExplained]:
    days = calendar.days_from(start)
    next(days)
    told = [_skip(start, Reason.START_DAY)]
    number = 0
    for day, ground in _with_grounds(days, stops):
        if ground:
            told.append(_skip(day.date, Reason.STOPPED, ground))
        elif day.worked:
            number += 1
            told.append(_count(day.date, number, _KINDS[day.kind], day.name))
            if number == n:
                break
        else:
            told.append(_skip(day.date, _KINDS[day.kind], day.name))
    return told


def _natural_days(
    start: date, n: int, calendar: WorkCalendar, stops: Sequence[Stop]
) -> list[DayExplained]:
    days = calendar.days_from(start)
    next(days)
    told = [_skip(start, Reason.START_DAY)]
    number = 0
    for day, ground in _with_grounds(days, stops):
        if ground:
            told.append(_skip(day.date, Reason.STOPPED, ground))
        elif number < n:
            number += 1
            told.append(_count(day.date, number, Reason.COUNTED, day.name))
            if number == n and day.worked:
                break
        else:
            told.append(_skip(day.date, Reason.ROLLED_OVER, day.name))
            if day.worked:
                break
    return told


def _office_hours(
    start: date | datetime,
    n: int,
    calendar: WorkCalendar,
    hours: OfficeHours | None,
    stops: Sequence[Stop],
) -> tuple[list[DayExplained], datetime]:
    """Hours run from the moment itself (Civil Code art. 201), in office time only."""
    if hours is None or not isinstance(start, datetime):
        raise ValueError("A limit in hours needs the office hours and a moment.")
    now = hours.local(start)
    left = timedelta(hours=n)
    told: list[DayExplained] = []
    number = idle = 0
    for day, ground in _with_grounds(calendar.days_from(now.date()), stops):
        if ground or not day.worked:
            reason = Reason.STOPPED if ground else _KINDS[day.kind]
            told.append(_skip(day.date, reason, ground or day.name))
            continue
        used, until = _use(day.date, now, left, hours)
        if not used:
            idle = _still_opening(idle)
            told.append(_skip(day.date, Reason.CLOSED))
            continue
        left -= used
        number += 1
        counted = _count(day.date, number, _KINDS[day.kind], day.name)
        told.append(counted._replace(minutes=int(used.total_seconds()) // 60))
        if not left:
            return told, until
    raise AssertionError("days_from() ends with a refusal")


def _use(
    day: date, now: datetime, left: timedelta, hours: OfficeHours
) -> tuple[timedelta, datetime]:
    """How much of `left` the office time of `day` after `now` uses, and until when."""
    used, until = timedelta(), now
    for opens, closes in hours.on(day):
        begin = max(datetime.combine(day, opens, hours.zone), now)
        room = datetime.combine(day, closes, hours.zone) - begin
        if room > timedelta() and used < left:
            taken = min(room, left - used)
            used += taken
            until = begin + taken
    return used, until


def _still_opening(idle: int) -> int:
    """Count working days without hours; an office that never opens is refused."""
    if idle >= 31:
        raise Refusal(
            "hours.none",
            N_("The office has no opening hours on working days."),
            field="hours",
            remedy=N_("Enter the opening hours of the hall."),
        )
    return idle + 1
