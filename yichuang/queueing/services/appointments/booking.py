"""Booking: a seat is held, confirmed, changed or given up. One person, one seat."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from yichuang.accounts.models import Person
from yichuang.accounts.policies import Actor, ActorKind
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.queueing import events, policies
from yichuang.queueing.models import Appointment, Slot
from yichuang.queueing.queries.appointments import booked, offered
from yichuang.queueing.rules.appointments.lifecycle import (
    LIVE,
    STANDING,
    AppointmentState,
)
from yichuang.queueing.rules.appointments.terms import Terms
from yichuang.queueing.services.appointments.moving import (
    advance,
    change,
    free_seat,
    full,
    note,
    take_seat,
    tell,
)
from yichuang.web.together import whole

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 10
S = AppointmentState

CONFIRMED = N_("Booked: %(kind)s, %(when)s. Code %(code)s. Bring your identity card.")
MOVED = N_("Moved: %(kind)s is now at %(when)s. Code %(code)s.")
GIVEN_UP = N_("Your appointment %(kind)s, %(when)s was cancelled.")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody comes for. `on_behalf` names the person they act for, with a
    mandate; `case_ref` is a case the caller has made sure they may name."""

    item_key: str = ""
    case_ref: str = ""
    on_behalf: str = ""


def hold(
    slot_id: int, person_id: int, wish: Wish | None = None, *, by: Actor, at: datetime
) -> Appointment:
    """Keep a seat for a person until it is confirmed. Held again, the same seat is the
    same hold; another seat takes its place, so nobody keeps two.

    Raises:
        Refusal: "permission.denied", "appointment.own-only", "appointment.real-name",
            "appointment.not-offered", "appointment.not-open", "appointment.full",
            "appointment.one-each", "appointment.most-ahead", "appointment.blocked",
            "calendar.unknown-year".
    """
    slot = _slot(slot_id)
    hall_id = slot.kind.hall_id
    policies.require_here(by, "appointment.book", hall_id)
    person = _person(person_id, by)
    terms = _need_open(slot, at)
    today = at.astimezone(places.hall(hall_id).zone).date()
    need_not_blocked(person_id, hall_id, today, terms)
    try:
        return whole(lambda: _hold(slot, person, wish or Wish(), terms, by, at))
    except (IntegrityError, Refusal) as problem:
        # The same person in this same moment, from another page.
        known = _standing_hold(person_id, slot_id)
        if known is not None:
            return known
        if isinstance(problem, Refusal):
            raise
        raise _one_each(slot.day) from None


def _hold(
    slot: Slot, person: Person, wish: Wish, terms: Terms, by: Actor, at: datetime
) -> Appointment:
    until = at + timedelta(minutes=terms.hold_minutes)
    known = _standing_hold(person.pk, slot.pk)
    if known is not None:
        return change(known, held_until=until, version=known.version + 1)
    _let_go_of(Appointment.objects.filter(person=person, state=S.HELD))
    _need_one_each(slot, person.pk, terms, at)
    _take(slot, at)
    with transaction.atomic():
        row = Appointment.objects.create(
            code=_code(),
            hall_id=slot.kind.hall_id,
            kind=slot.kind,
            slot=slot,
            day=slot.day,
            starts_at=offered.starts_at(slot.kind.hall_id, slot.day, slot.slot),
            person=person,
            on_behalf=wish.on_behalf.strip()[:100],
            item_key=wish.item_key[:60],
            case_ref=wish.case_ref[:40],
            state=S.HELD,
            held_until=until,
            booked_by=by.ref,
            made_at=at,
        )
    note(row, events.SEAT_HELD, by=by, at=at)
    return row


def confirm(code: str, *, by: Actor, at: datetime) -> Appointment:
    """Book what is held. Confirmed again it stays as it is. Nobody is hurried: a hold
    that is over still counts as long as nobody else took the seat.

    Raises:
        Refusal: "appointment.not-found", "appointment.hold-over", "move.not-allowed".
    """
    return whole(lambda: _confirm(code, by, at))


def _confirm(code: str, by: Actor, at: datetime) -> Appointment:
    row = _mine(code, by)
    if row.state == S.BOOKED:
        return row
    if row.state == S.EXPIRED or row.starts_at <= at:
        raise Refusal(
            "appointment.hold-over",
            N_("The seat was kept for a few minutes and is free again."),
            remedy=N_("Choose a time once more; nothing was booked."),
        )
    advance(row, "confirm", booked_at=at, held_until=None)
    note(row, events.BOOKED, by=by, at=at)
    tell(row, CONFIRMED, at=at, once="booked")
    return row


def let_go(code: str, *, by: Actor, at: datetime) -> Appointment:
    """Give a held seat back at once.

    Raises:
        Refusal: "appointment.not-found", "move.not-allowed".
    """
    return whole(lambda: advance(_mine(code, by), "let-go", ended_at=at))


def rebook(code: str, slot_id: int, *, by: Actor, at: datetime) -> Appointment:
    """Move an appointment to another half-hour of its kind: the new seat first, so that
    nobody is left without one.

    Raises:
        Refusal: "appointment.not-found", "appointment.too-late", "appointment.full",
            "appointment.not-open", "appointment.other-kind", "appointment.one-each",
            "move.not-allowed".
    """
    try:
        return whole(lambda: _rebook(code, slot_id, by, at))
    except IntegrityError:
        raise _one_each(_slot(slot_id).day) from None


def _rebook(code: str, slot_id: int, by: Actor, at: datetime) -> Appointment:
    row, slot = _mine(code, by), _slot(slot_id)
    if slot.pk == row.slot_id and row.state == S.BOOKED:
        return row
    if slot.kind_id != row.kind_id:
        raise Refusal(
            "appointment.other-kind",
            N_("That time is for another kind of business."),
            field="slot",
            remedy=N_("Book the other matter for itself."),
        )
    terms = _need_open(slot, at)
    need_in_time(row, terms, by, at)
    was = row.starts_at
    _take(slot, at)
    advance(
        row,
        "change",
        slot_id=slot.pk,
        day=slot.day,
        starts_at=offered.starts_at(row.hall_id, slot.day, slot.slot),
        offers=[],
        told_day_at=None,
        told_hours_at=None,
    )
    note(row, events.CHANGED, by=by, at=at, was=was.isoformat())
    tell(row, MOVED, at=at, once=f"moved:{row.version}")
    return row


def cancel(code: str, *, by: Actor, at: datetime, reason: str = "") -> Appointment:
    """Give an appointment up; its seat is free for others. Staff say why.

    Raises:
        Refusal: "appointment.not-found", "appointment.too-late",
            "appointment.reason", "move.not-allowed".
    """
    return whole(lambda: _cancel(code, reason.strip(), by, at))


def _cancel(code: str, reason: str, by: Actor, at: datetime) -> Appointment:
    row = _mine(code, by)
    today = at.astimezone(places.hall(row.hall_id).zone).date()
    need_in_time(row, offered.need_terms(row.hall_id, today), by, at)
    if by.is_staff and not reason:
        raise Refusal(
            "appointment.reason", N_("Say why it is cancelled."), field="reason"
        )
    advance(row, "cancel", ended_at=at, reason=reason[:200])
    note(row, events.CANCELLED, by=by, at=at)
    tell(row, GIVEN_UP, at=at, once="cancelled")
    return row


def need_in_time(row: Appointment, terms: Terms, by: Actor, at: datetime) -> None:
    """Citizens change and cancel until so many hours before; what the hall took away may
    be changed at any time, and staff may help until the time itself is over.

    Raises:
        Refusal: "appointment.too-late".
    """
    if by.kind is not ActorKind.CITIZEN or row.state != S.BOOKED:
        return
    if at > row.starts_at - timedelta(hours=terms.cancel_hours):
        raise Refusal(
            "appointment.too-late",
            N_("It can be changed or cancelled until %(hours)s hours before."),
            remedy=N_("Call the hall; or come, even up to %(late)s minutes late."),
            hours=terms.cancel_hours,
            late=terms.late_minutes,
        )


def need_not_blocked(person_id: int, hall_id: int, today: date, terms: Terms) -> None:
    """Whoever often did not come takes a ticket in the hall for a while.

    Raises:
        Refusal: "appointment.blocked".
    """
    until = offered.blocked(person_id, hall_id, today, terms)
    if until is not None:
        raise Refusal(
            "appointment.blocked",
            N_(
                "%(count)s appointments were not kept: booking is closed until %(until)s."
            ),
            remedy=N_(
                "You can come without one at any time. If you had a reason, tell the guide."
            ),
            count=terms.no_shows,
            until=until,
        )


def _slot(slot_id: int) -> Slot:
    slot = Slot.objects.select_related("kind").filter(pk=slot_id).first()
    if slot is None:
        raise Refusal(
            "appointment.no-slot",
            N_("There is no such time."),
            field="slot",
            remedy=N_("Choose one of the times shown."),
        )
    return slot


def _person(person_id: int, by: Actor) -> Person:
    """Who comes: for a citizen only themselves, and everybody under their own name."""
    if by.kind is ActorKind.CITIZEN and by.person_id != person_id:
        raise Refusal(
            "appointment.own-only",
            N_("You can book only for yourself to come."),
            remedy=N_("If you act for somebody, say for whom; you come yourself."),
        )
    person = Person.objects.filter(pk=person_id).first()
    if person is None or not person.id_hash:
        raise Refusal(
            "appointment.real-name",
            N_("An appointment needs the name and identity number of who comes."),
            remedy=N_("Say who you are in your account first."),
        )
    return person


def _need_open(slot: Slot, at: datetime) -> Terms:
    hall_id = slot.kind.hall_id
    today = at.astimezone(places.hall(hall_id).zone).date()
    terms = offered.need_terms(hall_id, today)
    if not slot.kind.open or not offered.is_open(slot, terms, hall_id=hall_id, at=at):
        raise Refusal(
            "appointment.not-open",
            N_("This time cannot be booked now."),
            field="slot",
            remedy=N_("Choose one of the times shown."),
        )
    return terms


def _need_one_each(slot: Slot, person_id: int, terms: Terms, at: datetime) -> None:
    live = Appointment.objects.filter(person_id=person_id, state__in=LIVE)
    if live.filter(kind_id=slot.kind_id, day=slot.day).exists():
        raise _one_each(slot.day)
    ahead = live.filter(state__in=STANDING, starts_at__gt=at).count()
    if ahead >= terms.most_ahead:
        raise Refusal(
            "appointment.most-ahead",
            N_("You have %(count)s appointments before you; more are not given."),
            remedy=N_("Use or cancel one first."),
            count=ahead,
        )


def _one_each(day: date) -> Refusal:
    return Refusal(
        "appointment.one-each",
        N_("You already have an appointment for this on %(day)s."),
        field="slot",
        remedy=N_("Change the time of the one you have."),
        day=day,
    )


def _standing_hold(person_id: int, slot_id: int) -> Appointment | None:
    held = booked.rows().filter(state=S.HELD, slot_id=slot_id, person_id=person_id)
    return held.first()


def _take(slot: Slot, at: datetime) -> None:
    """A seat; where there seems none, those held too long are taken back first."""
    try:
        take_seat(slot)
    except Refusal:
        stale = Appointment.objects.filter(
            slot=slot, state=S.HELD, held_until__lte=at
        ).order_by("held_until")[:1]
        if not _let_go_of(stale):
            raise full() from None
        take_seat(slot)


def _let_go_of(rows: QuerySet[Appointment]) -> int:
    """Let held seats fall; how many fell."""
    fell = 0
    for pk, slot_id in list(rows.values_list("pk", "slot_id")):
        held = Appointment.objects.filter(pk=pk, state=S.HELD)
        if held.update(state=S.EXPIRED, version=F("version") + 1):
            free_seat(slot_id)
            fell += 1
    return fell


def expire(*, at: datetime) -> int:
    """Let seats fall that were held and never confirmed."""
    stale = Appointment.objects.filter(state=S.HELD, held_until__lte=at)
    return whole(lambda: _let_go_of(stale[:200]))


def _mine(code: str, by: Actor) -> Appointment:
    row = booked.find(by, code)
    policies.require_here(by, "appointment.book", row.hall_id)
    return row


def _code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
