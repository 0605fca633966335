"""Whether the hall is open now, until when, and when it opens next.

It says when people can come; how the law counts days is the calendar's business.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yichuang.kernel.hours import OfficeHours, Span

LOOK_AHEAD = 31
"""Days looked at for the next opening; no holiday closes a hall longer."""


@dataclass(frozen=True, slots=True)
class DoorDay:
    """One day at the door: its spans, none when closed, and why if there is a reason."""

    day: date
    spans: tuple[Span, ...] = ()
    reason: str = ""

    @property
    def closed(self) -> bool:
        return not self.spans


@dataclass(frozen=True, slots=True)
class Doors:
    """The hall at one moment: `changes_at` is when it closes, or opens next if known."""

    open: bool
    today: DoorDay
    changes_at: datetime | None


Plan = Callable[[date], DoorDay]


def doors(at: datetime, hours: OfficeHours, plan: Plan) -> Doors:
    """The doors at `at` under the plan of days."""
    local = hours.local(at)
    today = plan(local.date())
    for opens, closes in today.spans:
        if opens <= local.time() < closes:
            until = datetime.combine(local.date(), closes, hours.zone)
            return Doors(open=True, today=today, changes_at=until)
    return Doors(open=False, today=today, changes_at=_next(local, hours, plan))


def _next(local: datetime, hours: OfficeHours, plan: Plan) -> datetime | None:
    for ahead in range(LOOK_AHEAD):
        day = local.date() + timedelta(days=ahead)
        for opens, _closes in plan(day).spans:
            moment = datetime.combine(day, opens, hours.zone)
            if moment > local:
                return moment
    return None


def closures(
    first: date, days: int, plan: Plan, hours: OfficeHours
) -> tuple[DoorDay, ...]:
    """The days on which the hall is closed although its week would have it open, and
    those it is open although it would not: what a visitor would not expect."""
    found = []
    for ahead in range(days):
        day = first + timedelta(days=ahead)
        usual = bool(_usual(hours, day))
        now = plan(day)
        if usual == now.closed:
            found.append(now)
    return tuple(found)


def _usual(hours: OfficeHours, day: date) -> tuple[Span, ...]:
    week = next((s.week for s in hours.seasons if s.holds(day)), hours.week)
    return tuple(week.get(day.weekday(), ()))
