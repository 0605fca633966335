"""Publishing: the terms, and how many seats each half-hour of a day has. A cut below what
is booked says first whom it hits; nobody is dropped without an offer."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import F

from yichuang.accounts.policies import Actor
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.models import Window
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.doors import day_at_the_door
from yichuang.queueing import events, policies
from yichuang.queueing.models import Appointment, AppointmentTerms, BusinessKind, Slot
from yichuang.queueing.queries.appointments import booked, offered
from yichuang.queueing.rules.appointments.lifecycle import AppointmentState
from yichuang.queueing.rules.appointments.slots import (
    SLOTS,
    Mode,
    need_seats,
    within,
)
from yichuang.queueing.rules.appointments.terms import Terms
from yichuang.queueing.services.appointments.moving import (
    advance,
    free_seat,
    note,
    tell,
)
from yichuang.queueing.services.lines import no_kind
from yichuang.queueing.services.seats import no_window
from yichuang.web.together import whole

S = AppointmentState
WRITTEN_AHEAD = 90
"""Days ahead for which seats can be published."""

TAKEN_AWAY = N_(
    "We are sorry: the hall cannot keep %(kind)s, %(when)s. Choose another time with code "
    "%(code)s: %(offers)s. Until you choose, your right to a time stays; coming on that "
    "day counts as an appointment."
)


@dataclass(frozen=True, slots=True)
class Seats:
    """Seats of half-hours of one kind and day. Outside opening hours `window` and
    `served_by` may name where and by whom people are served one to one."""

    kind: str
    day: date
    seats: Mapping[int, int]
    special: bool = False
    window: int | None = None
    served_by: str = ""


def publish_terms(
    hall_id: int, terms: Terms, valid_from: date, *, by: Actor, at: datetime
) -> AppointmentTerms:
    """Publish terms from a day on, as a new version.

    Raises:
        Refusal: "permission.denied", "appointment.past-day".
    """
    policies.require_here(by, "appointment.arrange", hall_id)
    _need_not_past(hall_id, valid_from, at)
    return whole(lambda: _publish_terms(hall_id, terms, valid_from, by, at))


def _publish_terms(
    hall_id: int, terms: Terms, valid_from: date, by: Actor, at: datetime
) -> AppointmentTerms:
    version = AppointmentTerms.objects.filter(hall_id=hall_id).count() + 1
    row = AppointmentTerms.objects.create(
        hall_id=hall_id,
        version=version,
        valid_from=valid_from,
        terms=replace(terms, version=version).as_dict(),
        published_at=at,
        published_by=by.ref,
    )
    journal.record(
        events.TERMS,
        about=f"hall:{hall_id}",
        by=by,
        at=at,
        hall_id=hall_id,
        valid_from=valid_from.isoformat(),
        **row.terms,
    )
    return row


def publish_seats(
    hall_id: int,
    plan: Seats,
    *,
    by: Actor,
    at: datetime,
    agreed: frozenset[int] = frozenset(),
) -> tuple[Appointment, ...]:
    """Set the seats of half-hours; those not named stay. Returns whose appointments were
    taken away: they were told, with the nearest free times. `agreed` are the ids of those
    whom the manager has seen on the list; anybody beyond them stops the whole.

    Raises:
        Refusal: "permission.denied", "queueing.no-kind", "appointment.past-day",
            "appointment.too-far", "calendar.unknown-year", "appointment.closed-day",
            "appointment.outside-hours", "appointment.inside-hours",
            "appointment.seats", "appointment.cut-hits", "appointment.already-came".
    """
    policies.require_here(by, "appointment.arrange", hall_id)
    kind = BusinessKind.objects.filter(hall_id=hall_id, code=plan.kind).first()
    if kind is None:
        raise no_kind()
    mode = _checked(hall_id, plan, at)
    window = _window(hall_id, plan.window)
    return whole(lambda: _publish(kind, plan, mode, window, by, at, agreed))


def _publish(
    kind: BusinessKind,
    plan: Seats,
    mode: Mode,
    window: Window | None,
    by: Actor,
    at: datetime,
    agreed: frozenset[int],
) -> tuple[Appointment, ...]:
    known = {
        row.slot: row
        for row in Slot.objects.filter(kind=kind, day=plan.day).order_by("slot")
    }
    changed = {
        slot: seats
        for slot, seats in plan.seats.items()
        if slot not in known or known[slot].seats != seats
    }
    hit: list[Appointment] = []
    for slot in sorted(changed):
        if slot in known:
            hit += _cut(known[slot], changed[slot], agreed, by, at)
    Slot.objects.bulk_create(
        Slot(
            kind=kind,
            day=plan.day,
            slot=slot,
            seats=seats,
            mode=mode,
            window=window,
            served_by=plan.served_by[:80],
        )
        for slot, seats in sorted(changed.items())
        if slot not in known and seats
    )
    if changed:
        journal.record(
            events.SEATS,
            about=f"hall:{kind.hall_id}",
            by=by,
            at=at,
            hall_id=kind.hall_id,
            kind=kind.code,
            day=plan.day.isoformat(),
            seats={str(slot): seats for slot, seats in sorted(changed.items())},
            displaced=len(hit),
        )
    _offer(hit, by, at)
    return tuple(hit)


def _cut(
    slot: Slot, seats: int, agreed: frozenset[int], by: Actor, at: datetime
) -> list[Appointment]:
    """Bring a half-hour to `seats`: what is only held falls first, then who booked last."""
    # An UPDATE first: whoever books this half-hour now comes before us or after us.
    Slot.objects.filter(pk=slot.pk).update(taken=F("taken"))
    slot.refresh_from_db()
    hit = booked.last_booked(slot, seats)
    if not {row.pk for row in hit} <= agreed:
        raise Refusal(
            "appointment.cut-hits",
            N_("%(count)s people are booked beyond this number of seats."),
            field="seats",
            remedy=N_("Look at the list and confirm: each is told and offered a time."),
            count=len(hit),
        )
    for row in hit:
        advance(row, "displace")
    _drop_holds(slot, seats)
    if not Slot.objects.filter(pk=slot.pk, taken__lte=seats).update(seats=seats):
        raise Refusal(
            "appointment.already-came",
            N_("More people than that have already come to this half-hour."),
            field="seats",
            remedy=N_("Leave the past as it was."),
        )
    return hit


def _drop_holds(slot: Slot, seats: int) -> None:
    slot.refresh_from_db()
    over = max(0, slot.taken - seats)
    held = Appointment.objects.filter(slot=slot, state=S.HELD).order_by("-made_at")
    for row in held[:over]:
        still = Appointment.objects.filter(pk=row.pk, state=S.HELD)
        if still.update(state=S.EXPIRED, version=F("version") + 1):
            free_seat(slot.pk)


def _offer(hit: list[Appointment], by: Actor, at: datetime) -> None:
    """Tell each what was taken away and which times are nearest."""
    for row in hit:
        near = offered.instead_of(row.slot, hall_id=row.hall_id, at=at)
        Appointment.objects.filter(pk=row.pk).update(offers=[one.id for one in near])
        times = [
            offered.starts_at(row.hall_id, one.day, one.slot).strftime("%m-%d %H:%M")
            for one in near
        ]
        note(row, events.DISPLACED, by=by, at=at, offers=times)
        facts = {"offers": "; ".join(times) or "—"}
        tell(row, TAKEN_AWAY, facts, at=at, once=f"displaced:{row.version}")


def _checked(hall_id: int, plan: Seats, at: datetime) -> Mode:
    """What hours the half-hours lie in; all of them in the same."""
    _need_not_past(hall_id, plan.day, at)
    today = at.astimezone(places.hall(hall_id).zone).date()
    if plan.day > today + timedelta(days=WRITTEN_AHEAD):
        raise Refusal(
            "appointment.too-far",
            N_("Seats are published at most %(days)s days ahead."),
            field="day",
            days=WRITTEN_AHEAD,
        )
    for slot, seats in plan.seats.items():
        need_seats(seats)
        if not 0 <= slot < SLOTS:
            raise Refusal("appointment.half-hour", N_("A day has 48 half-hours."))
    worked = calendars.calendar_for(hall_id).is_workday(plan.day)
    inside = set(within(day_at_the_door(hall_id, plan.day).spans))
    offered_now = {slot for slot, seats in plan.seats.items() if seats}
    if plan.special:
        if worked and offered_now & inside:
            raise Refusal(
                "appointment.inside-hours",
                N_("The hall is open then anyway."),
                field="first",
                remedy=N_("Extended hours begin when the hall closes; see its hours."),
            )
        return Mode.EXTENDED if worked else Mode.WEEKEND
    if offered_now - inside:
        raise Refusal(
            "appointment.outside-hours",
            N_("The hall is closed then."),
            field="day",
            remedy=N_("Publish extended or weekend hours instead."),
        )
    return Mode.WINDOW


def _need_not_past(hall_id: int, day: date, at: datetime) -> None:
    if day < at.astimezone(places.hall(hall_id).zone).date():
        raise Refusal(
            "appointment.past-day",
            N_("This day has passed."),
            field="day",
            remedy=N_("Choose today or a later day."),
        )


def _window(hall_id: int, number: int | None) -> Window | None:
    if number is None:
        return None
    window = Window.objects.filter(hall_id=hall_id, number=number).first()
    if window is None:
        raise no_window(number)
    return window
