"""Figures of a day, from the journal."""

from datetime import date, datetime, time, timedelta

from yichuang.journal import queries as journal
from yichuang.organisation.queries import places
from yichuang.queueing import events
from yichuang.queueing.rules import figures

CODES = [
    kind.code
    for kind in (
        *(events.TAKEN, events.ARRIVED, events.CALLED, events.PARKED, events.RETURNED),
        *(events.STARTED, events.HELD, events.RESUMED, events.TRANSFERRED),
        *(events.ENDED, events.LEFT, events.VOIDED),
        *(events.OPENED, events.PAUSED, events.REOPENED, events.CLOSED),
    )
]


def of_day(hall_id: int, on: date, *, at: datetime) -> figures.Day:
    """The figures of a day; of today up to `at`."""
    start = datetime.combine(on, time(), places.hall(hall_id).zone)
    end = start + timedelta(days=1)
    told = journal.between(CODES, start, end, hall_id)
    return figures.day(
        (figures.Event(one.code, one.about, one.at, one.facts) for one in told),
        min(max(at, start), end),
    )
