"""The table of sayings read from the room's data, and what it means for the guides in force."""

from functools import cache
from pathlib import Path
from threading import Lock

import yaml

from yichuang.catalogue.queries.searching import readings
from yichuang.catalogue.rules.searching import Index
from yichuang.guidance.rules.ranking import Fits, fits
from yichuang.guidance.rules.table import Table, read_table

DATA = Path(__file__).resolve().parents[1] / "data"
FILES = ("matters", "elsewhere", "ways", "speech")

_lock = Lock()
_kept: tuple[Index, Fits] | None = None


@cache
def table() -> Table:
    """What the robot knows about how people speak; read once for a process."""
    matters, elsewhere, ways, speech = (
        yaml.safe_load((DATA / f"{name}.yaml").read_text("utf-8")) for name in FILES
    )
    return read_table(matters, elsewhere, ways, speech, readings)


def known(index: Index) -> Fits:
    """The concepts joined to an index of the catalogue; made again for a new index."""
    global _kept
    kept = _kept
    if kept is None or kept[0] is not index:
        with _lock:
            kept = _kept = (index, fits(index, table()))
    return kept[1]
