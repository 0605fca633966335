"""What a time limit is: a number and the unit the law counts it in.

>>> Limit.parse("15W")
Limit(n=15, unit=<Unit.WORKDAYS: 'W'>)
>>> str(Limit.parse("20 个工作日"))
'20W'
>>> str(Limit.parse("即办"))
'S'
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, Msgid, normalise


class Unit(StrEnum):
    """W working days, N natural days, H office hours, S on the spot."""

    WORKDAYS = "W"
    NATURAL_DAYS = "N"
    HOURS = "H"
    ON_THE_SPOT = "S"

    @property
    def says(self) -> Msgid:
        """The unit's name as a msgid."""
        return UNIT_SAYS[self]


UNIT_SAYS: Mapping[Unit, Msgid] = {
    Unit.WORKDAYS: N_("working days"),
    Unit.NATURAL_DAYS: N_("natural days"),
    Unit.HOURS: N_("office hours"),
    Unit.ON_THE_SPOT: N_("on the spot"),
}

# Less than ten years: no time limit of the law is that long, a typing error often is.
MOST = {
    Unit.WORKDAYS: 2_400,
    Unit.NATURAL_DAYS: 3_600,
    Unit.HOURS: 19_000,
    Unit.ON_THE_SPOT: 0,
}

_WRITTEN = re.compile(r"(\d{1,9})(W|N|H|个?工作日|个?自然日|个?小时)")
_UNITS = {"W": "W", "N": "N", "H": "H", "工作日": "W", "自然日": "N", "小时": "H"}
_ON_THE_SPOT = frozenset({"S", "0S", "即办", "即时办结", "当场办结", "现场办结"})
# "15日" is 15 working days in the Licensing Law (art. 82) and natural days in the Civil
# Code (art. 200), so it is not guessed.
_AMBIGUOUS = re.compile(r"\d+(日|天|DAYS?)")


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit of `n` units. On the spot has n = 0; the others are shorter than ten years.

    Refused: "limit.not-positive", "limit.too-long".
    """

    n: int
    unit: Unit

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit", Unit(self.unit))
        if self.unit is Unit.ON_THE_SPOT:
            object.__setattr__(self, "n", 0)
        elif self.n < 1:
            raise Refusal(
                "limit.not-positive",
                N_("A time limit cannot be %(n)s %(unit)s."),
                field="limit",
                remedy=N_("Enter 1 or more, or choose “on the spot”."),
                n=self.n,
                unit=self.unit.says,
            )
        elif self.n > MOST[self.unit]:
            raise Refusal(
                "limit.too-long",
                N_("A time limit of %(n)s %(unit)s is ten years or longer."),
                field="limit",
                remedy=N_("Check the number; at most %(most)s can be entered."),
                n=self.n,
                unit=self.unit.says,
                most=MOST[self.unit],
            )

    def __str__(self) -> str:
        return "S" if self.unit is Unit.ON_THE_SPOT else f"{self.n}{self.unit}"

    @property
    def on_the_spot(self) -> bool:
        """Whether the matter is done while the person waits 即办."""
        return self.unit is Unit.ON_THE_SPOT

    @classmethod
    def parse(cls, text: str) -> "Limit":
        """Read "15W", "60N", "2H", "S" or the Chinese words for them.

        Plain days are refused with "limit.ambiguous", the rest with
        "limit.unreadable".
        """
        written = normalise(text).upper().replace(" ", "")
        if written in _ON_THE_SPOT:
            return cls(0, Unit.ON_THE_SPOT)
        if found := _WRITTEN.fullmatch(written):
            return cls(int(found[1]), Unit(_UNITS[found[2].removeprefix("个")]))
        if _AMBIGUOUS.fullmatch(written):
            raise Refusal(
                "limit.ambiguous",
                N_("“%(text)s” does not say which days are meant."),
                field="limit",
                remedy=N_("Write working days (15W) or natural days (15N)."),
                text=text,
            )
        raise Refusal(
            "limit.unreadable",
            N_("“%(text)s” is not a time limit."),
            field="limit",
            remedy=N_(
                "Write a number and a unit: 15W working days, 60N natural days, "
                "2H office hours, or S for on the spot."
            ),
            text=text,
        )
