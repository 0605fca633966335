"""What stands where on a pre-printed sheet, in millimetres from its upper left corner."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from yichuang.documents.rules.stock.sources import Source
from yichuang.kernel.refusals import Gathering, Refusal
from yichuang.kernel.text import N_

SMALLEST = 0.7
"""Words too long for their field are set smaller, down to this part of their size; what
is still too long is refused, for a name cut off is a wrong certificate."""

LEAST_SIZE, LARGEST_SIZE = 6.0, 72.0
"""Points."""

LEAST_SIDE, LARGEST_SIDE = 40.0, 420.0
"""Millimetres: from a card to the long side of A3."""

LEAST_WIDTH = 2.0
LEAST_PITCH, LARGEST_PITCH = 2.0, 40.0
MOST_LINES = 20
MOST_FIELDS = 40
MM_PER_POINT = 25.4 / 72


class Align(StrEnum):
    """Where in its width a field's words stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"

    @property
    def label(self) -> str:
        """English msgid."""
        return ALIGNS[self]


ALIGNS: dict[Align, str] = {
    Align.LEFT: N_("at the left"),
    Align.CENTER: N_("in the middle"),
    Align.RIGHT: N_("at the right"),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet: width and height in millimetres."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class StockField:
    """One field. `x` is its left edge, `y` the line its (first) words stand on; of a
    code to scan, `y` is the upper edge. `width`, `pitch` (from line to line) are
    millimetres, `size` points; `text` is what a fixed field says."""

    source: Source
    x: float
    y: float
    width: float
    size: float = 12.0
    align: Align = Align.LEFT
    lines: int = 1
    pitch: float = 8.0
    text: str = ""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """(left, top, right, bottom) of what it may cover."""
        if self.source is Source.QR:
            return self.x, self.y, self.x + self.width, self.y + self.width
        high, low = self.size * MM_PER_POINT * 0.88, self.size * MM_PER_POINT * 0.12
        bottom = self.y + (self.lines - 1) * self.pitch + low
        return self.x, self.y - high, self.x + self.width, bottom

    def as_json(self) -> dict[str, Any]:
        """Plain values, as kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "StockField":
        """The field as it was kept."""
        words = {"source": Source(kept["source"]), "align": Align(kept["align"])}
        return cls(**{**kept, **words})


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet and what stands on it."""

    paper: Paper
    fields: tuple[StockField, ...]


def check_layout(layout: Layout) -> None:
    """Whether everything stands on the paper and can be read.

    Raises:
        Refusal | Refusals: "stock.paper" (field "width" or "height"), "stock.no-fields",
            "stock.too-many-fields", and for a field "stock.outside", "stock.size",
            "stock.lines", "stock.unsaid", whose field is "fields-<index>-<name>".
    """
    wrong = Gathering()
    for name in ("width", "height"):
        side = getattr(layout.paper, name)
        if not LEAST_SIDE <= side <= LARGEST_SIDE:
            wrong.add(_paper(name))
    if not layout.fields:
        wrong.add(
            Refusal(
                "stock.no-fields",
                N_("Nothing would be printed: the template has no field."),
                remedy=N_("Add at least one field."),
            )
        )
    if len(layout.fields) > MOST_FIELDS:
        wrong.add(
            Refusal(
                "stock.too-many-fields",
                N_("A template has at most %(most)s fields."),
                remedy=N_("Remove what is not needed."),
                most=MOST_FIELDS,
            )
        )
    wrong.close()
    for index, field in enumerate(layout.fields):
        for refusal in _faults(field, layout.paper):
            wrong.add(refusal.at(f"fields-{index}-{refusal.field}"))
    wrong.close()


def _paper(name: str) -> Refusal:
    return Refusal(
        "stock.paper",
        N_("A sheet is between %(least)s and %(most)s mm wide and high."),
        field=name,
        remedy=N_("Measure the sheet and enter its size in millimetres."),
        least=f"{LEAST_SIDE:g}",
        most=f"{LARGEST_SIDE:g}",
    )


def _faults(field: StockField, paper: Paper) -> Sequence[Refusal]:
    """What is wrong with one field, each at its own name."""
    found = []
    left, top, right, bottom = field.box
    edges = (
        ("x", left < 0),
        ("width", right > paper.width),
        ("y", top < 0 or bottom > paper.height),
    )
    over = next((name for name, out in edges if out), "")
    if over:
        found.append(_outside(field, paper, over))
    if field.source is not Source.QR and not LEAST_SIZE <= field.size <= LARGEST_SIZE:
        found.append(_size(field))
    pitched = LEAST_PITCH <= field.pitch <= LARGEST_PITCH or field.lines == 1
    if not 1 <= field.lines <= MOST_LINES or not pitched:
        found.append(_lines(field))
    if field.source is Source.FIXED and not field.text.strip():
        found.append(
            Refusal(
                "stock.unsaid",
                N_("A field of words that are always the same needs the words."),
                field="text",
                remedy=N_("Write them, or choose what else is printed there."),
            )
        )
    return found


def _size(field: StockField) -> Refusal:
    return Refusal(
        "stock.size",
        N_("“%(what)s”: type is between %(least)s and %(most)s points high."),
        field="size",
        remedy=N_("Enter another size."),
        what=_name(field),
        least=f"{LEAST_SIZE:g}",
        most=f"{LARGEST_SIZE:g}",
    )


def _lines(field: StockField) -> Refusal:
    return Refusal(
        "stock.lines",
        N_("“%(what)s”: 1 to %(most)s lines, %(least)s to %(far)s mm apart."),
        field="lines",
        remedy=N_("Correct the lines or their distance."),
        what=_name(field),
        most=MOST_LINES,
        least=f"{LEAST_PITCH:g}",
        far=f"{LARGEST_PITCH:g}",
    )


def _outside(field: StockField, paper: Paper, name: str) -> Refusal:
    return Refusal(
        "stock.outside",
        N_("“%(what)s” reaches over the edge of the sheet of %(wide)s × %(high)s mm."),
        field=name,
        remedy=N_("Move it inwards, or make it narrower or smaller."),
        what=_name(field),
        wide=f"{paper.width:g}",
        high=f"{paper.height:g}",
    )


def _name(field: StockField) -> object:
    return field.text or field.source.label
