"""The window's tablet: whose window it is, and how long it waits."""

from dataclasses import dataclass

from django.utils.translation import get_language

from yichuang.organisation.queries.places import HallCard, WindowCard

REST_AFTER = 30
"""Seconds without a touch until the tablet goes back to rest."""

WARN_FOR = 10
"""The last seconds of these, in which it asks whether anybody is there."""

THANKS_FOR = 6


@dataclass(frozen=True, slots=True)
class Tablet:
    """The device: its window, its hall, its timing."""

    window: int
    hall: str
    rest_after: int = REST_AFTER
    warn_for: int = WARN_FOR
    thanks_for: int = THANKS_FOR


@dataclass(frozen=True, slots=True)
class WindowRow:
    """A window that a tablet can belong to."""

    id: int
    number: int
    name: str
    chosen: bool


def _english() -> bool:
    return (get_language() or "").startswith("en")


def tablet(window: WindowCard, hall: HallCard) -> Tablet:
    """The tablet of a window in the reader's language."""
    name = hall.name_en if _english() and hall.name_en else hall.name
    return Tablet(window=window.number, hall=name)


def window_rows(windows: tuple[WindowCard, ...], chosen: str) -> tuple[WindowRow, ...]:
    """The windows of the hall; the one whose number was asked for is chosen."""
    return tuple(
        WindowRow(
            id=window.id,
            number=window.number,
            name=window.name_en if _english() and window.name_en else window.name,
            chosen=str(window.number) == chosen,
        )
        for window in windows
    )
