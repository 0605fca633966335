"""Due dates a second on one core, without and with the day-by-day explanation."""

import random
import time
from datetime import date, timedelta
from typing import Any

from yichuang.kernel.limits import Limit, Stop, deadline, due_date
from yichuang.kernel.workdays import WorkCalendar
from yichuang.organisation.adapters.holidays import known_years

CASES = 1_000_000
EXPLAINED = 100_000
LIMITS = ("5W", "10W", "15W", "20W", "30W", "60N")


def run(_options: dict[str, Any]) -> dict[str, Any]:
    """Random starts in 2018 to 2025, the usual limits, every fifth with a stop."""
    dice = random.Random(1)
    calendar = WorkCalendar(known_years())
    limits = [Limit.parse(text) for text in LIMITS]
    cases = [_case(dice, limits) for _ in range(CASES)]
    began = time.perf_counter()
    for start, limit, stops in cases:
        due_date(start, limit, calendar, stops)
    plain = CASES / (time.perf_counter() - began)
    began = time.perf_counter()
    for start, limit, stops in cases[:EXPLAINED]:
        deadline(start, limit, calendar, None, stops)
    explained = EXPLAINED / (time.perf_counter() - began)
    return {
        "random_cases": CASES,
        "due_dates_a_second": round(plain),
        "explained_a_second": round(explained),
    }


def _case(
    dice: random.Random, limits: list[Limit]
) -> tuple[date, Limit, tuple[Stop, ...]]:
    start = date(2018, 1, 1) + timedelta(days=dice.randrange(2800))
    first = start + timedelta(days=dice.randint(1, 20))
    stop = Stop(first, first + timedelta(days=dice.randint(0, 15)), "hearing")
    return start, dice.choice(limits), (stop,) if dice.random() < 0.2 else ()
