"""Days on which the hall is closed or open against its habit. They change when people
can come, never how the law counts days (that is the calendar's)."""

from datetime import date, datetime

from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.events import HALL_DAY_CLEARED, HALL_DAY_SET
from yichuang.organisation.models import HallDay
from yichuang.organisation.policies import GRANTS
from yichuang.web.memory import forget_all


@transaction.atomic
def set_day(
    hall_id: int,
    day: date,
    *,
    opens: bool,
    reason: str,
    today: date,
    by: Actor,
    at: datetime,
) -> HallDay:
    """Close the hall on a day, or open it on one it is usually closed.

    Raises:
        Refusal: "hall-day.past", "hall-day.reason-unsaid".
    """
    require(by, "organisation.days", GRANTS)
    if day < today:
        raise Refusal(
            "hall-day.past",
            N_("%(day)s has passed."),
            field="day",
            remedy=N_("Choose today or a later day."),
            day=day,
        )
    if not reason.strip():
        raise Refusal(
            "hall-day.reason-unsaid",
            N_("Say why the hall is open or closed on that day."),
            field="reason",
            remedy=N_("Citizens read it on the hall's page."),
        )
    row, _new = HallDay.objects.update_or_create(
        hall_id=hall_id,
        day=day,
        defaults={"open": opens, "reason": reason.strip()[:80]},
    )
    journal.record(
        HALL_DAY_SET,
        about=f"hall:{hall_id}",
        by=by,
        at=at,
        hall_id=hall_id,
        day=day.isoformat(),
        how=N_("open") if opens else N_("closed"),
        reason=row.reason,
    )
    forget_all()
    return row


@transaction.atomic
def clear_day(hall_id: int, day: date, *, by: Actor, at: datetime) -> None:
    """Let a day be as the hall's hours say again.

    Raises:
        Refusal: "hall-day.none".
    """
    require(by, "organisation.days", GRANTS)
    gone, _rows = HallDay.objects.filter(hall_id=hall_id, day=day).delete()
    if not gone:
        raise Refusal(
            "hall-day.none",
            N_("Nothing is set for %(day)s."),
            field="day",
            day=day,
        )
    journal.record(
        HALL_DAY_CLEARED,
        about=f"hall:{hall_id}",
        by=by,
        at=at,
        hall_id=hall_id,
        day=day.isoformat(),
    )
    forget_all()
