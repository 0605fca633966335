"""Are the ranges honest? Days played with the hall's own order: the range is learned on
some and scored on others. Coverage should lie between 75 and 85 per cent."""

from dataclasses import dataclass
from heapq import heappop, heappush
from math import exp
from random import Random
from typing import Any

from yichuang.queueing.rules.foresight import (
    Calibration,
    Range,
    Server,
    calibrate,
    foresee,
    score,
)
from yichuang.queueing.rules.line import Line
from yichuang.queueing.rules.order import Skills, Waiting
from yichuang.queueing.rules.policy import Policy, Standing

MEANS = {"A": 9.0, "B": 14.0, "C": 4.0, "": 9.0}
CHANCES = (("A", 0.5), ("B", 0.2), ("C", 0.3))
SPREAD = 0.6  # of the logarithm of a talk: long tails, as at real windows
OPEN, CLOSE = 9 * 60, 17 * 60
LEARN, TEST = 20, 20


@dataclass
class Hall:
    """One day of a hall as it goes."""

    chance: Random
    line: Line
    skills: list[Skills]
    busy: dict[int, tuple[float, str]]  # window: called when, for which line
    arrived: dict[int, float]
    expected: dict[int, float]
    waited: dict[int, float]


def play(seed: int) -> list[tuple[float, float]]:
    """A day: (expected, real) minutes of everybody who was called."""
    chance = Random(seed)
    windows = chance.randint(8, 20)
    skills = [
        Skills(("A", "C"), ("B",)) if at % 3 else Skills(("B",), ("C",))
        for at in range(windows)
    ]
    hall = Hall(chance, Line(Policy()), skills, {}, {}, {}, {})
    ends: list[tuple[float, int]] = []
    pending = sorted(_visitors(chance, windows))
    pending.reverse()
    while pending or ends:
        if pending and (not ends or pending[-1][0] <= ends[0][0]):
            now, number, line, standing = pending.pop()
            _arrive(hall, Waiting(number, line, now, standing), now)
            free = [at for at in range(windows) if at not in hall.busy]
        else:
            now, at = heappop(ends)
            del hall.busy[at]
            free = [at]
        for at in free:
            _call(hall, at, now, ends)
    return [(hall.expected[one], real) for one, real in hall.waited.items()]


def _visitors(chance: Random, windows: int) -> list[tuple[float, int, str, Standing]]:
    """A morning peak, a smaller one after noon; a load the hall can or cannot carry."""
    mean = sum(MEANS[line] * share for line, share in CHANCES)
    many = int(windows * (CLOSE - OPEN) / mean * chance.uniform(0.75, 1.05))
    standings = [*[Standing.ORDINARY] * 8, Standing.ELDERLY, Standing.DISABLED]
    found = []
    for number in range(many):
        peak = chance.random()
        middle = OPEN + 75 if peak < 0.5 else OPEN + 330
        at = chance.gauss(middle, 60) if peak < 0.8 else chance.uniform(OPEN, CLOSE)
        line = chance.choices(*zip(*CHANCES, strict=True))[0]
        found.append(
            (min(max(at, OPEN), CLOSE), number, line, chance.choice(standings))
        )
    return found


def _arrive(hall: Hall, one: Waiting, now: float) -> None:
    servers = []
    for at, skills in enumerate(hall.skills):
        gone, line = hall.busy.get(at, (0.0, ""))
        mean = MEANS[line]
        left = max(mean - (now - gone), mean / 3) if at in hall.busy else 0.0
        servers.append(Server(skills, left))
    ahead = hall.line.copy()
    ahead.add(one)
    expected, _calls = foresee(ahead, servers, MEANS, one.id, now)
    hall.expected[one.id] = expected or 0.0
    hall.arrived[one.id] = now
    hall.line.add(one)


def _call(hall: Hall, at: int, now: float, ends: list[tuple[float, int]]) -> None:
    ticket = hall.line.next(hall.skills[at], now)
    if ticket is None:
        return
    hall.waited[ticket.id] = now - hall.arrived[ticket.id]
    hall.busy[at] = (now, ticket.line)
    middle = MEANS[ticket.line] / exp(SPREAD**2 / 2)
    took = middle * exp(hall.chance.gauss(0, SPREAD))
    heappush(ends, (now + max(took, 0.5), at))


def run(options: dict[str, Any]) -> dict[str, str]:
    """Learn on twenty days, score on twenty others."""
    learned = [row for seed in range(LEARN) for row in play(seed)]
    ours = calibrate(learned)
    days = [play(1000 + seed) for seed in range(TEST)]
    told = _scored(ours, days)
    first = _scored(Calibration(), days)
    each = sorted(_scored(ours, [day]).percent or 0 for day in days)
    return {
        "days to learn, to score": f"{LEARN}, {TEST}",
        "tickets scored": f"{told.told:,}",
        "coverage of the 80 % range": f"{told.percent} %",
        "coverage, worst and best day": f"{each[0]} %, {each[-1]} %",
        "median error": f"{told.error:.1f} min",
        "coverage before learning": f"{first.percent} %",
    }


def _scored(ours: Calibration, days: list[list[tuple[float, float]]]) -> Any:
    def pairs() -> Any:
        for day in days:
            for expected, real in day:
                told: Range = ours.range(expected)
                yield told, real

    return score(pairs())
