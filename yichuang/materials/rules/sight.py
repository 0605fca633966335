"""Judging a page for an item: what it is, what stands in its fields, what was missed."""

from dataclasses import dataclass, field

from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.fields import FieldFound, extract, missing
from yichuang.materials.rules.judging import Verdict, Weights, judge
from yichuang.materials.rules.judging.weights import shipped
from yichuang.materials.rules.reading import PageText


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict and the fields of the class it holds likeliest."""

    verdict: Verdict
    fields: tuple[FieldFound, ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """The weights pages are judged by, the classes an item's papers make likely, and the
    version of the weights (0: built in)."""

    weights: Weights = field(default_factory=shipped)
    allowed: frozenset[PageClass] | None = None
    version: int = 0

    def judged(self, page: PageText) -> Judged:
        """What a page is, with the fields of that class; those of the likeliest class
        also when it abstains, for the person who decides."""
        verdict = judge(page, self.weights, self.allowed)
        runner = verdict.runners[0][0] if verdict.runners else None
        likely = verdict.kind or runner
        return Judged(verdict, extract(likely, page) if likely else ())

    def misses(self, page: PageText) -> bool:
        """Whether a field that such a page always has was not read: a second look at
        another size may find it."""
        judged = self.judged(page)
        kind = judged.verdict.kind
        return kind is not None and bool(missing(kind, judged.fields))
