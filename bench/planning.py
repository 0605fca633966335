"""Simulated days a second, and the plan of a large hall: how long, how near the least."""

import time
from typing import Any

from yichuang.planning.engines.draws import days
from yichuang.planning.engines.roster import solve
from yichuang.planning.engines.search import propose
from yichuang.planning.rules.day import Counter, Crowd
from yichuang.planning.rules.forecast import SLOTS, Forecast
from yichuang.planning.rules.shifts import Team
from yichuang.planning.rules.simulation import simulate
from yichuang.planning.rules.staffing import first_guess
from yichuang.queueing.rules.order import Skills
from yichuang.queueing.rules.policy import Policy, Standing

VISITORS = {"A": 1200, "B": 700, "C": 500, "D": 350, "E": 250}
MINUTES = {"A": 2.5, "B": 3.0, "C": 3.5, "D": 4.0, "E": 5.0}
LINES = tuple(VISITORS)
OPEN = tuple(range(16, 36))
"""Twenty half-hours, 8:00 to 18:00, thirty windows: the size the goal names."""

MORNING = (5, 8, 10, 10, 8, 6, 4, 2, 2, 3)
AFTERNOON = (5, 7, 8, 7, 5, 4, 3, 2, 1, 0)
TEAMS = (
    Team(tuple(range(1, 16)), Skills(LINES), OPEN),
    Team(tuple(range(16, 22)), Skills(("A",), LINES), OPEN),
    Team(tuple(range(22, 27)), Skills(("B", "C")), OPEN),
    Team(tuple(range(27, 31)), Skills(("D", "E"), ("A",)), OPEN),
)
CROWD = Crowd(
    MINUTES,
    dict.fromkeys(LINES, 0.6),
    {Standing.ELDERLY: 0.1, Standing.DISABLED: 0.02, Standing.INFANT: 0.02},
)
DAYS = 60
"""Simulated for the speed; the plan is tried on twenty."""


def run(_options: dict[str, Any]) -> dict[str, Any]:
    """3,000 visitors and 30 windows, the hall's own order, one process."""
    shares = [0.0] * SLOTS
    for slot, part in zip(OPEN, MORNING + AFTERNOON, strict=True):
        shares[slot] = part / sum(MORNING + AFTERNOON)
    expected = Forecast(
        {line: tuple(n * share for share in shares) for line, n in VISITORS.items()},
        spread=0.004,
        slot_spread=0.005,
    )
    return {**_speed(expected), **_plan(expected)}


def _speed(expected: Forecast) -> dict[str, Any]:
    drawn = list(days(expected, CROWD, seed=1, count=DAYS))
    windows = [
        Counter(number, team.skills, ((480.0, 720.0), (780.0, 1080.0)))
        for team in TEAMS
        for number in team.windows
    ]
    began = time.perf_counter()
    for visitors in drawn:
        simulate(visitors, windows, Policy())
    spent = time.perf_counter() - began
    return {
        "simulated_days_a_second": round(DAYS / spent, 1),
        "visitors_a_day": round(sum(map(len, drawn)) / DAYS),
    }


def _plan(expected: Forecast) -> dict[str, Any]:
    tried = list(days(expected, CROWD, seed=2, count=20))
    unseen = list(days(expected, CROWD, seed=3, count=20))
    need = first_guess(expected, MINUTES, OPEN)
    began = time.perf_counter()
    solve(need, TEAMS)
    once = time.perf_counter() - began
    began = time.perf_counter()
    found = propose(need, TEAMS, tried, Policy())
    spent = time.perf_counter() - began
    again = sorted(
        wait
        for visitors in unseen
        for _, wait in simulate(
            visitors, [one.counter for one in found.roster.duties], Policy()
        ).waits()
    )
    return {
        "solve_once_s": round(once, 2),
        "plan_s": round(spent, 1),
        "plan_gap": round(found.roster.gap, 4),
        "plan_window_hours": found.roster.hours,
        "plan_p90_min": round(found.p90, 1),
        "plan_p90_on_unseen_days_min": round(again[int(0.9 * len(again))], 1),
        "plan_good": found.good,
    }
