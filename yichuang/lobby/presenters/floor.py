"""The floor as a drawing: windows along the counter, the one looked for filled."""

from collections.abc import Mapping
from dataclasses import dataclass

from yichuang.lobby.presenters.screen import told
from yichuang.organisation.queries.places import WindowCard
from yichuang.organisation.rules.floor import Cell

WIDE = 960
BOX = 96
GAP = 24
TOP = 48


@dataclass(frozen=True, slots=True)
class Box:
    """A window on the drawing, in its units."""

    number: int
    name: str
    x: int
    y: int
    middle: int
    baseline: int
    here: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Floor:
    """The drawing: its size, its windows, and in words where the looked-for one is."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    entrance: tuple[int, int]
    here: Box | None
    row: int
    place: int


def floor(
    windows: tuple[WindowCard, ...],
    cells: Mapping[int, Cell],
    wanted: int | None,
    open_now: frozenset[int],
) -> Floor:
    """Windows where they stand, the back wall on top and the door beneath. Columns and
    rows nobody stands in at the sides are not drawn."""
    left = min((column for column, _ in cells.values()), default=0)
    top = min((row for _, row in cells.values()), default=0)
    boxes = []
    for window in windows:
        if window.number not in cells:  # added within this minute
            continue
        column, row = cells[window.number]
        x, y = GAP + (column - left) * (BOX + GAP), TOP + (row - top) * (BOX + 2 * GAP)
        boxes.append(
            Box(
                number=window.number,
                name=told(window),
                x=x,
                y=y,
                middle=x + BOX // 2,
                baseline=y + BOX // 2 + 16,
                here=window.number == wanted,
                open=window.number in open_now,
            )
        )
    width = max([WIDE, *(box.x + BOX + GAP for box in boxes)])
    height = max([TOP, *(box.y + BOX for box in boxes)]) + 3 * GAP + 48
    here = next((box for box in boxes if box.here), None)
    row, place = _counted(boxes, here)
    return Floor(
        width=width,
        height=height,
        boxes=tuple(boxes),
        entrance=(width // 2, height - GAP),
        here=here,
        row=row,
        place=place,
    )


def _counted(boxes: list[Box], here: Box | None) -> tuple[int, int]:
    """The how manieth row of windows from the back, and the how manieth of its windows
    from the left: what one counts in the room, where empty places are not seen."""
    if here is None:
        return 0, 0
    rows = sorted({box.y for box in boxes})
    beside = sorted(box.x for box in boxes if box.y == here.y)
    return rows.index(here.y) + 1, beside.index(here.x) + 1
