"""Answer, ask back, point elsewhere or refuse: decided from what was heard and found."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from yichuang.guidance.rules.hearing import Heard
from yichuang.guidance.rules.modes import Mode, mode_of
from yichuang.guidance.rules.ranking import Candidate, Fits, Weights
from yichuang.guidance.rules.table import Table

LEANS = 0.55
"""A concept that is heard at least so surely is some ground to answer."""
KNOWN = 0.75
"""From here on a matter is named so clearly that another authority's is not meant."""
CLEAR = 4
"""Characters of a saying that is no chance word of small talk."""
MOST = 5
_ABOUT_THE_HALL = frozenset({"hours", "book"})
"""Asked about a matter, these are questions about the matter."""
_ABOUT_US = frozenset({"stuck_desk", "track", "lending", "person"})
"""These are for this hall, whatever the matter is."""


class Kind(StrEnum):
    ANSWER = "answer"
    ASK_BACK = "ask_back"
    WHAT = "what"
    WAY = "way"
    ELSEWHERE = "elsewhere"
    CANCEL = "cancel"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do, the guides it rests on (best first), and the way that goes with it."""

    kind: Kind
    candidates: tuple[Candidate, ...] = ()
    way: str = ""
    mode: Mode | None = None


def decide(
    heard: Heard,
    ranked: tuple[Candidate, ...],
    known: Fits,
    table: Table,
    weights: Weights,
) -> Decision:
    """The decision; of several ways the first of the table counts."""
    kept = tuple(one for one in ranked[:MOST] if _grounded(one, heard, known, weights))
    sure = bool(kept) and kept[0].known >= KNOWN
    way = next((key for key in heard.ways if not (sure and key in _ABOUT_THE_HALL)), "")
    # whoever reports a shop is not heard by us, whoever reports a window is: the longer
    # words say which
    us = way in _ABOUT_US or len(heard.ways.get(way, "")) > len(heard.topic_word)
    if heard.topic and not us and not _ours(heard, kept, known):
        return Decision(Kind.ELSEWHERE)
    if way and not sure:
        return Decision(Kind.WAY, kept, way)
    if not kept:
        return _nothing(heard, ranked, weights)
    mode = mode_of(heard, kept[0].number, known)
    if mode is Mode.CANCELLATION:
        return Decision(Kind.CANCEL, kept[:1], way, mode)
    close = len(kept) > 1 and kept[1].score >= weights.near * kept[0].score
    if close or (len(kept) > 1 and _undecided(heard, kept, known, table)):
        return Decision(Kind.ASK_BACK, kept, way)
    return Decision(Kind.ANSWER, kept, way, mode)


def _nothing(heard: Heard, ranked: tuple[Candidate, ...], weights: Weights) -> Decision:
    """Something was named that no guide knows, or nothing was named at all."""
    if _names_something(heard):
        return Decision(Kind.UNKNOWN)
    leaning = tuple(one for one in ranked[:MOST] if one.score >= weights.least)
    return Decision(Kind.WHAT, leaning)


def _grounded(one: Candidate, heard: Heard, known: Fits, weights: Weights) -> bool:
    """Whether there is a ground to offer it: a concept, or its names hold the thing."""
    barred = any(
        one.number not in known.strict[act] for act in known.only & heard.acts.keys()
    )
    if one.score < weights.least or (barred and not mode_of(heard, one.number, known)):
        return False
    if one.known >= LEANS or (heard.letters and not heard.core):
        return True
    return held(heard.core, known.pairs(one)) >= weights.core


def held(core: tuple[str, ...], pairs: frozenset[str]) -> float:
    """Which share of the question's own words stands in the names, 0 to 1."""
    whole = sum(len(run) for run in core)
    found = 0
    for run in core:
        at = {n for n, pair in enumerate(pairwise(run)) if "".join(pair) in pairs}
        found += len(at | {n + 1 for n in at})
    return found / whole if whole else 0.0


def _ours(heard: Heard, kept: tuple[Candidate, ...], known: Fits) -> bool:
    """Whether the question is of this hall although it sounds like another authority's:
    a guide is named for it, or a matter is named more exactly than the topic."""
    if not kept:
        return False
    if any(heard.topic_word in name for name in known.names[kept[0].number]):
        return True
    if kept[0].known < KNOWN:
        return False
    if heard.topic is not None and not heard.topic.authority:  # only chat
        return heard.named or heard.firm >= CLEAR
    return heard.firm >= len(heard.topic_word)


def _names_something(heard: Heard) -> bool:
    """Whether the question speaks of some thing at all; 我要办个证 does not."""
    return heard.letters or any(len(run) > 1 for run in heard.core)


def _undecided(
    heard: Heard, kept: tuple[Candidate, ...], known: Fits, table: Table
) -> bool:
    """Two kinds of one thing, and nothing said which: a general word fits both."""
    best, second = kept[0].number, kept[1].number
    for matter in table.matters.values():
        fit = known.matters[matter.key]
        if second in fit or best not in fit or heard.matters.get(matter.key, 0) > 0.5:
            continue
        for other in matter.apart:
            if second in known.matters[other] and heard.matters.get(other, 0) <= 0.5:
                return True
    return False
