"""Pages of tolerance and credit: what may be missing in a case, the register of broken
promises with repair, promises to check, and the hall's published list."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.accounts.policies import acting
from yichuang.cases.queries import credit as queries
from yichuang.cases.queries import tolerance as tolerance_queries
from yichuang.cases.rules import tolerance as rules
from yichuang.cases.rules.promise import (
    WAITING,
    CheckState,
    Found,
    Method,
    Verdict,
    names,
)
from yichuang.cases.rules.tolerance import Consequence
from yichuang.cases.services import credit, eligibility, promise
from yichuang.catalogue.queries import guides_in_force
from yichuang.desk.forms.tolerance import (
    CheckForm,
    ListForm,
    RepairForm,
    RepairWordForm,
)
from yichuang.desk.policies import may
from yichuang.desk.presenters import case as case_rows
from yichuang.desk.presenters import credit as lines
from yichuang.desk.queries.opened import open_case
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.web.errors import status_for
from yichuang.web.forms import TellingForm
from yichuang.web.pages import page
from yichuang.web.presenters import Link


@staff("case.view")
@require_safe
def eligible(request: HttpRequest, number: str) -> HttpResponse:
    """Which papers of a case may be missing and how, and why not."""
    by, at = acting(request), timezone.now()
    opened = open_case(by, number, at=at)
    found = tolerance_queries.eligible(opened.case, on=opened.today)
    back = reverse("desk:case", args=[opened.detail.number])
    discredit = reverse("desk:act", args=[opened.detail.number, "discredit"])
    rows = {
        "heading": case_rows.heading(opened),
        "lines": lines.eligible_lines(opened, found, by),
        "back": back,
        "discredit": discredit if may(by, "credit.enter") else "",
        "crumbs": (
            Link(opened.detail.number, back),
            Link(gettext("What may be missing"), ""),
        ),
    }
    return page(request, "desk/case_tolerance.html", rows)


@staff("credit.view")
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Broken promises of the hall: those that stand, whose repair is asked, repaired."""
    show, number = request.GET.get("show", ""), request.GET.get("page", "1")
    found = queries.register(
        acting(request), show=show, page=int(number) if number.isdigit() else 1
    )
    chips = (
        ("", gettext("Standing"), found.standing),
        ("asked", gettext("Repair asked for"), found.asked),
        ("repaired", gettext("Repaired"), found.repaired),
    )
    rows = {
        "lines": lines.record_lines(found),
        "chips": chips,
        "show": show if show in {"asked", "repaired"} else "",
        "found": found,
        "previous": found.page - 1,
        "next": found.page + 1 if found.page < found.pages else 0,
    }
    return page(request, "desk/credit.html", rows)


@staff("credit.view")
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, record_id: int) -> HttpResponse:
    """One record: what happened, who asks for repair, and the word on it."""
    by, at = acting(request), timezone.now()
    found, repairs = queries.one(record_id, by=by)
    form = _record_form(request, found, repairs)
    if form is None and request.method == "POST":
        raise Http404
    status: int = HTTPStatus.OK
    if form is not None and request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                _repair(record_id, form, request, at)
            except Refusal as refused:
                form.refuse(refused)
                status = status_for(request, refused)
            else:
                return redirect("desk:credit-record", record_id)
    rows = {
        "line": lines.record_line(found),
        "source": found.source,
        "recorded_by": found.recorded_by,
        "system": gettext("the clock of the hall"),
        "case_url": reverse("desk:case", args=[found.case_number])
        if found.case_number
        else "",
        "repairs": lines.repair_lines(repairs),
        "form": form,
        "decides": isinstance(form, RepairWordForm),
        "crumbs": (
            Link(gettext("Credit register"), reverse("desk:credit")),
            Link(found.kind.label and gettext(found.kind.label), ""),
        ),
    }
    return page(request, "desk/credit_record.html", rows, status)


def _record_form(
    request: HttpRequest,
    found: queries.RecordRow,
    repairs: tuple[queries.RepairRow, ...],
) -> TellingForm | None:
    """What the reader may do with the record: ask for repair, or decide on it."""
    by = acting(request)
    posted = request.POST if request.method == "POST" else None
    if any(row.state == "asked" for row in repairs):
        return RepairWordForm(posted) if may(by, "credit.repair") else None
    asks = found.repaired_at is None and may(by, "credit.ask-repair")
    return RepairForm(posted) if asks else None


def _repair(
    record_id: int, form: TellingForm, request: HttpRequest, at: datetime
) -> None:
    by, data = acting(request), form.cleaned_data
    if "grounds" in data:
        credit.ask_repair(record_id, grounds=data["grounds"], by=by, at=at)
        messages.success(request, gettext("Asked. Somebody else decides on it."))
        return
    grant = data["grant"] == "yes"
    credit.decide_repair(record_id, grant=grant, reason=data["reason"], by=by, at=at)
    lifted = gettext("The record is lifted.")
    messages.success(request, lifted if grant else gettext("The record stands."))


@staff("case.recheck")
@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Promises to check, the soonest due first, and what was checked lately."""
    by, at = acting(request), timezone.now()
    today = today_of(by, at)
    waiting = queries.to_check(by, today)
    rows = {
        "lines": tuple(lines.check_line(row, today) for row in waiting),
        "done": tuple(
            lines.check_line(row, today) for row in queries.checked(by, today)
        ),
        "counts": queries.counts(by, today),
        "at": at,
    }
    return page(request, "desk/promises.html", rows)


@staff("case.recheck")
@require_http_methods(["GET", "POST"])
def promise_check(request: HttpRequest, check_id: int) -> HttpResponse:
    """One promise: look at what was promised, write down what was found."""
    by, at = acting(request), timezone.now()
    row = queries.find_check(check_id, by=by)
    today = today_of(by, at)
    state = CheckState(row.state)
    posted = request.POST if request.method == "POST" else None
    form = CheckForm(posted, mending=state is CheckState.MENDING)
    status: int = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                promise.check(row, _found(form.cleaned_data), by=by, at=at)
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
                status = status_for(request, refused)
            else:
                messages.success(request, gettext("Recorded."))
                return redirect("desk:promises")
    rows = {
        "line": lines.check_line(queries.check_row(row, today), today),
        "form": form if state in WAITING else None,
        "case_url": reverse("desk:case", args=[row.case.number]),
        "crumbs": (
            Link(gettext("Promises to check"), reverse("desk:promises")),
            Link(row.case.number, ""),
        ),
    }
    return page(request, "desk/promise.html", rows, status)


def _found(data: dict[str, Any]) -> Found:
    return Found(
        method=Method(data["method"]),
        inspectors=names(data["inspectors"]),
        answer=data["answer"],
        verdict=Verdict(data["verdict"]),
        mend_by=data.get("mend_by"),
    )


@staff("credit.view")
@require_http_methods(["GET", "POST"])
def tolerance_list(request: HttpRequest) -> HttpResponse:
    """The hall's list in force, every matter on it, and the next version."""
    by, at = acting(request), timezone.now()
    publishes = may(by, "tolerance.publish")
    if request.method == "POST" and not publishes:
        raise Http404
    hall, today = hall_of(by), today_of(by, at)
    policy = tolerance_queries.policy_of(hall.id, today)
    form = _list_form(request, policy, today) if publishes else None
    status: int = HTTPStatus.OK
    if request.method == "POST" and form is not None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                made = eligibility.publish(
                    hall.id, _terms(form.cleaned_data), by=by, at=at
                )
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
            else:
                said = gettext("Published as version %(n)s.") % {"n": made.version}
                messages.success(request, said)
                return redirect("desk:tolerance-list")
    rows = {
        "hall": hall,
        "facts": lines.policy_facts(policy),
        "version": policy.version,
        "items": lines.listed_items(guides_in_force(today), policy),
        "versions": lines.list_versions(tolerance_queries.lists_of(hall.id)),
        "form": form,
        "foot": gettext("Cases keep what they were told under the list of their day."),
    }
    return page(request, "desk/tolerance_list.html", rows, status)


def _list_form(
    request: HttpRequest, policy: rules.TolerancePolicy, today: Any
) -> ListForm:
    initial = {
        "most_open": policy.most_open,
        "remind_before": policy.remind_before,
        "check_within": policy.check_within,
        "repair_wait": policy.repair_wait,
        "on_breach": policy.on_breach.value,
        "excluded": lines.excluded_text(policy),
    }
    posted = request.POST if request.method == "POST" else None
    return ListForm(posted, today=today, initial=initial)


def _terms(data: dict[str, Any]) -> eligibility.Terms:
    return eligibility.Terms(
        valid_from=data["valid_from"],
        most_open=data["most_open"],
        remind_before=data["remind_before"],
        check_within=data["check_within"],
        repair_wait=data["repair_wait"],
        on_breach=Consequence(data["on_breach"]),
        excluded=rules.read_exclusions(data["excluded"]),
        note=data["note"],
    )
