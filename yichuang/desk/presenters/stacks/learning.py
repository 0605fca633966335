"""What the robot learnt: confirmations, versions, and each measured beside the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from yichuang.desk.presenters.stacks.words import class_says
from yichuang.materials.queries.training import ClassifierRow, TrainingBoard
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.judging import ClassMeasure, Measured
from yichuang.web.formats import percent

FEW = 30
"""Under so many pages a rate is shown as one of a small sample."""
BAR = 100


@dataclass(frozen=True, slots=True)
class Share:
    """A rate with its denominator; `bar` is its length, 0 to 100."""

    says: str
    of: str
    bar: int
    few: bool


@dataclass(frozen=True, slots=True)
class ClassLine:
    """A class of paper, under the new version and under the one in use."""

    name: str
    own: Share
    own_left: Share
    used: Share
    used_left: Share


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the hall's own robot."""

    number: int
    trained: datetime
    who: str
    samples: int
    on: bool
    switched: datetime | None
    right: Share
    left: Share
    used_right: Share
    used_left: Share
    classes: tuple[ClassLine, ...]
    better: str


@dataclass(frozen=True, slots=True)
class Taught:
    """Confirmations of one class."""

    name: str
    count: int
    bar: int


def taught(board: TrainingBoard) -> list[Taught]:
    """How many pages of each class people confirmed, the most first."""
    most = max((count for _kind, count in board.samples), default=1)
    return [
        Taught(class_says(kind), count, round(BAR * count / most))
        for kind, count in board.samples
    ]


def versions(board: TrainingBoard) -> list[Version]:
    """The versions, the latest first."""
    return [_version(row) for row in board.versions]


def _version(row: ClassifierRow) -> Version:
    own, used = row.own, row.in_use
    return Version(
        number=row.version,
        trained=row.trained_at,
        who=row.by_name,
        samples=row.samples,
        on=row.on,
        switched=row.switched_at,
        right=_right(own),
        left=_left(own),
        used_right=_right(used),
        used_left=_left(used),
        classes=_classes(own.per_class, used.per_class),
        better=_compared(own, used),
    )


def _classes(
    own: Mapping[PageClass, ClassMeasure], used: Mapping[PageClass, ClassMeasure]
) -> tuple[ClassLine, ...]:
    none = ClassMeasure(0, 0, 0)
    return tuple(
        ClassLine(
            name=class_says(kind),
            own=_right(one),
            own_left=_left(one),
            used=_right(used.get(kind, none)),
            used_left=_left(used.get(kind, none)),
        )
        for kind, one in sorted(own.items(), key=lambda pair: -pair[1].n)
    )


def _right(one: Measured | ClassMeasure) -> Share:
    """Right among those it decided."""
    return _share(one.right, one.decided)


def _left(one: Measured | ClassMeasure) -> Share:
    """Left to a person, of all."""
    return _share(one.n - one.decided, one.n)


def _share(part: int, whole: int) -> Share:
    if not whole:
        return Share("—", "", 0, few=True)
    return Share(
        says=percent(part, whole),
        of=f"{part} / {whole}",
        bar=round(BAR * part / whole),
        few=whole < FEW,
    )


def _compared(own: Measured, used: Measured) -> str:
    """Which of the two does better, in one sentence; more wrong pages are never better."""
    wrong = (own.decided - own.right, used.decided - used.right)
    if not own.n:
        return gettext("Nothing could be measured: too few pages were kept apart.")
    if own.n < FEW:
        return gettext("Measured on few pages; confirm more before you rely on it.")
    if wrong[0] > wrong[1]:
        return gettext("It is wrong more often than the one in use.")
    if own.right > used.right:
        return gettext(
            "It decides more pages rightly than the one in use, and is wrong no more often."
        )
    return gettext("It is no better than the one in use.")
