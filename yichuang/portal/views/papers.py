"""Papers of a draft or of a correction: photos and PDFs are added and taken off."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yichuang.cases.queries.detail import CaseDetail
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.kernel.refusals import Refusal
from yichuang.portal.presenters import applying as sheets
from yichuang.portal.presenters import boxes, questions, words
from yichuang.portal.presenters import guide as guides
from yichuang.portal.queries import own
from yichuang.portal.rules.steps import Step
from yichuang.portal.services import applying
from yichuang.portal.views import asking
from yichuang.portal.views.case import case_page
from yichuang.portal.views.drafts import draft_of
from yichuang.portal.views.looking import faults_of, tell_faults
from yichuang.web.pages import page, wants_fragment

Wrong = dict[str, tuple[str, ...]]


@never_cache
@asking.citizens
@require_safe
def papers(request: HttpRequest, number: str) -> HttpResponse:
    """Every paper of the draft with its files."""
    return _papers(request, draft_of(request, number).case, {}, 200)


def _papers(
    request: HttpRequest, case: CaseDetail, wrong: Wrong, status: int
) -> HttpResponse:
    shown = {
        "number": case.number,
        "name": guides.matter_line(case.guide).name,
        "steps": sheets.step_bar(Step.PAPERS),
        "boxes": boxes.boxes(case, wrong),
        "left": boxes.left_words(boxes.lacking(case)),
        "ready": not boxes.lacking(case),
        "questions_url": questions.change_url(case.guide, case.answers, case.number),
    }
    return page(request, "portal/papers.html", shown, status)


@never_cache
@asking.citizens
@require_POST
def add(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Keep the files that were sent; those that are not what they should be are named."""
    by, wrong = asking.who(request), []
    files, kept = request.FILES.getlist("file"), {}
    for upload in files:
        try:
            name = applying.add_file(number, key, upload, by=by, at=asking.now())
            kept[name] = upload.name or ""
        except Refusal as refused:
            if refused.field != "file":
                raise
            wrong.append(words.about_file(upload.name or "", refused))
    if not files:
        wrong.append(gettext("No file was chosen. Take a photo or choose a file."))
    return _answer(request, number, key, tuple(wrong), kept)


@never_cache
@asking.citizens
@require_POST
def remove(request: HttpRequest, number: str, key: str, file_id: int) -> HttpResponse:
    """Take a file off again."""
    applying.remove_file(number, key, file_id, by=asking.who(request), at=asking.now())
    return _answer(request, number, key, (), {})


def _answer(
    request: HttpRequest,
    number: str,
    key: str,
    wrong: tuple[str, ...],
    kept: Mapping[str, str],
) -> HttpResponse:
    """The box anew to HTMX; otherwise back to the page, or the page with what is wrong."""
    status = 422 if wrong else 200
    case = own.one(asking.who(request), number, today=asking.today())
    paper = next((row.rule.name for row in case.papers if row.rule.key == key), "")
    faults = faults_of(request, kept, paper)
    if wants_fragment(request):
        return _fragment(request, case, key, wrong, faults, status)
    tell_faults(request, faults)
    if wrong:
        if case.state is not CaseState.DRAFT:
            return case_page(request, case, wrong={key: wrong}, status=status)
        return _papers(request, case, {key: wrong}, status)
    to = "portal:papers" if case.state is CaseState.DRAFT else "portal:case"
    return redirect(f"{reverse(to, args=[number])}#paper-{key}")


def _fragment(
    request: HttpRequest,
    case: CaseDetail,
    key: str,
    wrong: tuple[str, ...],
    faults: Mapping[str, str],
    status: int,
) -> HttpResponse:
    told = case.state is not CaseState.DRAFT
    every = (*boxes.told(case, {key: wrong}), *boxes.later(case, {key: wrong}))
    if not told:
        every = boxes.boxes(case, {key: wrong})
    shown = {
        "box": boxes.looked_at(next(box for box in every if box.key == key), faults),
        "fragment": True,
        "left": boxes.left_told(case)
        if told
        else boxes.left_words(boxes.lacking(case)),
    }
    return page(
        request,
        "portal/_paper_box.html",
        shown,
        status,
        fragment="portal/_paper_box.html",
    )
