"""A hall with a known truth: what it is like is drawn here, what is learned is compared."""

import random
from datetime import date, timedelta

from yichuang.planning.rules.forecast import SLOTS, Past, Peak, Shape

USUAL = {"A": 300, "B": 120, "C": 30}
WEEKDAYS = (1.25, 1.05, 1.0, 0.95, 0.75)
MORNING = (0.09, 0.12, 0.12, 0.09, 0.07, 0.05, 0.03, 0.02)
AFTERNOON = (0.03, 0.07, 0.09, 0.08, 0.06, 0.04, 0.03, 0.01)
PROFILE = (0.0,) * 18 + MORNING + AFTERNOON + (0.0,) * (SLOTS - 34)
SCHOOL = Peak("school", ("B",), 2.0)
"""Published as twice as many; in truth it is three times."""

TRUE_SCHOOL = 3.0
FIRST = date(2026, 1, 5)


def day(number: int, chance: random.Random) -> Past:
    """Working day number n of a hall without holidays: June is the school's peak."""
    weeks, weekday = divmod(number, 5)
    when = FIRST + timedelta(days=7 * weeks + weekday)
    peaks = ("school",) if when.month == 6 else ()
    luck = chance.gauss(1, 0.05)
    counts = {}
    for kind, usual in USUAL.items():
        mean = usual * WEEKDAYS[weekday] * luck
        mean *= TRUE_SCHOOL if peaks and kind == "B" else 1
        counts[kind] = tuple(_poisson(mean * share, chance) for share in PROFILE)
    return Past(when, Shape(weekday, peaks=peaks), counts)


def days(count: int, *, seed: int = 1) -> list[Past]:
    """The first `count` working days."""
    chance = random.Random(seed)  # noqa: S311
    return [day(number, chance) for number in range(count)]


def _poisson(mean: float, chance: random.Random) -> int:
    """Arrivals of a half-hour, counted by the pauses between them."""
    count, clock = -1, 0.0
    while clock < mean:
        clock += chance.expovariate(1.0)
        count += 1
    return max(count, 0)
