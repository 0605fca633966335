"""The least roster that keeps the waiting short: proposed by OR-Tools, tried by runs.

Waiting is not linear in windows, so the solver gets a need and the days say whether it
was enough; the need is then scaled up or down until it is just enough.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from yichuang.planning.engines.roster import Roster, solve
from yichuang.planning.rules import staffing
from yichuang.planning.rules.day import Run, Visitor
from yichuang.planning.rules.shifts import SHIFTS, Duty, Shift, Team
from yichuang.planning.rules.simulation import simulate
from yichuang.planning.rules.staffing import GOAL, Need
from yichuang.queueing.rules.policy import Policy

LEAST, MOST = 0.5, 1.8
"""Between these the need is scaled; beyond, more windows do not shorten the wait."""

ROUNDS = 7
"""Halvings of that range: the last step is one per cent of the first guess."""

Progress = Callable[[int, int], None]
"""Told how many rounds of how many are done."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A roster with the runs that tried it. `good` says whether nine in ten waited no
    longer than the goal; `late` names the half-hours that did, with their wait."""

    roster: Roster
    runs: tuple[Run, ...]
    good: bool
    p90: float
    late: dict[int, float]


def propose(
    need: Need,
    teams: Sequence[Team],
    days: Sequence[Sequence[Visitor]],
    policy: Policy,
    *,
    goal: float = GOAL,
    shifts: Sequence[Shift] = SHIFTS,
    seconds: float = 30,
    progress: Progress = lambda done, of: None,
) -> Proposal:
    """The cheapest roster found that meets the goal over all days; where none does, the
    one with the shortest waits, `good` being False."""

    def tried(factor: float) -> Proposal:
        wanted = staffing.scaled(need, factor)
        roster = solve(wanted, teams, shifts, seconds=seconds / (ROUNDS + 1))
        return _judged(roster, run(roster.duties, days, policy), goal)

    best = tried(MOST)
    progress(1, ROUNDS + 1)
    if not best.good:  # what is missing is told against the need, not its excess
        lacks = solve(need, teams, shifts, seconds=seconds / (ROUNDS + 1)).lacks
        return replace(best, roster=replace(best.roster, lacks=lacks))
    low, high = LEAST, MOST
    for done in range(ROUNDS):
        middle = (low + high) / 2
        found = tried(middle)
        if found.good:
            high = middle
            best = min(best, found, key=lambda one: (one.roster.hours, one.p90))
        else:
            low = middle
        progress(done + 2, ROUNDS + 1)
    return best


def run(
    duties: Sequence[Duty], days: Sequence[Sequence[Visitor]], policy: Policy
) -> tuple[Run, ...]:
    """Each day with these windows, called by the hall's own policy."""
    counters = [duty.counter for duty in duties]
    return tuple(simulate(visitors, counters, policy) for visitors in days)


def _judged(roster: Roster, runs: tuple[Run, ...], goal: float) -> Proposal:
    p90 = staffing.overall(runs)
    served = not any(one.unserved for one in runs)
    return Proposal(
        roster, runs, served and p90 <= goal, p90, staffing.too_long(runs, goal)
    )
