"""Due dates a second on one core, without and with the day-by-day explanation."""

import random
import time
from datetime import date, timedelta
from typing import Any

from yichuang.kernel.limits import Limit, deadline, due_date
from yichuang.kernel.workdays import WorkCalendar
from yichuang.organisation.adapters.holidays import known_years

CASES = 200_000
EXPLAINED = 20_000
LIMITS = ("5W", "10W", "15W", "20W", "30W", "60N")


def run(_options: dict[str, Any]) -> dict[str, Any]:
    """Random starts in 2018 to 2025, the usual limits."""
    dice = random.Random(1)
    calendar = WorkCalendar(known_years())
    limits = [Limit.parse(text) for text in LIMITS]
    cases = [
        (date(2018, 1, 1) + timedelta(days=dice.randrange(2800)), dice.choice(limits))
        for _ in range(CASES)
    ]
    began = time.perf_counter()
    for start, limit in cases:
        due_date(start, limit, calendar)
    plain = CASES / (time.perf_counter() - began)
    began = time.perf_counter()
    for start, limit in cases[:EXPLAINED]:
        deadline(start, limit, calendar)
    explained = EXPLAINED / (time.perf_counter() - began)
    return {
        "due_dates_a_second": round(plain),
        "explained_a_second": round(explained),
    }
