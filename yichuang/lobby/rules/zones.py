"""Which windows a screen is for, as its address says: "5-8,12"."""

import re

PART = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")
MOST = 400


def windows_in(text: str) -> frozenset[int] | None:
    """The numbers of "5-8,12"; None for "", the whole hall, and for what cannot be read
    (a screen that shows everything is of more use than one that shows nothing)."""
    numbers: set[int] = set()
    for part in text.replace(" ", "").split(","):
        found = PART.fullmatch(part)
        if found is None:
            return None
        first, last = int(found[1]), int(found[2] or found[1])
        if not first <= last < first + MOST:
            return None
        numbers.update(range(first, last + 1))
    return frozenset(numbers)
