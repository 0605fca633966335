"""What the clock does by itself: silence after receipt becomes acceptance."""

import logging
from datetime import datetime
from itertools import islice

from django.utils import timezone

from yichuang.cases.models import Case
from yichuang.cases.queries import facts, worklist
from yichuang.cases.services import notices
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import places

log = logging.getLogger(__name__)


def sweep(*, at: datetime | None = None, limit: int = 200) -> int:
    """Deem accepted what nobody answered within five working days; returns how many,
    at most `limit`.

    A case somebody is working on at this moment is left for the next sweep, and one
    that cannot be counted holds up no other.
    """
    at = at or timezone.now()
    deemed = (1 for case in worklist.unanswered(at) if _deem(case, at=at))
    return sum(islice(deemed, limit))


def _deem(case: Case, *, at: datetime) -> bool:
    try:
        notices.deem_accepted(case, at=at)
    except Refusal as refusal:
        log.warning("case %s not deemed accepted: %s", case.number, refusal)
        return False
    log.warning(
        "case %s at hall %s deemed accepted (%s)",
        case.number,
        places.hall(case.hall_id).name,
        facts.guide_of(case).name,
    )
    return True
