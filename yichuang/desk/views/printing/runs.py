"""Runs: what is printed on which stock, sheet after sheet, with what became of each."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.accounts.policies import acting
from yichuang.desk.forms.printing import SendForm, SettleForm, VoidForm
from yichuang.desk.policies import may
from yichuang.desk.presenters import printing as rows_of
from yichuang.desk.queries.places import hall_id_of
from yichuang.desk.views.gate import staff
from yichuang.documents.queries import stock
from yichuang.documents.queries.stock import RunCard
from yichuang.documents.rules.stock import SheetState
from yichuang.documents.services.stock import runs, sheets
from yichuang.kernel.refusals import Refusal
from yichuang.web.errors import status_for
from yichuang.web.forms import TellingForm
from yichuang.web.pages import page, pdf_response
from yichuang.web.presenters import Link

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


@staff("print.view")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The hall's runs, the latest first."""
    by = acting(request)
    hall_id = hall_id_of(by)
    here, pages = _place(request, stock.count_runs(hall_id))
    rows = {
        "runs": [rows_of.run_line(card) for card in stock.runs(hall_id, here)],
        "prints": may(by, "print.run"),
        "ways": rows_of.ways(),
        "pages": _pages(here, pages),
    }
    return page(request, "desk/printing/runs.html", rows)


def _place(request: HttpRequest, total: int) -> tuple[int, int]:
    """Which page of how many."""
    pages = max(1, -(-total // stock.PAGE))
    asked = request.GET.get("page", "1")
    return min(max(int(asked) if asked.isdecimal() else 1, 1), pages), pages


def _pages(here: int, pages: int, more: str = "") -> list[Link]:
    if pages == 1:
        return []
    return [
        Link(str(n), f"?{more}page={n}", current=n == here) for n in range(1, pages + 1)
    ]


@staff("print.view")
@require_safe
def show(request: HttpRequest, run_id: int) -> HttpResponse:
    """Where a run is, what is done next, and every sheet."""
    return _show(request, run_id)


def _show(
    request: HttpRequest,
    run_id: int,
    wrong: TellingForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    by = acting(request)
    card = stock.run(hall_id_of(by), run_id)
    only = request.GET.get("only", "")
    only = only if only in set(SheetState) else ""
    total = getattr(card, only) if only else card.total + card.void
    here, pages = _place(request, total)
    rows = {
        "run": rows_of.run_line(card),
        "card": card,
        "prints": may(by, "print.run"),
        "ended": rows_of.ended(card),
        "send": wrong if isinstance(wrong, SendForm) else _send_form(card),
        "settle": wrong if isinstance(wrong, SettleForm) else _settle_form(card),
        "settled_wrong": isinstance(wrong, SettleForm),
        "sheets": rows_of.sheet_lines(stock.sheets(run_id, state=only, page=here), by),
        "chips": [
            Link(
                f"{gettext(state.label)} {getattr(card, state)}",
                f"?only={state}",
                current=only == state,
            )
            for state in SheetState
            if getattr(card, state)
        ],
        "only": only,
        "pages": _pages(here, pages, f"only={only}&" if only else ""),
        "crumbs": rows_of.crumbs(card.name),
    }
    return page(request, "desk/printing/run.html", rows, status)


def _send_form(card: RunCard) -> SendForm:
    last = stock.last_stock_number(card.template_id) if card.numbered else ""
    form = SendForm(
        initial={
            "seen": card.version,
            "count": rows_of.usual_count(card),
            "first_number": rows_of.next_number(last),
        }
    )
    return _asked(form, card)


def _asked(form: SendForm, card: RunCard) -> SendForm:
    """Stock without numbers is not asked for one."""
    if not card.numbered:
        del form.fields["first_number"]
    return form


def _settle_form(card: RunCard) -> SettleForm:
    return SettleForm(initial={"seen": card.version, "good": card.sent})


@staff("print.run")
@require_POST
def send(request: HttpRequest, run_id: int) -> HttpResponse:
    """The next sheets go to the printer."""
    by, at = acting(request), timezone.now()
    card = stock.run(hall_id_of(by), run_id)
    form = _asked(SendForm(request.POST), card)
    if not form.is_valid():
        return _show(request, run_id, form, UNPROCESSABLE)
    try:
        sheets.send(
            run_id,
            count=form.cleaned_data["count"],
            first_number=form.cleaned_data.get("first_number", ""),
            seen=form.cleaned_data["seen"],
            hall_id=card.hall_id,
            by=by,
            at=at,
        )
    except Refusal as refused:
        form.refuse(refused)
        return _show(request, run_id, form, HTTPStatus(status_for(request, refused)))
    return HttpResponseRedirect(reverse("desk:print-run", args=[run_id]))


@staff("print.run")
@require_safe
def pdf(request: HttpRequest, run_id: int) -> HttpResponse:
    """The sheets that are in the printer, as one PDF of exactly their size."""
    by = acting(request)
    card = stock.run(hall_id_of(by), run_id)
    made = sheets.draw(run_id, hall_id=card.hall_id, by=by)
    return pdf_response(card.name, made, inline=True)


@staff("print.run")
@require_POST
def settle(request: HttpRequest, run_id: int) -> HttpResponse:
    """The clerk says how the sheets came out."""
    by, at = acting(request), timezone.now()
    card = stock.run(hall_id_of(by), run_id)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _show(request, run_id, form, UNPROCESSABLE)
    try:
        fate = sheets.settle(
            run_id, **form.cleaned_data, hall_id=card.hall_id, by=by, at=at
        )
    except Refusal as refused:
        form.refuse(refused)
        return _show(request, run_id, form, HTTPStatus(status_for(request, refused)))
    messages.success(
        request,
        ngettext(
            "%(n)s certificate is on paper.",
            "%(n)s certificates are on paper.",
            fate.good,
        )
        % {"n": fate.good},
    )
    return HttpResponseRedirect(reverse("desk:print-run", args=[run_id]))


@staff("print.run")
@require_POST
def end(request: HttpRequest, run_id: int) -> HttpResponse:
    """The run ends here; what waits can go into another."""
    by, at = acting(request), timezone.now()
    card = stock.run(hall_id_of(by), run_id)
    typed = request.POST.get("seen", "")
    try:
        runs.end(
            run_id,
            seen=int(typed) if typed.isdecimal() else 0,
            hall_id=card.hall_id,
            by=by,
            at=at,
        )
    except Refusal as refused:
        messages.error(request, refused.told(gettext))
    return HttpResponseRedirect(reverse("desk:print-run", args=[run_id]))


@staff("print.run")
@require_http_methods(["GET", "POST"])
def void(request: HttpRequest, sheet_id: int) -> HttpResponse:
    """A printed sheet is declared void, for a reason."""
    by, at = acting(request), timezone.now()
    row = stock.sheet(hall_id_of(by), sheet_id)
    form, status = VoidForm(request.POST or None), HTTPStatus.OK
    back = reverse("desk:print-run", args=[row.run_id])
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                sheets.void(
                    sheet_id,
                    reason=form.cleaned_data["reason"],
                    hall_id=hall_id_of(by),
                    by=by,
                    at=at,
                )
            except Refusal as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
            else:
                messages.success(request, gettext("The sheet is void."))
                return HttpResponseRedirect(back)
    rows = {
        "form": form,
        "sheet": rows_of.sheet_lines([row], by)[0],
        "back": back,
        "crumbs": rows_of.crumbs(gettext("Sheet void")),
    }
    return page(request, "desk/printing/void.html", rows, status)
