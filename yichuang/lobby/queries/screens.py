"""What screens and the kiosk ask every moment, remembered so that fifty cost as one."""

from collections.abc import Mapping
from datetime import datetime

from yichuang.organisation.models import Hall
from yichuang.organisation.queries import places
from yichuang.organisation.queries.doors import HallNow, hall_now
from yichuang.organisation.queries.places import HallCard, WindowCard
from yichuang.queueing.models import WindowSeat
from yichuang.queueing.queries import board as boards
from yichuang.queueing.queries import foresight
from yichuang.queueing.queries.adjusting import rest_area_open
from yichuang.queueing.queries.board import Board
from yichuang.queueing.queries.days import day_id_of, kinds
from yichuang.queueing.queries.window import WindowView, seat_at, window_view
from yichuang.queueing.rules.foresight import Range
from yichuang.queueing.rules.order import Waiting
from yichuang.queueing.rules.policy import Standing
from yichuang.web.memory import remember

__all__ = ["Board", "HallNow", "Range", "WindowView", "hall_now"]
LAST = 5
FRESH = 0.25
"""Seconds an answer to screens stands: they ask twice a second and must show a call
within one."""
WAITS_STAND = 15
REST_STANDS = 5


def hall_card(hall_id: int) -> HallCard | None:
    """The hall, None for a number nobody has."""
    known = hall_id in _hall_ids()
    return places.hall(hall_id) if known else None


@remember(seconds=60, size=2)
def _hall_ids() -> frozenset[int]:
    return frozenset(Hall.objects.values_list("id", flat=True))


def window(hall_id: int, number: int) -> WindowCard | None:
    """A window of the hall by its number."""
    return next((row for row in places.windows(hall_id) if row.number == number), None)


_kept: dict[tuple[object, ...], tuple[datetime, Board]] = {}
MOST_KEPT = 200


def board(hall_id: int, windows: frozenset[int] | None, at: datetime) -> Board:
    """The hall's board as it was at most a quarter of a second ago."""
    key = (hall_id, windows)
    known = _kept.get(key)
    if known is not None and 0 < (at - known[0]).total_seconds() < FRESH:
        return known[1]
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    fresh = boards.board(hall_id, at=at, last=LAST, windows=windows, at_windows=False)
    _kept[key] = (at, fresh)
    return fresh


def forget() -> None:
    """Drop the boards that are kept."""
    _kept.clear()


def rest_area(hall_id: int, at: datetime) -> bool:
    """Whether the manager has opened the rest area, as of the last seconds."""
    step = int(at.timestamp()) // REST_STANDS * REST_STANDS
    return _rest_area(hall_id, datetime.fromtimestamp(step, at.tzinfo))


@remember(seconds=5, size=64)
def _rest_area(hall_id: int, at: datetime) -> bool:
    return rest_area_open(hall_id, at)


def waits(hall_id: int, at: datetime) -> Mapping[str, Range | None]:
    """What somebody without priority would be told now, by the letter of the kind."""
    step = int(at.timestamp()) // WAITS_STAND * WAITS_STAND
    return _waits(hall_id, datetime.fromtimestamp(step, at.tzinfo))


@remember(seconds=WAITS_STAND, size=64)
def _waits(hall_id: int, at: datetime) -> dict[str, Range | None]:
    local = at.astimezone(places.hall(hall_id).zone)
    day_id = day_id_of(hall_id, local.date())
    if day_id is None:
        return {}
    now = local.hour * 60 + local.minute + local.second / 60
    return {
        kind.code: foresight.estimate(
            day_id,
            hall_id,
            Waiting(foresight.MYSELF, kind.code, now, Standing.ORDINARY),
            now=now,
            at=at,
            today=local.date(),
        )[0]
        for kind in kinds(hall_id)
        if kind.open
    }


def at_window(hall_id: int, number: int, at: datetime) -> WindowView | None:
    """Who sits at a window and whom they have; None while nobody sits there."""
    seat = seat_at(hall_id, number)
    return window_view(seat, at=at) if seat is not None else None


def open_windows(hall_id: int, at: datetime) -> frozenset[int]:
    """The numbers of the windows that somebody sits at today."""
    on = at.astimezone(places.hall(hall_id).zone).date()
    return frozenset(
        WindowSeat.objects.filter(
            day__hall_id=hall_id, day__day=on, closed_at=None
        ).values_list("window__number", flat=True)
    )
