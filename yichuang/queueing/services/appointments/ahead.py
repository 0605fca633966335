"""Seats by themselves: for the days the terms open, from the windows that serve a kind or
from the plan the manager adopted; and days on which the hall turns out to be closed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction

from yichuang.accounts.policies import SYSTEM
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.doors import day_at_the_door
from yichuang.queueing.models import (
    Appointment,
    AppointmentTerms,
    BusinessKind,
    Slot,
    WindowSkill,
)
from yichuang.queueing.queries.appointments import offered
from yichuang.queueing.rules.appointments.lifecycle import AppointmentState
from yichuang.queueing.rules.appointments.slots import Mode, usual_seats, within
from yichuang.queueing.rules.appointments.terms import Terms, open_days
from yichuang.queueing.services.appointments.publishing import Seats, publish_seats


def publish_ahead(*, at: datetime) -> int:
    """Publish the usual seats of every day that comes into reach and has none yet; how
    many days of a kind were published. A calendar that is not published stops only its
    hall: no day is offered on a guess."""
    halls = AppointmentTerms.objects.values_list("hall_id", flat=True).distinct()
    return sum(_publish_hall(hall_id, at) for hall_id in sorted(halls))


def _publish_hall(hall_id: int, at: datetime) -> int:
    today = at.astimezone(places.hall(hall_id).zone).date()
    terms = offered.terms_on(hall_id, today)
    if terms is None or not terms.share:
        return 0
    try:
        days, _last = open_days(today, terms, calendars.calendar_for(hall_id))
    except Refusal:
        return 0
    kinds = BusinessKind.objects.filter(hall_id=hall_id, open=True)
    known = set(
        Slot.objects.filter(kind__hall_id=hall_id, day__in=days, mode=Mode.WINDOW)
        .values_list("kind_id", "day")
        .distinct()
    )
    windows = windows_of(hall_id)
    done = 0
    for kind in kinds:
        for day in sorted(days):
            if (kind.pk, day) not in known:
                done += _publish_day(hall_id, kind, day, windows[kind.pk], terms, at)
    return done


def _publish_day(
    hall_id: int,
    kind: BusinessKind,
    day: date,
    windows: Fraction,
    terms: Terms,
    at: datetime,
) -> int:
    seats = usual_seats(float(windows), kind.usual_minutes, terms.share)
    slots = within(day_at_the_door(hall_id, day).spans)
    if not seats or not slots:
        return 0
    plan = Seats(kind.code, day, dict.fromkeys(slots, seats))
    publish_seats(hall_id, plan, by=SYSTEM, at=at)
    return 1


def windows_of(hall_id: int) -> Mapping[int, Fraction]:
    """How many windows serve each kind: one that serves two is half a one of each."""
    rows = WindowSkill.objects.filter(kind__hall_id=hall_id, helps=False)
    serves: dict[int, list[int]] = defaultdict(list)
    for window_id, kind_id in rows.values_list("window_id", "kind_id"):
        serves[window_id].append(kind_id)
    found: dict[int, Fraction] = defaultdict(Fraction)
    for kinds in serves.values():
        for kind_id in kinds:
            found[kind_id] += Fraction(1, len(kinds))
    return found


def from_plan(
    hall_id: int, day: date, capacity: Mapping[str, Sequence[int]], *, at: datetime
) -> int:
    """Take over the seats of a plan that was adopted. What is booked stays: a plan takes
    nobody's time away, that is for the manager to decide on the page of seats. A day that
    is over by the time this is heard of changes nothing. Returns how many half-hours keep
    more seats than the plan has."""
    kept = 0
    if day < at.astimezone(places.hall(hall_id).zone).date():
        return kept
    inside = set(within(day_at_the_door(hall_id, day).spans))
    known = BusinessKind.objects.filter(hall_id=hall_id, code__in=capacity)
    for kind in known:
        taken = dict(
            Slot.objects.filter(kind=kind, day=day).values_list("slot", "taken")
        )
        wanted = dict(enumerate(capacity[kind.code]))
        seats = {slot: max(wanted.get(slot, 0), taken.get(slot, 0)) for slot in inside}
        kept += sum(seats[slot] > wanted.get(slot, 0) for slot in inside)
        publish_seats(hall_id, Seats(kind.code, day, seats), by=SYSTEM, at=at)
    return kept


def closed_days(*, at: datetime) -> int:
    """Where the hall will be closed after all, offer everybody booked another time; how
    many were told."""
    standing = Appointment.objects.filter(
        state=AppointmentState.BOOKED,
        slot__mode=Mode.WINDOW,
        starts_at__gt=at,
        starts_at__lt=at + timedelta(days=60),
    )
    told = 0
    for hall_id, kind, day in set(standing.values_list("hall_id", "kind__code", "day")):
        if not day_at_the_door(hall_id, day).closed:
            continue
        slots = Slot.objects.filter(kind__hall_id=hall_id, kind__code=kind, day=day)
        plan = Seats(kind, day, dict.fromkeys(slots.values_list("slot", flat=True), 0))
        hit = frozenset(
            standing.filter(hall_id=hall_id, kind__code=kind, day=day).values_list(
                "pk", flat=True
            )
        )
        told += len(publish_seats(hall_id, plan, by=SYSTEM, at=at, agreed=hit))
    return told
