"""Recording: the one way into the journal, inside the transaction of what happened."""

from datetime import datetime
from typing import Any

from yichuang.accounts.policies import Actor
from yichuang.journal import rules
from yichuang.journal.events import EventType, listeners_of
from yichuang.journal.models import Delivery, Entry, Lane
from yichuang.web.together import together

TRIES_FOR_A_PLACE = 200


@together
def record(
    event: EventType,
    *,
    about: str,
    by: Actor,
    at: datetime,
    hall_id: int | None = None,
    **facts: Any,
) -> Entry:
    """Append an entry and put a delivery on its way to every listener.

    `about` names the subject as `kind:id`; `facts` must be plain JSON values.

    Raises:
        RuntimeError: no place was found in the lane after many tries (never seen;
            it would mean hundreds of writers on one subject in one moment).
    """
    content = rules.Content(
        code=event.code,
        about=about,
        hall=hall_id,
        actor=by.ref,
        actor_name=by.name,
        at=at,
        facts=rules.canonical(facts),
    )
    lane = rules.lane_of(about)
    position, chained = _take_place(lane, content)
    entry = Entry(
        lane=lane,
        position=position,
        code=content.code,
        about=about,
        hall_id=hall_id,
        actor=content.actor,
        actor_name=content.actor_name,
        at=at,
        facts=content.facts,
        hash=chained,
    )
    entry.save(force_insert=True)
    listeners = listeners_of(event.code)
    if listeners:
        Delivery.objects.bulk_create(
            Delivery(entry=entry, listener=listener, next_at=at)
            for listener in listeners
        )
    return entry


def _take_place(lane: int, content: rules.Content) -> tuple[int, str]:
    """Compare-and-set on the head of the lane: (position, hash)."""
    for _attempt in range(TRIES_FOR_A_PLACE):
        length, head = Lane.objects.values_list("length", "head").get(pk=lane)
        chained = rules.link(head, length + 1, content)
        moved = Lane.objects.filter(pk=lane, length=length).update(
            length=length + 1, head=chained
        )
        if moved:
            return length + 1, chained
    raise RuntimeError(f"no place in journal lane {lane}")
