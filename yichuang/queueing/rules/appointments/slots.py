"""Half-hours of a day, the seats in them, and what is offered when one is taken away."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from yichuang.kernel.hours import Span
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, Msgid

HALF_HOUR = 30
SLOTS = 48
MOST_SEATS = 999


class Mode(StrEnum):
    """What kind of hours a slot lies in."""

    WINDOW = "window"
    EXTENDED = "extended"
    WEEKEND = "weekend"

    @property
    def says(self) -> Msgid:
        """English msgid of the mode."""
        return MODE_SAYS[self]


MODE_SAYS: dict[Mode, Msgid] = {
    Mode.WINDOW: N_("in opening hours"),
    Mode.EXTENDED: N_("in extended hours"),
    Mode.WEEKEND: N_("at the weekend, one to one"),
}


class Grouping(StrEnum):
    """By what the people of a busy day are divided."""

    LETTER = "letter"
    SCHOOL = "school"
    VILLAGE = "village"

    @property
    def says(self) -> Msgid:
        """English msgid of the grouping."""
        return GROUPING_SAYS[self]


GROUPING_SAYS: dict[Grouping, Msgid] = {
    Grouping.LETTER: N_("first letter of the surname"),
    Grouping.SCHOOL: N_("school"),
    Grouping.VILLAGE: N_("village or neighbourhood"),
}


def starts(slot: int) -> time:
    """When a half-hour begins.

    >>> starts(19)
    datetime.time(9, 30)
    """
    return time(slot // 2, HALF_HOUR * (slot % 2))


def slot_of(at: time) -> int:
    """The half-hour that begins at `at`.

    Raises:
        Refusal: "appointment.half-hour" for a time that begins none.
    """
    if at.minute % HALF_HOUR or at.second:
        raise Refusal(
            "appointment.half-hour",
            N_("Times begin at the full or half hour."),
            field="from",
            remedy=N_("Enter a time like 9:00 or 9:30."),
        )
    return at.hour * 2 + at.minute // HALF_HOUR


def within(spans: Iterable[Span]) -> tuple[int, ...]:
    """The half-hours that lie wholly in opening hours.

    >>> within([(time(9), time(10)), (time(13, 30), time(14, 15))])
    (18, 19, 27)
    """
    found = []
    for opens, closes in spans:
        first, last = _minutes(opens), _minutes(closes)
        found += [
            slot
            for slot in range(SLOTS)
            if first <= slot * HALF_HOUR and (slot + 1) * HALF_HOUR <= last
        ]
    return tuple(sorted(set(found)))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def usual_seats(windows: float, minutes: int, share: int) -> int:
    """Seats of a half-hour by rule: what so many windows can do, and `share` per cent
    of it; never none where a window serves the kind and a share is offered. A window
    that serves two kinds is half a window of each.

    >>> usual_seats(2, 10, 40), usual_seats(1, 45, 40), usual_seats(0, 10, 40)
    (2, 1, 0)
    """
    if not windows or not share:
        return 0
    return max(1, int(windows * HALF_HOUR * share / (minutes * 100)))


def need_seats(seats: int) -> int:
    """A number of seats that can be offered.

    Raises:
        Refusal: "appointment.seats".
    """
    if not 0 <= seats <= MOST_SEATS:
        raise Refusal(
            "appointment.seats",
            N_("Seats of a half-hour are 0 to %(most)s."),
            field="seats",
            most=MOST_SEATS,
        )
    return seats


def divide(seats: Sequence[int], groups: int) -> tuple[int, ...]:
    """Which group each half-hour goes to: in order, so that each group comes at one time
    of the day, and about as many seats to each.

    >>> divide([2, 2, 2, 2], 2), divide([1, 1, 6], 2)
    ((0, 0, 1, 1), (0, 0, 1))
    """
    whole, before, found = sum(seats) or 1, 0, []
    for count in seats:
        middle = before + count / 2
        found.append(min(groups - 1, int(middle * groups / whole)))
        before += count
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Free:
    """A half-hour with free seats."""

    id: int
    day: date
    slot: int
    free: int


def nearest(
    wanted_day: date, wanted: int, free: Sequence[Free], *, most: int = 3
) -> tuple[Free, ...]:
    """What is offered instead: the same day first, then the nearest day; of a day the
    half-hour nearest to the one that is gone, the earlier of two.

    >>> day, next_day = date(2026, 3, 11), date(2026, 3, 12)
    >>> free = [Free(1, day, 28, 1), Free(2, next_day, 19, 2), Free(3, day, 18, 1)]
    >>> [one.id for one in nearest(day, 20, free)]
    [3, 1, 2]
    """

    def far(one: Free) -> tuple[int, int, int]:
        return abs((one.day - wanted_day).days), abs(one.slot - wanted), one.slot

    return tuple(sorted((one for one in free if one.free > 0), key=far)[:most])
