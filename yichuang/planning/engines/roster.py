"""The fewest window-hours that meet a need, with a proven bound: OR-Tools CP-SAT.

Windows of a team are interchangeable, so the model counts shifts instead of naming
windows: a few hundred whole numbers instead of thousands of choices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yichuang.planning.rules.shifts import (
    SHIFTS,
    Duty,
    Pattern,
    Shift,
    Team,
    patterns,
    seat,
)
from yichuang.planning.rules.staffing import Need

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, IntVar

HUNDREDTHS = 100
LACKING = 1_000
"""What a whole window lacking for half an hour weighs, against one half-hour worked."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Windows that are missing in a half-hour; `line` is "" for all lines together."""

    slot: int
    line: str
    windows: float


@dataclass(frozen=True, slots=True)
class Roster:
    """The duties, their window-hours, how far from the proven least they may be (0.02 is
    two per cent), and what even every window could not cover."""

    duties: tuple[Duty, ...]
    hours: float
    gap: float
    lacks: tuple[Lack, ...]


def solve(
    need: Need,
    teams: Sequence[Team],
    shifts: Sequence[Shift] = SHIFTS,
    *,
    seconds: float = 30,
    workers: int = 2,
) -> Roster:
    """The cheapest roster found within `seconds`; always one, with what it lacks."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - 0.3 s, 60 MB: only who plans pays

    model = cp_model.CpModel()
    problem = _Problem(model, need, teams, shifts)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = 1
    solver.parameters.relative_gap_limit = 0.001
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise RuntimeError(f"The solver ended with {solver.status_name(status)}.")
    worth, bound = solver.objective_value, solver.best_objective_bound
    counts = {key: solver.value(x) for key, x in problem.shifts.items()}
    duties = seat(teams, {key: n for key, n in counts.items() if n})
    return Roster(
        duties,
        sum(len(duty.pattern.slots) for duty in duties) / 2,
        max(0.0, (worth - bound) / worth) if worth else 0.0,
        tuple(
            Lack(slot, line, solver.value(x) / HUNDREDTHS)
            for (line, slot), x in problem.lacks.items()
            if solver.value(x)
        ),
    )


class _Problem:
    """The model's variables and rows; `shifts` and `lacks` are read from the solution."""

    def __init__(
        self,
        model: "CpModel",
        need: Need,
        teams: Sequence[Team],
        kinds: Sequence[Shift],
    ) -> None:
        self._model, self._need, self._teams = model, need, teams
        self.shifts: dict[tuple[int, Pattern], IntVar] = {}
        self.lacks: dict[tuple[str, int], IntVar] = {}
        for place, team in enumerate(teams):
            self._add_team(place, team, kinds)
        for slot in need.open:
            self._cover(slot)
        worked = sum(len(p.slots) * x for (_, p), x in self.shifts.items())
        weight = LACKING // HUNDREDTHS
        model.minimize(worked + weight * sum(self.lacks.values()))

    def _add_team(self, place: int, team: Team, kinds: Sequence[Shift]) -> None:
        most = len(team.windows)
        own = []
        for pattern in patterns(team.slots, kinds):
            x = self._model.new_int_var(0, most, f"{place}:{pattern.slots}")
            self.shifts[place, pattern] = x
            own.append(x)
        if own:
            self._model.add(sum(own) <= most)

    def _on_duty(self, place: int, slot: int) -> "list[IntVar]":
        return [
            x for (p, one), x in self.shifts.items() if p == place and slot in one.slots
        ]

    def _cover(self, slot: int) -> None:
        """Enough windows altogether, and for each line enough of those that serve it."""
        flows: dict[str, list[IntVar]] = {line: [] for line in self._need.lines}
        every: list[IntVar] = []
        for place, team in enumerate(self._teams):
            on = self._on_duty(place, slot)
            if not on:
                continue
            every += on
            served = [line for line in flows if team.serves(line)]
            most = HUNDREDTHS * len(team.windows)
            own = [self._model.new_int_var(0, most, "") for _ in served]
            self._model.add(sum(own) <= HUNDREDTHS * sum(on))
            for line, flow in zip(served, own, strict=True):
                flows[line].append(flow)
        for line, parts in flows.items():
            wanted = round(HUNDREDTHS * self._need.lines[line][slot])
            self._require(line, slot, parts, wanted)
        whole = HUNDREDTHS * self._need.whole[slot]
        self._require("", slot, [HUNDREDTHS * x for x in every], whole)

    def _require(
        self, line: str, slot: int, parts: "Sequence[object]", wanted: int
    ) -> None:
        if wanted <= 0:
            return
        lack = self._model.new_int_var(0, wanted, "")
        self.lacks[line, slot] = lack
        self._model.add(sum(parts) + lack >= wanted)  # type: ignore[arg-type]
