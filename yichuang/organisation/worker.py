"""Letters that run out are named before they do, each hall on its own day."""

from datetime import datetime

from yichuang.organisation.queries.places import hall, hall_names
from yichuang.organisation.services.authority import warn_of_ends


def name_ending(*, at: datetime) -> int:
    """Name the letters of every hall that end within 30 days; returns how many."""
    return sum(
        warn_of_ends(
            at=at, today=at.astimezone(hall(hall_id).zone).date(), hall_id=hall_id
        )
        for hall_id, _name in hall_names()
    )
