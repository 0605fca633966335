"""Conditions over answers: {"q": "who", "in": ["agent"]}, and all / any / not of them.

They are data, never code: an item manager writes them in a file, and four words are
all there is. "Not sure" is an answer, so a condition is yes, no, unsure or still open.

>>> judge({"q": "who", "in": ["agent"]}, {"who": "agent"})
<Verdict.YES: 3>
>>> judge({"not": {"q": "who", "in": ["agent"]}}, {})
<Verdict.OPEN: 1>
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Any

from yichuang.catalogue.rules.guide import Condition
from yichuang.kernel.text import N_, Msgid

UNSURE = "unsure"
MOST_DEPTH = 6
MOST_TERMS = 60


class Verdict(IntEnum):
    """Ordered so that "all" is the least of its parts and "any" the greatest."""

    NO = 0
    OPEN = 1
    UNSURE = 2
    YES = 3


Answers = Mapping[str, str]

_NOT = {
    Verdict.NO: Verdict.YES,
    Verdict.YES: Verdict.NO,
    Verdict.OPEN: Verdict.OPEN,
    Verdict.UNSURE: Verdict.UNSURE,
}


def judge(condition: Condition | None, answers: Answers) -> Verdict:
    """Whether `condition` holds; none at all always holds. It must be well formed."""
    if condition is None:
        return Verdict.YES
    if "all" in condition:
        return min(judge(part, answers) for part in condition["all"])
    if "any" in condition:
        return max(judge(part, answers) for part in condition["any"])
    if "not" in condition:
        return _NOT[judge(condition["not"], answers)]
    return _term(answers.get(condition["q"]), condition["in"])


def _term(answer: str | None, chosen: Sequence[str]) -> Verdict:
    if answer is None:
        return Verdict.OPEN
    if answer == UNSURE:
        return Verdict.UNSURE
    return Verdict.YES if answer in chosen else Verdict.NO


def problems(condition: Any, depth: int = 0) -> Iterator[Msgid]:
    """What is wrong with the shape of a condition read from a file, as msgids."""
    if not isinstance(condition, dict) or depth > MOST_DEPTH:
        yield N_("a condition is an object such as {q: who, in: [agent]}, not too deep")
    elif set(condition) == {"q", "in"}:
        yield from _term_problems(condition)
    elif set(condition) in ({"all"}, {"any"}):
        (parts,) = condition.values()
        if not isinstance(parts, list) or not 0 < len(parts) <= MOST_TERMS:
            yield N_("all and any take a list of 1 to 60 conditions")
        else:
            for part in parts:
                yield from problems(part, depth + 1)
    elif set(condition) == {"not"}:
        yield from problems(condition["not"], depth + 1)
    else:
        yield N_("a condition has q and in, or all, or any, or not, and nothing else")


def _term_problems(term: dict[str, Any]) -> Iterator[Msgid]:
    chosen = term["in"]
    if not isinstance(term["q"], str) or not term["q"]:
        yield N_("q names a question")
    if (
        not isinstance(chosen, list)
        or not 0 < len(chosen) <= MOST_TERMS
        or not all(isinstance(key, str) for key in chosen)
    ):
        yield N_("in lists the keys of the answers")


def terms(condition: Condition | None) -> Iterator[tuple[str, str]]:
    """Every (question, answer) a condition speaks of."""
    if condition is None:
        return
    for part in (*condition.get("all", ()), *condition.get("any", ())):
        yield from terms(part)
    if "not" in condition:
        yield from terms(condition["not"])
    for key in condition.get("in", ()):
        yield condition["q"], key
