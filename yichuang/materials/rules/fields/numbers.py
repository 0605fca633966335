"""Identity numbers and credit codes, with the reader's slips undone by the check digits.

Only look-alikes are exchanged (O for 0, l for 1, B for 8), and only where the standard
leaves one reading: a number is never made to fit by guessing a figure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from yichuang.kernel.identity import check_id_number, check_uscc
from yichuang.kernel.refusals import Refusal
from yichuang.materials.rules.fields.dates import solid_day

_LETTERS = str.maketrans("OoQDIil|!ZzSsBbGqg", "000011111225588699")
_ID = re.compile(
    r"(?<![0-9A-Za-z])([1-9OoQDIl|!ZSBGq0-9][0-9OoQDIil|!ZzSsBbGqg \-]{15,20}[0-9XxOoIlB×])"
    r"(?![0-9A-Za-z])"
)
_USCC = re.compile(
    r"(?<![0-9A-Za-z])([0-9A-Za-z][0-9A-Za-z ]{16,21}[0-9A-Za-z])(?![0-9A-Za-z])"
)
# What GB 32100 leaves out, as the figure it is meant for.
_NEVER = str.maketrans("OISZ", "0152")
_ALIKE = {"0": "DQ", "D": "0", "Q": "0", "8": "B", "B": "8", "6": "G", "G": "6",
          "1": "LT", "L": "1", "T": "1", "2": "7", "7": "2", "5": "6", "V": "UY",
          "U": "V", "C": "G", "W": "V"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text; `fits` when its check digits do."""

    value: str
    start: int
    end: int
    fits: bool = True


def id_numbers(text: str) -> tuple[Number, ...]:
    """Eighteen-character identity numbers in a text, those that fit first.

    >>> id_numbers("号码 11010519491231O02x")[0].value
    '11010519491231002X'
    """
    found = [n for match in _ID.finditer(text) if (n := _id(match))]
    return tuple(sorted(found, key=lambda number: not number.fits))


def uscc_codes(text: str) -> tuple[Number, ...]:
    """Unified social credit codes in a text, those that fit first.

    >>> uscc_codes("代码 11430602OO63624756")[0].value
    '114306020063624756'
    """
    found = [n for match in _USCC.finditer(text.upper()) if (n := _uscc(match))]
    return tuple(sorted(found, key=lambda number: not number.fits))


def fits_id(number: str) -> bool:
    """Whether the number can be one of GB 11643."""
    try:
        check_id_number(number)
    except Refusal:
        return False
    return True


def fits_uscc(code: str) -> bool:
    """Whether both check digits of the code fit."""
    try:
        check_uscc(code)
    except Refusal:
        return False
    return True


def _id(match: re.Match[str]) -> Number | None:
    raw = re.sub(r"[ \-]", "", match[1])
    if len(raw) != 18:
        return None
    last = "X" if raw[-1] in "xX×" else raw[-1].translate(_LETTERS)
    value = raw[:-1].translate(_LETTERS) + last
    if not value[:-1].isdigit() or sum(c.isdigit() for c in raw) < 12:
        return None
    fits = fits_id(value)
    plausible = raw[:-1].isdigit() and solid_day(value[6:14]) is not None
    if not fits and not plausible:
        return None
    return Number(value, match.start(1), match.end(1), fits=fits)


def _uscc(match: re.Match[str]) -> Number | None:
    raw = match[1].replace(" ", "")
    if len(raw) != 18 or raw.isalpha() or fits_id(raw):
        return None
    value = raw.translate(_NEVER)
    if fits_uscc(value):
        return Number(value, match.start(1), match.end(1))
    repaired = {other for other in _look_alikes(value) if fits_uscc(other)}
    if len(repaired) == 1:
        return Number(repaired.pop(), match.start(1), match.end(1))
    looks = value[0] in "159ANY" and value[2:8].isdigit()
    return Number(value, match.start(1), match.end(1), fits=False) if looks else None


def _look_alikes(value: str) -> Iterator[str]:
    """The code with one or two characters exchanged for what they are mistaken for."""
    places = [at for at, character in enumerate(value) if character in _ALIKE]
    for many in (1, 2):
        for chosen in combinations(places, many):
            yield from _exchanged(value, chosen)


def _exchanged(value: str, places: tuple[int, ...]) -> Iterator[str]:
    if not places:
        yield value
        return
    at, *rest = places
    for other in _ALIKE[value[at]]:
        yield from _exchanged(value[:at] + other + value[at + 1 :], tuple(rest))
