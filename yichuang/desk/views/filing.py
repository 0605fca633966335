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
from yichuang.cases.queries import filing as queries
from yichuang.cases.services import filing
from yichuang.desk.forms.filing import ScanForm, chosen_of, judged_of
from yichuang.desk.policies import may
from yichuang.desk.presenters import filing as rows_of
from yichuang.desk.queries.scanned import Scanned, scanned
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
    if request.method == "POST":
        return (_bring if "upload" in request.POST else _file)(request, number)
    return _show(request, number, ScanForm())


def _bring(request: HttpRequest, number: str) -> HttpResponse:
    """More scans, for the worker to read."""
    by, at = acting(request), timezone.now()
    case = scanned(by, number, at=at).case
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, number, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        stacks.create(
            form.cleaned_data["file"],
            by=by,
            at=at,
            hall_id=case.hall_id,
            title=f"{mask_organisation(case.applicant_name)} {case.number[-7:]}",
            item_key=case.item_key,
            about=case.about,
        )
    except (Refusal, Refusals) as refused:
        form.refuse(refused)
        return _show(request, number, form, status=status_for(request, refused))
    return HttpResponseRedirect(_url(request, number))


def _url(request: HttpRequest, number: str) -> str:
    address = reverse("desk:case-scan", args=[number])
    person = _person(request)
    return f"{address}?person={person}" if person else address


def _person(request: HttpRequest) -> int | None:
    """The person of a stack the clerk came from."""
    asked = request.GET.get("person", "")
    return int(asked) if asked.isdecimal() and len(asked) < 15 else None


def _file(request: HttpRequest, number: str) -> HttpResponse:
    """File everything that is laid out, and note what is wrong for the notice."""
    by, at = acting(request), timezone.now()
    seen = request.POST.get("seen", "")
    try:
        found = scanned(
            by,
            number,
            at=at,
            person=_person(request),
            seen=int(seen) if seen.isdecimal() and len(seen) < 10 else None,
            chosen=chosen_of(request.POST),
        )
        new = _filed(request, found)
    except (Refusal, Refusals) as refused:
        told = reason(each(refused)[0])
        status = status_for(request, refused)
        return _show(request, number, ScanForm(), refused=told, status=status)
    messages.success(request, _says(new))
    return HttpResponseRedirect(_next(found))


def _filed(request: HttpRequest, found: Scanned) -> int:
    """The pages, what is wrong with them, and what was not known; how many are new."""
    by, at = acting(request), timezone.now()
    case, laid = found.case, found.laid
    puts = [
        filing.Put(place.wanted.key, tuple(one.key for one in place.pages))
        for place in laid.places
        if place.pages
    ]
    new = filing.file_pages(case, puts, by=by, at=at)
    filing.draft(case, laid, judged_of(request.POST), by=by, at=at)
    if "fill" in request.POST:
        filing.fill_in(case, laid.facts, by=by, at=at)
    return len(new)


def _says(count: int) -> str:
    if not count:
        return gettext("These pages were filed before; nothing changed.")
    return ngettext("%(n)s page filed.", "%(n)s pages filed.", count) % {"n": count}


def _next(found: Scanned) -> str:
    """On to the notice that is now written, or back to the case."""
    if found.early and found.lacks:
        return reverse("desk:act", args=[found.case.number, "notify"])
    return reverse("desk:case", args=[found.case.number])


def _show(
    request: HttpRequest,
    number: str,
    form: ScanForm,
    *,
    refused: Reason | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    by, at = acting(request), timezone.now()
    found = scanned(by, number, at=at, person=_person(request))
    case, case_url = found.case, reverse("desk:case", args=[found.case.number])
    rows = {
        "url": _url(request, case.number),
        "case_url": case_url,
        "applicant": mask_organisation(case.applicant_name),
        "number": case.number,
        "seen": case.version,
        "form": form,
        "refused": refused,
        "sources": rows_of.sources(found.sources),
        "reading": any(one.reading for one in found.sources),
        "early": found.early,
        "crumbs": (
            Link(case.number[-7:], case_url),
            Link(gettext("Scanned papers"), ""),
        ),
    } | _laid(found)
    return page(request, "desk/filing/case.html", rows, status)


def _laid(found: Scanned) -> dict[str, Any]:
    laid = found.laid
    pages = [one for place in laid.places for one in place.pages]
    return {
        "places": rows_of.places(laid),
        "loose": [rows_of.thumb(one) for one in laid.loose],
        "papers": [
            (place.wanted.key, rows_of.paper_name(place.wanted))
            for place in laid.places
        ],
        "unseen": laid.unseen,
        "facts": rows_of.fact_lines(filing.unknown(found.case, laid.facts)),
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
