"""Words as data: marking them for translation, making them comparable, grouping them.

>>> normalise("ＡＢＣ－１２３　补办")
'abc-123 补办'
>>> bigrams("补办毕业证")
('补办', '办毕', '毕业', '业证')
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

# Soft hyphens, zero-width characters and byte order marks arrive with pasted text and
# are never meant; they would make two equal words differ.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_RUNS = re.compile(r"[㐀-䶿一-鿿豈-﫿〇]+|[^\W_㐀-䶿一-鿿豈-﫿〇]+")
_HAN = re.compile(r"[㐀-䶿一-鿿豈-﫿〇]")


class Msgid(str):
    """A sentence or label in English that is translated where it is shown."""

    __slots__ = ()


def N_(message: str) -> Msgid:  # noqa: N802 - gettext's own name for the marker
    """Mark `message` for extraction; it stays English until the edge translates it."""
    return Msgid(message)


def normalise(text: str) -> str:
    """Make `text` comparable: half width, lower case, single spaces, nothing invisible.

    >>> normalise("  Ｈello\\u200b　 World ")
    'hello world'
    """
    half_width = unicodedata.normalize("NFKC", text.translate(_INVISIBLE))
    # Folding can undo the normal form (Unicode 3.13, toNFKC_Casefold), hence twice.
    folded = unicodedata.normalize("NFKC", half_width.casefold())
    return " ".join(folded.split())


def bigrams(text: str) -> tuple[str, ...]:
    """Split `text` for search: neighbours for Chinese, whole words for the rest.

    A Chinese run of one character is kept as it is, so that no query is empty.

    >>> bigrams("补 A4 纸 3份")
    ('补', 'a4', '纸', '3', '份')
    """
    found: list[str] = []
    for run in _RUNS.findall(normalise(text)):
        if len(run) > 1 and _HAN.match(run):
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
        else:
            found.append(run)
    return tuple(found)


def similarity(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1: twice the shared bigrams over all (Dice).

    >>> similarity("教师资格认定", "认定教师资格")
    0.8
    """
    left, right = Counter(bigrams(one)), Counter(bigrams(other))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def coverage(query: str, text: str) -> float:
    """The share of the query's bigrams found in `text`, 0 to 1.

    Unlike `similarity` it does not punish a long text for being long: what the citizen
    asked is there or it is not.

    >>> coverage("毕业证补办", "自学考试毕业证明书补办")
    0.75
    """
    asked = bigrams(query)
    if not asked:
        return 0.0
    there = set(bigrams(text))
    return sum(pair in there for pair in asked) / len(asked)


def closest(
    query: str, candidates: Iterable[str], *, least: float = 0.3
) -> tuple[str, ...]:
    """The candidates alike enough to offer as "did you mean", best first."""
    scored = sorted(
        ((similarity(query, candidate), candidate) for candidate in candidates),
        key=lambda pair: -pair[0],
    )
    return tuple(candidate for score, candidate in scored if score >= least)


def grouped(text: str, sizes: int | Sequence[int] = 4) -> str:
    """Break a long number into groups that can be read aloud.

    With a sequence of sizes the last group takes what is left.

    >>> grouped("114306020063624756")
    '1143 0602 0063 6247 56'
    >>> grouped("13812345678", (3, 4, 4))
    '138 1234 5678'
    """
    if isinstance(sizes, int):
        step = sizes
        return " ".join(text[i : i + step] for i in range(0, len(text), step))
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at : at + size])
        at += size
    return " ".join(part for part in (*parts, text[at:]) if part)


def compact(text: str) -> str:
    """A number as typed by people, without the spaces and dashes they group it by.

    >>> compact(" 4307 0201–０１ x ")
    '4307020101X'
    """
    half_width = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return re.sub(r"[\s\-‐‑‒–—―−_·]", "", half_width).upper()
