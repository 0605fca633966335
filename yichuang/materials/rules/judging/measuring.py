"""How good a classifier is, measured on pages whose class people have confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.judging.deciding import judge_features
from yichuang.materials.rules.judging.training import Sample
from yichuang.materials.rules.judging.weights import Weights


@dataclass(frozen=True, slots=True)
class ClassMeasure:
    """Of the pages of one class: how many, on how many it decided, how many rightly."""

    n: int = 0
    decided: int = 0
    right: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """Of all pages of known classes; `strangers` are pages of none, `taken` of them were
    put into a class all the same."""

    n: int
    decided: int
    right: int
    per_class: Mapping[PageClass, ClassMeasure]
    strangers: int = 0
    taken: int = 0

    @property
    def accuracy(self) -> float:
        """Right among decided, 0..1; 0 when nothing was decided."""
        return self.right / self.decided if self.decided else 0.0

    @property
    def abstained(self) -> float:
        """The share of pages left to a person."""
        return 1 - self.decided / self.n if self.n else 0.0

    def as_json(self) -> dict[str, Any]:
        """For keeping beside the weights it measures."""
        return {
            "n": self.n,
            "decided": self.decided,
            "right": self.right,
            "strangers": self.strangers,
            "taken": self.taken,
            "per_class": {
                kind.value: [one.n, one.decided, one.right]
                for kind, one in self.per_class.items()
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Measured":
        """The reverse of `as_json`."""
        return cls(
            n=int(data["n"]),
            decided=int(data["decided"]),
            right=int(data["right"]),
            strangers=int(data["strangers"]),
            taken=int(data["taken"]),
            per_class={
                PageClass(kind): ClassMeasure(*counts)
                for kind, counts in data["per_class"].items()
            },
        )


def measure(weights: Weights, samples: Sequence[Sample]) -> Measured:
    """Judge every sample; pages must not be those the weights were taught with."""
    tally: dict[PageClass, list[int]] = {}
    strangers = taken = 0
    for sample in samples:
        verdict = judge_features(sample.features, weights)
        if sample.kind == PageClass.OTHER:
            strangers += 1
            taken += verdict.kind is not None
            continue
        counts = tally.setdefault(sample.kind, [0, 0, 0])
        counts[0] += 1
        counts[1] += verdict.kind is not None
        counts[2] += verdict.kind == sample.kind
    per_class = {kind: ClassMeasure(*counts) for kind, counts in sorted(tally.items())}
    return Measured(
        n=sum(one.n for one in per_class.values()),
        decided=sum(one.decided for one in per_class.values()),
        right=sum(one.right for one in per_class.values()),
        per_class=per_class,
        strangers=strangers,
        taken=taken,
    )
