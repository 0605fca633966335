"""Review figures: what people said freely, each rate with its denominator.

>>> told = Figures({5: 20, 4: 6, 3: 2, 2: 1, 1: 1}, reviewable=100, reviewed=30)
>>> told.positive, told.positive.percent, told.average
(Proportion(part=28, whole=30), 93.3, 8.9)
"""

from collections.abc import Mapping
from dataclasses import dataclass

from yichuang.kernel.statistics import Proportion, proportion
from yichuang.reviews.rules.levels import Level


@dataclass(frozen=True, slots=True)
class Figures:
    """`levels` counts voluntary reviews by level; `reviewable` are the cases somebody
    was asked about, `reviewed` those among them that a person reviewed freely."""

    levels: Mapping[int, int]
    reviewable: int
    reviewed: int

    def _at_least(self, lowest: Level) -> int:
        return sum(count for level, count in self.levels.items() if level >= lowest)

    @property
    def count(self) -> int:
        """Voluntary reviews."""
        return sum(self.levels.values())

    @property
    def positive(self) -> Proportion:
        """好评率: very satisfied, satisfied and mostly satisfied among all."""
        return proportion(self._at_least(Level.FAIR), self.count)

    @property
    def satisfied(self) -> Proportion:
        """满意率: the two best levels among all."""
        return proportion(self._at_least(Level.GOOD), self.count)

    @property
    def bad(self) -> Proportion:
        """差评率: the two lowest levels among all."""
        return proportion(self.count - self._at_least(Level.FAIR), self.count)

    @property
    def active(self) -> Proportion:
        """主动评价率: cases a person reviewed freely among those that could be."""
        return proportion(self.reviewed, self.reviewable)

    @property
    def average(self) -> float | None:
        """平均分: the mean level doubled, ten being best; None without any review."""
        if not self.count:
            return None
        total = sum(level * count for level, count in self.levels.items())
        return round(2 * total / self.count, 1)
