"""The text of a page as one run, each character knowing where on the page it stands."""

from dataclasses import dataclass
from functools import reduce

from yichuang.materials.rules.reading import PageText, Spot
from yichuang.materials.rules.words import Word, words

_FULL = "\u2e7f"
"""From here on characters are as wide as they are high; those before, about half."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines joined without blanks; `starts[i]` is where line i begins in `text`."""

    text: str
    lines: tuple[Word, ...]
    starts: tuple[int, ...]

    def spot(self, start: int, end: int) -> Spot:
        """The box around characters start..end, over line ends if need be."""
        boxes = [
            part_of(word, max(start - at, 0), min(end - at, len(word.text)))
            for word, at in zip(self.lines, self.starts, strict=True)
            if at < end and at + len(word.text) > start
        ]
        return reduce(Spot.joined, boxes) if boxes else Spot(0, 0, 0, 0)

    def sure(self, start: int, end: int) -> float:
        """The reader's confidence in the weakest line touched."""
        return min(
            (
                word.sure
                for word, at in zip(self.lines, self.starts, strict=True)
                if at < end and at + len(word.text) > start
            ),
            default=0.0,
        )


def flow_of(page: PageText) -> Flow:
    """The page as one run, row by row; blanks inside lines are dropped."""
    return joined(words(page))


def joined(found: tuple[Word, ...]) -> Flow:
    """Words as one run, in the order given."""
    tight = tuple(Word(w.text.replace(" ", ""), w.sure, w.spot) for w in found)
    starts, at = [], 0
    for word in tight:
        starts.append(at)
        at += len(word.text)
    return Flow("".join(word.text for word in tight), tight, tuple(starts))


def part_of(word: Word, start: int, end: int) -> Spot:
    """The box of some characters of a line; figures are half as wide as Chinese."""
    ends = [0.0]
    for character in word.text:
        ends.append(ends[-1] + (1.0 if character > _FULL else 0.55))
    total = ends[-1]
    if not total:
        return word.spot
    left, right = ends[start] / total, ends[min(end, len(word.text))] / total
    box = word.spot
    return Spot(box.x + box.w * left, box.y, box.w * (right - left), box.h)
