"""Lamps by the clock: sweep all, then do what each change calls for."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from yichuang.cases.models import LampChange, SupervisionOrder
from yichuang.cases.queries import supervision as orders
from yichuang.cases.services import lamps, supervision, warning
from yichuang.kernel.lamps import Lamp
from yichuang.kernel.refusals import Refusal

log = logging.getLogger(__name__)


def light(*, at: datetime, limit: int = 200) -> int:
    """Sweep every open case, then act on at most `limit` changes; returns how much was
    done, so that the worker goes on at once while changes wait."""
    lamps.sweep(at=at)
    waiting = (
        LampChange.objects.filter(acted_at=None)
        .order_by("id")
        .values_list("id", flat=True)[:limit]
    )
    return _each(waiting, lambda pk: warning.act(pk, at=at))


def remind_heads(*, at: datetime, limit: int = 200) -> int:
    """Tell department heads of warnings that stood for the policy's time."""
    standing = (
        LampChange.objects.filter(
            lamp=Lamp.WARN, head_told_at=None, at__gt=at - warning.LATEST
        )
        .exclude(acted_at=None)
        .select_related("case")
        .order_by("at")[:limit]
    )
    due = [change.pk for change in standing if _is_due(change, at)]
    return _each(due, lambda pk: warning.tell_head(pk, at=at))


def _is_due(change: LampChange, at: datetime) -> bool:
    """What moved on is ticked off at once, so that it is not looked at again."""
    if change.case.lamp != Lamp.WARN or change.case.lamp_since != change.at:
        return True
    try:
        return warning.head_due(change) <= at
    except Refusal as refusal:
        log.warning("case %s: %s", change.case.number, refusal)
        return False


def escalate(*, at: datetime) -> int:
    """Send orders that nobody answered in time to the next level."""
    return _each(orders.overdue(at), lambda pk: _escalate(pk, at=at))


def _escalate(order_id: int, *, at: datetime) -> bool:
    order = SupervisionOrder.objects.select_related("case").filter(pk=order_id).first()
    return order is not None and supervision.escalate(order, at=at)


def _each(ids: Iterable[int], do: Callable[[int], bool]) -> int:
    """Do it for each; one that is refused holds up no other."""
    done = 0
    for pk in list(ids):
        try:
            done += do(pk)
        except Refusal as refusal:
            log.warning("supervision of %s: %s", pk, refusal)
    return done
