"""Halls by number and name, told by the room above that knows them (config/wiring.py)."""

from collections.abc import Callable, Sequence

Halls = Callable[[], Sequence[tuple[int, str]]]

_halls: list[Halls] = []


def connect(halls: Halls) -> None:
    """Make `halls` the one who knows which halls there are."""
    _halls[:] = [halls]


def halls() -> list[tuple[int, str]]:
    """(number, name) of every hall; empty before a hall was set up."""
    return list(_halls[0]()) if _halls else []
