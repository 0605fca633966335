"""Supervision orders: opened by a lamp or by hand, answered, reviewed, sent up a level."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import SYSTEM, Actor, require
from yichuang.cases import events, policies
from yichuang.cases.models import Case, SupervisionAnswer, SupervisionOrder
from yichuang.cases.queries import supervision as orders
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.queries.terms import supervision_on
from yichuang.cases.rules import supervision as rules
from yichuang.cases.rules.supervision import (
    ORDERS,
    Level,
    OrderKind,
    OrderState,
)
from yichuang.cases.services import wording
from yichuang.cases.services.moving import note
from yichuang.cases.services.telling import tell_staff
from yichuang.documents import services as document_services
from yichuang.documents.rules import DocumentKind
from yichuang.journal import services as journal
from yichuang.kernel.limits import due_date, require_after
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places

ASKED = N_(
    "Supervision order %(document)s, case %(number)s: %(kind)s. Answer until %(due)s."
)
SUBJECT = N_("A supervision order waits for you")

LEVEL_WORDS = {
    Level.BLUE: "蓝色：承办人",
    Level.ORANGE: "橙色：部门负责人",
    Level.RED: "红色：值班长",
}


@dataclass(frozen=True, slots=True)
class Breach:
    """What is held against whom. Without a case the department is named; `due` is the
    day to answer by, else the level's own time."""

    kind: OrderKind
    what: str
    case: Case | None = None
    department_id: int | None = None
    responsible: int | None = None
    due: date | None = None


def _today(hall_id: int, at: datetime) -> date:
    return at.astimezone(places.hall(hall_id).zone).date()


def open_by_lamp(
    case: Case,
    kind: OrderKind,
    what: str,
    *,
    at: datetime,
    responsible: int | None = None,
) -> bool:
    """Open the order a lamp calls for, once for a case and kind; False where it stands
    already. `responsible` is who holds the case, if that is known already."""
    if SupervisionOrder.objects.filter(case=case, kind=kind, by_itself=True).exists():
        return False
    try:
        with transaction.atomic():
            breach = Breach(kind, what, case, responsible=responsible)
            _open(breach, case.hall_id, by_itself=True, by=SYSTEM, at=at)
    except IntegrityError:  # another sweep opened it in the same moment
        return False
    return True


@transaction.atomic
def open_by_hand(
    breach: Breach, *, hall_id: int, by: Actor, at: datetime
) -> SupervisionOrder:
    """A supervisor opens an order.

    Raises:
        Refusal: "permission.denied", "supervision.unsaid" (field "what"),
            "limit.before-start", "limit.too-far" (field "due").
    """
    require(by, "supervision.open", policies.GRANTS)
    rules.require_words(breach.what, "what")
    if breach.due is not None:
        require_after(_today(hall_id, at), breach.due)
    return _open(breach, hall_id, by_itself=False, by=by, at=at)


def _open(
    breach: Breach, hall_id: int, *, by_itself: bool, by: Actor, at: datetime
) -> SupervisionOrder:
    case, today = breach.case, _today(hall_id, at)
    responsible = breach.responsible
    if responsible is None and case is not None:
        responsible = orders.holder_of(case, today)
    department_id = case.department_id if case is not None else breach.department_id
    assert department_id is not None  # noqa: S101  the form and the API require it
    level = orders.somebody(
        rules.first_level(breach.kind),
        hall_id=hall_id,
        department_id=department_id,
        responsible=responsible,
    )
    order = SupervisionOrder.objects.create(
        hall_id=hall_id,
        department_id=department_id,
        case=case,
        kind=breach.kind.value,
        by_itself=by_itself,
        level=level.value,
        what=breach.what.strip(),
        responsible_id=responsible,
        due=breach.due or _due(hall_id, level, today),
        opened_by=by.ref,
        opened_by_name=by.name,
        opened_at=at,
    )
    number = _paper(order, rules.document_of(breach.kind), by=by, at=at)
    _change(order, document_number=number)
    _opened(order, by=by, at=at)
    return order


def _due(hall_id: int, level: Level, today: date) -> date:
    limit = supervision_on(hall_id, today).answer(level)
    return due_date(today, limit, calendars.calendar_for(hall_id))


def _opened(order: SupervisionOrder, *, by: Actor, at: datetime) -> None:
    kind = OrderKind(order.kind).label
    _note(
        order,
        events.ORDER_OPENED,
        by=by,
        at=at,
        kind=kind,
        document=order.document_number,
        due=order.due.isoformat(),
    )
    if order.case is not None:
        note(
            order.case,
            events.SUPERVISED,
            by=by,
            at=at,
            kind=kind,
            document=order.document_number,
        )
    _ask(order, at=at)


def _ask(order: SupervisionOrder, *, at: datetime) -> None:
    tell_staff(
        _asked(order),
        SUBJECT,
        ASKED,
        {
            "document": order.document_number,
            "number": order.case.number if order.case else "—",
            "kind": OrderKind(order.kind).label,
            "due": order.due.isoformat(),
        },
        at=at,
        about=order.about,
        once=f"{order.about}:{order.version}",
    )


def _asked(order: SupervisionOrder) -> tuple[int, ...]:
    return orders.answerers(
        Level(order.level),
        hall_id=order.hall_id,
        department_id=order.department_id,
        responsible=order.responsible_id,
    )


def _paper(
    order: SupervisionOrder, kind: DocumentKind, *, by: Actor, at: datetime
) -> str:
    """The order on paper, addressed to who has to answer."""
    handler = orders.names(_asked(order)) or places.department(order.department_id).name
    facts: dict[str, Any] = {
        "item": "政务服务监察",
        "problem": order.what,
        "handler": handler,
        "due": order.due.isoformat(),
        "level": LEVEL_WORDS[Level(order.level)],
    }
    case = order.case
    if case is not None:
        facts |= {
            "item": guide_of(case).name,
            "case_number": case.number,
            "promise_due": wording.day(case.promise_due),
            "statutory_due": wording.day(case.statute_due),
        }
    return document_services.issue(
        kind,
        about=order.about,
        addressee=handler,
        facts=facts,
        by=by,
        at=at,
        hall_id=order.hall_id,  # the hall's word to a department, under its own seal
    ).number


@transaction.atomic
def answer(
    order: SupervisionOrder, text: str, *, by: Actor, at: datetime
) -> SupervisionOrder:
    """Who was asked says why it happened and what was done.

    Raises:
        Refusal: "move.not-allowed", "permission.denied", "supervision.not-asked",
            "supervision.unsaid" (field "text"), "supervision.moved-on".
    """
    _possible(order, "answer", by=by)
    rules.require_answerer(
        responsible=orders.is_asked(order, by), level=Level(order.level)
    )
    said = rules.require_words(text, "text")
    late = _today(order.hall_id, at) > order.due
    _advance(order, "answer")
    SupervisionAnswer.objects.create(
        order=order,
        level=order.level,
        text=said,
        answered_by=by.ref,
        answered_by_name=by.name,
        answered_at=at,
        late=late,
    )
    _note(order, events.ORDER_ANSWERED, by=by, at=at, text=said, late=late)
    return order


@transaction.atomic
def review(
    order: SupervisionOrder,
    *,
    sufficient: bool,
    reason: str,
    by: Actor,
    at: datetime,
) -> SupervisionOrder:
    """A supervisor, never the answerer, closes the order or asks again.

    Raises:
        Refusal: "move.not-allowed", "permission.denied", "supervision.own-answer",
            "supervision.unsaid" (field "reason"), "supervision.moved-on".
    """
    move = "suffice" if sufficient else "insist"
    _possible(order, move, by=by)
    said = reason.strip() if sufficient else rules.require_words(reason, "reason")
    given = order.answers.filter(reviewed_at=None).get()
    rules.require_other_eyes(answered_by=given.answered_by, reviews=by.ref)
    level, today = Level(order.level), _today(order.hall_id, at)
    if sufficient:
        _advance(order, move, closed_at=at, closing=said[:300])
    else:
        _advance(order, move, due=_due(order.hall_id, level, today))
    SupervisionAnswer.objects.filter(pk=given.pk).update(
        sufficient=sufficient,
        found=said[:300],
        reviewed_by=by.ref,
        reviewed_by_name=by.name,
        reviewed_at=at,
    )
    kind = events.ORDER_CLOSED if sufficient else events.ORDER_INSISTED
    _note(order, kind, by=by, at=at, reason=said, due=order.due.isoformat())
    if not sufficient:
        _ask(order, at=at)
    return order


@transaction.atomic
def withdraw(
    order: SupervisionOrder, reason: str, *, by: Actor, at: datetime
) -> SupervisionOrder:
    """A supervisor takes back an order that should not have been given, with the reason.

    Raises:
        Refusal: "move.not-allowed", "permission.denied", "supervision.unsaid" (field
            "reason"), "supervision.moved-on".
    """
    _possible(order, "withdraw", by=by)
    said = rules.require_words(reason, "reason")
    _advance(order, "withdraw", closed_at=at, closing=said[:300])
    _note(order, events.ORDER_CLOSED, by=by, at=at, reason=said)
    return order


@transaction.atomic
def escalate(order: SupervisionOrder, *, at: datetime) -> bool:
    """Not answered in time: the next level is asked, on a paper of its own; False where
    there is no higher level with somebody in it."""
    if order.state != OrderState.OPEN or _today(order.hall_id, at) <= order.due:
        return False
    upward = rules.NEXT.get(Level(order.level))
    if upward is None:
        return False
    level = orders.somebody(
        upward,
        hall_id=order.hall_id,
        department_id=order.department_id,
        responsible=order.responsible_id,
    )
    due = _due(order.hall_id, level, _today(order.hall_id, at))
    _advance(order, "escalate", level=level.value, due=due)
    number = _paper(order, DocumentKind.SUPERVISION_ORDER, by=SYSTEM, at=at)
    _change(order, document_number=number)
    _note(
        order,
        events.ORDER_ESCALATED,
        by=SYSTEM,
        at=at,
        level=level.label,
        due=due.isoformat(),
        document=number,
    )
    _ask(order, at=at)
    return True


def _possible(order: SupervisionOrder, move: str, *, by: Actor) -> None:
    row = ORDERS.move(OrderState(order.state), move)
    require(by, row.needs, policies.GRANTS)


def _advance(order: SupervisionOrder, move: str, **changes: Any) -> None:
    target = ORDERS.move(OrderState(order.state), move).target
    _change(order, state=OrderState(target).value, **changes)


def _change(order: SupervisionOrder, **changes: Any) -> None:
    """Write columns of the order if nobody else wrote it since it was read."""
    values = {**changes, "version": order.version + 1}
    mine = SupervisionOrder.objects.filter(pk=order.pk, version=order.version)
    if not mine.update(**values):
        raise orders.moved_on(order)
    for name, value in values.items():
        setattr(order, name, value)


def _note(
    order: SupervisionOrder, event: Any, *, by: Actor, at: datetime, **facts: Any
) -> None:
    journal.record(
        event, about=order.about, by=by, at=at, hall_id=order.hall_id, **facts
    )
