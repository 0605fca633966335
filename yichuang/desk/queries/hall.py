"""Time of windows and figures of lines for the hall's board, counted once a minute."""

from datetime import date, datetime

from yichuang.accounts.models import User
from yichuang.accounts.queries.staff import StaffRow, staff
from yichuang.queueing.policies import COUNTER
from yichuang.queueing.queries import figures
from yichuang.queueing.rules.figures import Day
from yichuang.web.memory import remember


@remember(seconds=60, size=16)
def figures_until(hall_id: int, on: date, minute: datetime) -> Day:
    """Figures of a day up to a full minute."""
    return figures.of_day(hall_id, on, at=minute)


@remember(seconds=600, size=128)
def figures_of(hall_id: int, on: date, midnight: datetime) -> Day:
    """Figures of a day that is over at `midnight`; nothing changes in them any more."""
    return figures.of_day(hall_id, on, at=midnight)


def counter_staff(hall_id: int) -> tuple[StaffRow, ...]:
    """Who could sit at a window of the hall: by role, by name."""
    return tuple(
        row
        for row in staff(hall_id=hall_id)
        if row.kind == User.Kind.STAFF
        and row.is_active
        and not COUNTER.isdisjoint(grant.role for grant in row.grants)
    )
