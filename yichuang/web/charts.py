"""What the charts of a day share: the sheet they are drawn on, its scale and its marks.

Charts are drawn at their real size; lengths are pixels as text, ready for the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

LEFT, RIGHT, BOTTOM = 34, 810, 204
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
FEW_LABELS, SOME_LABELS = 13, 26
"""More half-hours than these and only each second, then each fourth, says its time."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from zero."""

    x: str
    y: str
    width: str
    height: str
    kind: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A text or a line at a place."""

    x: str
    y: str
    says: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Where half-hours and values lie: `wide` and `tall` are pixels for one of each."""

    wide: float
    tall: float
    step: int
    top: int

    def x(self, place: float) -> float:
        """The left edge of a half-hour."""
        return LEFT + self.wide * place

    def y(self, value: float) -> float:
        """The height of a value."""
        return BOTTOM - value * self.tall

    def grid(self) -> tuple[Mark, ...]:
        """A line for each step, with its number."""
        return tuple(
            Mark(px(LEFT), px(self.y(value)), str(value))
            for value in range(0, self.top + 1, self.step)
        )


def scale(most: float, places: int, ceiling: int) -> Scale:
    """A scale for values up to `most` over `places` half-hours, under `ceiling` pixels."""
    most = most or 1
    step = next((one for one in STEPS if one * 4 >= most), STEPS[-1])
    top = step * ceil(most / step)
    return Scale((RIGHT - LEFT) / max(places, 1), (BOTTOM - ceiling) / top, step, top)


def labelled(places: int) -> Iterator[int]:
    """Which half-hours say their time, so that the labels do not touch."""
    every = 1 if places <= FEW_LABELS else 2 if places <= SOME_LABELS else 4
    return iter(range(0, places, every))


def px(value: float) -> str:
    """A length as the page writes it."""
    return f"{value:.1f}"
