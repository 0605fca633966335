"""A forecast as plain data, for commands and the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yichuang.planning.queries.expecting import Expectation
from yichuang.planning.rules.day import clock
from yichuang.planning.rules.forecast import Expected


@dataclass(frozen=True, slots=True)
class Told:
    """What a day should bring, and whether that is only stated."""

    day: date
    default: bool
    total: Expected
    kinds: Mapping[str, Expected]
    half_hours: Mapping[int, Expected]

    def as_json(self) -> dict[str, Any]:
        """Plain data; half-hours are named by the time they begin at."""
        return {
            "day": self.day.isoformat(),
            "default": self.default,
            "total": _plain(self.total),
            "kinds": {code: _plain(one) for code, one in self.kinds.items()},
            "half_hours": {
                clock(slot): _plain(one) for slot, one in self.half_hours.items()
            },
        }


def told(day: date, found: Expectation) -> Told:
    """A forecast without the half-hours in which nobody is expected."""
    forecast = found.forecast
    return Told(
        day,
        found.default,
        forecast.total,
        {code: forecast.kind(code) for code in forecast.means},
        {slot: one for slot, one in enumerate(forecast.by_slot) if one.high},
    )


def _plain(one: Expected) -> dict[str, float]:
    return {"mean": round(one.mean, 2), "low": one.low, "high": one.high}
