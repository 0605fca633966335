"""Seats and states: one UPDATE each, whoever else tries; and telling who is concerned."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils.translation import gettext, override

from yichuang.accounts.models import Person
from yichuang.accounts.policies import Actor
from yichuang.accounts.queries import language_of
from yichuang.accounts.services import messages
from yichuang.journal import services as journal
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.queueing.models import Appointment, Slot
from yichuang.queueing.rules.appointments.lifecycle import (
    LIFE,
    SEATED,
    AppointmentState,
)
from yichuang.web.formats import day_clock


def take_seat(slot: Slot) -> None:
    """Take a seat, if there is one: the last one goes to one taker.

    Raises:
        Refusal: "appointment.full".
    """
    free = Slot.objects.filter(pk=slot.pk, taken__lt=F("seats"))
    if not free.update(taken=F("taken") + 1):
        raise full()


def full() -> Refusal:
    """The refusal when the last seat has just gone."""
    return Refusal(
        "appointment.full",
        N_("The last seat of this half-hour has just been taken."),
        field="slot",
        remedy=N_("Choose another time; those that are left are shown."),
    )


def free_seat(slot_id: int) -> None:
    """Give a seat back."""
    Slot.objects.filter(pk=slot_id).update(taken=F("taken") - 1)


def advance(row: Appointment, move: str, **changes: Any) -> Appointment:
    """Make a move of the appointment's life, and give its seat back where it has none
    any more.

    Raises:
        Refusal: "move.not-allowed"; "appointment.moved-on" when somebody was faster.
    """
    was = AppointmentState(row.state)
    target = LIFE.target(was, move)
    values = {**changes, "state": target, "version": row.version + 1}
    slot_id = row.slot_id
    change(row, **values)
    moved = row.slot_id != slot_id
    if was in SEATED and (moved or target not in SEATED):
        free_seat(slot_id)
    return row


def change(row: Appointment, **values: Any) -> Appointment:
    """Compare-and-set of an appointment's columns.

    Raises:
        Refusal: "appointment.moved-on".
    """
    mine = Appointment.objects.filter(pk=row.pk, version=row.version, state=row.state)
    if not mine.update(**values):
        raise Refusal(
            "appointment.moved-on",
            N_("Somebody has just changed this appointment."),
            remedy=N_("Reload the page to see how it stands."),
        )
    for name, value in values.items():
        setattr(row, name, value)
    return row


def note(
    row: Appointment, event: EventType, *, by: Actor, at: datetime, **facts: Any
) -> None:
    """Record what happened; never who it was."""
    journal.record(
        event,
        about=row.about,
        by=by,
        at=at,
        hall_id=row.hall_id,
        kind=row.kind.code,
        when=row.starts_at.isoformat(),
        **facts,
    )


def tell(
    row: Appointment,
    text: str,
    facts: Mapping[str, str] | None = None,
    *,
    at: datetime,
    once: str,
) -> None:
    """Write to who comes, in their language; `once` names what is said, so that the same
    is said once. What is said of a time is no use after it."""
    person = Person.objects.get(pk=row.person_id)
    language = language_of(person.pk) or "zh-hans"
    with override(language):
        english = row.kind.name_en if language.startswith("en") else ""
        said: dict[str, object] = {
            "kind": english or row.kind.name,
            "when": day_clock(row.starts_at),
            "code": row.code,
            **(facts or {}),
        }
        messages.send(
            person,
            gettext("Appointment"),
            gettext(text) % said,
            at=at,
            about=row.about,
            once=f"{row.about}:{once}",
            good_for=max(row.starts_at - at, timedelta(hours=1)),
        )
