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
    """The page as one run, row by row, without blanks.

    A line that fills its column and goes on in the next is joined to it; everywhere
    else a line feed stands, which no sentence crosses.
    """
    found = [_tight(word) for word in words(page)]
    edge = max((word.spot.right for word in found), default=1.0)
    text, starts = "", []
    for at, word in enumerate(found):
        if at and not _goes_on(found[at - 1], word, edge):
            text += "\n"
        starts.append(len(text))
        text += word.text
    return Flow(text, tuple(found), tuple(starts))


def _tight(word: Word) -> Word:
    return Word(word.text.replace(" ", ""), word.sure, word.spot)


def _goes_on(one: Word, two: Word, edge: float) -> bool:
    """Whether a sentence runs from one line into the next."""
    height = max(one.spot.h, two.spot.h)
    if abs(one.spot.middle[1] - two.spot.middle[1]) < height * 0.6:
        return -height < two.spot.x - one.spot.right < height * 1.2
    full = one.spot.w > 0.3 and one.spot.right > edge - 0.12
    below = two.spot.y - one.spot.bottom < height * 2
    return full and below and two.spot.x < one.spot.x + 0.1 and one.text[-1:] != "。"


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
