"""Papers of a bundle, each once: of a draft, or those its notices asked for."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.queries.bundles import BundleDetail, BundleState
from yichuang.cases.services.bundles.mending import lacks_of
from yichuang.kernel.refusals import Refusal
from yichuang.portal.presenters import words
from yichuang.portal.presenters.boxes import left_words, looked_at
from yichuang.portal.presenters.bundles import choice, sheets
from yichuang.portal.services import bundling
from yichuang.portal.views import asking
from yichuang.portal.views.bundles.drafting import Draft, draft_of, frame
from yichuang.portal.views.bundles.tracking import track
from yichuang.portal.views.looking import faults_of, tell_faults
from yichuang.web.pages import page, wants_fragment

Wrong = dict[str, tuple[str, ...]]


@never_cache
@asking.citizens
@require_safe
def papers(request: HttpRequest, number: str) -> HttpResponse:
    """Every paper of all matters, once, with its files."""
    return _papers(request, draft_of(request, number), {}, 200)


def _papers(
    request: HttpRequest, draft: Draft, wrong: Wrong, status: int
) -> HttpResponse:
    shown = frame(draft, "papers") | {
        "boxes": sheets.boxes(draft.found, wrong),
        "left": left_words(sheets.lacking(draft.found)),
        "handed_on": choice.handed_on(draft.found.plan),
        "filled": len(draft.found.papers.filled),
    }
    return page(request, "portal/bundles/papers.html", shown, status)


@never_cache
@asking.citizens
@require_POST
def add(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Keep the files that were sent; those that are not what they should be are named."""
    by, wrong = asking.who(request), []
    files, kept = request.FILES.getlist("file"), {}
    for upload in files:
        try:
            name = bundling.add_file(number, key, upload, by=by, at=asking.now())
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
def remove(request: HttpRequest, number: str, file_id: int) -> HttpResponse:
    """Take a file off again."""
    by = asking.who(request)
    bundle = bundling.find(by, number)
    row = bundle.files.filter(pk=file_id).first()
    bundling.remove_file(number, file_id, by=by, at=asking.now())
    return _answer(request, number, row.material if row else "", (), {})


def _answer(
    request: HttpRequest,
    number: str,
    key: str,
    wrong: tuple[str, ...],
    kept: Mapping[str, str],
) -> HttpResponse:
    """The box anew to HTMX; otherwise back to the page, or the page with what is wrong."""
    bundle = bundling.find(asking.who(request), number)
    found = bundle_queries.detail(bundle, today=asking.today())
    draft = found.state == BundleState.DRAFT
    status = 422 if wrong else 200
    paper = next((row.name for row in sheets.boxes(found) if row.key == key), "")
    faults = faults_of(request, kept, paper)
    if wants_fragment(request) and key:
        return _fragment(request, found, key, wrong, faults, status)
    tell_faults(request, faults)
    if wrong and draft:
        return _papers(request, Draft(asking.who(request), found), {key: wrong}, status)
    if wrong:
        return track(request, found, wrong={key: wrong}, status=status)
    to = "portal:bundle-papers" if draft else "portal:bundle-case"
    return redirect(f"{reverse(to, args=[number])}#paper-{key}")


def _fragment(
    request: HttpRequest,
    found: BundleDetail,
    key: str,
    wrong: tuple[str, ...],
    faults: Mapping[str, str],
    status: int,
) -> HttpResponse:
    if found.state == BundleState.DRAFT:
        every = sheets.boxes(found, {key: wrong})
        left = left_words(sheets.lacking(found))
    else:
        lacks = lacks_of(found)
        every = sheets.lack_boxes(found.number, lacks, {key: wrong})
        left = sheets.lacks_left(lacks)
    shown = {
        "box": looked_at(next(box for box in every if box.key == key), faults),
        "fragment": True,
        "left": left,
    }
    return page(
        request,
        "portal/_paper_box.html",
        shown,
        status,
        fragment="portal/_paper_box.html",
    )
