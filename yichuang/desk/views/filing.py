"""Scanned papers go into a case: brought, read, laid out on its papers, filed at once."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.accounts.policies import acting
from yichuang.cases.models import Case
from yichuang.cases.queries import filing as queries
from yichuang.cases.queries.facts import paper_facts
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.filing import Layout
from yichuang.cases.rules.lifecycle import BEFORE_ACCEPTANCE, CaseState
from yichuang.cases.rules.papers import lacking_for_acceptance
from yichuang.cases.services import filing
from yichuang.desk.forms.filing import ScanForm, chosen_of, judged_of
from yichuang.desk.policies import may
from yichuang.desk.presenters import filing as rows_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.identity import mask_organisation
from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.materials.queries import stacks as stack_queries
from yichuang.materials.services import stacks
from yichuang.web.errors import Reason, reason, status_for
from yichuang.web.pages import page
from yichuang.web.presenters import Link


@never_cache
@staff("material.sort")
@require_http_methods(["GET", "POST"])
def case_scan(request: HttpRequest, number: str) -> HttpResponse:
    """Bring scans of a case's papers, look at where each page goes, and file them."""
    by = acting(request)
    case = find(by, number)
    form = ScanForm(request.POST or None, request.FILES or None)
    if request.method == "GET":
        return _show(request, case, ScanForm())
    if "upload" not in request.POST:
        return _file(request, case)
    if not form.is_valid():
        return _show(request, case, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        stacks.create(
            form.cleaned_data["file"],
            by=by,
            at=timezone.now(),
            hall_id=case.hall_id,
            title=f"{mask_organisation(case.applicant_name)} {case.number[-7:]}",
            item_key=case.item_key,
            about=case.about,
        )
    except (Refusal, Refusals) as refused:
        form.refuse(refused)
        return _show(request, case, form, status=status_for(request, refused))
    return HttpResponseRedirect(_url(request, case))


def _url(request: HttpRequest, case: Case) -> str:
    address = reverse("desk:case-scan", args=[case.number])
    person = _person(request)
    return f"{address}?person={person}" if person else address


def _person(request: HttpRequest) -> int | None:
    """The person of a stack the clerk came from."""
    asked = request.GET.get("person", "")
    return int(asked) if asked.isdecimal() and len(asked) < 15 else None


def _file(request: HttpRequest, case: Case) -> HttpResponse:
    """File everything that is laid out, and note what is wrong for the notice."""
    by, at = acting(request), timezone.now()
    judged = judged_of(request.POST)
    try:
        seen = request.POST.get("seen", "")
        case = find(by, case.number, seen=int(seen) if seen.isdecimal() else None)
        found = queries.sources(case, by=by, person=_person(request))
        laid = queries.layout(case, found, at=at, chosen=chosen_of(request.POST))
        puts = [
            filing.Put(place.wanted.key, tuple(one.key for one in place.pages))
            for place in laid.places
            if place.pages
        ]
        new = filing.file_pages(case, puts, by=by, at=at)
        filing.draft(case, laid, judged, by=by, at=at)
        if "fill" in request.POST:
            filing.fill_in(case, laid.facts, by=by, at=at)
    except (Refusal, Refusals) as refused:
        told = reason(each(refused)[0])
        return _show(
            request,
            find(by, case.number),
            ScanForm(),
            refused=told,
            status=status_for(request, refused),
        )
    messages.success(request, _filed(len(new)))
    return HttpResponseRedirect(_next(case))


def _filed(count: int) -> str:
    if not count:
        return gettext("These pages were filed before; nothing changed.")
    return ngettext("%(n)s page filed.", "%(n)s pages filed.", count) % {"n": count}


def _next(case: Case) -> str:
    """On to the notice that is now written, or back to the case."""
    early = CaseState(case.state) in {CaseState.SUBMITTED, CaseState.RECEIVED}
    if early and lacking_for_acceptance(paper_facts(case)):
        return reverse("desk:act", args=[case.number, "notify"])
    return reverse("desk:case", args=[case.number])


def _show(
    request: HttpRequest,
    case: Case,
    form: ScanForm,
    *,
    refused: Reason | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    by, at = acting(request), timezone.now()
    found = queries.sources(case, by=by, person=_person(request))
    laid = queries.layout(case, found, at=at)
    case_url = reverse("desk:case", args=[case.number])
    rows = {
        "url": _url(request, case),
        "case_url": case_url,
        "applicant": mask_organisation(case.applicant_name),
        "number": case.number,
        "seen": case.version,
        "form": form,
        "refused": refused,
        "sources": rows_of.sources(found),
        "reading": any(one.reading for one in found),
        "early": CaseState(case.state) in BEFORE_ACCEPTANCE,
        "crumbs": (
            Link(case.number[-7:], case_url),
            Link(gettext("Scanned papers"), ""),
        ),
    } | _laid(case, laid)
    return page(request, "desk/filing/case.html", rows, status)


def _laid(case: Case, laid: Layout) -> dict[str, Any]:
    pages = [one for place in laid.places for one in place.pages]
    return {
        "places": rows_of.places(laid),
        "loose": [rows_of.thumb(one) for one in laid.loose],
        "papers": [
            (place.wanted.key, rows_of.paper_name(place.wanted))
            for place in laid.places
        ],
        "unseen": laid.unseen,
        "facts": rows_of.fact_lines(filing.unknown(case, laid.facts)),
        "there": bool(pages) or bool(laid.loose),
        "done": bool(pages) and all(one.filed for one in pages),
    }


@never_cache
@staff("material.sort")
@require_safe
def of_stack(request: HttpRequest, key: str) -> HttpResponse:
    """Everybody of a stack, and the case their papers go to."""
    by, at = acting(request), timezone.now()
    stack = stack_queries.stack(key, by=by, at=at)
    found = queries.people_of_stack(key, by=by)
    rows = {
        "people": rows_of.people(
            found, stack.item_key, receives=may(by, "case.receive")
        ),
        "title": stack.title,
        "back": reverse("desk:stack", args=[key]),
        "crumbs": (
            Link(gettext("Stacks of papers"), reverse("desk:stacks")),
            Link(stack.title, reverse("desk:stack", args=[key])),
            Link(gettext("File the papers"), ""),
        ),
    }
    return page(request, "desk/filing/stack.html", rows)
