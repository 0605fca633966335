"""Days drawn by chance from what is expected: who comes when, for how long, how patient."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING

from yichuang.planning.rules.day import SLOT, Crowd, Visitor
from yichuang.planning.rules.forecast import Forecast
from yichuang.queueing.rules.policy import Standing

if TYPE_CHECKING:
    from numpy.random import Generator


def days(
    forecast: Forecast, crowd: Crowd, *, seed: int, count: int
) -> Iterator[tuple[Visitor, ...]]:
    """`count` days, the same for the same seed. Days differ as much as the forecast says
    they do, not only by chance within the day."""
    import numpy as np  # noqa: PLC0415 - 0.1 s and 30 MB: only who plans pays

    for number in range(count):
        yield _day(np.random.default_rng((seed, number)), forecast, crowd)


def _day(chance: "Generator", forecast: Forecast, crowd: Crowd) -> tuple[Visitor, ...]:
    """One day: whole-day luck, then arrivals by half-hour and line, rising."""
    luck = _luck(chance, forecast.spread)
    lines: list[str] = []
    arrives: list[float] = []
    takes: list[float] = []
    for line, means in forecast.means.items():
        for slot, mean in enumerate(means):
            if mean <= 0:
                continue
            slot_luck = _luck(chance, forecast.slot_spread)
            count = int(chance.poisson(mean * luck * slot_luck))
            arrives += (slot * SLOT + SLOT * chance.random(count)).tolist()
            lines += [line] * count
        shape = 1 / max(crowd.varies.get(line, 0.5), 0.05) ** 2
        missing = len(lines) - len(takes)
        takes += chance.gamma(shape, crowd.takes[line] / shape, missing).tolist()
    patience = chance.exponential(crowd.patience, len(lines)).tolist()
    standings = _standings(chance, crowd.standings, len(lines))
    visitors = map(
        Visitor, arrives, lines, takes, standings, [None] * len(lines), patience
    )
    return tuple(sorted(visitors, key=attrgetter("arrives")))


def _luck(chance: "Generator", spread: float) -> float:
    """A factor with mean 1 and this variance."""
    return float(chance.gamma(1 / spread, spread)) if spread > 0 else 1.0


def _standings(
    chance: "Generator", shares: Mapping[Standing, float], count: int
) -> list[Standing]:
    known = [Standing.ORDINARY, *shares]
    rest = 1 - sum(shares.values())
    places = chance.choice(len(known), count, p=[rest, *shares.values()])
    return [known[place] for place in places.tolist()]
