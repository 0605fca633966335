"""Appointments that were made: one's own, those of a day, those a cut would hit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from yichuang.accounts.policies import Actor, ActorKind, can
from yichuang.accounts.queries.people import find_person
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.queueing import policies
from yichuang.queueing.models import Appointment, Slot
from yichuang.queueing.queries.appointments.offered import instead_of, starts_at
from yichuang.queueing.rules.appointments.lifecycle import STANDING, AppointmentState
from yichuang.queueing.rules.appointments.slots import Mode

S = AppointmentState


@dataclass(frozen=True, slots=True)
class Offer:
    """A half-hour offered instead, if it is still free."""

    id: int
    starts_at: datetime
    free: int


@dataclass(frozen=True, slots=True)
class Booking:
    """An appointment as pages need it; `person` is the name of who comes."""

    id: int
    code: str
    version: int
    hall_id: int
    kind: str
    kind_name: str
    kind_name_en: str
    state: AppointmentState
    starts_at: datetime
    mode: Mode
    served_by: str
    window: int | None
    group: str
    grouping: str
    person_id: int
    person: str
    on_behalf: str
    item_key: str
    case_ref: str
    ticket: str
    ticket_token: str
    held_until: datetime | None
    reason: str
    forgiven: bool
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody whom a cut would hit, and the times that would be offered instead."""

    id: int
    person: str
    phone: str
    starts_at: datetime
    offers: tuple[datetime, ...]


def rows() -> QuerySet[Appointment]:
    """Appointments with all that a page shows."""
    return Appointment.objects.select_related(
        "kind", "slot__window", "slot__group", "person", "ticket"
    )


def booking(row: Appointment, offers: tuple[Offer, ...] = ()) -> Booking:
    """A row for the pages."""
    slot = row.slot
    return Booking(
        id=row.pk,
        code=row.code,
        version=row.version,
        hall_id=row.hall_id,
        kind=row.kind.code,
        kind_name=row.kind.name,
        kind_name_en=row.kind.name_en,
        state=AppointmentState(row.state),
        starts_at=row.starts_at,
        mode=Mode(slot.mode),
        served_by=slot.served_by,
        window=slot.window.number if slot.window else None,
        group=slot.group.label if slot.group else "",
        grouping=slot.group.grouping if slot.group else "",
        person_id=row.person_id,
        person=row.person.name,
        on_behalf=row.on_behalf,
        item_key=row.item_key,
        case_ref=row.case_ref,
        ticket=row.ticket.number if row.ticket else "",
        ticket_token=row.ticket.token if row.ticket else "",
        held_until=row.held_until,
        reason=row.reason,
        forgiven=row.forgiven_at is not None,
        offers=offers,
    )


def find(by: Actor, code: str) -> Appointment:
    """An appointment for whoever may see it: who comes, who made it, staff of its hall.

    Raises:
        Refusal: "appointment.not-found" for everybody else.
    """
    row = rows().filter(code=code.strip().upper().replace(" ", "")).first()
    if row is None or not _sees(by, row):
        raise no_appointment()
    return row


def _sees(by: Actor, row: Appointment) -> bool:
    if by.kind is ActorKind.CITIZEN:
        return by.person_id == row.person_id or by.ref == row.booked_by
    return policies.in_hall(by, row.hall_id) and can(
        by, "appointment.view", policies.GRANTS
    )


def code_of_card(hall_id: int, kind: str, id_number: str, *, day: date) -> str:
    """The code of what the holder of a card has booked that day for a kind; "" for none.
    Who lays the card on the reader proves who they are better than a code does."""
    person = find_person(id_number)
    if person is None:
        return ""
    mine = Appointment.objects.filter(
        person_id=person.id, hall_id=hall_id, kind__code=kind, day=day
    )
    found = mine.filter(state__in=[*STANDING, S.ARRIVED]).order_by("starts_at")
    return found.values_list("code", flat=True).first() or ""


def no_appointment() -> Refusal:
    """The refusal for what is not there, or is nobody's business."""
    return Refusal(
        "appointment.not-found",
        N_("There is no such appointment."),
        field="code",
        remedy=N_("Look at the code on the paper or in the message."),
    )


def shown(by: Actor, code: str) -> Booking:
    """One appointment with what is offered instead, if the hall owes another time.

    Raises:
        Refusal: "appointment.not-found".
    """
    row = find(by, code)
    return booking(row, offers_of(row))


def offers_of(row: Appointment) -> tuple[Offer, ...]:
    """The half-hours offered instead that still have a free seat, in their order."""
    if not row.offers:
        return ()
    found = Slot.objects.in_bulk(row.offers)
    return tuple(
        Offer(pk, starts_at(row.hall_id, one.day, one.slot), one.seats - one.taken)
        for pk in row.offers
        if (one := found.get(pk)) is not None and one.taken < one.seats
    )


def mine(by: Actor, *, most: int = 50) -> tuple[Booking, ...]:
    """The citizen's own, those before them first, held and fallen ones left out."""
    if by.person_id is None:
        return ()
    hidden = (S.HELD, S.EXPIRED)
    found = rows().filter(person_id=by.person_id).exclude(state__in=hidden)
    listed = [booking(row) for row in found.order_by("-starts_at")[:most]]
    ahead = [one for one in reversed(listed) if one.state in STANDING]
    return (*ahead, *(one for one in listed if one.state not in STANDING))


def of_day(hall_id: int, day: date) -> tuple[Booking, ...]:
    """Everybody who is booked on a day, by time."""
    found = rows().filter(hall_id=hall_id, day=day).exclude(state=S.EXPIRED)
    return tuple(booking(row) for row in found.order_by("starts_at", "id"))


def owed(hall_id: int) -> tuple[Booking, ...]:
    """Those to whom the hall owes another time: they are called by phone."""
    found = rows().filter(hall_id=hall_id, state=S.DISPLACED)
    return tuple(booking(row) for row in found.order_by("starts_at", "id"))


def hit_by(
    hall_id: int, kind_id: int, day: date, seats: Mapping[int, int], *, at: datetime
) -> tuple[Hit, ...]:
    """Whose appointment falls when the half-hours of a day have only so many seats: in
    each those who booked last. Seats that are only held fall before them."""
    found: list[Hit] = []
    for slot in Slot.objects.filter(kind_id=kind_id, day=day, slot__in=list(seats)):
        fallen = last_booked(slot, seats[slot.slot])
        if not fallen:
            continue
        near = tuple(
            starts_at(hall_id, one.day, one.slot)
            for one in instead_of(slot, hall_id=hall_id, at=at)
        )
        found += [_hit(row, near) for row in fallen]
    return tuple(found)


def _hit(row: Appointment, offers: tuple[datetime, ...]) -> Hit:
    return Hit(row.pk, row.person.name, row.person.phone, row.starts_at, offers)


def last_booked(slot: Slot, seats: int) -> list[Appointment]:
    """Those booked last in a half-hour, beyond `seats`."""
    held = Appointment.objects.filter(slot=slot, state=S.HELD).count()
    over = slot.taken - held - seats
    if over <= 0:
        return []
    booked = rows().filter(slot=slot, state=S.BOOKED)
    return list(booked.order_by("-booked_at", "-id")[:over])
