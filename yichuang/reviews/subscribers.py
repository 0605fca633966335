"""After the result was handed over: ask what it was like."""

from datetime import datetime

from yichuang.journal.events import EntryFacts
from yichuang.reviews.services import asking


def ask(entry: EntryFacts, *, at: datetime) -> None:
    """Listener of "case.issued": one invitation, one message to each reader."""
    asking.ask(entry.about.removeprefix("case:"), at=at)
