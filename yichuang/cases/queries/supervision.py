"""Supervision orders: whose they are, who answers, who holds a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet

from yichuang.accounts.models import User
from yichuang.accounts.policies import Actor, ActorKind, can
from yichuang.accounts.queries.staff import staff_with
from yichuang.accounts.rules import Role
from yichuang.cases import events, policies
from yichuang.cases.models import Case, SupervisionAnswer, SupervisionOrder
from yichuang.cases.rules.lifecycle import IN_PROCESS
from yichuang.cases.rules.supervision import NEXT, ORDERS, Level, OrderKind, OrderState
from yichuang.journal import queries as journal_queries
from yichuang.journal.events import EntryFacts
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.statechart import Move
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.organisation.queries.posts import acting_at

WHOLE_HALL = frozenset({Role.SUPERVISOR, Role.HALL_MANAGER, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One line of the list of orders. `late` says that an answer is overdue."""

    id: int
    document: str
    kind: OrderKind
    level: Level
    state: OrderState
    what: str
    case_number: str
    department: str
    department_en: str
    responsible: str
    due: date
    opened_at: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """An order with its answers and what may be done with it."""

    row: OrderRow
    version: int
    opened_by: str
    closed_at: datetime | None
    closing: str
    answers: tuple[SupervisionAnswer, ...]
    moves: tuple[Move, ...]
    timeline: tuple[EntryFacts, ...]

    def allows(self, move: str) -> bool:
        """Whether the reader may make this move now."""
        return any(row.name == move for row in self.moves)


def scope(by: Actor) -> Q:
    """Which orders exist for the actor: those of the hall for who answers for it, of
    the department for its head, else one's own."""
    if by.kind is ActorKind.SYSTEM:
        return Q()
    works_here = by.kind in {ActorKind.STAFF, ActorKind.MACHINE}
    if not works_here or not can(by, "supervision.view", policies.GRANTS):
        return Q(pk=None)
    hall = Q() if by.hall_id is None else Q(hall_id=by.hall_id)
    if not by.roles.isdisjoint(WHOLE_HALL):
        return hall
    mine = Q(responsible_id=by.user_id)
    heads = [grant for grant in by.grants if grant.role is Role.DEPARTMENT_HEAD]
    for grant in heads:
        mine |= (
            Q(department_id=grant.department_id)
            if grant.department_id is not None
            else Q(hall_id=grant.hall_id)
            if grant.hall_id is not None
            else Q()
        )
    return hall & mine


def not_found() -> Refusal:
    """The same answer for "is not there" and "is not yours"."""
    return Refusal(
        "supervision.not-found",
        N_("There is no such order."),
        remedy=N_("You see the orders of your own work."),
    )


def find(by: Actor, order_id: int, *, seen: int | None = None) -> SupervisionOrder:
    """The order, if it exists for the actor.

    Raises:
        Refusal: "supervision.not-found", "supervision.moved-on".
    """
    order = (
        SupervisionOrder.objects.filter(scope(by), pk=order_id)
        .select_related("case", "responsible", "department")
        .first()
    )
    if order is None:
        raise not_found()
    if seen is not None and seen != order.version:
        raise moved_on(order)
    return order


def moved_on(order: SupervisionOrder) -> Refusal:
    """The refusal for whoever came second."""
    return Refusal(
        "supervision.moved-on",
        N_("Somebody else has just worked on this order; nothing of yours was saved."),
        remedy=N_("Reload the page and look at what was done."),
        order=order.pk,
    )


def listed(
    by: Actor, *, state: str = "", kind: str = "", level: str = ""
) -> QuerySet[SupervisionOrder]:
    """Orders the actor sees, the one to be answered first on top; closed ones last."""
    found = SupervisionOrder.objects.filter(scope(by))
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    if level:
        found = found.filter(level=level)
    return found.select_related("case", "responsible", "department").order_by(
        F("closed_at").desc(nulls_first=True), "due", "id"
    )


def waiting(by: Actor) -> QuerySet[SupervisionOrder]:
    """Orders that wait for this person: to answer, or to review."""
    found = SupervisionOrder.objects.filter(scope(by)).exclude(state=OrderState.CLOSED)
    asked = Q(pk=None)
    if can(by, "supervision.answer", policies.GRANTS):
        asked |= Q(state=OrderState.OPEN, level=Level.BLUE, responsible_id=by.user_id)
        if Role.DEPARTMENT_HEAD in by.roles:
            asked |= Q(state=OrderState.OPEN, level=Level.ORANGE)
        if Role.HALL_MANAGER in by.roles:
            asked |= Q(state=OrderState.OPEN, level=Level.RED)
    if can(by, "supervision.review", policies.GRANTS):
        asked |= Q(state=OrderState.ANSWERED)
    return (
        found.filter(asked)
        .select_related("case", "responsible", "department")
        .order_by("due", "id")
    )


def row_of(order: SupervisionOrder, today: date) -> OrderRow:
    """The line of an order."""
    return OrderRow(
        id=order.pk,
        document=order.document_number,
        kind=OrderKind(order.kind),
        level=Level(order.level),
        state=OrderState(order.state),
        what=order.what,
        case_number=order.case.number if order.case else "",
        department=order.department.name,
        department_en=order.department.name_en or order.department.name,
        responsible=order.responsible.display_name if order.responsible else "",
        due=order.due,
        opened_at=order.opened_at,
        late=order.state == OrderState.OPEN and today > order.due,
    )


def detail(order: SupervisionOrder, *, by: Actor, today: date) -> OrderDetail:
    """Everything about an order for one reader."""
    return OrderDetail(
        row=row_of(order, today),
        version=order.version,
        opened_by=order.opened_by_name,
        closed_at=order.closed_at,
        closing=order.closing,
        answers=tuple(order.answers.order_by("id")),
        moves=moves_of(order, by),
        timeline=journal_queries.timeline(order.about),
    )


def moves_of(order: SupervisionOrder, by: Actor) -> tuple[Move, ...]:
    """The moves the table and the actor's part in the order allow now."""
    return tuple(
        move
        for move in ORDERS.moves_from(order.state)
        if can(by, move.needs, policies.GRANTS)
        and (move.name != "answer" or is_asked(order, by))
        and (move.needs != "supervision.review" or not _answered(order, by))
    )


def _answered(order: SupervisionOrder, by: Actor) -> bool:
    return order.answers.filter(reviewed_at=None, answered_by=by.ref).exists()


def is_asked(order: SupervisionOrder, by: Actor) -> bool:
    """Whether the actor is the one the order asks at its level."""
    if order.level == Level.BLUE:
        return by.user_id is not None and order.responsible_id == by.user_id
    role = _ROLES[Level(order.level)]
    return by.holds(role, hall_id=order.hall_id, department_id=order.department_id)


_ROLES = {Level.ORANGE: Role.DEPARTMENT_HEAD, Level.RED: Role.HALL_MANAGER}


def answerers(
    level: Level, *, hall_id: int, department_id: int, responsible: int | None
) -> tuple[int, ...]:
    """Who is asked at a level; empty where nobody is there to ask."""
    if level is Level.BLUE:
        return (responsible,) if responsible is not None else ()
    department = department_id if level is Level.ORANGE else None
    found = staff_with(_ROLES[level], hall_id=hall_id, department_id=department)
    return tuple(row.id for row in found)


def somebody(
    level: Level, *, hall_id: int, department_id: int, responsible: int | None
) -> Level:
    """The first level from `level` up at which there is somebody to ask; the last level
    where there is nobody at all."""
    while level in NEXT and not answerers(
        level,
        hall_id=hall_id,
        department_id=department_id,
        responsible=responsible,
    ):
        level = NEXT[level]
    return level


def holder_of(case: Case, on: date) -> int | None:
    """Who has the case in hand: who acts at its post, else who took it in or accepted
    it; None where nobody has touched it."""
    if case.state in IN_PROCESS and case.post_id is not None:
        acting = acting_at([case.post_id], on).get(case.post_id, ())
        if acting:
            return acting[0]
    taken = Entry.objects.filter(
        about=case.about,
        code__in=[events.RECEIVED.code, events.ACCEPTED.code],
        actor__startswith=f"{ActorKind.STAFF.value}:",
    )
    actor = taken.order_by("-id").values_list("actor", flat=True).first()
    return int(actor.partition(":")[2]) if actor else None


def heads_of(case: Case) -> tuple[int, ...]:
    """The heads of the case's department."""
    return answerers(
        Level.ORANGE,
        hall_id=case.hall_id,
        department_id=case.department_id,
        responsible=None,
    )


def names(user_ids: Iterable[int]) -> str:
    """The names of these members of staff, as a document says them."""
    rows = User.objects.filter(pk__in=list(user_ids)).order_by("pk")
    return "、".join(str(user) for user in rows)


def visible(about: str, by: Actor) -> bool:
    """Whether the order `order:ID` exists for the actor (for its documents)."""
    number = about.removeprefix("order:")
    return (
        number.isdigit()
        and SupervisionOrder.objects.filter(scope(by), pk=int(number)).exists()
    )


def overdue(at: datetime) -> list[int]:
    """Open orders below the last level whose answer is overdue in their hall."""
    rows = (
        SupervisionOrder.objects.filter(
            state=OrderState.OPEN, level__in=[level.value for level in NEXT]
        )
        .exclude(due__gt=at.date())
        .order_by("due", "id")
        .values_list("pk", "hall_id", "due")
    )
    return [
        pk
        for pk, hall_id, due in rows
        if at.astimezone(places.hall(hall_id).zone).date() > due
    ]
