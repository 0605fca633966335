"""How long will it take? The order played forward, and a range learned from days before.

The expected wait comes from playing the hall's own line forward with the usual minutes
of each kind; the range from how such expectations turned out on earlier days (a split
conformal interval), so that it holds for about four in five whatever the hall is like.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import ceil, floor

from yichuang.kernel.statistics import percentile
from yichuang.queueing.rules.line import Line
from yichuang.queueing.rules.order import Skills

COVERED = 80
"""Per cent of tickets whose wait should fall into the range they were told."""
TAIL = (100 - COVERED) / 2
EDGES = (4.0, 10.0, 20.0, 40.0)
"""Expected minutes that part short waits from long ones; each has its own range."""
FEW = 30
"""With fewer tickets a share says nothing about the ranges."""
ENOUGH = 40
"""With fewer turned-out expectations in a bucket, all of them together decide."""
AT_FIRST = (0.4, 1.9)
"""A hall that has measured nothing: from 0.4 to 1.9 times what is expected."""
FARTHEST = 600
"""Calls played forward at most; beyond, the pace so far is carried on."""


@dataclass(frozen=True, slots=True)
class Server:
    """A window as the forecast needs it: what it serves, and in how many minutes it is
    free (a guess for the ticket it has)."""

    skills: Skills
    free_in: float


@dataclass(frozen=True, slots=True)
class Range:
    """Minutes: between `low` and `high` for four in five; `expected` in the middle."""

    expected: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """What real waits were, as factors of the expected: (low, high) for each bucket."""

    factors: tuple[tuple[float, float], ...] = (AT_FIRST,) * (len(EDGES) + 1)

    def range(self, expected: float) -> Range:
        """The range around an expected wait, in whole minutes, outward."""
        low, high = self.factors[bucket(expected)]
        reach = expected + 1
        least = max(reach * low - 1, 0)
        return Range(round(expected), floor(least), ceil(max(reach * high - 1, 1)))


def bucket(expected: float) -> int:
    """Which of the EDGES an expectation lies below."""
    return sum(expected >= edge for edge in EDGES)


def calibrate(turned_out: Iterable[tuple[float, float]]) -> Calibration:
    """Learn the range from (expected, real) minutes of earlier days.

    One minute is added to both, so that very short waits do not make huge factors.
    """
    ratios: list[list[float]] = [[] for _ in range(len(EDGES) + 1)]
    for expected, real in turned_out:
        ratios[bucket(expected)].append((real + 1) / (expected + 1))
    together = [ratio for part in ratios for ratio in part]
    if len(together) < ENOUGH:
        return Calibration()
    return Calibration(
        tuple(_tails(part if len(part) >= ENOUGH else together) for part in ratios)
    )


def _tails(ratios: Sequence[float]) -> tuple[float, float]:
    low, high = percentile(ratios, TAIL), percentile(ratios, 100 - TAIL)
    return (low or 0.0, high or 0.0)


def foresee(
    line: Line,
    servers: Iterable[Server],
    minutes: Mapping[str, float],
    ticket_id: int,
    now: float,
    beyond: int = 0,
) -> tuple[float | None, int]:
    """Play the line forward: (minutes until the ticket is called, how many before it).

    `line` is used up. None when no open window serves the ticket's line. `minutes` are
    usual minutes by line, under "" for any other; `beyond` more wait than are in `line`.
    """
    usual = minutes.get("", 10.0)
    ready = [(one.free_in, at, one.skills) for at, one in enumerate(servers)]
    heapify(ready)
    calls, last = 0, 0.0
    while ready:
        wait, at, skills = heappop(ready)
        called = line.next(skills, now + wait)
        if called is None:
            continue  # nobody comes any more in this forecast: the window is done
        if called.id == ticket_id:
            return wait, calls
        calls, last = calls + 1, wait
        if calls >= FARTHEST:
            return _carry_on(calls, len(line) + beyond, last)
        heappush(ready, (wait + minutes.get(called.line, usual), at, skills))
    return None, calls


def _carry_on(calls: int, left: int, last: float) -> tuple[float, int]:
    """The pace of the calls so far, for all who are left."""
    ahead = calls + left - 1
    return last / calls * ahead, ahead


@dataclass(frozen=True, slots=True)
class Score:
    """How ranges turned out: `covered` of `told`, and the median error in minutes."""

    told: int
    covered: int
    error: float | None

    @property
    def percent(self) -> float | None:
        """Coverage in per cent; None without any."""
        return round(100 * self.covered / self.told, 1) if self.told else None


def score(turned_out: Iterable[tuple[Range, float]]) -> Score:
    """Score ranges against what was: (range, real minutes)."""
    rows = list(turned_out)
    inside = sum(told.low <= real <= told.high for told, real in rows)
    error = percentile((abs(real - told.expected) for told, real in rows), 50)
    return Score(len(rows), inside, error)
