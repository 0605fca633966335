"""What the lexicon alone says for each class: the sum of the weights of the cues found."""

from collections.abc import Mapping

from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.judging.lexicon import CUES

NOTHING = 3.0
"""What "another paper" starts with: a class needs more evidence than this."""

_CARD_LABELS = 2
"""Of address, nationality and birth, so many are read even on a worn copy of the card."""
_PROSE = 4.0
_SIDE = 3.5
"""Evidence from which a side of the identity card counts as being on the page."""


def evidence(counts: Mapping[str, float]) -> dict[PageClass, float]:
    """The score of every class for the features of a page."""
    scores = {
        kind: sum(weight * counts.get(f"c:{phrase}", 0.0) for phrase, weight in cues)
        for kind, cues in CUES.items()
    }
    scores[PageClass.OTHER] += NOTHING
    scores[PageClass.PHOTO] = _photograph(counts)
    return {**scores, **_card(counts, scores)}


def _photograph(counts: Mapping[str, float]) -> float:
    """A page of next to no words that looks like a photograph for a pass."""
    return 9.0 * counts.get("l:portrait", 0.0) if "l:bare" in counts else 0.0


def _card(
    counts: Mapping[str, float], scores: Mapping[PageClass, float]
) -> dict[PageClass, float]:
    """The sides of the card: both on one page are a class of their own.

    Letters and certificates give name and number too: running text is no card's, and
    without address or nationality the number counts for little.
    """
    front, back = scores[PageClass.ID_FRONT], scores[PageClass.ID_BACK]
    labels = sum(f"c:{label}" in counts for label in ("住址", "民族", "出生"))
    if labels < _CARD_LABELS:
        front *= 0.4
    if "l:prose" in counts:
        front -= _PROSE
    small = 1.5 if "l:few" in counts or "l:bare" in counts else 0.0
    both = front >= _SIDE and back >= _SIDE
    return {
        PageClass.ID_FRONT: front + small - (back if both else 0.0),
        PageClass.ID_BACK: back + small - (front if both else 0.0),
        PageClass.ID_BOTH: front + back if both else 0.0,
    }
