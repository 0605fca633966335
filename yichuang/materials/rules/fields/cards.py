"""Several identity cards on one page, told apart: each is read for itself."""

from dataclasses import replace

from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.fields.numbers import id_numbers
from yichuang.materials.rules.reading import Line, PageText
from yichuang.materials.rules.words import plain

_CARDS = frozenset({PageClass.ID_FRONT, PageClass.ID_BOTH})


def cards(kind: PageClass, page: PageText) -> tuple[PageText, ...]:
    """The page as one part per identity card on it; other papers are one part.

    A card ends with its number, so every line belongs to the next number below it in
    its column. Lines under all numbers (the other side) go with the nearest above.
    """
    ends = _numbers(page) if kind in _CARDS else ()
    if len(ends) < 2:
        return (page,)
    parts: dict[int, list[Line]] = {at: [] for at in range(len(ends))}
    for line in page.lines:
        parts[_card_of(line, ends)].append(line)
    return tuple(replace(page, lines=tuple(lines)) for lines in parts.values())


def _numbers(page: PageText) -> tuple[Line, ...]:
    seen: dict[str, Line] = {}
    for line in page.lines:
        for number in id_numbers(plain(line.text)):
            if number.fits:
                seen.setdefault(number.value, line)
    return tuple(sorted(seen.values(), key=lambda line: (line.spot.y, line.spot.x)))


def _card_of(line: Line, ends: tuple[Line, ...]) -> int:
    return min(range(len(ends)), key=lambda at: _distance(line, ends[at]))


def _distance(line: Line, end: Line) -> float:
    """Down the column to the number; only what stands under all numbers goes up."""
    gap = end.spot.middle[1] - line.spot.middle[1]
    across = max(end.spot.x - line.spot.right, line.spot.x - end.spot.right, 0.0)
    down = gap if gap > -line.spot.h else 1.0 - gap
    return abs(down) + across * 4
