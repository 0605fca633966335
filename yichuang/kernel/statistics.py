"""Figures people compare: median, ninth decile, and shares with their denominator.

>>> median([3, 1, 2, 10]), p90(range(1, 11))
(2.5, 9)
>>> proportion(163, 164).percent
99.4
"""

from collections.abc import Iterable
from math import ceil
from typing import NamedTuple

SMALL_SAMPLE = 30


def median(values: Iterable[float]) -> float | None:
    """The middle value; the mean of the two middle ones when even; None without any."""
    ordered = sorted(values)
    if not ordered:
        return None
    half, odd = divmod(len(ordered), 2)
    return ordered[half] if odd else (ordered[half - 1] + ordered[half]) / 2


def percentile(values: Iterable[float], percent: float) -> float | None:
    """The least value that `percent` of them do not exceed (nearest rank); None without.

    Nearest rank names a value that really occurred: "nine in ten waited at most this".
    """
    if not 0 < percent <= 100:
        raise ValueError("A percentile lies above 0 and at most at 100.")
    ordered = sorted(values)
    if not ordered:
        return None
    return ordered[ceil(len(ordered) * percent / 100) - 1]


def p90(values: Iterable[float]) -> float | None:
    """What nine in ten do not exceed."""
    return percentile(values, 90)


class Proportion(NamedTuple):
    """A share that never travels without its denominator."""

    part: int
    whole: int

    @property
    def rate(self) -> float | None:
        """0 to 1; None when there is nothing to compare with."""
        return self.part / self.whole if self.whole else None

    @property
    def percent(self) -> float | None:
        """To one decimal, never rounded up to 100 or down to 0 when it is not."""
        if not self.whole:
            return None
        tenths = round(1000 * self.part / self.whole)
        if 0 < self.part < self.whole:
            tenths = min(max(tenths, 1), 999)
        return tenths / 10

    @property
    def is_small(self) -> bool:
        """Under 30 cases a rate says little."""
        return self.whole < SMALL_SAMPLE


def proportion(part: int, whole: int) -> Proportion:
    """`part` of `whole`; ValueError when it is not a part of it."""
    if not 0 <= part <= whole:
        raise ValueError(f"{part} is not a part of {whole}.")
    return Proportion(part, whole)
