"""What the reader of papers saw on one page: lines of text and where each stands.

The language between the engine that reads and the rules that judge. Places are fractions
of the upright page, so that they fit any picture of it, small or large.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

TURNS = frozenset({0, 90, 180, 270})
_PLACES = 4  # a ten-thousandth of a page is finer than any print


@dataclass(frozen=True, slots=True)
class Spot:
    """A box on the upright page; x, y is its upper left corner; all fractions 0..1."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def joined(self, other: "Spot") -> "Spot":
        """The smallest box around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Spot(
            x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y
        )

    def part(self, start: int, end: int, length: int) -> "Spot":
        """The box of characters start..end of a line of `length` characters."""
        if length <= 0:
            return self
        return Spot(
            self.x + self.w * start / length, self.y, self.w * (end - start) / length,
            self.h,
        )  # fmt: skip

    def as_json(self) -> list[float]:
        """Four numbers: x, y, w, h."""
        return [round(value, _PLACES) for value in (self.x, self.y, self.w, self.h)]

    @classmethod
    def from_json(cls, data: Sequence[float]) -> "Spot":
        """The reverse of `as_json`."""
        x, y, w, h = data
        return cls(x, y, w, h)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as read; `sure` is the reader's own confidence, 0..1."""

    text: str
    sure: float
    spot: Spot


@dataclass(frozen=True, slots=True)
class PageText:
    """A page set upright and read.

    `width`, `height` in pixels of the upright picture; `turned` is how many degrees
    (0, 90, 180, 270, clockwise) the picture was turned to stand upright and `skew` the
    small angle taken out after that. `portrait` says how much the picture looks like a
    photograph for a pass, 0..1: such a page has no words to be known by.
    """

    width: int
    height: int
    turned: int = 0
    skew: float = 0.0
    blank: bool = False
    lines: tuple[Line, ...] = ()
    portrait: float = 0.0

    def __post_init__(self) -> None:
        if self.turned not in TURNS:
            raise ValueError(f"A page is turned by quarters, not by {self.turned}.")

    @property
    def text(self) -> str:
        """All lines in reading order as they came, one a line."""
        return "\n".join(line.text for line in self.lines)

    def as_json(self) -> dict[str, Any]:
        """For keeping: short keys, places to a ten-thousandth."""
        return {
            "width": self.width,
            "height": self.height,
            "turned": self.turned,
            "skew": round(self.skew, 2),
            "blank": self.blank,
            "portrait": round(self.portrait, 2),
            "lines": [
                [line.text, round(line.sure, 3), *line.spot.as_json()]
                for line in self.lines
            ],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "PageText":
        """The reverse of `as_json`."""
        return cls(
            width=int(data["width"]),
            height=int(data["height"]),
            turned=int(data["turned"]),
            skew=float(data["skew"]),
            blank=bool(data["blank"]),
            portrait=float(data.get("portrait", 0.0)),
            lines=tuple(
                Line(str(text), float(sure), Spot.from_json(spot))
                for text, sure, *spot in data["lines"]
            ),
        )
