"""Appointments by API: the times that are free, booking, changing, checking in."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from pydantic import Field

from yichuang.accounts.policies import STRANGER
from yichuang.accounts.services.people import find_or_create_person
from yichuang.queueing import schemas
from yichuang.queueing.api.lines import actor, hall_for, ticket_out
from yichuang.queueing.models import Appointment
from yichuang.queueing.queries.appointments import booked, offered
from yichuang.queueing.queries.days import kind as kind_of
from yichuang.queueing.services.appointments import arriving, booking
from yichuang.queueing.services.lines import no_kind
from yichuang.web.api import idempotent, needs_scope

router = Router(tags=["appointments"])


@router.get(
    "/appointments/slots",
    response=list[schemas.SlotOut],
    auth=None,
    summary="Times that can be booked",
)
def show_slots(
    request: HttpRequest,
    kind: Annotated[str, Field(max_length=2)],
    hall: int | None = None,
    group: int | None = None,
) -> list[schemas.SlotOut]:
    """Half-hours of a kind with free seats; of a `group` on days that have groups."""
    hall_id = hall if hall is not None else hall_for(STRANGER)
    wanted = kind_of(hall_id, kind)
    if wanted is None:
        raise no_kind()
    days = offered.offered(hall_id, wanted.id, at=timezone.now(), group_id=group)
    return [
        schemas.SlotOut(
            id=slot.id,
            starts_at=slot.starts_at,
            free=slot.free,
            mode=slot.mode,
            group=group,
        )
        for day in days
        for slot in day.slots
        if slot.free
    ]


@router.post(
    "/appointments", response={201: schemas.AppointmentOut}, summary="Book a time"
)
@needs_scope("appointment.book")
@idempotent()
def book(request: HttpRequest, wish: schemas.BookIn) -> schemas.AppointmentOut:
    """Book a half-hour for a person; the token needs `person.enter` too."""
    by, now = actor(request), timezone.now()
    person = find_or_create_person(
        name=wish.name, id_number=wish.id_number, phone=wish.phone, by=by, at=now
    )
    asked = booking.Wish(item_key=wish.item, on_behalf=wish.on_behalf)
    held = booking.hold(wish.slot, person.pk, asked, by=by, at=now)
    return _appointment(booking.confirm(held.code, by=by, at=now))


@router.get(
    "/appointments/{code}",
    response=schemas.AppointmentOut,
    summary="Follow an appointment",
)
@needs_scope("appointment.view")
def show_appointment(request: HttpRequest, code: str) -> schemas.AppointmentOut:
    """An appointment by its code."""
    return _appointment(booked.find(actor(request), code))


@router.post(
    "/appointments/{code}/change",
    response=schemas.AppointmentOut,
    summary="Change an appointment",
)
@needs_scope("appointment.book")
@idempotent(status=200)
def change(
    request: HttpRequest, code: str, how: schemas.RebookIn
) -> schemas.AppointmentOut:
    """Move it to another half-hour of its kind."""
    by, now = actor(request), timezone.now()
    return _appointment(booking.rebook(code, how.slot, by=by, at=now))


@router.post(
    "/appointments/{code}/cancel",
    response=schemas.AppointmentOut,
    summary="Cancel an appointment",
)
@needs_scope("appointment.book")
@idempotent(status=200)
def cancel(
    request: HttpRequest, code: str, why: schemas.ReasonIn
) -> schemas.AppointmentOut:
    """Give it up."""
    by, now = actor(request), timezone.now()
    return _appointment(booking.cancel(code, by=by, at=now, reason=why.reason))


@router.post(
    "/appointments/{code}/check-in",
    response=schemas.TicketOut,
    summary="Check in with an appointment",
)
@needs_scope("appointment.check-in")
@idempotent(status=200)
def check_in(request: HttpRequest, code: str) -> schemas.TicketOut:
    """Whoever booked is in the hall: their ticket of the one order."""
    by, now = actor(request), timezone.now()
    return ticket_out(arriving.check_in(code, by=by, at=now, hall_id=hall_for(by)), now)


def _appointment(row: Appointment) -> schemas.AppointmentOut:
    window = row.slot.window
    return schemas.AppointmentOut(
        code=row.code,
        kind=row.kind.code,
        state=row.state,
        starts_at=row.starts_at,
        mode=row.slot.mode,
        window=window.number if window else None,
        ticket=row.ticket.number if row.ticket else "",
        offers=row.offers,
    )
