"""Numbers of people: resident identity numbers (GB 11643-1999) and mobile phones.

>>> check_id_number("11010519491231002x")
'11010519491231002X'
>>> birth_date("11010519491231002X")
datetime.date(1949, 12, 31)
"""

import re
from datetime import date

from yichuang.kernel.identity.checks import id_check
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, compact

# GB/T 2260 provinces; 81 to 83 stand on residence permits of Hong Kong, Macao, Taiwan.
PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
OLDEST_YEARS = 150

_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")


def check_id_number(text: str, *, on: date | None = None) -> str:
    """The number in its normal form: 18 characters, half width, X as a capital.

    With `on`, a birth after that day or more than 150 years before it is refused too.
    Refused: "id.fifteen-digits", "id.wrong-length", "id.unknown-region",
    "id.impossible-date", "id.wrong-check".
    """
    number = compact(text)
    if re.fullmatch(r"[0-9]{15}", number):
        raise _refuse(
            "id.fifteen-digits",
            N_("This is a 15-digit number of a first-generation identity card."),
            N_(
                "Those cards ended on 1 January 2013. Enter the 18-digit number of the "
                "present card, or of the household register."
            ),
        )
    if not _EIGHTEEN.fullmatch(number):
        raise _refuse(
            "id.wrong-length",
            N_("An identity number has 17 digits and then a digit or X."),
            N_("Compare it with the card, digit by digit."),
        )
    if number[:2] not in PROVINCES:
        raise _refuse(
            "id.unknown-region",
            N_("An identity number cannot begin with %(region)s."),
            N_("Compare the first six digits with the card."),
            region=number[:2],
        )
    _check_birth(number, on)
    if id_check(number[:17]) != number[17]:
        raise _refuse(
            "id.wrong-check",
            N_("The identity number contains an error: its last digit does not fit."),
            N_("Compare it with the card, digit by digit."),
        )
    return number


def birth_date(number: str) -> date:
    """The day of birth in a checked identity number."""
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def age(number: str, on: date) -> int:
    """Full years of age on a day. Someone born on 29 February ages on 1 March."""
    born = birth_date(number)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def sex(number: str) -> str:
    """ "male" or "female": the 17th digit is odd or even (GB 11643)."""
    return "male" if int(number[16]) % 2 else "female"


def check_mobile(text: str) -> str:
    """The eleven digits of a mobile number of the mainland; "mobile.wrong" if not."""
    if found := _MOBILE.fullmatch(compact(text)):
        return found[1]
    raise Refusal(
        "mobile.wrong",
        N_("This is not a mobile phone number."),
        field="phone",
        remedy=N_("Enter the 11 digits, the first one is 1: 138 1234 5678."),
    )


def _check_birth(number: str, on: date | None) -> None:
    written = number[6:14]
    try:
        born = birth_date(number)
    except ValueError:
        born = None
    if born is None or (
        (on is not None and not on.year - OLDEST_YEARS <= born.year)
        or (on and born > on)
    ):
        raise _refuse(
            "id.impossible-date",
            N_("The date of birth in the number is not possible: %(written)s."),
            N_("Compare digits 7 to 14 with the card."),
            written=written,
        )


def _refuse(code: str, says: str, remedy: str, **facts: object) -> Refusal:
    return Refusal(code, says, field="id_number", remedy=remedy, **facts)
