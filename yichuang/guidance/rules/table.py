"""The words of citizens as a table: sayings with what they point to, found by n-grams."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from yichuang.catalogue.rules.searching import Readings
from yichuang.guidance.rules.sounding import sounded
from yichuang.kernel.text import normalise

LEVELS: Mapping[str, float] = {
    "names": 1.0,
    "said": 0.8,
    "may": 0.6,
    "hints": 0.4,
}
"""How surely a saying points to its matter."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Words, what they point to (kind and key) and how surely."""

    text: str
    kind: str
    key: str
    weight: float


@dataclass(frozen=True, slots=True)
class Shape:
    """Words of a shape rather than of a list: any …鱼店 is a restaurant. `key` is a matter
    or an act."""

    pattern: re.Pattern[str]
    kind: str
    key: str
    weight: float


@dataclass(frozen=True, slots=True)
class Matter:
    """A concept: the words of guides that are meant. Acts are concepts of another kind;
    a `strict` one speaks against every guide that does not name it, an `only` one excludes
    it; a `held` one is done about a certificate, too, that a guide gives; `apart` are concepts that exclude this one."""

    key: str
    means: tuple[str, ...]
    strict: bool = False
    only: bool = False
    held: bool = False
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """Sayings of several words that must all occur, or shapes; `unless` takes it back.

    `said` is sorted by the first word, so that one look at the text passes most over.
    """

    key: str
    said: Mapping[str, tuple[tuple[str, ...], ...]]
    unless: tuple[str, ...] = ()
    shapes: tuple[re.Pattern[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter of another authority, with the line that answers."""

    rule: Rule
    name: str
    name_en: str
    authority: str
    authority_en: str
    phone: str


@dataclass(slots=True)
class Table:
    """Everything the robot knows about how people speak."""

    matters: dict[str, Matter] = field(default_factory=dict)
    acts: dict[str, Matter] = field(default_factory=dict)
    sayings: dict[str, list[Saying]] = field(default_factory=dict)
    sounds: dict[str, list[Saying]] = field(default_factory=dict)
    shapes: tuple[Shape, ...] = ()
    speech: tuple[tuple[str, str], ...] = ()
    topics: tuple[Topic, ...] = ()
    ways: tuple[Rule, ...] = ()
    longest: int = 1
    starts: frozenset[str] = frozenset()
    sound_starts: frozenset[str] = frozenset()
    usual: tuple[str, ...] = ()


def read_table(
    matters: Mapping[str, Any],
    elsewhere: Mapping[str, Any],
    ways: Mapping[str, Any],
    speech: Mapping[str, Any],
    readings: Readings,
) -> Table:
    """The table out of the four files of `data/`."""
    said = [*_sayings("matter", matters["matters"]), *_sayings("act", matters["acts"])]
    sayings, sounds = defaultdict(list), defaultdict(list)
    for one in said:
        sayings[one.text].append(one)
        if len(one.text) > 1 and not one.text.isascii():
            sounds[sounded(one.text, readings)].append(one)
    replaced = ((normalise(a), normalise(b)) for a, b in speech["says"].items())
    return Table(
        matters=_matters(matters["matters"]),
        acts=_matters(matters["acts"]),
        sayings=dict(sayings),
        sounds=dict(sounds),
        shapes=(
            *_shapes("matter", matters["matters"]),
            *_shapes("act", matters["acts"]),
        ),
        speech=tuple(sorted(replaced, key=lambda pair: -len(pair[0]))),
        topics=tuple(_topic(row) for row in elsewhere["topics"]),
        ways=tuple(_rule(row) for row in ways["ways"]),
        usual=tuple(matters["usual"]),
        longest=max(len(text) for text in sayings if not text.isascii()),
        starts=frozenset(text[:2] for text in sayings if not text.isascii()),
        sound_starts=frozenset(" ".join(s.split()[:2]) for s in sounds),
    )


def _matters(rows: Iterable[Mapping[str, Any]]) -> dict[str, Matter]:
    return {
        row["key"]: Matter(
            row["key"],
            tuple(map(normalise, row["means"])),
            row.get("strict", False),
            row.get("only", False),
            row.get("held", False),
            tuple(row.get("apart", ())),
        )
        for row in rows
    }


def _sayings(kind: str, rows: Iterable[Mapping[str, Any]]) -> Iterable[Saying]:
    for row in rows:
        for level, weight in LEVELS.items():
            for text in row.get(level, "").split():
                yield Saying(normalise(text), kind, row["key"], weight)


def _shapes(kind: str, rows: Iterable[Mapping[str, Any]]) -> Iterable[Shape]:
    for row in rows:
        for level, patterns in row.get("shapes", {}).items():
            for pattern in patterns:
                yield Shape(re.compile(pattern), kind, row["key"], LEVELS[level])


def _rule(row: Mapping[str, Any]) -> Rule:
    said: dict[str, tuple[tuple[str, ...], ...]] = {}
    for saying in row["said"]:
        first, *others = map(normalise, saying.split("+"))
        said[first] = (*said.get(first, ()), tuple(filter(None, others)))
    return Rule(
        row["key"],
        said,
        tuple(map(normalise, row.get("unless", ()))),
        tuple(map(re.compile, row.get("shapes", ()))),
    )


def _topic(row: Mapping[str, Any]) -> Topic:
    return Topic(
        _rule(row),
        row["name"]["zh"],
        row["name"]["en"],
        row["authority"]["zh"],
        row["authority"]["en"],
        row["phone"],
    )
