"""Finds items by what people type: two characters, a sentence, pinyin, English, typos.

Chinese is compared by neighbouring characters weighed by how rare they are, and by their
sounds when the characters differ (学藉 finds 学籍). Letters are taken as pinyin, initials
or English words. All in memory: a county's catalogue is a few thousand short texts.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from yichuang.kernel.text import N_, Msgid, normalise

Readings = Callable[[str], tuple[str, ...]]
"""The toneless sounds of a character, most usual first; empty for none."""

Scores = dict[tuple[int, int], float]
"""Of each text (entry, place in it): how much of the query it holds, weighed."""

_HAN = re.compile(r"[\u3400-\u9fff〇]+")
_WORD = re.compile(r"[a-z0-9]+")
_FILLERS = re.compile(
    r"怎么样|怎么|怎样|如何|什么|哪些|哪里|在哪|哪儿|可以|能不能|可不可以|是不是|要不要|"
    r"我要|我想|想要|请问|一下|的话|这个|那个|没有|还能|需要|应该|我们|你们|他们|"
    r"了没|吗|呢|吧|啊|呀|么子|[，。？！、?!,.]"
)
_ENGLISH_FILLERS = frozenset(
    [
        "a",
        "an",
        "the",
        "i",
        "my",
        "me",
        "to",
        "for",
        "of",
        "in",
        "on",
        "at",
        "is",
        "are",
        "do",
        "does",
        "did",
        "how",
        "what",
        "where",
        "when",
        "can",
        "could",
        "need",
        "want",
        "get",
        "and",
        "or",
        "with",
        "be",
        "it",
        "this",
        "that",
        "have",
        "has",
        "please",
    ]
)
SOUND = 0.55
"""How much two syllables that only sound alike count against the same characters."""
LONELY = 0.3
"""How much a character counts that stands alone in a longer query."""
LEAST_SCORE = 0.9
LEAST_COVERAGE = 0.26
LEAST_SHARE = 0.25
MOST_QUERY = 120
FIELDS: Mapping[str, tuple[float, Msgid]] = {
    "name": (1.0, N_("in the name")),
    "alias": (1.0, N_("also called “%(text)s”")),
    "faq": (0.75, N_("people ask “%(text)s”")),
    "summary": (0.7, N_("in the description")),
    "result": (0.6, N_("you receive “%(text)s”")),
    "option": (0.5, N_("it covers “%(text)s”")),
    "paper": (0.35, N_("it asks for “%(text)s”")),
}


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an entry and what it is: a key of FIELDS."""

    kind: str
    zh: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: an item or a bundle in force."""

    kind: str
    key: str
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A hit: the entry, how good, and which of its texts was hit.

    `share` is how much of the query it answers, 0 to 1: under 0.4 it is worth asking
    back before it is offered as the answer.
    """

    entry: Entry
    score: float
    share: float
    text: Text

    @property
    def reason(self) -> Msgid:
        """Why it was found, a msgid with %(text)s."""
        return FIELDS[self.text.kind][1]


@dataclass(slots=True)
class Index:
    """The texts turned round: from a pair of characters to where it stands."""

    entries: tuple[Entry, ...]
    readings: Readings
    pairs: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    sounds: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    words: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    singles: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    spelled: list[tuple[int, int, str, str]] = field(default_factory=list)


def build(entries: Iterable[Entry], readings: Readings) -> Index:
    """Index the entries; about a millisecond for each."""
    index = Index(tuple(entries), readings)
    pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)
    sounds: dict[str, list[tuple[int, int]]] = defaultdict(list)
    words: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, entry in enumerate(index.entries):
        for at, text in enumerate(entry.texts):
            zh, place = normalise(text.zh), (number, at)
            for pair in set(_pairs(zh)):
                pairs[pair].append(place)
            for sound in {s for run in _runs(zh) for s in _sounds(run, readings)}:
                sounds[sound].append(place)
            for word in set(_WORD.findall(normalise(f"{text.en} {zh}"))):
                words[word].append(place)
            if text.kind in ("name", "alias"):
                full, initials = _spell(zh, readings)
                index.spelled.append((number, at, full, initials))
    index.pairs, index.sounds, index.words = dict(pairs), dict(sounds), dict(words)
    return index


def find(index: Index, query: str, most: int = 10) -> tuple[Found, ...]:
    """The entries a query means, best first; none rather than a wild guess."""
    asked = normalise(query[:MOST_QUERY])
    scores: Scores = defaultdict(float)
    whole = _chinese(index, asked, scores) + _letters(index, asked, scores)
    found = []
    for number, texts in _worth(scores, max(LEAST_SCORE, LEAST_COVERAGE * whole)):
        entry = index.entries[number]
        score, best = _entry_score(entry, texts)
        share = min(1.0, score / whole) if whole else 1.0
        if score >= LEAST_SCORE and share >= LEAST_COVERAGE:
            hit = Found(entry, round(score, 3), round(share, 2), entry.texts[best])
            found.append(hit)
    found.sort(key=lambda hit: (-hit.score, hit.entry.key))
    top = found[0].score if found else 0.0
    return tuple(hit for hit in found[:most] if hit.score >= top * LEAST_SHARE)


def _worth(
    scores: Scores, least: float
) -> Iterable[tuple[int, list[tuple[int, float]]]]:
    """The entries that can reach the least score, with their texts: no text counts more
    than in full, so most entries need no closer look."""
    sums: dict[int, float] = defaultdict(float)
    for (number, _), score in scores.items():
        sums[number] += score
    texts: dict[int, list[tuple[int, float]]] = {
        number: [] for number, whole in sums.items() if whole >= least
    }
    for (number, at), score in scores.items():
        if number in texts:
            texts[number].append((at, score))
    return texts.items()


def _entry_score(entry: Entry, texts: Iterable[tuple[int, float]]) -> tuple[float, int]:
    """The best text counts in full, the others a little: many weak hits are not one good."""
    weighed = sorted(
        ((score * FIELDS[entry.texts[at].kind][0], at) for at, score in texts),
        # of texts that fit alike the first says why: the name before its aliases
        key=lambda weight: (-weight[0], weight[1]),
    )
    rest = sum(score for score, _ in weighed[1:4])
    return weighed[0][0] + 0.15 * rest, weighed[0][1]


def _chinese(index: Index, asked: str, scores: Scores) -> float:
    runs = _runs(_FILLERS.sub(" ", asked)) or _runs(asked)
    whole = 0.0
    for run in runs:
        for pair in dict.fromkeys(_pairs(run)):
            places = index.pairs.get(pair) or _containing(index, pair)
            rare = _rarity(index, places)
            weight = 1.0 if len(pair) > 1 or len(asked) == 1 else LONELY
            if not places and len(pair) > 1:
                places, weight = _sounding(index, pair), SOUND
                rare = _rarity(index, places) if places else rare
            whole += rare * (weight if len(pair) == 1 else 1.0)
            worth = rare * weight
            for place in places:
                scores[place] += worth
    return whole


def _containing(index: Index, single: str) -> list[tuple[int, int]]:
    """Where one character stands alone in the query: wherever it occurs."""
    if len(single) > 1:
        return []
    if single not in index.singles:
        held = (places for pair, places in index.pairs.items() if single in pair)
        index.singles[single] = [place for places in held for place in places]
    return index.singles[single]


def _sounding(index: Index, pair: str) -> list[tuple[int, int]]:
    found: dict[tuple[int, int], None] = {}
    for first in index.readings(pair[0]):
        for second in index.readings(pair[1]):
            found.update(dict.fromkeys(index.sounds.get(f"{first} {second}", ())))
    return list(found)


def _rarity(index: Index, places: Iterable[tuple[int, int]]) -> float:
    """How much a term tells entries apart; one nobody has still counts as asked for."""
    holders = len({number for number, _ in places})
    return math.log(1 + len(index.entries) / (holders + 0.5)) if holders else 1.0


def _letters(index: Index, asked: str, scores: Scores) -> float:
    words = [w for w in _WORD.findall(asked) if w not in _ENGLISH_FILLERS]
    whole = 0.0
    for word in words:
        places = _worded(index, word)
        rare = _rarity(index, places)
        whole += rare
        for place, close in places.items():
            scores[place] += rare * close
    joined = "".join(words)
    if joined.isalpha() and len(joined) > 1:
        _spelled(index, joined, scores)
    return whole


def _worded(index: Index, word: str) -> dict[tuple[int, int], float]:
    """Where an English word stands: itself, with another ending, or mistyped."""
    if word in index.words:
        return dict.fromkeys(index.words[word], 1.0)
    found: dict[tuple[int, int], float] = {}
    if len(word) < 4:
        return found
    for known, places in index.words.items():
        if known.startswith(word) or (len(known) > 3 and word.startswith(known)):
            found.update(dict.fromkeys(places, 0.8))
        elif abs(len(known) - len(word)) <= 1 and near(word, known):
            found.update(dict.fromkeys(places, 0.6))
    return found


def near(one: str, other: str) -> bool:
    """Whether two words differ by one letter: changed, added, left out or two swapped.

    >>> near("licence", "license"), near("lost", "lots"), near("card", "cord table")
    (True, True, False)
    """
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    at = next((n for n, c in enumerate(one) if c != other[n]), len(one))
    if len(one) == len(other):
        swapped = one[at + 1 : at + 2] + one[at : at + 1] + one[at + 2 :]
        return one[at + 1 :] == other[at + 1 :] or swapped == other[at:]
    return one[at:] == other[at + 1 :]


def _spelled(index: Index, joined: str, scores: Scores) -> None:
    for number, at, full, initials in index.spelled:
        if len(joined) >= 4 and joined in full.replace(" ", ""):
            scores[number, at] += 3.0 + len(joined) / (len(full) + 1)
        elif len(joined) <= 8 and joined in initials:
            scores[number, at] += 2.0 + len(joined) / (len(initials) + 1)


def _runs(text: str) -> list[str]:
    return _HAN.findall(text)


def _pairs(text: str) -> list[str]:
    return [
        pair
        for run in _runs(text)
        for pair in ([run[n : n + 2] for n in range(len(run) - 1)] or [run])
    ]


def _sounds(run: str, readings: Readings) -> list[str]:
    syllables = [readings(character)[:1] for character in run]
    return [
        f"{first[0]} {second[0]}"
        for first, second in pairwise(syllables)
        if first and second
    ]


def _spell(text: str, readings: Readings) -> tuple[str, str]:
    syllables = [(readings(c) or (c,))[0] for c in text if _HAN.match(c)]
    return " ".join(syllables), "".join(s[0] for s in syllables)
