"""A phrase found although the reader slipped in one character of it."""

from collections.abc import Container

SHORTEST = 4
"""Of three characters, one slip leaves too little to know a phrase by."""


def nearly(phrase: str, text: str, *, but: Container[str] = frozenset()) -> bool:
    """Whether `phrase` stands in `text` with at most one character wrong, missing or more.

    A place that is itself one of `but` is another phrase, not a slip of this one.

    >>> nearly("签发机关", "签友机关长沙市公安局")
    True
    >>> nearly("学历证书", "学位证书", but={"学位证书"})
    False
    """
    length = len(phrase)
    if length < SHORTEST or len(text) < length - 1:
        return False
    middle = length // 2
    head, tail = phrase[:middle], phrase[middle:]
    # One slip leaves the first or the second half whole: look only around those.
    return any(
        _fits(phrase, text, at, but) for at in _places(head, text, 0)
    ) or any(_fits(phrase, text, at, but) for at in _places(tail, text, middle))  # fmt: skip


def slips(one: str, other: str) -> int:
    """How many characters are wrong, missing or too many (Levenshtein).

    >>> slips("张伟", "张炜明")
    2
    """
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            above, row[j] = (
                row[j],
                min(row[j] + 1, row[j - 1] + 1, above + (left != right)),
            )
    return row[-1]


def _places(half: str, text: str, offset: int) -> list[int]:
    """Where the phrase would begin for each place of its half in the text."""
    found, at = [], text.find(half)
    while at >= 0:
        found.append(at - offset)
        at = text.find(half, at + 1)
    return found


def _fits(phrase: str, text: str, at: int, but: Container[str]) -> bool:
    length = len(phrase)
    for start in {max(at - 1, 0), max(at, 0), at + 1}:
        for size in (length, length - 1, length + 1):
            window = text[start : start + size]
            if window in but:
                return window == phrase
            if abs(len(window) - length) <= 1 and slips(phrase, window) <= 1:
                return True
    return False
