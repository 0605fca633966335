"""A day in the hall as numbers: who comes, which windows are on duty, how it went.

Times are minutes since midnight, durations minutes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from yichuang.kernel.statistics import Proportion, p90, proportion
from yichuang.queueing.rules.order import Skills
from yichuang.queueing.rules.policy import Standing

SLOT = 30
"""Half-hours: what halls roster, book and count by."""


def clock(slot: int) -> str:
    """When a half-hour begins.

    >>> clock(19)
    '09:30'
    """
    return f"{slot * SLOT // 60:02}:{slot * SLOT % 60:02}"


class Visitor(NamedTuple):
    """Somebody who comes: when, for what, how long it takes, how long they would wait."""

    arrives: float
    line: str
    takes: float
    standing: Standing = Standing.ORDINARY
    appointment: float | None = None
    patience: float = inf


@dataclass(frozen=True, slots=True)
class Crowd:
    """What people of a hall are like. `takes` and `varies` are by line: mean minutes at
    the window and their coefficient of variation; `patience` is the mean of minutes
    after which somebody leaves; shares of standings leave the rest ordinary."""

    takes: Mapping[str, float]
    varies: Mapping[str, float]
    standings: Mapping[Standing, float]
    patience: float = 120.0


@dataclass(frozen=True, slots=True)
class Counter:
    """A window and when somebody sits there; `spans` rise and do not overlap."""

    number: int
    skills: Skills
    spans: tuple[tuple[float, float], ...]

    @property
    def minutes(self) -> float:
        """How long it is on duty."""
        return sum(end - start for start, end in self.spans)


class Served(NamedTuple):
    """One call: whom (place among the visitors), by which window, when, until when.

    `came` is False for somebody who had gone when they were called.
    """

    visitor: int
    window: int
    called: float
    until: float
    came: bool


@dataclass(frozen=True, slots=True)
class Run:
    """How a day went; `unserved` waited when the last window closed."""

    visitors: tuple[Visitor, ...]
    served: tuple[Served, ...]
    unserved: int

    def waits(self) -> Iterator[tuple[Visitor, float]]:
        """Everybody called with their minutes from arrival to call, also who had gone."""
        for one in self.served:
            visitor = self.visitors[one.visitor]
            yield visitor, one.called - visitor.arrives

    @property
    def p90(self) -> float:
        """Nine in ten waited at most so many minutes; 0 on a day without visitors."""
        return p90(wait for _, wait in self.waits()) or 0.0

    @property
    def mean(self) -> float:
        """Mean wait, 0 on a day without visitors."""
        waits = [wait for _, wait in self.waits()]
        return sum(waits) / len(waits) if waits else 0.0

    @property
    def gone(self) -> Proportion:
        """Who left before being called, of all who came 弃号率."""
        gone = sum(not one.came for one in self.served)
        return proportion(gone, len(self.served) + self.unserved)

    @property
    def closes(self) -> float:
        """When the last visitor was done."""
        return max((one.until for one in self.served), default=0.0)

    def by_slot(self) -> dict[int, list[float]]:
        """Waits by the half-hour of arrival; half-hour 18 is 9:00 to 9:30."""
        found: dict[int, list[float]] = {}
        for visitor, wait in self.waits():
            found.setdefault(int(visitor.arrives // SLOT), []).append(wait)
        return found

    def busy(self) -> dict[int, float]:
        """Minutes each window was at work, by its number."""
        found: dict[int, float] = {}
        for one in self.served:
            found[one.window] = found.get(one.window, 0.0) + one.until - one.called
        return found
