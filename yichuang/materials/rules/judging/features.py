"""What a page is judged by: known phrases, pairs of characters, and its layout.

Features are named counts. Pairs of characters are hashed into few buckets and figures are
left out, so that what is kept for training gives no person's name or number away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log1p
from zlib import crc32

from yichuang.materials.rules.judging.lexicon import PHRASES
from yichuang.materials.rules.judging.nearly import nearly
from yichuang.materials.rules.reading import PageText
from yichuang.materials.rules.words import Word, dense, rows, usual_height

Features = dict[str, float]

BUCKETS = 1024
FEW_LINES, MANY_LINES = 14, 40
PROSE = 16
"""Chinese characters of a line with a comma or stop from which it is running text."""

_TITLE_EXTRA = 16
"""Characters a title may have beside the phrase: 湖南省…教师资格认定申请表."""
_IN_TEXT = 0.2
_LIST = "、"
_SLIPPED = 0.7
_BARE = frozenset(phrase.lstrip("^") for phrase in PHRASES)
_PAPERS = ("身份证", "毕业证", "学历", "学位证", "营业执照", "租赁合同", "健康证", "体检", "户口",
           "照片", "产权证", "普通话", "结婚证", "出生医学", "申请表", "承诺书")  # fmt: skip
_HAN = re.compile(r"[㐀-鿿]")
_STOP = re.compile("[,。;]")
_PERSON = re.compile(r"(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx](?![0-9])")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the page as one text; `title` when it stands out as a title does."""

    text: str
    title: bool


def features(page: PageText) -> Features:
    """The counts of a page; an empty page has only its layout."""
    found = rows(page)
    lines = tuple(_lines(found))
    counts = dict(_layout(page, [word for row in found for word in row]))
    for phrase in PHRASES:
        if value := _cue(phrase, lines):
            counts[f"c:{phrase}"] = value
    for bucket, count in _pairs(lines).items():
        counts[f"b:{bucket}"] = round(log1p(count), 3)
    return counts


def _lines(found: tuple[tuple[Word, ...], ...]) -> Iterator[_Row]:
    """Every line, every row of several lines, and the whole text as one."""
    everything = [word for row in found for word in row]
    usual = usual_height(everything)
    whole = []
    for row in found:
        texts = [_without_lists(dense(word.text)) for word in row]
        for word, text in zip(row, texts, strict=True):
            yield _Row(text, _stands_out(word, text, usual))
        if len(row) > 1:
            out = any(map(_stands_out, row, texts, [usual] * len(row)))
            yield _Row("".join(texts), out)
        whole += texts
    yield _Row("".join(whole), title=False)


def _without_lists(text: str) -> str:
    """Nothing, for a line that lists papers to be handed in: it names others, not this."""
    if text.count(_LIST) < 2:
        return text
    return "" if sum(paper in text for paper in _PAPERS) > 1 else text


def _stands_out(word: Word, text: str, usual: float) -> bool:
    """Large print, or short and in the middle of the upper part."""
    if word.spot.h >= usual * 1.35:
        return True
    x, y = word.spot.middle
    return y < 0.3 and abs(x - 0.5) < 0.2 and len(text) <= _TITLE_EXTRA * 2


def _cue(phrase: str, lines: tuple[_Row, ...]) -> float:
    if not phrase.startswith("^"):
        return _anywhere(phrase, lines)
    bare = phrase[1:]
    best = 0.0
    for line in lines:
        if line.title and _entitled(bare, line.text):
            return 1.0
        if line.title and nearly(bare, line.text, but=_BARE):
            best = max(best, _SLIPPED)
        elif len(bare) > 2 and bare in line.text:
            best = max(best, _IN_TEXT)
    return best


def _entitled(bare: str, text: str) -> bool:
    """The title ends with the phrase; a phrase of two characters is the whole title."""
    if len(bare) <= 2:
        return text == bare
    at = text.rfind(bare)
    return at >= 0 and len(text) - at - len(bare) <= 8 and at <= _TITLE_EXTRA


def _anywhere(phrase: str, lines: tuple[_Row, ...]) -> float:
    if phrase in lines[-1].text:
        return 1.0
    slipped = any(nearly(phrase, line.text, but=_BARE) for line in lines[:-1])
    return _SLIPPED if slipped else 0.0


def _pairs(lines: tuple[_Row, ...]) -> dict[int, int]:
    counts: dict[int, int] = {}
    text = lines[-1].text
    for one, two in pairwise(text):
        if _HAN.match(one) and _HAN.match(two):
            bucket = crc32((one + two).encode()) % BUCKETS
            counts[bucket] = counts.get(bucket, 0) + 1
    return counts


def _is_prose(text: str) -> bool:
    return len(_HAN.findall(text)) >= PROSE and bool(_STOP.search(text))


def _layout(page: PageText, found: list[Word]) -> Iterator[tuple[str, float]]:
    shape = page.width / page.height if page.height else 1.0
    numbers = {n for word in found for n in _PERSON.findall(dense(word.text))}
    facts = {
        "l:card": 1.4 <= shape <= 1.8,
        "l:wide": shape > 1.2,
        "l:tall": shape < 0.8,
        "l:bare": len(found) <= 3,
        "l:few": 3 < len(found) <= FEW_LINES,
        "l:many": len(found) >= MANY_LINES,
        "l:prose": any(_is_prose(word.text) for word in found),
        "l:person": len(numbers) == 1,
        "l:persons": len(numbers) > 1,
    }
    yield "l:always", 1.0
    yield from ((name, 1.0) for name, so in facts.items() if so)
    if page.portrait:
        yield "l:portrait", round(page.portrait, 2)
