"""Papers promised for later: a reminder before their day, the end of handling after it."""

import logging
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.utils import timezone

from yichuang.cases.models import Case
from yichuang.cases.queries import owed
from yichuang.cases.services import breaking
from yichuang.kernel.refusals import Refusal

log = logging.getLogger(__name__)


def chase(*, at: datetime | None = None, limit: int = 200) -> int:
    """Remind of what is due soon and end what did not come; returns how much was done,
    at most `limit`. A case somebody works on this moment is left for the next time."""
    at = at or timezone.now()
    return sum(islice(_chased(at), limit))


def _chased(at: datetime) -> Iterator[int]:
    for case in owed.overdue(at):
        yield int(_ended(case, at=at))
    for row in owed.due_soon(at):
        yield int(breaking.remind(row, at=at))


def _ended(case: Case, *, at: datetime) -> bool:
    try:
        breaking.breach(case, at=at)
    except Refusal as refusal:
        log.warning("case %s not ended: %s", case.number, refusal)
        return False
    log.warning("case %s ended: promised papers did not come", case.number)
    return True
