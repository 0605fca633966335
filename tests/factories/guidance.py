"""Questions that were asked."""

from datetime import date
from typing import Any

from yichuang.guidance.models import Asked, Outcome
from yichuang.guidance.rules.question import fit_to_keep, same_words


def make_asked(question: str = "潜水证怎么考", **over: Any) -> Asked:
    """A question of hall 1 that the guides do not answer."""
    values: dict[str, Any] = {
        "hall_id": 1,
        "day": date(2026, 3, 10),
        "key": same_words(question),
        "question": fit_to_keep(question),
        "outcome": Outcome.UNKNOWN,
    }
    return Asked.objects.create(**(values | over))
