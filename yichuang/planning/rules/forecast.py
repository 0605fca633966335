"""How many will come: learned from the days that were, half-hour by half-hour.

A day is expected as weekday × level of late × what is special about it × the half-hours'
shares, for each business kind. The weekdays' ratios have a long memory, the level a
short one. With the expectation comes a range that eight days in ten should fall in; it
is as wide as the forecasts from one day to the next have missed.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import sqrt
from statistics import NormalDist
from typing import NamedTuple, TypeAlias

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

HALF_LIFE = 112
"""Days after which a day counts half for weekdays and half-hours."""

LEARNING = 0.12
"""The part of a day's surprise that the level takes over."""

SLOTS = 48
"""Half-hours of a day; half-hour 18 begins at 9:00."""

LEAST_DAYS = 10
"""Fewer days than two working weeks say nothing about a weekday."""

LONG_BREAK = 3
"""So many days off in a row before a working day make it special."""

RANGE = 0.8
"""The share of days that the range is to cover."""

STATED_SPREAD = 0.1
"""A day that is only stated may be a third more or less."""

EXACT_UP_TO = 200
"""Counts beyond this are near enough to the normal curve."""


Level: TypeAlias = Mapping[str, float]
"""How many times the weekday's mean comes of late, for each kind."""


class Shape(NamedTuple):
    """What is known of a day beforehand: weekday (0 = Monday), whether it is worked in
    exchange 调休, days off just before and just after it, and the named peaks it is in."""

    weekday: int
    made_up: bool = False
    off_before: int = 0
    off_after: int = 0
    peaks: tuple[str, ...] = ()

    @property
    def special(self) -> str:
        """The one thing that sets the day apart besides peaks; "" for an ordinary day."""
        if self.made_up:
            return "made-up"
        if self.off_before >= LONG_BREAK:
            return "after-break"
        return "before-break" if self.off_after >= LONG_BREAK else ""


class Peak(NamedTuple):
    """A season that is known beforehand 高峰: which kinds, and how many times as many
    come as the manager expects before there is a past to learn from."""

    name: str
    kinds: tuple[str, ...]
    factor: float


class Past(NamedTuple):
    """A day that was: arrivals of each kind in its 48 half-hours."""

    day: date
    shape: Shape
    counts: Mapping[str, tuple[int, ...]]


class Expected(NamedTuple):
    """A count to come: its mean and the range of eight days in ten."""

    mean: float
    low: int
    high: int


@dataclass(frozen=True)
class Forecast:
    """What a day is expected to bring. `means` has 48 half-hours for each kind."""

    means: Mapping[str, tuple[float, ...]]
    spread: float
    slot_spread: float

    @cached_property
    def by_slot(self) -> tuple[Expected, ...]:
        """All kinds together, by half-hour."""
        sums = map(sum, zip(*self.means.values(), strict=True))
        return (
            tuple(expected(mean, self.spread + self.slot_spread) for mean in sums)
            or (expected(0, 0),) * SLOTS
        )

    def kind(self, name: str) -> Expected:
        """One kind over the day."""
        return expected(sum(self.means.get(name, ())), self.spread)

    @cached_property
    def total(self) -> Expected:
        """All kinds over the day."""
        return expected(sum(map(sum, self.means.values())), self.spread)


def expected(mean: float, spread: float) -> Expected:
    """A count with this mean and variance mean + spread × mean² (negative binomial)."""
    tail = (1 - RANGE) / 2
    low, high = quantiles(mean, spread, (tail, 1 - tail))
    return Expected(mean, low, high)


def quantiles(mean: float, spread: float, shares: Sequence[float]) -> tuple[int, ...]:
    """The least counts that these rising shares of the distribution do not exceed.

    >>> quantiles(4.0, 0.0, (0.1, 0.5, 0.9))
    (2, 4, 7)
    """
    if mean <= 0:
        return (0,) * len(shares)
    if mean > EXACT_UP_TO:
        normal = NormalDist(mean, sqrt(mean + spread * mean * mean))
        return tuple(max(0, round(normal.inv_cdf(share))) for share in shares)
    size = 1 / max(spread, 1e-9)
    odds = mean / (size + mean)
    chance = (1 - odds) ** size
    found, count, below = [], 0, chance
    for share in shares:
        while below < share:
            chance *= (count + size) / (count + 1) * odds
            count += 1
            below += chance
        found.append(count)
    return tuple(found)


def learn(history: Sequence[Past], peaks: Sequence[Peak], *, on: date) -> "Habits":
    """What the days before `on` teach.

    Raises:
        Refusal: "forecast.no-history" with fewer than ten days.
    """
    past = sorted(one for one in history if one.day < on)
    if len(past) < LEAST_DAYS:
        raise Refusal(
            "forecast.no-history",
            N_("%(days)s days with tickets are known; a forecast needs %(least)s."),
            field="history",
            remedy=N_(
                "Let the hall run for two weeks, or plan with the stated default day."
            ),
            days=len(past),
            least=LEAST_DAYS,
        )
    return Habits(past, {peak.name: peak for peak in peaks}, on)


def stated(kinds: Sequence[str], slots: Sequence[int], visitors: int) -> Forecast:
    """A day for a hall without a past: so many visitors, as many for each kind, twice as
    many in the first half of the hours as in the second; a wide range says so."""
    half = len(slots) // 2
    parts = [2.0] * half + [1.0] * (len(slots) - half)
    means = [0.0] * SLOTS
    for slot, part in zip(slots, parts, strict=True):
        means[slot] = visitors / max(len(kinds), 1) * part / sum(parts)
    return Forecast(dict.fromkeys(kinds, tuple(means)), STATED_SPREAD, STATED_SPREAD)


class Habits:
    """What was learned. `expect` says what a day of some shape should bring."""

    def __init__(
        self, past: Sequence[Past], peaks: Mapping[str, Peak], on: date
    ) -> None:
        self._peaks = peaks
        self._weights = {p.day: 0.5 ** ((on - p.day).days / HALF_LIFE) for p in past}
        self.kinds = tuple(sorted({kind for one in past for kind in one.counts}))
        plain = [p for p in past if not p.shape.special and not p.shape.peaks] or past
        self._weekdays = {kind: self._weekday_means(kind, plain) for kind in self.kinds}
        self._shares = {kind: self._half_hours(kind, past) for kind in self.kinds}
        self._level = dict.fromkeys(self.kinds, 1.0)
        before = self._follow(past)
        self._special = self._special_factors(past, before)
        self._peak = self._peak_factors(past, before)
        self.spread = self._day_spread(past, before)
        self.slot_spread = self._slot_spread(past)

    def expect(self, shape: Shape) -> Forecast:
        """A day of this shape."""
        means = {
            kind: tuple(
                self._mean(kind, shape, self._level) * share
                for share in self._shares[kind][shape.weekday]
            )
            for kind in self.kinds
        }
        return Forecast(means, self.spread, self.slot_spread)

    def _mean(self, kind: str, shape: Shape, level: Level) -> float:
        mean = self._weekdays[kind][shape.weekday] * level[kind]
        mean *= self._special.get(shape.special, 1.0)
        for name in shape.peaks:
            mean *= self._peak_factor(name, kind)
        return mean

    def _weekday_means(self, kind: str, past: Sequence[Past]) -> tuple[float, ...]:
        """Arrivals a day for each weekday, leaning on the mean of all with half a day."""
        weighed, totals = [0.0] * 7, [0.0] * 7
        for one in past:
            weight = self._weights[one.day]
            weighed[one.shape.weekday] += weight
            totals[one.shape.weekday] += weight * sum(one.counts.get(kind, ()))
        mean, lean = sum(totals) / sum(weighed), 0.5
        return tuple(
            (total + lean * mean) / (weight + lean)
            for total, weight in zip(totals, weighed, strict=True)
        )

    def _half_hours(
        self, kind: str, past: Sequence[Past]
    ) -> tuple[tuple[float, ...], ...]:
        """How a weekday's arrivals fall on its half-hours; each adds up to one."""
        sums = [[0.0] * SLOTS for _ in range(7)]
        for one in past:
            weight, own = self._weights[one.day], sums[one.shape.weekday]
            for slot, count in enumerate(one.counts.get(kind, ())):
                own[slot] += weight * count
        every = [sum(hours) for hours in zip(*sums, strict=True)]
        whole, lean = sum(every) or 1.0, 100.0  # lean: arrivals' worth of all weekdays
        return tuple(
            tuple(
                (count + lean * pooled / whole) / (sum(own) + lean)
                for count, pooled in zip(own, every, strict=True)
            )
            for own in sums
        )

    def _follow(self, past: Sequence[Past]) -> dict[date, Level]:
        """Let the levels follow the ordinary days; returns them as before each day."""
        before: dict[date, Level] = {}
        for one in past:
            before[one.day] = dict(self._level)
            if one.shape.special or one.shape.peaks:
                continue
            for kind in self.kinds:
                usual = self._weekdays[kind][one.shape.weekday]
                if usual:
                    ratio = sum(one.counts.get(kind, ())) / usual
                    self._level[kind] += LEARNING * (ratio - self._level[kind])
        return before

    def _special_factors(
        self, past: Sequence[Past], before: Mapping[date, Level]
    ) -> dict[str, float]:
        """How many times as many came on special days, leaning on one ordinary day."""
        came: dict[str, float] = defaultdict(float)
        meant: dict[str, float] = defaultdict(float)
        for one in past:
            if one.shape.special and not one.shape.peaks:
                came[one.shape.special] += sum(map(sum, one.counts.values()))
                meant[one.shape.special] += sum(
                    self._weekdays[kind][one.shape.weekday] * before[one.day][kind]
                    for kind in self.kinds
                )
        lean = sum(sum(week) / 7 for week in self._weekdays.values())
        return {name: (came[name] + lean) / (meant[name] + lean) for name in came}

    def _peak_factors(
        self, past: Sequence[Past], before: Mapping[date, Level]
    ) -> dict[tuple[str, str], float]:
        """The same for each peak and kind, leaning on the published factor."""
        came: dict[tuple[str, str], float] = defaultdict(float)
        meant: dict[tuple[str, str], float] = defaultdict(float)
        for one in past:
            special = self._special.get(one.shape.special, 1.0)
            for name in one.shape.peaks:
                for kind in self._kinds_of(name):
                    usual = self._weekdays[kind][one.shape.weekday]
                    came[name, kind] += sum(one.counts.get(kind, ()))
                    meant[name, kind] += usual * before[one.day][kind] * special
        factors = {}
        for (name, kind), usual in meant.items():
            lean = sum(self._weekdays[kind]) / 7
            prior = self._peaks[name].factor
            factors[name, kind] = (came[name, kind] + lean * prior) / (usual + lean)
        return factors

    def _kinds_of(self, peak: str) -> tuple[str, ...]:
        known = self._peaks.get(peak)
        return tuple(k for k in known.kinds if k in self._weekdays) if known else ()

    def _peak_factor(self, name: str, kind: str) -> float:
        if kind not in self._kinds_of(name):
            return 1.0
        return self._peak.get((name, kind), self._peaks[name].factor)

    def _day_spread(self, past: Sequence[Past], before: Mapping[date, Level]) -> float:
        """How much days miss their forecast beyond chance, as a squared share."""
        over = square = 0.0
        for one in past[LEAST_DAYS // 2 :]:
            mean = sum(
                self._mean(kind, one.shape, before[one.day]) for kind in self.kinds
            )
            came = sum(map(sum, one.counts.values()))
            weight = self._weights[one.day]
            over += weight * ((came - mean) ** 2 - mean)
            square += weight * mean * mean
        return max(0.0, over / (square or 1.0))

    def _slot_spread(self, past: Sequence[Past]) -> float:
        """The same for half-hours, given how many of each kind came that day."""
        over = square = 0.0
        for one in past:
            means = [0.0] * SLOTS
            for kind, counts in one.counts.items():
                shares = self._shares[kind][one.shape.weekday]
                came = sum(counts)
                means = [m + came * s for m, s in zip(means, shares, strict=True)]
            every = map(sum, zip(*one.counts.values(), strict=True))
            weight = self._weights[one.day]
            for count, mean in zip(every, means, strict=False):
                over += weight * ((count - mean) ** 2 - mean)
                square += weight * mean * mean
        return max(0.0, over / (square or 1.0))
