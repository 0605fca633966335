"""Serial numbers of blank stock 空白证照: counted as they lie in the tray."""

import re

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

LONGEST = 30
_SHAPE = re.compile(r"([A-Za-z0-9\-]*?)(\d+)")


def serials(first: str, count: int) -> tuple[str, ...]:
    """`count` numbers from the first on, with its letters and its leading zeros.

    >>> serials("QH 000098", 3)
    ('QH000098', 'QH000099', 'QH000100')

    Raises:
        Refusal: "stock.number" (field "first_number") for what does not end in digits,
            or ends before there are enough.
    """
    clean = "".join(first.split()).upper()
    found = _SHAPE.fullmatch(clean)
    if found is None or len(clean) > LONGEST:
        raise _bad(
            N_("The number of a blank sheet is letters and digits, digits last."),
            N_("Enter it as it is printed on the first sheet in the tray."),
        )
    head, digits = found.groups()
    last = int(digits) + count - 1
    if len(str(last)) > len(digits):
        raise _bad(
            N_("The numbers of the blank sheets end before there are enough."),
            N_("Print fewer sheets, up to the end of this row of numbers."),
        )
    return tuple(
        f"{head}{number:0{len(digits)}}" for number in range(int(digits), last + 1)
    )


def _bad(says: str, remedy: str) -> Refusal:
    return Refusal("stock.number", says, field="first_number", remedy=remedy)
