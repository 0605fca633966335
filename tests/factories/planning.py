"""Days a hall has behind it, for tests of planning."""

import random
from datetime import date, timedelta

from tests.factories.accounts import COLLEAGUE, NOW
from tests.planning.halls import MORNING
from yichuang.organisation.queries import calendars
from yichuang.planning.models import DayCount, KnownPeak, Plan, PlanState
from yichuang.planning.rules.forecast import SLOTS

USUAL = {"A": 70, "B": 30}
OPENS = 18
BEFORE_NOON = MORNING[:6]


def make_past(before: date, *, days: int = 40, hall_id: int = 1) -> list[date]:
    """So many working days before a day were counted: A and B, from nine to noon."""
    chance = random.Random(7)  # noqa: S311
    calendar = calendars.calendar_for(hall_id)
    found = []
    for back in range(1, days + 1):
        day = calendar.before(before, back)
        found.append(day)
        for kind, usual in USUAL.items():
            counts = [0] * SLOTS
            for place, share in enumerate(BEFORE_NOON):
                mean = usual * share / sum(BEFORE_NOON)
                counts[OPENS + place] = max(0, round(chance.gauss(mean, mean**0.5)))
            DayCount.objects.create(
                hall_id=hall_id,
                day=day,
                kind=kind,
                counts=counts,
                served=sum(counts),
                minutes=6.0 * sum(counts),
                squares=50.0 * sum(counts),
            )
    return found


def make_ready_plan(day: date, **over: object) -> Plan:
    """A plan of two windows, worked out: window 5 from nine to noon, window 6 half of it.
    It lacks a window for A at half past ten, when the wait is too long."""
    means = [0.0] * SLOTS
    means[OPENS : OPENS + 6] = [6.0, 8.0, 12.0, 9.0, 5.0, 2.0]
    seats = [0] * SLOTS
    seats[OPENS : OPENS + 6] = [2, 1, 1, 1, 2, 3]
    given = {
        "hall_id": 1,
        "day": day,
        "number": 1,
        "state": PlanState.READY,
        "goal": 15.0,
        "asked_at": NOW,
        "asked_by": COLLEAGUE,
        "ready_at": NOW,
        "done": 8,
        "of": 8,
        "basis": {
            "means": {"A": means},
            "spread": 0.01,
            "slot_spread": 0.01,
            "default": False,
        },
        "duties": [
            {"window": 5, "slots": list(range(OPENS, OPENS + 6))},
            {"window": 6, "slots": list(range(OPENS, OPENS + 3))},
        ],
        "capacity": {"A": seats},
        "lacks": [{"slot": OPENS + 3, "line": "A", "windows": 0.5}],
        "late": {str(OPENS + 3): 21.0},
        "hours": 4.5,
        "gap": 0.01,
        "p90": 17.0,
        "good": False,
    } | over
    return Plan.objects.create(**given)


def make_peak(first: date, **over: object) -> KnownPeak:
    """A peak of B over three days, three times as many."""
    given = {
        "hall_id": 1,
        "name": "小学入学报名",
        "kinds": ["B"],
        "factor": 3.0,
        "first": first,
        "last": first + timedelta(days=2),
        "entered_at": NOW,
        "entered_by": COLLEAGUE,
    } | over
    return KnownPeak.objects.create(**given)
