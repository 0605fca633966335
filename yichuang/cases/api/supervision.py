"""Supervision orders for other systems: the supervision platform reads and opens them."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from yichuang.accounts.policies import Actor
from yichuang.cases.models import SupervisionOrder
from yichuang.cases.queries import finding
from yichuang.cases.queries import supervision as orders
from yichuang.cases.rules.supervision import OrderKind, OrderState
from yichuang.cases.schemas import AnswerIn, OrderIn, OrderOut, ReviewIn
from yichuang.cases.services import supervision
from yichuang.cases.services.supervision import Breach
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.web.api import idempotent, needs_scope

router = Router(tags=["supervision"])
PAGE = 50


def _by(request: HttpRequest) -> Actor:
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor


def _out(order: SupervisionOrder) -> OrderOut:
    row = orders.row_of(order, timezone.localdate())
    return OrderOut.of(row, version=order.version)


@router.get("/supervision", response=list[OrderOut], summary="Supervision orders")
@needs_scope("supervision.view")
def listed(
    request: HttpRequest, state: OrderState | None = None, page: Query[int] = 1
) -> list[OrderOut]:
    """Fifty a page, those to be answered first on top."""
    found = orders.listed(_by(request), state=state.value if state else "")
    first = (max(page, 1) - 1) * PAGE
    return [_out(order) for order in found[first : first + PAGE]]


@router.get("/supervision/{order_id}", response=OrderOut, summary="One order")
@needs_scope("supervision.view")
def show(request: HttpRequest, order_id: int) -> OrderOut:
    """An order that exists for the caller."""
    return _out(orders.find(_by(request), order_id))


@router.post("/supervision", response={201: OrderOut}, summary="Open an order")
@needs_scope("supervision.open")
@idempotent()
def open_order(request: HttpRequest, data: OrderIn) -> OrderOut:
    """About a case, or about a department where no case came to be."""
    by = _by(request)
    case = finding.find(by, data.case, people=False) if data.case else None
    if case is None and data.department is None:
        raise Refusal(
            "supervision.nobody",
            N_("An order is about a case or a department."),
            field="case",
            remedy=N_("Name the case, or the department where no case came to be."),
        )
    breach = Breach(
        OrderKind(data.kind), data.what, case, data.department, due=data.due
    )
    hall_id = case.hall_id if case else by.hall_id or places.first_hall_id() or 0
    return _out(
        supervision.open_by_hand(breach, hall_id=hall_id, by=by, at=timezone.now())
    )


@router.post("/supervision/{order_id}/answer", response=OrderOut, summary="Answer")
@needs_scope("supervision.answer")
@idempotent(status=200)
def answer(request: HttpRequest, order_id: int, data: AnswerIn) -> OrderOut:
    """By who was asked at the order's level."""
    by = _by(request)
    order = orders.find(by, order_id, seen=data.version or None)
    return _out(supervision.answer(order, data.text, by=by, at=timezone.now()))


@router.post("/supervision/{order_id}/review", response=OrderOut, summary="Review")
@needs_scope("supervision.review")
@idempotent(status=200)
def review(request: HttpRequest, order_id: int, data: ReviewIn) -> OrderOut:
    """Sufficient: closed. Not sufficient: asked again, with the reason."""
    by = _by(request)
    order = orders.find(by, order_id, seen=data.version or None)
    return _out(
        supervision.review(
            order,
            sufficient=data.sufficient,
            reason=data.reason,
            by=by,
            at=timezone.now(),
        )
    )
