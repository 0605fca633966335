"""The floor as a drawing: windows along the counter, the one looked for filled."""

from dataclasses import dataclass

from yichuang.lobby.presenters.screen import told
from yichuang.organisation.queries.places import WindowCard

WIDE = 960
BOX = 96
GAP = 24
TOP = 48
IN_A_ROW = (WIDE - GAP) // (BOX + GAP)


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
    wanted: int | None,
    open_now: frozenset[int],
) -> Floor:
    """Windows in the order of their numbers, eight to a row, the first row farthest from
    the door."""
    boxes = []
    for index, window in enumerate(windows):
        row, place = divmod(index, IN_A_ROW)
        x, y = GAP + place * (BOX + GAP), TOP + row * (BOX + 2 * GAP)
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
    return Floor(
        width=width,
        height=height,
        boxes=tuple(boxes),
        entrance=(width // 2, height - GAP),
        here=here,
        row=(here.y - TOP) // (BOX + 2 * GAP) + 1 if here else 0,
        place=(here.x - GAP) // (BOX + GAP) + 1 if here else 0,
    )
