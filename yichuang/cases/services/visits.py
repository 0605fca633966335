"""Visits at home 上门办: ordered, set out on by two, papers received there, finished."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.cases import events, policies
from yichuang.cases.models import Case, HomeVisit
from yichuang.cases.rules import visits
from yichuang.cases.rules.visits import VISIT_LIFE, VisitReason, VisitState
from yichuang.cases.services.moving import change, note
from yichuang.catalogue import queries as catalogue_queries
from yichuang.journal import services as journal
from yichuang.journal.events import EventType
from yichuang.kernel.identity import check_mobile
from yichuang.kernel.refusals import Gathering, Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places


@dataclass(frozen=True, slots=True)
class Order:
    """Where somebody is to be visited, when and why."""

    person_name: str
    phone: str
    address: str
    reason: str
    item_key: str
    day: date | None
    hour: time | None = None
    wish: str = ""


def order(given: Order, *, hall_id: int, by: Actor, at: datetime) -> HomeVisit:
    """Order a visit; everything wrong with the order is told at once.

    Raises:
        Refusals: each with its field; Refusal "permission.denied", "item.unknown".
    """
    require(by, "visit.order", policies.GRANTS)
    today = at.astimezone(places.hall(hall_id).zone).date()
    day = _require_complete(given, today)
    catalogue_queries.current_guide(given.item_key, today)
    with transaction.atomic():
        row = HomeVisit.objects.create(
            hall_id=hall_id,
            person_name=given.person_name.strip(),
            phone=check_mobile(given.phone),
            address=given.address.strip(),
            reason=VisitReason(given.reason),
            item_key=given.item_key,
            day=day,
            hour=given.hour,
            wish=given.wish.strip(),
            ordered_by=by.ref,
            ordered_by_name=by.name,
            ordered_at=at,
        )
        when = day.isoformat()
        _record(row, events.VISIT_ORDERED, by=by, at=at, day=when, item=row.item_key)
    return row


def _require_complete(given: Order, today: date) -> date:
    """The day of a complete order; else everything that is wrong with it."""
    wrong = Gathering()
    needed = {
        "person_name": N_("Enter the name of the person."),
        "phone": N_("Enter a phone number; we call before we come."),
        "address": N_("Enter where the person lives."),
        "item_key": N_("Choose the matter, so that the right papers are taken along."),
    }
    for name, says in needed.items():
        if not str(getattr(given, name)).strip():
            wrong.add(Refusal("visit.incomplete", says, field=name))
    if given.phone.strip():
        try:
            check_mobile(given.phone)
        except Refusal as refused:
            wrong.add(refused.at("phone"))
    if given.reason not in {row.value for row in VisitReason}:
        wrong.add(
            Refusal(
                "visit.no-reason",
                N_("Choose why the person cannot come."),
                field="reason",
                remedy=N_("Others are served at the window or online."),
            )
        )
    if given.day is None or given.day < today:
        wrong.add(
            Refusal(
                "visit.day-past",
                N_("Choose today or a later day."),
                field="day",
                remedy=N_("Agree on it with the person by phone."),
            )
        )
    wrong.close()
    assert given.day is not None  # noqa: S101  the line above refused otherwise
    return given.day


@transaction.atomic
def set_out(visit: HomeVisit, *, companion: str, by: Actor, at: datetime) -> HomeVisit:
    """Two set out: the actor and a colleague.

    Raises:
        Refusal: "visit.two" (field "companion"), "move.not-allowed", "visit.moved-on".
    """
    visits.require_pair(by.name, companion)
    _move(
        visit,
        "set-out",
        by=by,
        visitor=by.name,
        companion=companion.strip(),
        set_out_at=at,
    )
    _record(
        visit,
        events.VISIT_SET_OUT,
        by=by,
        at=at,
        visitor=visit.visitor,
        companion=visit.companion,
    )
    return visit


@transaction.atomic
def received(visit: HomeVisit, case: Case, *, by: Actor, at: datetime) -> HomeVisit:
    """The case was received at the door: the person made no way for it.

    Raises:
        Refusal: "visit.not-under-way", "visit.moved-on".
    """
    require(by, "visit.go", policies.GRANTS)
    open_one = HomeVisit.objects.filter(
        pk=visit.pk, state=VisitState.UNDER_WAY, case=None
    )
    if not open_one.update(case=case):
        raise Refusal(
            "visit.not-under-way",
            N_("This visit is not under way, or its case was received already."),
            remedy=N_("Set out first; one visit receives one case."),
        )
    visit.refresh_from_db()
    change(case, visits=0, visited_on=None)
    note(case, events.RECEIVED_AT_HOME, by=by, at=at, visit=visit.pk)
    return visit


@transaction.atomic
def finish(
    visit: HomeVisit, *, result: str, signature: str, by: Actor, at: datetime
) -> HomeVisit:
    """The visit is over: what came of it, signed by the person visited.

    Raises:
        Refusal: "visit.result" (field "result"), "visit.unsigned" (field "signature").
    """
    visits.require_result(result)
    if not signature.strip():
        raise Refusal(
            "visit.unsigned",
            N_("The person visited signs."),
            field="signature",
            remedy=N_("Who cannot write makes a mark; say so in the result."),
        )
    _move(
        visit,
        "finish",
        by=by,
        result=result.strip(),
        signature=signature,
        ended_at=at,
    )
    _record(visit, events.VISIT_DONE, by=by, at=at, result=visit.result)
    return visit


@transaction.atomic
def call_off(visit: HomeVisit, *, reason: str, by: Actor, at: datetime) -> HomeVisit:
    """Call a visit off, with the reason.

    Raises:
        Refusal: "visit.result" (field "result"), "move.not-allowed".
    """
    visits.require_result(reason)
    _move(visit, "call-off", by=by, result=reason.strip(), ended_at=at)
    _record(visit, events.VISIT_CALLED_OFF, by=by, at=at, result=visit.result)
    return visit


def _move(visit: HomeVisit, name: str, *, by: Actor, **changes: object) -> None:
    row = VISIT_LIFE.move(VisitState(visit.state), name)
    require(by, row.needs, policies.GRANTS)
    here = HomeVisit.objects.filter(pk=visit.pk, state=visit.state)
    if not here.update(state=row.target, **changes):
        raise Refusal(
            "visit.moved-on",
            N_("Somebody else has just worked on this visit."),
            remedy=N_("Reload the page and go on from there."),
        )
    visit.refresh_from_db()


def _record(
    visit: HomeVisit, event: EventType, /, *, by: Actor, at: datetime, **facts: object
) -> None:
    journal.record(
        event, about=f"visit:{visit.pk}", by=by, at=at, hall_id=visit.hall_id, **facts
    )
