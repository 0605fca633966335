"""The verdict on a page: a class, how sure, what else it might be, or none at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp

from yichuang.kernel.text import N_, Msgid
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.judging.evidence import evidence
from yichuang.materials.rules.judging.features import Features, features
from yichuang.materials.rules.judging.weights import CLASSES, LEXICON, Weights
from yichuang.materials.rules.reading import PageText

RUNNERS = 3

_NOT_ASKED = 1.5
"""What a class loses that the item does not ask for: a prior, overcome by evidence."""
_OTHER = "other"

BLANK = N_("The page is blank.")
WORDS = N_("The words of this paper were read on the page.")
PICTURE = N_("The page looks like a photograph for a pass.")
UNKNOWN = N_("Nothing on the page belongs to a paper the robot knows.")
BETWEEN = N_("The page could be one of two papers.")
WEAK = N_("Too little was read on the page to be sure.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page was judged to be.

    `kind` is None when the robot abstains: a person decides. `sure` is the share of the
    likeliest class, 0..1, calibrated; `runners` are the likeliest classes, best first,
    also when it abstains; `why` is a sentence for the person.
    """

    kind: PageClass | None
    sure: float
    runners: tuple[tuple[PageClass, float], ...]
    why: Msgid


def judge(
    page: PageText,
    weights: Weights = LEXICON,
    allowed: frozenset[PageClass] | None = None,
) -> Verdict:
    """The verdict on a page as read; blank pages are left open.

    `allowed` are the classes an item's own papers call for: others need more evidence
    but are never excluded, for people hand in what they have.
    """
    if page.blank:
        return Verdict(None, 0.0, (), BLANK)
    return judge_features(features(page), weights, allowed)


def judge_features(
    counts: Features, weights: Weights, allowed: frozenset[PageClass] | None = None
) -> Verdict:
    """The verdict on the features of a page, as they are kept for training."""
    shares = shares_of(scores(counts, weights, allowed), weights.heat)
    ranked = sorted(shares.items(), key=lambda pair: -pair[1])
    (best, sure), (_, second) = ranked[0], ranked[1]
    runners = tuple(
        (kind, round(share, 3)) for kind, share in ranked[:RUNNERS] if share >= 0.01
    )
    if best == _OTHER:
        return Verdict(None, sure, runners, UNKNOWN)
    if sure < weights.least:
        return Verdict(None, sure, runners, BETWEEN if second > 0.2 else WEAK)
    if sure - second < weights.margin:
        return Verdict(None, sure, runners, BETWEEN)
    why = PICTURE if best == PageClass.PHOTO else WORDS
    return Verdict(best, sure, runners, why)


def scores(
    counts: Features, weights: Weights, allowed: frozenset[PageClass] | None = None
) -> dict[PageClass, float]:
    """Lexicon and what was learnt, added up for every class."""
    found = evidence(counts)
    # What was learnt is about words; of a page without any, the lexicon says enough.
    learnt = weights.learnt() if any(name[0] in "bc" for name in counts) else {}
    for name, count in counts.items():
        if (row := learnt.get(name)) is not None:
            for kind, more in zip(CLASSES, row.tolist(), strict=True):
                found[kind] += more * count
    if allowed:
        for kind in found:
            if kind not in allowed and kind != _OTHER:
                found[kind] -= _NOT_ASKED
    return found


def shares_of(found: Mapping[PageClass, float], heat: float) -> dict[PageClass, float]:
    """Scores as shares that add up to one."""
    top = max(found.values())
    raised = {kind: exp((score - top) / heat) for kind, score in found.items()}
    total = sum(raised.values())
    return {kind: value / total for kind, value in raised.items()}
