"""Bundles that are out of step with their cases: a listener gave up, a batch was quick."""

import logging
from datetime import datetime

from django.utils import timezone

from yichuang.cases.models import BundleCase, BundleState
from yichuang.cases.services.bundles import going_on
from yichuang.kernel.refusals import Refusal

log = logging.getLogger(__name__)


def go_on(*, at: datetime | None = None, limit: int = 200) -> int:
    """Settle the open bundles, the nearest promise first; returns how many moved.

    One that somebody is working on is left for the next time.
    """
    at = at or timezone.now()
    rows = BundleCase.objects.filter(state=BundleState.OPEN).order_by("promise_due")
    moved = 0
    for pk, number, version in list(
        rows.values_list("pk", "number", "version")[:limit]
    ):
        try:
            going_on.settle(number, at=at)
        except Refusal as refusal:
            log.warning("bundle %s does not go on: %s", number, refusal)
        moved += BundleCase.objects.filter(pk=pk).exclude(version=version).count()
    return moved
