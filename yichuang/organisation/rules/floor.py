"""Where windows stand on the map of the floor: cells of a grid, the counter farthest
from the door first. What nobody has placed stands in the order of the numbers."""

from collections.abc import Iterable, Mapping

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

ACROSS = 12
"""Cells from the left wall to the right."""
DEEP = 40
"""Rows from the back wall to the door, at most."""
IN_ORDER = 8
"""Windows to a row where nobody has said where they stand."""

Cell = tuple[int, int]
"""Column from the left and row from the back, both from 0."""


def laid_out(numbers: Iterable[int], kept: Mapping[int, Cell]) -> dict[int, Cell]:
    """Every window's cell: as kept, and the others in the order of their numbers, in rows
    of their own between the last placed ones and the door."""
    standing = sorted(set(numbers))
    found = {number: kept[number] for number in standing if number in kept}
    first = max((row + 1 for _, row in found.values()), default=0)
    left = (number for number in standing if number not in found)
    return found | {
        number: (place % IN_ORDER, first + place // IN_ORDER)
        for place, number in enumerate(left)
    }


def moved(
    numbers: Iterable[int], kept: Mapping[int, Cell], window: int, cell: Cell
) -> dict[int, Cell]:
    """All cells after one window has moved; before the first move they are in order.

    Raises:
        Refusal: "floor.no-window", "floor.outside", "floor.taken".
    """
    now = laid_out(numbers, kept)
    if window not in now:
        raise Refusal(
            "floor.no-window",
            N_("There is no window %(window)s here."),
            field="window",
            remedy=N_("Choose a window of the map."),
            window=window,
        )
    column, row = cell
    if not (0 <= column < ACROSS and 0 <= row < DEEP):
        raise Refusal(
            "floor.outside",
            N_("This place is outside the map."),
            field="cell",
            remedy=N_("Choose a place of the map."),
        )
    there = next((one for one, at in now.items() if at == cell and one != window), None)
    if there is not None:
        raise Refusal(
            "floor.taken",
            N_("Window %(there)s stands there."),
            field="cell",
            remedy=N_("Choose an empty place, or move window %(there)s first."),
            there=there,
        )
    return now | {window: cell}
