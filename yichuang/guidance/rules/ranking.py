"""Which matters a question may mean: the catalogue's search, and what the table knows.

A guide is scored by how much of the question its words answer, by its names that stand in
the question, by the concepts heard, and by what is to be done about the thing.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from yichuang.catalogue.rules.searching import Entry, Index, find
from yichuang.guidance.rules.hearing import Heard
from yichuang.guidance.rules.table import Matter, Table
from yichuang.kernel.text import normalise

LOOKED_AT = 24
LEANING, NAMED, FADED = 0.65, 0.75, 0.6
CERTAIN = 0.95
_TOLD_BY = {"name": 1.0, "alias": 0.8, "result": 0.5, "summary": 0.4}
_ISSUED = re.compile(r"证(?!明)|照|许可")
"""A result that is kept, and so can be renewed, changed, replaced or cancelled."""
_WHOLE = re.compile(
    r"一件事|(哪些|几个|什么|多少|几样|哪几)(种|个|样)?(证|手续|部门)(?!书|明|件)|"
    r"办(理)?(齐)?(哪些|什么|几个|几样)证件|(几|哪些|哪几|多少)(个)?(地方|部门|窗口|单位)(?!能|可)|"
    r"一起(办|弄|搞|申请|交)|一次(办|交|搞|性|弄|把|申请|提交|说清)|一块(儿)?(办|弄|搞|申请)|"
    r"一趟|一站|一并|并到一起|一步到位|从头到尾|从零|全套|一套|一条龙|都要办|办齐|全部(的)?证|"
    r"所有(的)?证|跑哪|另外跑|分开办|联办|打包|一口气|(交|跑|填)一(回|次|遍)|"
    r"从.{1,8}到(开业|开张|开火|营业|开门)|all the|all permits|everything|in one go|together"
)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of evidence counts, and where doubt begins.

    `least` is the score under which nothing is offered, `core` the share of the question's
    own words that the names of a guide no concept points to must hold, `near` how close
    the second must come for the robot to ask back.
    """

    text: float = 0.45
    named: float = 0.3
    matter: float = 0.6
    act: float = 0.12
    against: float = 0.35
    whole: float = 0.55
    part: float = 0.25
    least: float = 0.36
    core: float = 0.6
    near: float = 0.93

    @property
    def most(self) -> float:
        """The score of a question that could not be clearer."""
        return self.text + self.named + self.matter + self.act


@dataclass(frozen=True, slots=True)
class Candidate:
    """A guide with its score; `known` when a concept of the table points to it."""

    number: int
    entry: Entry
    score: float
    known: float


@dataclass(slots=True)
class Fits:
    """Which concepts each guide fits, worked out once for an index."""

    matters: dict[str, dict[int, float]] = field(default_factory=dict)
    apart: dict[str, frozenset[int]] = field(default_factory=dict)
    acts: dict[str, dict[int, float]] = field(default_factory=dict)
    strict: dict[str, frozenset[int]] = field(default_factory=dict)
    only: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    names: dict[int, tuple[str, ...]] = field(default_factory=dict)
    called: dict[int, tuple[str, ...]] = field(default_factory=dict)
    issues: frozenset[int] = frozenset()
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def pairs(self, one: "Candidate") -> frozenset[str]:
        """The neighbouring characters of a guide's names."""
        return frozenset(
            name[n : n + 2] for name in self.names[one.number] for n in range(len(name))
        )


def fits(index: Index, table: Table) -> Fits:
    """Join the table's concepts to the guides of an index."""
    made = Fits(numbers={(e.kind, e.key): n for n, e in enumerate(index.entries)})
    for matter in table.matters.values():
        made.matters[matter.key] = _fitting(index, matter)
    for matter in table.matters.values():
        others = (n for key in matter.apart for n in made.matters[key])
        made.apart[matter.key] = frozenset(others) - made.matters[matter.key].keys()
    for act in table.acts.values():
        fitting = _fitting(index, act)
        made.acts[act.key] = {n: fit for n, fit in fitting.items() if fit == 1.0}
        if act.strict or act.only:
            made.strict[act.key] = _speaking(index, act)
        if act.only:
            made.only = made.only | {act.key}
    for number, entry in enumerate(index.entries):
        told = (t for t in entry.texts if t.kind in ("name", "alias"))
        made.names[number] = tuple(normalise(t.zh or t.en) for t in told)
    made.held = frozenset(act.key for act in table.acts.values() if act.held)
    made.called = _called(table, made)
    made.issues = frozenset(
        number
        for number, entry in enumerate(index.entries)
        if any(t.kind == "result" and _ISSUED.search(t.zh) for t in entry.texts)
    )
    return made


def _called(table: Table, known: Fits) -> dict[int, tuple[str, ...]]:
    """What people call the certificate of each guide, by the table."""
    called: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for rows in table.sayings.values():
        for one in rows:
            if one.kind == "matter" and one.weight == 1.0:
                for number, fit in known.matters[one.key].items():
                    if fit == 1.0:
                        called[number] = (*called[number], one.text)
    return dict(called)


def _places(index: Index, word: str) -> list[tuple[int, int]]:
    """Where a word of two characters or more stands, by the index."""
    places = index.pairs.get(word[:2], ())
    return [
        (number, at)
        for number, at in places
        if word in normalise(index.entries[number].texts[at].zh)
    ]


def _fitting(index: Index, matter: Matter) -> dict[int, float]:
    found: dict[int, float] = {}
    for word in matter.means:
        for number, at in _places(index, word):
            told = _TOLD_BY.get(index.entries[number].texts[at].kind, 0.0)
            if told > found.get(number, 0.0):
                found[number] = told
    return found


def _speaking(index: Index, act: Matter) -> frozenset[int]:
    return frozenset(n for word in act.means for n, _ in _places(index, word))


def usual(table: Table, known: Fits) -> tuple[int, ...]:
    """The guides most people come for: the first that is named for each usual matter."""
    best = (
        min((n for n, fit in known.matters[key].items() if fit == 1.0), default=None)
        for key in table.usual
    )
    return tuple(dict.fromkeys(number for number in best if number is not None))


def rank(
    heard: Heard, index: Index, known: Fits, weights: Weights
) -> tuple[Candidate, ...]:
    """The guides a question may mean, best first, none left out for being weak."""
    hits = find(index, heard.thing or heard.text, LOOKED_AT)
    shares = {known.numbers[h.entry.kind, h.entry.key]: h.share for h in hits}
    matters = _matters(heard.matters, known)
    scored = [
        _scored(number, heard, index, known, weights, shares, matters)
        for number in {**shares, **matters}
    ]
    scored.sort(key=lambda one: (-one.score, one.entry.key))
    return tuple(scored)


def _matters(said: Mapping[str, float], known: Fits) -> dict[int, float]:
    """How surely the concepts heard mean each guide: independent hints add up.

    Beside a matter that is named, what only leans to another one says less: a barber's
    shop is a shop, too.
    """
    loudest = max(said.values(), default=0.0)
    doubt: dict[int, float] = defaultdict(lambda: 1.0)
    for key, heard in said.items():
        sure = heard * FADED if heard < LEANING and loudest >= NAMED else heard
        for number, fit in known.matters[key].items():
            doubt[number] *= 1.0 - min(0.95, sure * fit)
    return {number: 1.0 - left for number, left in doubt.items()}


def _scored(
    number: int,
    heard: Heard,
    index: Index,
    known: Fits,
    weights: Weights,
    shares: Mapping[int, float],
    matters: Mapping[int, float],
) -> Candidate:
    entry, sure = index.entries[number], matters.get(number, 0.0)
    score = weights.text * shares.get(number, 0.0) + weights.matter * sure
    score += weights.named * _named(known.names[number], heard.text)
    score += _acts(number, heard.acts, known, weights)
    score -= weights.against * _apart(number, heard.matters, known)
    if entry.kind == "bundle":
        score += weights.whole if _WHOLE.search(heard.text) else 0.0
        score += weights.part if _with_part(number, heard.matters, known) else 0.0
    return Candidate(number, entry, round(max(0.0, score), 3), sure)


def _with_part(number: int, said: Mapping[str, float], known: Fits) -> bool:
    """Whether a bundle is named and, beside it, a licence that may be one of its parts."""
    named = [key for key, sure in said.items() if sure >= CERTAIN]
    own = [key for key in named if known.matters[key].get(number, 0.0) == 1.0]
    return bool(own) and len(named) > len(own)


def _apart(number: int, said: Mapping[str, float], known: Fits) -> float:
    """How surely something was heard that excludes this guide."""
    return max((s for key, s in said.items() if number in known.apart[key]), default=0)


def _named(names: tuple[str, ...], text: str) -> float:
    """How much of a name stands in the question as it is: 1 from four characters on."""
    longest = max((len(name) for name in names if name in text), default=0)
    return min(1.0, longest / 4)


def _acts(
    number: int, said: Mapping[str, float], known: Fits, weights: Weights
) -> float:
    """What is to be done agrees, contradicts, or was not asked for."""
    own = {key for key, numbers in known.acts.items() if number in numbers}
    if own & said.keys():
        return weights.act
    strict = said.keys() & known.strict.keys()
    if number in known.issues:
        strict -= known.held
    if any(number not in known.strict[key] for key in strict):
        return -weights.against
    return -weights.act if own - {"open"} and said else 0.0
