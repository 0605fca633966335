"""What the queue does when it is time: tickets fall, days end."""

from datetime import datetime

from yichuang.queueing.services import rollover
from yichuang.queueing.services.appointments import ahead, arriving, booking, reminding


def sweep(*, at: datetime) -> int:
    """Let remote tickets fall whose holders never came, and close days that are over."""
    return rollover.sweep(at=at)


def keep_appointments(*, at: datetime) -> int:
    """Let unconfirmed seats fall, write down who did not come, remind who comes, and
    offer another time to those booked on a day that will be closed."""
    done = booking.expire(at=at) + arriving.miss(at=at) + reminding.remind(at=at)
    return done + ahead.closed_days(at=at)


def publish_ahead(*, at: datetime) -> int:
    """Publish the seats of days that come into reach."""
    return ahead.publish_ahead(at=at)
