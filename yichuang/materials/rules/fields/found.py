"""What was read from a page, and what is doubtful about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from typing import Any

from yichuang.kernel.text import Msgid
from yichuang.materials.rules.reading import Spot


@dataclass(frozen=True, slots=True)
class FieldFound:
    """A value with the place it came from.

    `value` in its normal form: days as 2026-03-01, identity numbers with a capital X.
    `sure` 0..1. `part` counts the cards on one page (two identity cards: 0 and 1).
    """

    name: str
    value: str
    spot: Spot
    sure: float
    part: int = 0

    def as_json(self) -> dict[str, Any]:
        """For keeping beside the page."""
        return {
            "name": self.name,
            "value": self.value,
            "spot": self.spot.as_json(),
            "sure": round(self.sure, 3),
            "part": self.part,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "FieldFound":
        """The reverse of `as_json`."""
        return cls(
            name=str(data["name"]),
            value=str(data["value"]),
            spot=Spot.from_json(data["spot"]),
            sure=float(data["sure"]),
            part=int(data.get("part", 0)),
        )


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person has to look at; `says` and `remedy` are filled from `facts`."""

    field: str
    code: str
    says: Msgid
    remedy: Msgid
    facts: Mapping[str, object] = made_by(default_factory=dict)
