"""What the clock does by itself: silence after receipt becomes acceptance."""

import logging
from datetime import datetime

from django.utils import timezone

from yichuang.cases.models import Case
from yichuang.cases.queries import facts, worklist
from yichuang.cases.services import notices
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import places

log = logging.getLogger(__name__)

__all__ = ["sweep"]


def sweep(*, at: datetime | None = None, limit: int = 200) -> int:
    """Deem accepted what nobody answered within five working days; returns how many.

    A case somebody is working on at this moment is left for the next sweep.
    """
    at = at or timezone.now()
    return sum(_deem(case, at=at) for case in worklist.unanswered(at, limit=limit))


def _deem(case: Case, *, at: datetime) -> int:
    try:
        notices.deem_accepted(case, at=at)
    except Refusal as refusal:
        log.warning("case %s not deemed accepted: %s", case.number, refusal)
        return 0
    log.warning(
        "case %s at hall %s deemed accepted (%s)",
        case.number,
        places.hall(case.hall_id).name,
        facts.guide_of(case).name,
    )
    return 1
