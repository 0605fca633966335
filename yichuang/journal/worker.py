"""Delivering entries to listeners: claimed by compare-and-set, tried again, never lost."""

import logging
from datetime import datetime, timedelta

from django.db import transaction

from yichuang.journal import rules
from yichuang.journal.events import load
from yichuang.journal.models import Delivery, DeliveryState
from yichuang.journal.queries import facts_of

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""A worker that dies holding a delivery gives it back after this time."""


def deliver(*, at: datetime, limit: int = 100) -> int:
    """Deliver what is due at `at`; returns how many deliveries were tried."""
    due = list(
        Delivery.objects.filter(state=DeliveryState.WAITING, next_at__lte=at)
        .select_related("entry")
        .order_by("next_at", "id")[:limit]
    )
    return sum(_deliver_one(delivery, at=at) for delivery in due)


def _deliver_one(delivery: Delivery, *, at: datetime) -> int:
    claimed = Delivery.objects.filter(
        pk=delivery.pk, tries=delivery.tries, state=DeliveryState.WAITING
    ).update(tries=delivery.tries + 1, next_at=at + LEASE)
    if not claimed:  # another worker was faster
        return 0
    mine = Delivery.objects.filter(pk=delivery.pk, tries=delivery.tries + 1)
    try:
        # The listener's own writes and the end of the delivery commit together.
        with transaction.atomic():
            load(delivery.listener)(facts_of(delivery.entry), at=at)
            finished, _rows = mine.delete()
            if not finished:
                # It took longer than the lease, and somebody else has it by now.
                transaction.set_rollback(True)
    except Exception as problem:
        log.exception("delivery %s to %s failed", delivery.pk, delivery.listener)
        _postpone(delivery, problem, at=at)
    return 1


def _postpone(delivery: Delivery, problem: Exception, *, at: datetime) -> None:
    tries = delivery.tries + 1
    Delivery.objects.filter(pk=delivery.pk, tries=tries).update(
        state=(
            DeliveryState.GAVE_UP if tries >= rules.MAX_TRIES else DeliveryState.WAITING
        ),
        next_at=at + timedelta(seconds=rules.wait_before(tries)),
        error=f"{type(problem).__name__}: {problem}"[:2000],
    )
