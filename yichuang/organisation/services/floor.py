"""Place the windows on the map of the floor, so that a person finds the one called."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from yichuang.accounts.policies import Actor, require
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.events import FLOOR_FORGOTTEN, WINDOW_PLACED
from yichuang.organisation.models import FloorMap
from yichuang.organisation.policies import GRANTS
from yichuang.organisation.queries import places
from yichuang.organisation.queries.floor import kept_cells
from yichuang.organisation.rules.floor import Cell, moved
from yichuang.web.memory import forget_all


@transaction.atomic
def place_window(
    hall_id: int, number: int, cell: Cell, *, version: int, by: Actor, at: datetime
) -> None:
    """Move a window to a cell of the map; `version` is that of the map one looked at.

    Raises:
        Refusal: "floor.moved-on", and those of `rules.floor.moved`.
    """
    require(by, "organisation.floor", GRANTS)
    now, kept = kept_cells(hall_id)
    if now != version:
        raise moved_on()
    numbers = [row.number for row in places.windows(hall_id)]
    _keep(hall_id, moved(numbers, kept, number, cell), version=version)
    journal.record(
        WINDOW_PLACED,
        about=f"hall:{hall_id}",
        by=by,
        at=at,
        hall_id=hall_id,
        window=number,
        place=cell[0] + 1,
        row=cell[1] + 1,
    )
    forget_all()


@transaction.atomic
def forget_places(hall_id: int, *, version: int, by: Actor, at: datetime) -> None:
    """Let the windows stand in the order of their numbers again.

    Raises:
        Refusal: "floor.moved-on".
    """
    require(by, "organisation.floor", GRANTS)
    _keep(hall_id, {}, version=version)
    journal.record(
        FLOOR_FORGOTTEN, about=f"hall:{hall_id}", by=by, at=at, hall_id=hall_id
    )
    forget_all()


def _keep(hall_id: int, cells: Mapping[int, Cell], *, version: int) -> None:
    """Write the map if it is still the one somebody looked at; of two at once one hits."""
    FloorMap.objects.get_or_create(hall_id=hall_id)
    now = FloorMap.objects.filter(hall_id=hall_id, version=version)
    said = {str(number): list(cell) for number, cell in cells.items()}
    if not now.update(places=said, version=F("version") + 1):
        raise moved_on()


def moved_on() -> Refusal:
    """The refusal of a change to a map that is not the one on record any more."""
    return Refusal(
        "floor.moved-on",
        N_("Somebody else has just changed the map."),
        remedy=N_("Look at the map as it is now, then move the window."),
    )
