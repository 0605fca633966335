"""Seats to book: what the planned windows can do beyond those who come unbooked."""

from collections.abc import Mapping, Sequence
from math import floor

from yichuang.planning.rules.day import SLOT
from yichuang.planning.rules.forecast import SLOTS, Forecast
from yichuang.planning.rules.shifts import Duty
from yichuang.planning.rules.simulation import WALK

FULL = 0.85
"""Windows booked fuller than this make everybody wait."""

BOOKED = 0.4
"""At most this share of what a half-hour can do is promised to appointments."""


def capacity(
    duties: Sequence[Duty], forecast: Forecast, takes: Mapping[str, float]
) -> dict[str, tuple[int, ...]]:
    """Appointments that may be sold, by line and half-hour.

    A window's half-hour goes to its lines in proportion to who is expected there.
    """
    can: dict[str, list[float]] = {line: [0.0] * SLOTS for line in forecast.means}
    for duty in duties:
        for slot in duty.pattern.slots:
            expected = {
                line: forecast.means[line][slot] * (takes[line] + WALK)
                for line in duty.skills.own
                if line in forecast.means
            }
            whole = sum(expected.values())
            for line, load in expected.items():
                share = load / whole if whole else 1 / len(expected)
                can[line][slot] += share * FULL * SLOT / (takes[line] + WALK)
    return {
        line: tuple(
            _seats(most, come)
            for most, come in zip(can[line], forecast.means[line], strict=True)
        )
        for line in can
    }


def _seats(most: float, come: float) -> int:
    """Appointments mostly replace tickets drawn at the door, so that a share of a full
    half-hour may be booked; an empty half-hour is offered whole."""
    return floor(min(most, max(most - come, BOOKED * most)))
