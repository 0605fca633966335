"""Listeners for tests of deliveries; what they write can be counted."""

from datetime import datetime

from yichuang.journal.events import EntryFacts
from yichuang.organisation.models import Series

GOOD = "tests.journal.listeners.note"
FAILING = "tests.journal.listeners.note_and_fail"
TORN = "tests.journal.listeners.note_and_die"
OVERTAKEN = "tests.journal.listeners.note_while_another_worker_claims"


class PowerCut(BaseException):
    """The worker is gone: nothing of its code runs any more."""


def note(entry: EntryFacts, *, at: datetime) -> None:
    Series.objects.create(name=f"noted {entry.id}")


def note_and_fail(entry: EntryFacts, *, at: datetime) -> None:
    note(entry, at=at)
    raise ConnectionError("the line is down")


def note_and_die(entry: EntryFacts, *, at: datetime) -> None:
    note(entry, at=at)
    raise PowerCut


def note_while_another_worker_claims(entry: EntryFacts, *, at: datetime) -> None:
    """The lease ran out meanwhile: the row carries another try."""
    from yichuang.journal.models import Delivery

    note(entry, at=at)
    Delivery.objects.filter(entry_id=entry.id).update(tries=7)


def noted() -> int:
    """How many notes were kept."""
    return Series.objects.filter(name__startswith="noted").count()
