"""How matters are handled: who goes first, what travels between halls, the figures; and
the visits at home with the page one takes along on the phone."""

from datetime import date, datetime, timedelta
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.accounts.policies import Actor, acting
from yichuang.cases.queries import modes as queries
from yichuang.cases.queries.worklist import page_of
from yichuang.cases.services import visits
from yichuang.cases.services.visits import Order
from yichuang.desk.forms.modes import FinishForm, SetOutForm, VisitForm
from yichuang.desk.policies import may
from yichuang.desk.presenters import handling as rows
from yichuang.desk.presenters.lists import lines
from yichuang.desk.presenters.words import language, told
from yichuang.desk.queries.items import matters
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.web.errors import status_for
from yichuang.web.forms import add_refusals
from yichuang.web.pages import page

DAYS = 30


@staff("modes.view")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Who goes first, what is on its way, and how the last thirty days were handled."""
    by, at = acting(request), timezone.now()
    today = today_of(by, at)
    first = today - timedelta(days=DAYS - 1)
    key = request.GET.get("show", "")[:20]
    shown = {
        "green": rows.green_lines(queries.green(by), by, at),
        "transfers": rows.transfer_lines(queries.transfers(by), by),
        "figures": rows.figure_lines(queries.figures(by, first, today), key),
        "first": first,
        "today": today,
        "behind": _behind(by, key, first, today, at),
        "visits_url": reverse("desk:visits"),
    }
    return page(request, "desk/modes.html", shown)


def _behind(
    by: Actor, key: str, first: date, today: date, at: datetime
) -> dict[str, object] | None:
    """The list behind the figure that was opened."""
    if key not in queries.FIGURES:
        return None
    found = queries.closed_between(by, first, today)
    chosen = queries.narrowed(found, key, hall_of(by).id).order_by("-closed_at")
    listed = page_of(chosen, 1, today, at=at)
    return {
        "says": gettext(rows.FIGURE_SAYS[key]),
        "lines": lines(listed.rows),
        "total": listed.total,
    }


@staff("modes.view")
@require_http_methods(["GET", "POST"])
def home_visits(request: HttpRequest) -> HttpResponse:
    """Visits at home: what is ahead, what is over, and the form to order one."""
    by, at = acting(request), timezone.now()
    offered = tuple(
        (row.key, told(row, "name"))
        for row in matters("", today_of(by, at), language())
    )
    if request.method == "GET":
        form = VisitForm(items=offered, initial={"day": today_of(by, at)})
        return _visits_page(request, form, by)
    if not may(by, "visit.order"):
        raise Http404
    form = VisitForm(request.POST, items=offered)
    if not form.is_valid():
        return _visits_page(request, form, by, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        row = visits.order(
            Order(**form.cleaned_data), hall_id=hall_of(by).id, by=by, at=at
        )
    except (Refusal, Refusals) as refused:
        _refuse(form, refused)
        return _visits_page(request, form, by, status_for(request, refused))
    messages.success(request, gettext("Ordered. The phone of the pair shows it."))
    return HttpResponseRedirect(reverse("desk:visit", args=[row.pk]))


def _visits_page(
    request: HttpRequest, form: VisitForm, by: Actor, status: int = HTTPStatus.OK
) -> HttpResponse:
    shown = {
        "form": form,
        "orders": may(by, "visit.order"),
        "ahead": rows.visit_lines(queries.home_visits(by)),
        "over": rows.visit_lines(queries.home_visits(by, ended=True)),
    }
    return page(request, "desk/visits.html", shown, status)


@staff("modes.view")
@require_http_methods(["GET", "POST"])
def home_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """The kit of one visit, made for a phone: set out, receive, photograph, sign."""
    by, at = acting(request), timezone.now()
    row = queries.home_visit(by, pk)
    if row is None:
        raise Http404
    if request.method == "GET":
        return _kit(request, row, by)
    if not (may(by, "visit.go") or may(by, "visit.order")):
        raise Http404
    name = request.POST.get("do", "")
    form: SetOutForm | FinishForm
    form = SetOutForm(request.POST) if name == "set-out" else FinishForm(request.POST)
    if not form.is_valid():
        return _kit(request, row, by, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        said = _done(name, row, form.cleaned_data, by, at)
    except (Refusal, Refusals) as refused:
        _refuse(form, refused)
        return _kit(request, row, by, form, status_for(request, refused))
    messages.success(request, said)
    return HttpResponseRedirect(reverse("desk:visit", args=[pk]))


def _done(
    name: str, row: queries.Visit, data: dict[str, str], by: Actor, at: datetime
) -> str:
    if name == "set-out":
        visits.set_out(row, companion=data["companion"], by=by, at=at)
        return gettext("You are under way.")
    if name == "call-off":
        visits.call_off(row, reason=data["result"], by=by, at=at)
        return gettext("Called off.")
    visits.finish(row, result=data["result"], signature=data["signature"], by=by, at=at)
    return gettext("The visit is done.")


def _kit(
    request: HttpRequest,
    row: queries.Visit,
    by: Actor,
    form: SetOutForm | FinishForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    shown = {
        "visit": rows.visit_kit(row, by),
        "out": form if isinstance(form, SetOutForm) else SetOutForm(),
        "finish": form if isinstance(form, FinishForm) else FinishForm(),
    }
    return page(request, "desk/visit.html", shown, status)


def _refuse(form: VisitForm | SetOutForm | FinishForm, refused: Exception) -> None:
    """Put each refusal with its remedy at the field it names."""
    if isinstance(refused, Refusal | Refusals):
        add_refusals(form, refused)
