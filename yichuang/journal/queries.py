"""Reading the journal: what happened to a subject, and whether the chains are whole."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from yichuang.journal import rules
from yichuang.journal.events import EntryFacts
from yichuang.journal.models import Delivery, DeliveryState, Entry, Lane


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where a chain does not hold."""

    lane: int
    position: int
    kind: str
    entry_id: int | None


def facts_of(entry: Entry) -> EntryFacts:
    return EntryFacts(
        id=entry.pk,
        code=entry.code,
        about=entry.about,
        hall_id=entry.hall_id,
        actor=entry.actor,
        actor_name=entry.actor_name,
        at=entry.at,
        facts=json.loads(entry.facts),
    )


def timeline(about: str) -> tuple[EntryFacts, ...]:
    """Everything recorded about a subject, oldest first."""
    return tuple(map(facts_of, Entry.objects.filter(about=about).order_by("id")))


def between(
    codes: Sequence[str], start: datetime, end: datetime, hall_id: int | None = None
) -> tuple[EntryFacts, ...]:
    """Entries with one of `codes` in [start, end), of one hall or of all."""
    found = Entry.objects.filter(code__in=codes, at__gte=start, at__lt=end)
    if hall_id is not None:
        found = found.filter(hall_id=hall_id)
    return tuple(map(facts_of, found.order_by("id")))


def undelivered() -> dict[str, int]:
    """How many deliveries wait and how many were given up."""
    rows = Delivery.objects.all()
    return {
        state.value: rows.filter(state=state.value).count() for state in DeliveryState
    }


def verify() -> Iterator[Fault]:
    """Walk every chain; yields a fault for each altered, missing or moved entry.

    Reads the journal once in the order of the chains, in constant memory.
    """
    heads = {lane.number: lane for lane in Lane.objects.all()}
    for number in range(rules.LANES):
        head = heads.get(number)
        yield from _walk(head or Lane(number=number, length=0, head=rules.GENESIS))
    # An entry outside of every chain would be shown and never checked.
    strays = Entry.objects.exclude(lane__in=range(rules.LANES)).order_by("id")
    for entry in strays.iterator(chunk_size=2000):
        yield Fault(entry.lane, entry.position, "no-chain", entry.pk)


def _walk(head: Lane) -> Iterator[Fault]:
    previous, expected = rules.GENESIS, 1
    rows = Entry.objects.filter(lane=head.number).order_by("position")
    for entry in rows.iterator(chunk_size=2000):
        if entry.position != expected:
            yield Fault(head.number, expected, "missing", None)
            expected = entry.position
        if _hash_of(previous, entry) != entry.hash:
            yield Fault(head.number, entry.position, "altered", entry.pk)
        previous, expected = entry.hash, expected + 1
    if head.length != expected - 1 or head.head != previous:
        yield Fault(head.number, head.length, "end", None)


def _hash_of(previous: str, entry: Entry) -> str:
    content = rules.Content(
        code=entry.code,
        about=entry.about,
        hall=entry.hall_id,
        actor=entry.actor,
        actor_name=entry.actor_name,
        at=entry.at,
        facts=entry.facts,
    )
    return rules.link(previous, entry.position, content)


def digest() -> str:
    """One hash over the heads of all chains: noted outside, it proves later that
    nothing before it was rewritten, not even with every hash computed anew."""
    heads = Lane.objects.order_by("number").values_list("number", "length", "head")
    line = "\n".join(f"{number} {length} {head}" for number, length, head in heads)
    return hashlib.sha256(line.encode()).hexdigest()


def count(lanes: Iterable[int] = range(rules.LANES)) -> int:
    """Entries the heads account for."""
    return sum(Lane.objects.filter(pk__in=list(lanes)).values_list("length", flat=True))
