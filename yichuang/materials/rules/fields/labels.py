"""Values found by their printed label: after it, right of it, or under it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from yichuang.materials.rules.fields.flow import part_of
from yichuang.materials.rules.judging.nearly import nearly
from yichuang.materials.rules.reading import PageText, Spot
from yichuang.materials.rules.words import Word, rows

_EDGES = " :;,。、.·_-|/()[]【】"
_GAP = r"[\s☑□_…]*"
"""Between the characters of a label printed wide, and what a reader makes of it."""
_NO_MORE = re.compile(r"[0-9]{4}[年./-]|:|。")
"""What a further line of an address never holds: a day, a label, a sentence."""
_SENTENCE = 26
"""A longer line is running text."""
_CROWDED = 14
"""In a line this short a label may stand close after a value: 性别男民族汉."""
_WORD_GOES_ON = ("员", "表", "书", "证", "者", "类")


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a line: a label, or the text between two labels."""

    text: str
    sure: float
    spot: Spot
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as rows of cells, with the labels told from the values."""

    rows: tuple[tuple[Cell, ...], ...]

    def values(self, label: str) -> "Iterator[Cell]":
        """Where the value of a label may stand, the likeliest place first."""
        for at, row in enumerate(self.rows):
            for place, cell in enumerate(row):
                if cell.label == label:
                    yield from self._beside(row, place)
                    yield from self._below(at, cell)

    def _beside(self, row: tuple[Cell, ...], place: int) -> "Iterator[Cell]":
        after = _until_label(row[place + 1 :])
        if len(after) > 1 and _stacked(after):
            yield _one(sorted(after, key=lambda cell: cell.spot.y))
        if after:
            yield after[0]
        if len(after) > 1:
            yield _one(after)

    def _below(self, at: int, label: Cell) -> "Iterator[Cell]":
        for row in self.rows[at + 1 : at + 3]:
            for cell in row:
                gap = cell.spot.y - label.spot.bottom
                if not cell.label and gap < label.spot.h * 2 and _over(label, cell):
                    yield cell

    def block(self, first: Cell) -> Cell:
        """A value with the lines that go on under it, as an address does."""
        parts = [first]
        for row in self.rows:
            for left, cell in pairwise((None, *row)):
                free = cell and not cell.label and not (left and left.label)
                if cell and free and _goes_on(parts[-1], first, cell):
                    parts.append(cell)
        return _one([*self._above(first), *parts])

    def _above(self, first: Cell) -> list[Cell]:
        """The line before, where a label stands in the middle of two lines of value."""
        return [
            cell
            for row in self.rows
            for cell in row
            if not any(other.label for other in row) and _goes_on(cell, cell, first)
        ][-1:]


def sheet_of(page: PageText, labels: Iterable[str]) -> Sheet:
    """The page cut at every place where one of the labels stands."""
    known = tuple(sorted(set(labels), key=len, reverse=True))
    pattern = _pattern(known)
    return Sheet(
        tuple(
            tuple(
                cell
                for word in _whole(row, known)
                for cell in _cut(word, pattern, known)
            )
            for row in rows(page)
        )
    )


@cache
def _pattern(known: tuple[str, ...]) -> re.Pattern[str]:
    spaced = (_GAP.join(map(re.escape, label)) for label in known)
    return re.compile("(" + "|".join(spaced) + ")")


def _whole(row: tuple[Word, ...], known: tuple[str, ...]) -> list[Word]:
    """A label printed wide (姓　　名) comes as two boxes: they are one again."""
    found: list[Word] = []
    for word in row:
        if found and _split_label(found[-1].text, word.text, known):
            before = found.pop()
            found.append(
                Word(
                    before.text + word.text,
                    min(before.sure, word.sure),
                    before.spot.joined(word.spot),
                )
            )
        else:
            found.append(word)
    return found


def _split_label(one: str, two: str, known: tuple[str, ...]) -> bool:
    if not 1 <= len(one) <= 2:
        return False
    return any(
        label.startswith(one) and two.startswith(label[len(one) :]) and label != one
        for label in known
    )


def _cut(word: Word, pattern: re.Pattern[str], known: tuple[str, ...]) -> list[Cell]:
    found: list[Cell] = []
    at = 0
    for match in pattern.finditer(word.text):
        if not _labels(word.text, match):
            continue
        found += _value(word, at, match.start())
        name = re.sub(_GAP, "", match[1])
        found.append(
            Cell(match[1], word.sure, part_of(word, match.start(), match.end()), name)
        )
        at = match.end()
    if not at and (label := _slipped(word.text, known)):
        return [
            Cell(label, word.sure, part_of(word, 0, len(label)), label),
            *_value(word, len(label), len(word.text)),
        ]
    return found + _value(word, at, len(word.text))


def _labels(text: str, match: re.Match[str]) -> bool:
    """Whether the words stand there as a label, not inside a sentence or a longer word."""
    if text[match.end() :].lstrip().startswith(":"):
        return True
    around = (
        text[match.start() - 1 : match.start()],
        text[match.end() : match.end() + 1],
    )
    if all(sign in ("", " ") for sign in around):
        return True
    if len(text) > _SENTENCE or re.search("[,。;《]", text):
        return False
    before, after = text[: match.start()], text[match.end() :]
    bounded = not before or before[-1] in _EDGES or before[-1].isascii()
    return bounded or (len(text) <= _CROWDED and not after.startswith(_WORD_GOES_ON))


def _slipped(text: str, known: tuple[str, ...]) -> str:
    """The label a line begins with when the reader slipped in one character of it."""
    if len(text) > _SENTENCE or re.search("[,。;《]", text):
        return ""
    return next(
        (label for label in known if len(label) >= 4 and nearly(label, text[: len(label)])),
        "",
    )  # fmt: skip


def _value(word: Word, start: int, end: int) -> list[Cell]:
    text = word.text[start:end]
    stripped = text.strip(_EDGES)
    if not stripped:
        return []
    start += text.index(stripped)
    return [Cell(stripped, word.sure, part_of(word, start, start + len(stripped)))]


def _until_label(cells: tuple[Cell, ...]) -> list[Cell]:
    found: list[Cell] = []
    for cell in cells:
        if cell.label:
            break
        found.append(cell)
    return found


def _stacked(cells: list[Cell]) -> bool:
    """Two lines of one value, both level with their label."""
    one, two = cells[0].spot, cells[1].spot
    return min(one.right, two.right) - max(one.x, two.x) > 0.3 * min(one.w, two.w)


def _one(cells: list[Cell]) -> Cell:
    first, *rest = cells
    spot = first.spot
    for cell in rest:
        spot = spot.joined(cell.spot)
    return Cell(
        "".join(cell.text for cell in cells), min(cell.sure for cell in cells), spot
    )


def _over(label: Cell, cell: Cell) -> bool:
    middle = label.spot.middle[0]
    return cell.spot.x - label.spot.h <= middle <= cell.spot.right + label.spot.h


def _goes_on(last: Cell, first: Cell, cell: Cell) -> bool:
    gap = cell.spot.y - last.spot.bottom
    height = first.spot.h
    aligned = abs(cell.spot.x - first.spot.x) < height * 2.5
    near = -0.4 * height < gap < height * 1.2 and cell.spot.y > last.spot.y
    return near and aligned and not _NO_MORE.search(cell.text)
