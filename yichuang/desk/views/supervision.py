"""Supervision orders: the list, one of them, opening one by hand, answer and review."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yichuang.accounts.policies import Actor, acting
from yichuang.cases.queries import finding
from yichuang.cases.queries import supervision as orders
from yichuang.cases.rules.supervision import OrderKind
from yichuang.cases.services import supervision
from yichuang.cases.services.supervision import Breach
from yichuang.desk.forms.supervision import (
    AnswerForm,
    OpenForm,
    OrderForm,
    ReviewForm,
    WithdrawForm,
)
from yichuang.desk.policies import may
from yichuang.desk.presenters import supervision as rows_of
from yichuang.desk.queries import supervision as reading
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.web.errors import status_of
from yichuang.web.pages import page

FILTERS = ("state", "kind", "level", "mine")


@staff("supervision.view")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The orders the reader sees, those to be answered first on top."""
    by, at = acting(request), timezone.now()
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    number = request.GET.get("page", "1")
    found = reading.page_of(
        by,
        state=filters["state"],
        kind=filters["kind"],
        level=filters["level"],
        mine=bool(filters["mine"]),
        today=today_of(by, at),
        page=int(number) if number.isdigit() else 1,
    )
    rows = {
        "lines": [rows_of.line(row) for row in found.rows],
        "chips": rows_of.chips(found, filters),
        "kinds": rows_of.kinds(),
        "levels": rows_of.levels(),
        "filters": filters,
        "filtered": any(filters.values()),
        "pager": rows_of.pager(found, filters),
        "opens": may(by, "supervision.open"),
        "terms": may(by, "terms.view"),
        "at": at,
    }
    return page(request, "desk/orders.html", rows)


@staff("supervision.open")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open an order by hand; from a case its number is filled in."""
    by = acting(request)
    departments = reading.departments(by)
    form = OpenForm(
        request.POST or None,
        departments=departments,
        initial={"case": request.GET.get("case", "")},
    )
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                order = _opened(form, by)
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
                status = HTTPStatus(status_of(refused))
            else:
                notices.success(request, gettext("The order is out."))
                return redirect("desk:order", order_id=order.pk)
    return page(request, "desk/order_new.html", {"form": form}, status)


def _opened(form: OpenForm, by: Actor) -> reading.Order:
    given = form.cleaned_data
    try:
        case = finding.find(by, given["case"], people=False) if given["case"] else None
    except Refusal as refused:
        raise refused.at("case") from None
    breach = Breach(
        OrderKind(given["kind"]),
        given["what"],
        case,
        department_id=given["department"],
        due=given["due"],
    )
    return supervision.open_by_hand(
        breach,
        hall_id=case.hall_id if case is not None else hall_of(by).id,
        by=by,
        at=timezone.now(),
    )


@staff("supervision.view")
@require_GET
def order(request: HttpRequest, order_id: int) -> HttpResponse:
    """One order with the reader's next step."""
    return _sheet(request, _found(acting(request), order_id))


def _found(by: Actor, order_id: int, seen: int | None = None) -> reading.Order:
    try:
        return orders.find(by, order_id, seen=seen)
    except Refusal as refused:
        if refused.code == "supervision.not-found":
            raise Http404 from None
        raise


def _sheet(
    request: HttpRequest,
    found: reading.Order,
    form: OrderForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    by, at = acting(request), timezone.now()
    told = orders.detail(found, by=by, today=today_of(by, at))
    seen = {"version": told.version}
    kind = type(form)
    rows = {
        "sheet": rows_of.sheet(told),
        "form": form,
        "answering": _own(AnswerForm, kind, form, seen)
        if told.allows("answer")
        else None,
        "reviewing": _own(ReviewForm, kind, form, seen)
        if told.allows("suffice")
        else None,
        "withdrawing": _own(WithdrawForm, kind, form, seen)
        if told.allows("withdraw")
        else None,
    }
    return page(request, "desk/order.html", rows, status)


def _own(
    wanted: type[OrderForm],
    kind: type[object],
    form: OrderForm | None,
    seen: dict[str, int],
) -> OrderForm | None:
    """The form that came back with its faults, or a fresh one."""
    return form if kind is wanted else wanted(initial=seen)


def _act(
    request: HttpRequest,
    order_id: int,
    form: OrderForm,
    act: Callable[[reading.Order, Actor], object],
    done: str,
) -> HttpResponse:
    by = acting(request)
    found = _found(by, order_id)
    if not form.is_valid():
        return _sheet(request, found, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        act(orders.find(by, order_id, seen=form.cleaned_data["version"]), by)
    except (Refusal, Refusals) as refused:
        form.refuse(refused)
        fresh = _found(by, order_id)
        form.go_on_from(fresh.version)
        return _sheet(request, fresh, form, status_of(refused))
    notices.success(request, done)
    return redirect("desk:order", order_id=order_id)


@staff("supervision.answer")
@require_POST
def answer(request: HttpRequest, order_id: int) -> HttpResponse:
    """Who was asked answers."""
    form = AnswerForm(request.POST)
    return _act(
        request,
        order_id,
        form,
        lambda found, by: supervision.answer(
            found, form.cleaned_data["text"], by=by, at=timezone.now()
        ),
        gettext("Your answer is with the supervisor."),
    )


@staff("supervision.review")
@require_POST
def review(request: HttpRequest, order_id: int) -> HttpResponse:
    """A supervisor closes the order or asks again."""
    form = ReviewForm(request.POST)
    return _act(
        request,
        order_id,
        form,
        lambda found, by: supervision.review(
            found,
            sufficient=form.cleaned_data["verdict"] == "yes",
            reason=form.cleaned_data["reason"],
            by=by,
            at=timezone.now(),
        ),
        gettext("Written down."),
    )


@staff("supervision.review")
@require_POST
def withdraw(request: HttpRequest, order_id: int) -> HttpResponse:
    """A supervisor takes the order back."""
    form = WithdrawForm(request.POST)
    return _act(
        request,
        order_id,
        form,
        lambda found, by: supervision.withdraw(
            found, form.cleaned_data["reason"], by=by, at=timezone.now()
        ),
        gettext("The order is withdrawn."),
    )
