"""Numbers of cases 办件编号: region, unit, day, serial and a check character.

>>> number = case_number("430702", "0101", date(2026, 11, 21), 42)
>>> number, group_case_number(number)
('43070201012026112100042O', '4307 0201 01 2026 1121 00042 O')
"""

import re
from dataclasses import dataclass
from datetime import date

from yichuang.kernel.identity.checks import iso7064_mod37_36
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, compact, grouped

MOST_A_DAY = 99_999

# region and unit in fours, then year, day, serial, check: as it is read out by phone
_GROUPS = (4, 4, 2, 4, 4, 5, 1)
_SHAPE = re.compile(r"([0-9]{6})([0-9A-Z]{4})([0-9]{8})([0-9]{5})([0-9A-Z])")


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A case number taken apart; `str()` puts it together."""

    region: str
    unit: str
    day: date
    serial: int
    check: str

    def __str__(self) -> str:
        return f"{self.region}{self.unit}{self.day:%Y%m%d}{self.serial:05d}{self.check}"


def case_number(region: str, unit: str, day: date, serial: int) -> str:
    """A new number of 24 characters from region (6 digits, GB/T 2260), unit (4), day.

    Refusal "case-number.used-up" when the day's 99,999 numbers are gone; ValueError for
    a region or unit of another shape.
    """
    if not 1 <= serial <= MOST_A_DAY:
        raise Refusal(
            "case-number.used-up",
            N_("The case numbers of %(day)s are used up."),
            remedy=N_("Register the matter tomorrow, or under another unit."),
            day=day,
        )
    body = f"{region}{unit}{day:%Y%m%d}{serial:05d}"
    number = body + iso7064_mod37_36(body)
    if not _SHAPE.fullmatch(number):
        raise ValueError(f"{region!r} and {unit!r} do not make a case number.")
    return number


def check_case_number(text: str) -> str:
    """The number in its normal form, without the spaces people group it by.

    Refused: "case-number.wrong-form", "case-number.wrong-check".
    """
    return str(parse_case_number(text))


def parse_case_number(text: str) -> CaseNumber:
    """Take a typed case number apart; refused like `check_case_number`."""
    number = compact(text)
    found = _SHAPE.fullmatch(number)
    day = _day(found[3]) if found else None
    if not found or day is None:
        raise _refuse(
            "case-number.wrong-form",
            N_("A case number has 24 figures and letters."),
        )
    if iso7064_mod37_36(number[:-1]) != number[-1]:
        raise _refuse(
            "case-number.wrong-check",
            N_("The case number contains an error: its last character does not fit."),
        )
    return CaseNumber(found[1], found[2], day, int(found[4]), found[5])


def group_case_number(number: str) -> str:
    """The number in groups that can be read out."""
    return grouped(number, _GROUPS)


def _day(written: str) -> date | None:
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return None


def _refuse(code: str, says: str) -> Refusal:
    return Refusal(
        code,
        says,
        field="number",
        remedy=N_("Copy it from the notice or scan the code printed beside it."),
    )
