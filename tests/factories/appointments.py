"""Appointments for tests: terms, seats of the next days, people who book."""

from datetime import date, datetime, timedelta
from typing import Any

from tests.factories.accounts import NOW, make_person
from yichuang.accounts.models import Person
from yichuang.accounts.policies import SYSTEM
from yichuang.queueing.models import Appointment, Slot
from yichuang.queueing.rules.appointments.terms import Terms
from yichuang.queueing.services.appointments import booking
from yichuang.queueing.services.appointments.publishing import (
    Seats,
    publish_seats,
    publish_terms,
)

TUESDAY = date(2026, 3, 10)
"""Today: 10:00."""
WEDNESDAY = date(2026, 3, 11)
SATURDAY = date(2026, 3, 14)
NINE = 18
"""The half-hour that begins at nine."""


def make_terms(**over: Any) -> Terms:
    """Terms in force from today on, for hall 1."""
    terms = Terms(**over)
    publish_terms(1, terms, TUESDAY, by=SYSTEM, at=NOW)
    return terms


def make_seats(
    seats: int = 1,
    *,
    kind: str = "A",
    day: date = WEDNESDAY,
    slots: tuple[int, ...] = (NINE, NINE + 1, NINE + 2),
    **over: Any,
) -> list[Slot]:
    """Seats at 9:00, 9:30 and 10:00 tomorrow."""
    plan = Seats(kind, day, dict.fromkeys(slots, seats), **over)
    publish_seats(1, plan, by=SYSTEM, at=NOW)
    return list(
        Slot.objects.filter(kind__code=kind, day=day, slot__in=slots).order_by("slot")
    )


def make_held(slot: Slot, person: Person | None = None, **over: Any) -> Appointment:
    """A seat that is kept."""
    given = {"by": SYSTEM, "at": NOW} | over
    return booking.hold(slot.pk, (person or make_person()).pk, **given)


def make_booked(slot: Slot, person: Person | None = None, **over: Any) -> Appointment:
    """A seat that is booked."""
    held = make_held(slot, person, **over)
    return booking.confirm(held.code, by=SYSTEM, at=over.get("at", NOW))


def on(day: date, clock: str) -> datetime:
    """A moment in the hall: on(WEDNESDAY, "9:30")."""
    hours, minutes = clock.split(":")
    began = NOW - timedelta(hours=10)
    ahead = timedelta(days=(day - TUESDAY).days)
    return began + ahead + timedelta(hours=int(hours), minutes=int(minutes))
