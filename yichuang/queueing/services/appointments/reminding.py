"""Reminders: the day before and two hours before, each once for each time."""

from datetime import datetime, time, timedelta

from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.queueing.models import Appointment
from yichuang.queueing.queries.appointments import booked
from yichuang.queueing.rules.appointments.lifecycle import AppointmentState
from yichuang.queueing.services.appointments.moving import tell
from yichuang.web.together import whole

STEP = 200
EARLIEST = time(9)
"""Nobody is woken: the day before, from nine o'clock on."""
HOURS_BEFORE = 2

TOMORROW = N_(
    "Tomorrow: %(kind)s, %(when)s. Code %(code)s. Bring your identity card. If you cannot "
    "come, please cancel, so that somebody else can."
)
SOON = N_("In two hours: %(kind)s, %(when)s. Code %(code)s: hold it to the kiosk.")


def remind(*, at: datetime) -> int:
    """Write to those who come tomorrow and to those who come in two hours; how many."""
    standing = booked.rows().filter(
        state=AppointmentState.BOOKED, starts_at__gt=at, told_hours_at=None
    )
    soon = standing.filter(starts_at__lte=at + timedelta(hours=HOURS_BEFORE))
    told = sum(_soon(row, at) for row in soon.order_by("starts_at")[:STEP])
    later = standing.filter(
        starts_at__gt=at + timedelta(hours=HOURS_BEFORE),
        starts_at__lte=at + timedelta(days=2),
        told_day_at=None,
    )
    return told + sum(_tomorrow(row, at) for row in later.order_by("starts_at")[:STEP])


def _soon(row: Appointment, at: datetime) -> bool:
    return whole(lambda: _told(row, SOON, "told_hours_at", at))


def _tomorrow(row: Appointment, at: datetime) -> bool:
    local = at.astimezone(places.hall(row.hall_id).zone)
    due = row.day - local.date() <= timedelta(days=1) and local.time() >= EARLIEST
    booked_just_now = row.booked_at and row.booked_at.astimezone(
        local.tzinfo
    ).date() == (local.date())
    if not due or booked_just_now:
        return False
    return whole(lambda: _told(row, TOMORROW, "told_day_at", at))


def _told(row: Appointment, text: str, field: str, at: datetime) -> bool:
    still = Appointment.objects.filter(
        pk=row.pk, state=AppointmentState.BOOKED, starts_at=row.starts_at
    )
    if not still.filter(**{field: None}).update(**{field: at}):
        return False
    tell(row, text, at=at, once=f"{field}:{row.starts_at:%Y%m%d%H%M}")
    return True
