"""What the queue does when it is time: tickets fall, days end."""

from datetime import datetime

from yichuang.queueing.services import rollover


def sweep(*, at: datetime) -> int:
    """Let remote tickets fall whose holders never came, and close days that are over."""
    return rollover.sweep(at=at)
