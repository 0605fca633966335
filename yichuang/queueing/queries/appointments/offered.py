"""What can be booked: the terms, the days, the half-hours with free seats, the groups."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.doors import day_at_the_door
from yichuang.queueing.models import Appointment, AppointmentTerms, BookingGroup, Slot
from yichuang.queueing.rules.appointments.lifecycle import AppointmentState
from yichuang.queueing.rules.appointments.slots import (
    Free,
    Grouping,
    Mode,
    nearest,
    starts,
    within,
)
from yichuang.queueing.rules.appointments.terms import Terms, blocked_until, open_days


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A half-hour that can be booked."""

    id: int
    day: date
    slot: int
    starts_at: datetime
    free: int
    mode: Mode
    served_by: str


@dataclass(frozen=True, slots=True)
class OfferedDay:
    """A day that can be booked, with its half-hours; the full ones have `free` 0."""

    day: date
    mode: Mode
    free: int
    slots: tuple[SlotRow, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of a busy day."""

    id: int
    day: date
    grouping: Grouping
    label: str


def terms_on(hall_id: int, on: date) -> Terms | None:
    """The terms published for a day; None where the hall offers no appointments."""
    kept = (
        AppointmentTerms.objects.filter(hall_id=hall_id, valid_from__lte=on)
        .order_by("-valid_from", "-version")
        .values_list("terms", flat=True)
        .first()
    )
    return Terms(**kept) if kept else None


def need_terms(hall_id: int, on: date) -> Terms:
    """The terms of a hall that offers appointments.

    Raises:
        Refusal: "appointment.not-offered".
    """
    terms = terms_on(hall_id, on)
    if terms is None:
        raise Refusal(
            "appointment.not-offered",
            N_("This hall does not take appointments yet."),
            remedy=N_("Come in its opening hours and take a ticket, or apply online."),
        )
    return terms


def starts_at(hall_id: int, day: date, slot: int) -> datetime:
    """When a half-hour of a hall begins."""
    return datetime.combine(day, starts(slot), places.hall(hall_id).zone)


def is_open(slot: Slot, terms: Terms, *, hall_id: int, at: datetime) -> bool:
    """Whether a half-hour can be booked at `at`: it is within the days the terms name
    and has not begun."""
    today = at.astimezone(places.hall(hall_id).zone).date()
    if slot.day < today + timedelta(days=terms.lead_days):
        return False
    if starts_at(hall_id, slot.day, slot.slot) <= at:
        return False
    days, last = open_days(today, terms, calendars.calendar_for(hall_id))
    return slot.day in days or (slot.mode == Mode.WEEKEND and slot.day <= last)


def bookable(hall_id: int, kind_id: int, *, at: datetime) -> QuerySet[Slot]:
    """The half-hours of a kind that the terms open to booking now.

    Raises:
        Refusal: "calendar.unknown-year".
    """
    today = at.astimezone(places.hall(hall_id).zone).date()
    terms = terms_on(hall_id, today)
    rows = Slot.objects.filter(kind_id=kind_id, seats__gt=0)
    if terms is None:
        return rows.none()
    days, last = open_days(today, terms, calendars.calendar_for(hall_id))
    special = Q(mode=Mode.WEEKEND, day__lte=last)
    return rows.filter(
        Q(day__in=days) | special, day__gte=today + timedelta(days=terms.lead_days)
    )


def offered(
    hall_id: int, kind_id: int, *, at: datetime, group_id: int | None = None
) -> tuple[OfferedDay, ...]:
    """The days of a kind with their half-hours. On days with groups only those of the
    group; without a `group_id` such days are left out."""
    rows = bookable(hall_id, kind_id, at=at)
    if group_id is None:
        rows = rows.filter(group=None)
    else:
        rows = rows.filter(group_id=group_id)
    days: dict[date, list[SlotRow]] = defaultdict(list)
    for row in rows.order_by("day", "slot"):
        begins = starts_at(hall_id, row.day, row.slot)
        if begins > at:
            days[row.day].append(_row(row, begins))
    return tuple(
        OfferedDay(day, slots[0].mode, sum(one.free for one in slots), tuple(slots))
        for day, slots in days.items()
    )


def _row(row: Slot, begins: datetime) -> SlotRow:
    return SlotRow(
        id=row.pk,
        day=row.day,
        slot=row.slot,
        starts_at=begins,
        free=row.seats - row.taken,
        mode=Mode(row.mode),
        served_by=row.served_by,
    )


def groups(hall_id: int, kind_id: int, *, at: datetime) -> tuple[GroupRow, ...]:
    """The groups of the days that can be booked, in order."""
    days = bookable(hall_id, kind_id, at=at).filter(group__isnull=False)
    rows = BookingGroup.objects.filter(
        kind_id=kind_id, pk__in=days.values("group_id")
    ).order_by("day", "place")
    return tuple(
        GroupRow(row.pk, row.day, Grouping(row.grouping), row.label) for row in rows
    )


def instead_of(
    slot: Slot, *, hall_id: int, at: datetime, most: int = 3
) -> tuple[Free, ...]:
    """The nearest free half-hours of the same kind and group, to be offered."""
    rows = (
        bookable(hall_id, slot.kind_id, at=at)
        .filter(group_id=slot.group_id, taken__lt=F("seats"))
        .exclude(pk=slot.pk)
    )
    free = [
        Free(row.pk, row.day, row.slot, row.seats - row.taken)
        for row in rows
        if starts_at(hall_id, row.day, row.slot) > at
    ]
    return nearest(slot.day, slot.slot, free, most=most)


def blocked(person_id: int, hall_id: int, on: date, terms: Terms) -> date | None:
    """The last day on which the person cannot book, for not having come."""
    missed = Appointment.objects.filter(
        person_id=person_id,
        hall_id=hall_id,
        state=AppointmentState.MISSED,
        forgiven_at=None,
        day__gt=on - timedelta(days=terms.no_show_days + terms.blocked_days),
    )
    return blocked_until(missed.values_list("day", flat=True), terms, on)


def seats_of_day(hall_id: int, kind_id: int, day: date) -> dict[int, tuple[int, int]]:
    """Half-hour to (seats, taken): those of the opening hours, and what was published
    outside of them."""
    inside = within(day_at_the_door(hall_id, day).spans)
    known = {
        row.slot: (row.seats, row.taken)
        for row in Slot.objects.filter(kind_id=kind_id, day=day, mode=Mode.WINDOW)
    }
    return {slot: known.get(slot, (0, 0)) for slot in sorted({*inside, *known})}
