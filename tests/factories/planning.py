"""Days a hall has behind it, for tests of planning."""

import random
from datetime import date

from tests.planning.halls import MORNING
from yichuang.organisation.queries import calendars
from yichuang.planning.models import DayCount
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
