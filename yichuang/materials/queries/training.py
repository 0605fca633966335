"""What a hall's confirmations taught so far, and its classifiers."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from yichuang.accounts.policies import Actor
from yichuang.materials.models import Classifier, Sample
from yichuang.materials.policies import require_here
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.judging import Measured, Weights
from yichuang.materials.rules.judging.weights import shipped
from yichuang.web.memory import remember


@dataclass(frozen=True, slots=True)
class ClassifierRow:
    """A version: how it did on pages kept apart, and how the one in use then did."""

    version: int
    samples: int
    trained_at: datetime
    by_name: str
    on: bool
    switched_at: datetime | None
    own: Measured
    in_use: Measured


@dataclass(frozen=True, slots=True)
class TrainingBoard:
    """How many confirmations there are of each class, and the versions, latest first."""

    samples: tuple[tuple[PageClass, int], ...]
    total: int
    versions: tuple[ClassifierRow, ...]


def training_board(hall_id: int, *, by: Actor) -> TrainingBoard:
    """The training page of a hall.

    Raises:
        Refusal: "permission.denied".
    """
    require_here(by, "material.train", hall_id)
    kinds = Counter(
        Sample.objects.filter(hall_id=hall_id).values_list("kind", flat=True)
    )
    rows = Classifier.objects.filter(hall_id=hall_id).defer("weights")
    return TrainingBoard(
        samples=tuple((PageClass(kind), n) for kind, n in kinds.most_common()),
        total=kinds.total(),
        versions=tuple(map(_row, rows.order_by("-version"))),
    )


def weights_of(hall_id: int) -> tuple[Weights, int]:
    """What judges the pages of a hall, and its version: its own, else the built-in."""
    row = Classifier.objects.filter(hall_id=hall_id, on=True).first()
    if row is None:
        return shipped(), 0
    return _weights(row.pk), row.version


@remember(seconds=3600, size=8)
def _weights(pk: int) -> Weights:
    """A version never changes; a database restored over another may have it otherwise."""
    return Weights.from_json(Classifier.objects.get(pk=pk).weights)


def _row(row: Classifier) -> ClassifierRow:
    return ClassifierRow(
        version=row.version,
        samples=row.samples,
        trained_at=row.trained_at,
        by_name=row.by_name,
        on=row.on,
        switched_at=row.switched_at,
        own=Measured.from_json(row.measured["own"]),
        in_use=Measured.from_json(row.measured["in_use"]),
    )
