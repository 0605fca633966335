"""Which layouts there are: each belongs to one kind of paper and to one set only."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from specimens.people import Person
from specimens.sheet import Colour, Face, Fact, Sheet

SPLITS = ("train", "validation", "test")
BODIES = {
    "train": (Face("song"), Face("sans")),
    "validation": (Face("song", width=0.93), Face("sans", width=1.05)),
    "test": (
        Face("song", slant=0.16),
        Face("song-bold", width=0.95),
        Face("sans", width=0.92),
    ),
}
TITLES = {
    "train": (Face("sans-bold"), Face("song")),
    "validation": (Face("song-bold"),),
    "test": (Face("song-bold", width=1.12), Face("sans-bold", width=0.88)),
}
DATES = {
    "train": ("{y}年{m}月{d}日", "{y}-{m:02}-{d:02}", "{y} 年 {m:02} 月 {d:02} 日"),
    "validation": ("{y}年{m:02}月{d:02}日", "{y}/{m:02}/{d:02}"),
    "test": ("{y}年{m}月{d}日", "{y}.{m:02}.{d:02}", "{cy}年{cm}月{cd}日"),
}
A4 = (1240, 1754)
"""150 dots an inch."""
DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Order:
    """One page wanted: for whom, with what chance, in which set's words and faces."""

    person: Person
    dice: random.Random
    split: str

    def sheet(
        self, size: tuple[int, int] = A4, paper: Colour = (252, 252, 250)
    ) -> Sheet:
        """Empty paper in faces of this set."""
        return Sheet(
            *size,
            self.dice,
            body=self.dice.choice(BODIES[self.split]),
            title=self.dice.choice(TITLES[self.split]),
            paper=paper,
        )

    def day(self, first: date, last: date) -> date:
        """A day between two days."""
        return first + timedelta(days=self.dice.randrange((last - first).days))

    def dated(self, day: date, pattern: str = "") -> Fact:
        """A day as it is printed somewhere in this set."""
        pattern = pattern or self.dice.choice(DATES[self.split])
        return Fact(
            pattern.format(
                y=day.year,
                m=day.month,
                d=day.day,
                cy="".join(DIGITS[int(n)] for n in str(day.year)),
                cm=in_words(day.month),
                cd=in_words(day.day),
            ),
            day.isoformat(),
        )

    def digits(self, many: int) -> str:
        """A number of so many digits, the first not 0."""
        rest = "".join(self.dice.choices("0123456789", k=many - 1))
        return str(self.dice.randint(1, 9)) + rest


Layout = Callable[[Order], Sheet]
LAYOUTS: dict[str, dict[str, dict[str, Layout]]] = {}


def layout(kind: str, *splits: str) -> Callable[[Layout], Layout]:
    """Register a way to draw a kind of paper, for one set (or for sets by name)."""

    def enter(draw: Layout) -> Layout:
        for split in splits:
            LAYOUTS.setdefault(kind, {}).setdefault(split, {})[draw.__name__] = draw
        return draw

    return enter


def same(words: str) -> Fact:
    """A field whose normal form is what is printed."""
    return Fact(words, words)


def in_words(number: int) -> str:
    """
    >>> in_words(21), in_words(10), in_words(7)
    ('二十一', '十', '七')
    """
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return lead + (DIGITS[ones] if ones else "")
