"""Lending without a deposit: by ticket or phone, due back the same day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext

from yichuang.accounts.policies import Actor
from yichuang.accounts.services import messages
from yichuang.assistance import events, policies
from yichuang.assistance.models import Loan, LoanState, Thing
from yichuang.journal import services as journal
from yichuang.journal.events import EventType
from yichuang.kernel.identity.persons import check_mobile
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.organisation.queries.doors import hall_now

REMIND = timedelta(minutes=30)
"""Before the hall closes, whoever left a phone is reminded."""


@dataclass(frozen=True, slots=True)
class ThingPlan:
    """A kind of thing as it should be."""

    key: str
    name: str
    count: int
    name_en: str = ""
    place: str = ""
    place_en: str = ""


@transaction.atomic
def arrange_thing(hall_id: int, plan: ThingPlan, *, by: Actor, at: datetime) -> Thing:
    """Say what is lent and how many there are.

    Raises:
        Refusal: "permission.denied", "lending.still-out" when more are lent than would
            be left.
    """
    policies.require_here(by, "lending.arrange", hall_id)
    values = {
        "name": plan.name,
        "name_en": plan.name_en,
        "place": plan.place,
        "place_en": plan.place_en,
    }
    row, _new = Thing.objects.update_or_create(
        hall_id=hall_id,
        key=plan.key,
        defaults=values,
        create_defaults={**values, "count": plan.count},
    )
    fits = Thing.objects.filter(pk=row.pk, out__lte=plan.count)
    if not fits.update(count=plan.count):
        raise Refusal(
            "lending.still-out",
            N_("%(out)s of them are lent now."),
            field="count",
            remedy=N_("Wait until they are back, or enter a larger number."),
            out=row.out,
        )
    row.refresh_from_db()
    _note(row, events.THING, by, at, count=row.count)
    return row


@transaction.atomic
def retire(
    hall_id: int, key: str, *, by: Actor, at: datetime, again: bool = False
) -> None:
    """Lend it no more, or with `again` once more. What is out comes back as ever; pressed
    twice it happens once.

    Raises:
        Refusal: "permission.denied", "lending.no-thing".
    """
    policies.require_here(by, "lending.arrange", hall_id)
    row = Thing.objects.filter(hall_id=hall_id, key=key).first()
    if row is None:
        raise Refusal("lending.no-thing", N_("The hall does not lend this."))
    now = Thing.objects.filter(pk=row.pk, retired_at__isnull=not again)
    if now.update(retired_at=None if again else at):
        _note(row, events.THING_AGAIN if again else events.THING_RETIRED, by, at)


@transaction.atomic
def lend(
    hall_id: int,
    thing_key: str,
    *,
    key: str,
    by: Actor,
    at: datetime,
    ticket: str = "",
    phone: str = "",
) -> Loan:
    """Lend one for today. The same `key` again answers the same loan.

    Raises:
        Refusal: "permission.denied", "lending.no-thing", "lending.none-left",
            "lending.who", "mobile.…".
    """
    policies.require_here(by, "lending.lend", hall_id)
    lendable = Thing.objects.filter(hall_id=hall_id, retired_at=None)
    thing = lendable.filter(key=thing_key).first()
    if thing is None:
        raise Refusal("lending.no-thing", N_("The hall does not lend this."))
    if not ticket.strip() and not phone:
        raise Refusal(
            "lending.who",
            N_("Enter the number of the ticket, or a phone number."),
            field="ticket",
        )
    number = check_mobile(phone) if phone else ""
    try:
        with transaction.atomic():
            return _lend(thing, key, ticket.strip().upper(), number, by, at)
    except IntegrityError:
        known = Loan.objects.filter(thing=thing, key=key).first()
        if known is None:
            raise
        return known


def _lend(
    thing: Thing, key: str, ticket: str, phone: str, by: Actor, at: datetime
) -> Loan:
    known = Loan.objects.filter(thing=thing, key=key).first()
    if known is not None:
        return known
    left = Thing.objects.filter(pk=thing.pk, out__lt=F("count"), retired_at=None)
    if not left.update(out=F("out") + 1):
        raise Refusal(
            "lending.none-left",
            N_("Every %(name)s is lent."),
            remedy=N_("The list says when the next one is due back."),
            name=thing.name,
        )
    loan = Loan.objects.create(
        thing=thing,
        ticket=ticket[:8],
        phone=phone,
        key=key,
        lent_at=at,
        lent_by=by.ref,
        due_on=at.astimezone(places.hall(thing.hall_id).zone).date(),
    )
    _note(thing, events.LENT, by, at, loan=loan.pk)
    return loan


@transaction.atomic
def give_back(loan_id: int, *, hall_id: int, by: Actor, at: datetime) -> Loan:
    """It is back. Pressed twice it comes back once.

    Raises:
        Refusal: "permission.denied", "lending.no-loan".
    """
    policies.require_here(by, "lending.lend", hall_id)
    loan = _find(loan_id, hall_id)
    if _end(loan, LoanState.BACK, at, ""):
        Thing.objects.filter(pk=loan.thing_id).update(out=F("out") - 1)
        _note(loan.thing, events.RETURNED, by, at, loan=loan.pk)
    return loan


@transaction.atomic
def lose(loan_id: int, *, hall_id: int, note: str, by: Actor, at: datetime) -> Loan:
    """It will not come back: one less is there to lend.

    Raises:
        Refusal: "permission.denied", "lending.no-loan", "lending.note".
    """
    policies.require_here(by, "lending.lend", hall_id)
    loan, said = _find(loan_id, hall_id), note.strip()[:120]
    if not said:
        raise Refusal("lending.note", N_("Say what happened."), field="note")
    if _end(loan, LoanState.LOST, at, said):
        Thing.objects.filter(pk=loan.thing_id).update(
            out=F("out") - 1, count=F("count") - 1
        )
        _note(loan.thing, events.LOST, by, at, loan=loan.pk, note=said)
    return loan


def _find(loan_id: int, hall_id: int) -> Loan:
    loan = (
        Loan.objects.select_related("thing")
        .filter(pk=loan_id, thing__hall_id=hall_id)
        .first()
    )
    if loan is None:
        raise Refusal("lending.no-loan", N_("There is no such loan."))
    return loan


def _end(loan: Loan, state: LoanState, at: datetime, note: str) -> bool:
    """Compare-and-set; False when it ended already."""
    values = {"state": state, "ended_at": at, "note": note}
    hit = Loan.objects.filter(pk=loan.pk, state=LoanState.OUT).update(**values)
    loan.refresh_from_db()
    return bool(hit)


def remind(*, at: datetime) -> int:
    """Half an hour before the hall closes, and later, write once to whoever has
    something and left a phone; how many messages were queued."""
    count = 0
    rows = Loan.objects.filter(state=LoanState.OUT, lent_at__lte=at - REMIND)
    for loan in rows.select_related("thing"):
        if not loan.phone:
            continue
        doors = hall_now(loan.thing.hall_id, at).doors
        closing = doors.changes_at if doors.open else at
        if closing is None or closing - at > REMIND:
            continue
        once = f"loan:{loan.pk}:back"
        sent = messages.send(
            loan.phone,
            gettext("Please bring back what the hall lent you"),
            gettext("Please bring back before the hall closes: %(name)s.")
            % {"name": loan.thing.name},
            at=at,
            about=f"loan:{loan.pk}",
            once=once,
        )
        count += sent.created_at == at
    return count


def _note(
    thing: Thing, event: EventType, by: Actor, at: datetime, **facts: object
) -> None:
    journal.record(
        event,
        about=f"thing:{thing.pk}",
        by=by,
        at=at,
        hall_id=thing.hall_id,
        name=thing.name,
        **facts,
    )
