"""How many windows a half-hour needs, first by arithmetic, then by what a run showed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, sqrt

from yichuang.kernel.statistics import p90
from yichuang.planning.rules.day import SLOT, Run
from yichuang.planning.rules.forecast import SLOTS, Forecast
from yichuang.planning.rules.simulation import WALK

GOAL = 15.0
"""Nine in ten wait at most so many minutes."""

MARGIN = 0.3
"""Windows beyond the load, in square roots of it: a start that runs then correct."""

PRESENT = 0.2
"""Of a window that any line keeps through the day, so that nobody waits for nobody."""


@dataclass(frozen=True, slots=True)
class Need:
    """Windows needed in each half-hour: by line, and all together. `open` are the
    half-hours the hall is open in."""

    open: tuple[int, ...]
    lines: Mapping[str, tuple[float, ...]]
    whole: tuple[int, ...]


def first_guess(
    forecast: Forecast, takes: Mapping[str, float], slots: Sequence[int]
) -> Need:
    """From arrivals × minutes each: the load, and a margin for chance.

    Who comes in one half-hour is still at the window in the next; a share is moved on.
    """
    lines = {
        line: _carried(
            [mean * (takes[line] + WALK) / SLOT for mean in means], takes[line], slots
        )
        for line, means in forecast.means.items()
        if sum(means)
    }
    whole = (
        tuple(
            ceil(load + MARGIN * sqrt(load)) if slot in slots else 0
            for slot, load in enumerate(map(sum, zip(*lines.values(), strict=True)))
        )
        or (0,) * SLOTS
    )
    return Need(tuple(slots), lines, whole)


def _carried(
    loads: Sequence[float], takes: float, slots: Sequence[int]
) -> tuple[float, ...]:
    late = min(1.0, takes / SLOT) / 2
    moved = [0.0] * SLOTS
    for slot in slots:
        before = loads[slot - 1] if slot - 1 in slots else 0.0
        moved[slot] = max(PRESENT, (1 - late) * loads[slot] + late * before)
    return tuple(moved)


def too_long(runs: Sequence[Run], goal: float = GOAL) -> dict[int, float]:
    """Half-hours whose arrivals wait longer than the goal, with their ninth decile."""
    waits: dict[int, list[float]] = {}
    for run in runs:
        for slot, some in run.by_slot().items():
            waits.setdefault(slot, []).extend(some)
    found = {slot: p90(some) or 0.0 for slot, some in waits.items()}
    return {slot: wait for slot, wait in sorted(found.items()) if wait > goal}


def overall(runs: Sequence[Run]) -> float:
    """The ninth decile of all waits of all runs, minutes."""
    return p90(wait for run in runs for _, wait in run.waits()) or 0.0


def scaled(need: Need, factor: float) -> Need:
    """The same need, so many times as large; a half-hour that needs anybody keeps one."""
    return replace(
        need,
        lines={
            line: tuple(factor * load for load in loads)
            for line, loads in need.lines.items()
        },
        whole=tuple(max(1, round(factor * n)) if n else 0 for n in need.whole),
    )
