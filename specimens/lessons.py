"""Pages for lessons without a reader: what is written on a sheet, as a reader sees it.

Drawing and reading a thousand pages takes an hour; the words and their places are known
while a page is drawn. The reader's ways are imitated: pieces close together become one
line, now and then a character is wrong or a line is lost.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from specimens import layouts as _layouts  # registers them
from specimens.people import a_person
from specimens.registry import LAYOUTS, Order
from specimens.sheet import MARK, Box, Sheet
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.reading import Line, PageText, Spot

assert _layouts.__doc__

SLIPS = 0.01
"""How often a character is read wrong."""
LOST = 0.02
"""How often a line is not found."""
_ALIKE = {"己": "已", "未": "末", "0": "O", "1": "l", "书": "韦", "证": "正", "号": "亏",
          "日": "曰", "身": "射", "体": "休", "毕": "华", "检": "捡", "申": "甲"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lesson:
    """A page as read, with its class, the name of its layout and its fields."""

    kind: PageClass
    layout: str
    page: PageText
    fields: tuple[tuple[str, str], ...]


def lessons(
    split: str, each: int, seed: int, *, slips: float = SLIPS
) -> Iterator[Lesson]:
    """`each` pages of every layout of a set, the same for the same seed."""
    for kind, sets in LAYOUTS.items():
        for name, layout in sets.get(split, {}).items():
            for number in range(each):
                dice = random.Random(f"lesson {kind} {name} {seed} {number}")
                person = a_person(dice.randrange(10**6), split)
                sheet = layout(Order(person, dice, split))
                facts = tuple((one.name, one.value) for one in sheet.truth())
                yield Lesson(PageClass(kind), name, read(sheet, dice, slips), facts)


def read(sheet: Sheet, dice: random.Random, slips: float = SLIPS) -> PageText:
    """What a reader would make of a sheet; without slips it loses no line either."""
    lost = LOST if slips else 0.0
    lines = [
        Line(_slipped(words, dice, slips), dice.uniform(0.9, 1.0), _spot(sheet, box))
        for words, box in _joined(sheet)
        if words.strip() and words != MARK and dice.random() >= lost
    ]
    return PageText(
        sheet.width,
        sheet.height,
        portrait=0.0,
        blank=not lines,
        lines=tuple(lines),
    )


def _joined(sheet: Sheet) -> list[tuple[str, Box]]:
    """Pieces that nearly touch on one line are one line to a reader."""
    found: list[tuple[str, Box]] = []
    for words, box in sheet.written:
        if found and _touch(found[-1][1], box):
            before, old = found.pop()
            both = (old[0], min(old[1], box[1]), box[2], max(old[3], box[3]))
            found.append((before + words, both))
        else:
            found.append((words, box))
    return found


def _touch(one: Box, two: Box) -> bool:
    height = one[3] - one[1]
    level = abs((one[1] + one[3]) - (two[1] + two[3])) < height * 0.6
    return level and -height * 0.3 < two[0] - one[2] < height * 0.6


def _slipped(words: str, dice: random.Random, slips: float) -> str:
    kept = []
    for sign in words:
        if dice.random() >= slips:
            kept.append(sign)
        elif sign in _ALIKE:
            kept.append(_ALIKE[sign])
    return "".join(kept)


def _spot(sheet: Sheet, box: Box) -> Spot:
    left, top, right, bottom = box
    return Spot(
        max(left / sheet.width, 0.0),
        max(top / sheet.height, 0.0),
        (right - left) / sheet.width,
        (bottom - top) / sheet.height,
    )
