"""Where the windows of a hall stand."""

from dataclasses import dataclass

from yichuang.organisation.models import FloorMap
from yichuang.organisation.queries import places
from yichuang.organisation.rules.floor import Cell, laid_out
from yichuang.web.memory import remember


@dataclass(frozen=True, slots=True)
class Floor:
    """Every window's cell by its number. `version` counts the moves; `arranged` says
    whether anybody has placed a window, or all stand in the order of their numbers."""

    version: int
    arranged: bool
    cells: dict[int, Cell]


@remember(seconds=60, size=64)
def floor(hall_id: int) -> Floor:
    """The map as everybody may see it."""
    return fresh_floor(hall_id)


def fresh_floor(hall_id: int) -> Floor:
    """The map as it is on record, for who moves something on it."""
    version, kept = kept_cells(hall_id)
    numbers = [row.number for row in places.windows(hall_id)]
    return Floor(version, bool(kept), laid_out(numbers, kept))


def kept_cells(hall_id: int) -> tuple[int, dict[int, Cell]]:
    """The version of the map and the cells on record; (0, {}) before there is one."""
    row = FloorMap.objects.filter(hall_id=hall_id).first()
    if row is None:
        return 0, {}
    return row.version, {
        int(number): (cell[0], cell[1]) for number, cell in row.places.items()
    }
