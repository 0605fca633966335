"""The code printed beside the QR: short enough to type, too long to guess."""

import re

from yichuang.kernel.text import compact, grouped

CODE_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 characters without 0, 1, I and O, which people mistake for one another."""

CODE_LENGTH = 12
"""60 bits: at a thousand guesses a second a hit among ten million documents takes
years, and the page answers the same to every miss."""

_BRACKETS = re.compile(r"[〔〕\[\]()（）【】]")


def clean_code(typed: str) -> str:
    """What somebody typed as the code is written: capitals, no spaces or hyphens.

    Returns "" for anything that cannot be a code.

    >>> clean_code("7kq4 m2xv-9abc")
    '7KQ4M2XV9ABC'
    >>> clean_code("' or 1=1")
    ''
    """
    code = compact(typed)
    known = len(code) == CODE_LENGTH and all(c in CODE_ALPHABET for c in code)
    return code if known else ""


def spaced(code: str) -> str:
    """In groups of four, as printed.

    >>> spaced("7KQ4M2XV9ABC")
    '7KQ4 M2XV 9ABC'
    """
    return grouped(code)


def clean_number(typed: str) -> str:
    """A document number as typed, comparable: brackets and width do not matter.

    >>> clean_number("青教受字[2026]第 000123号") == clean_number("青教受字〔2026〕第000123号")
    True
    """
    return _BRACKETS.sub("", compact(typed))
