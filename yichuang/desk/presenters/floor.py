"""The map of the floor as cells to press."""

from dataclasses import dataclass

from yichuang.desk.presenters.words import english
from yichuang.organisation.queries.floor import Floor
from yichuang.organisation.queries.places import WindowCard
from yichuang.organisation.rules.floor import ACROSS, DEEP

LEAST = 4
"""Rows that are always drawn."""
SPARE = 2
"""Empty rows drawn beneath the last one in use."""


@dataclass(frozen=True, slots=True)
class CellRow:
    """A cell: the window in it (0: none), and what is posted to put one there."""

    number: int
    name: str
    chosen: bool
    value: str
    row: int
    place: int


def cells(
    floor: Floor, windows: tuple[WindowCard, ...], chosen: int
) -> tuple[tuple[CellRow, ...], ...]:
    """The rows from the back wall to the door."""
    there = {cell: number for number, cell in floor.cells.items()}
    names = {
        one.number: one.name_en if english() and one.name_en else one.name
        for one in windows
    }
    last = max((row for _, row in there), default=0)
    return tuple(
        tuple(
            CellRow(
                number=there.get((column, row), 0),
                name=names.get(there.get((column, row), 0), ""),
                chosen=bool(chosen) and there.get((column, row)) == chosen,
                value=f"{column}-{row}",
                row=row + 1,
                place=column + 1,
            )
            for column in range(ACROSS)
        )
        for row in range(max(LEAST, min(last + 1 + SPARE, DEEP)))
    )
