"""A day as it goes, beside what was expected and planned, half-hour by half-hour."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from yichuang.kernel.statistics import p90
from yichuang.organisation.queries import places
from yichuang.planning.models import Plan, PlanState
from yichuang.planning.queries import expecting, windows
from yichuang.planning.rules.day import SLOT, clock
from yichuang.planning.rules.forecast import Expected
from yichuang.queueing.models import Ticket, WindowSeat
from yichuang.queueing.queries.days import day_id_of

SECONDS = SLOT * 60

LIKELY = 0.05
"""Fewer than one in twenty days is not shown."""


@dataclass(frozen=True, slots=True)
class HalfHour:
    """One half-hour: who was expected, who came (None: still to come), windows planned
    and open, and the ninth decile of waits of those who came in it and were called."""

    slot: int
    expected: Expected
    came: int | None
    planned: int | None
    open: float | None
    p90: float | None

    @property
    def clock(self) -> str:
        """When it begins, like 09:30."""
        return clock(self.slot)


@dataclass(frozen=True, slots=True)
class DayGoing:
    """A day of a hall; `plan` is the adopted one, `default` an expectation only stated."""

    day: date
    half_hours: tuple[HalfHour, ...]
    expected: Expected
    came: int
    plan: Plan | None
    default: bool


def day(hall_id: int, on: date, *, at: datetime) -> DayGoing:
    """How a day goes so far, or is expected to go.

    Raises:
        Refusal: "plan.closed-day", "calendar.unknown-year".
    """
    zone = places.hall(hall_id).zone
    now = at.astimezone(zone)
    expected = expecting.day(hall_id, on, known_before=min(on, now.date()))
    plan = Plan.objects.filter(hall_id=hall_id, day=on, state=PlanState.ADOPTED).first()
    over = _slots_begun(on, now)
    day_id = day_id_of(hall_id, on)
    came, waits = _tickets(day_id)
    staffed = _open(day_id, now) if over else {}
    planned = _planned(plan)
    rows = tuple(
        HalfHour(
            slot=slot,
            expected=expected.forecast.by_slot[slot],
            came=came.get(slot, 0) if slot < over else None,
            planned=planned.get(slot, 0) if plan else None,
            open=round(staffed.get(slot, 0.0), 1) if slot < over else None,
            p90=p90(waits[slot]) if slot in waits else None,
        )
        for slot in sorted(
            {*windows.open_slots(hall_id, on), *came, *planned, *_likely(expected)}
        )
    )
    return DayGoing(
        on,
        rows,
        expected.forecast.total,
        sum(came.values()),
        plan,
        expected.default,
    )


def _likely(expected: expecting.Expectation) -> list[int]:
    """Half-hours in which somebody is likely to come, also outside the hours."""
    slots = enumerate(expected.forecast.by_slot)
    return [slot for slot, one in slots if one.mean >= LIKELY]


def _slots_begun(on: date, now: datetime) -> int:
    """How many half-hours of the day have begun: 48 of a day that is over."""
    if on != now.date():
        return 48 if on < now.date() else 0
    return (now.hour * 60 + now.minute) // SLOT + 1


def _planned(plan: Plan | None) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for duty in plan.duties if plan else ():
        for slot in duty["slots"]:
            found[slot] += 1
    return found


def _tickets(day_id: int | None) -> tuple[dict[int, int], dict[int, list[float]]]:
    """Arrivals and waits (minutes) by half-hour of arrival."""
    came: dict[int, int] = defaultdict(int)
    waits: dict[int, list[float]] = defaultdict(list)
    if day_id is not None:
        rows = Ticket.objects.filter(day_id=day_id)
        for arrived, taken, called in rows.values_list(
            "arrived", "taken_at", "called_at"
        ):
            slot = arrived // SECONDS
            came[slot] += 1
            if called is not None:
                waits[slot].append(max((called - taken).total_seconds() / 60, 0.0))
    return came, waits


def _open(day_id: int | None, now: datetime) -> dict[int, float]:
    """Windows that were open, by half-hour; half of one counts half."""
    found: dict[int, float] = defaultdict(float)
    if day_id is None:
        return found
    rows = WindowSeat.objects.filter(day_id=day_id).values_list(
        "opened_at", "closed_at"
    )
    for opened, closed in rows:
        start = opened.astimezone(now.tzinfo)
        end = min(closed.astimezone(now.tzinfo) if closed else now, now)
        midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
        first = (start - midnight) / timedelta(minutes=SLOT)
        last = (end - midnight) / timedelta(minutes=SLOT)
        for slot in range(int(first), min(int(last) + 1, 48)):
            found[slot] += max(0.0, min(last, slot + 1) - max(first, slot))
    return found
