"""The page of an act: preview on the left, the one form in the pane, conflict told."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from yichuang.accounts.policies import acting
from yichuang.cases.rules.lifecycle import LIFECYCLE
from yichuang.desk.forms.base import ActForm
from yichuang.desk.policies import may
from yichuang.desk.presenters import case as case_rows
from yichuang.desk.presenters.clock import explained
from yichuang.desk.presenters.moves import why_not
from yichuang.desk.presenters.papers import paper_lines
from yichuang.desk.queries.opened import open_case
from yichuang.desk.views import conflict
from yichuang.desk.views.acts.act import Act, Doing, Led
from yichuang.desk.views.acts.documents import DOCUMENTS
from yichuang.desk.views.acts.early import EARLY
from yichuang.desk.views.acts.ending import ENDING
from yichuang.desk.views.acts.hearing import HEARINGS
from yichuang.desk.views.acts.inside import INSIDE
from yichuang.desk.views.acts.joint import JOINT
from yichuang.desk.views.acts.modes import MODES
from yichuang.desk.views.acts.promise import PROMISE
from yichuang.desk.views.acts.tolerance import TOLERANCE
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.statechart import Move
from yichuang.web.errors import status_for
from yichuang.web.pages import page
from yichuang.web.presenters import Link

ACTS: dict[str, Act] = {
    **EARLY,
    **TOLERANCE,
    **PROMISE,
    **INSIDE,
    **ENDING,
    **MODES,
    **HEARINGS,
    **DOCUMENTS,
    **JOINT,
}


@staff()
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """Look at what an act will do, and do it."""
    found = ACTS.get(name)
    if found is None:
        raise Http404
    by, at = acting(request), timezone.now()
    source = request.POST if request.method == "POST" else request.GET
    opened = open_case(by, number, at=at)
    doing = Doing(opened, source.get("on", "")[:60], by, at)
    if not _allowed(found, doing):
        raise Http404
    if request.method == "GET":
        return _show(request, found, doing, _form(found, doing))
    form = _form(found, doing, request)
    if not form.is_valid():
        return _show(request, found, doing, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        stale = form.cleaned_data["seen"] != opened.detail.version
        if stale and not found.parallel:
            return conflict.show(request, opened, form, gettext(found.title))
        said = found.perform(doing, form.cleaned_data)
    except (Refusal, Refusals) as refused:
        return _refused(request, found, doing, form, refused)
    if isinstance(said, Led):
        messages.success(request, said.says)
        return HttpResponseRedirect(said.url)
    messages.success(request, said)
    return HttpResponseRedirect(reverse(found.back, args=[opened.detail.number]))


def _allowed(found: Act, doing: Doing) -> bool:
    """Whether the reader's roles know this act at all; what the state of the case says
    is told on the page."""
    return may(doing.by, found.needs or _move(found).needs)


def _move(found: Act) -> Move:
    return next(row for row in LIFECYCLE.moves if row.name == found.move)


def name_of(found: Act) -> str:
    """The name by which the table of acts knows it."""
    return next(name for name, act_ in ACTS.items() if act_ is found)


def _form(found: Act, doing: Doing, request: HttpRequest | None = None) -> ActForm:
    options = found.options(doing)
    if request is not None:
        return found.form(request.POST, request.FILES or None, **options)
    initial = {
        "seen": doing.opened.detail.version,
        "on": doing.on,
        "asked_at": doing.at,  # a clerk writes down what was just said
        **found.initial(doing),
    }
    return found.form(initial=initial, **options)


def _refused(
    request: HttpRequest,
    found: Act,
    doing: Doing,
    form: ActForm,
    refused: Refusal | Refusals,
) -> HttpResponse:
    """The refusal at its field, with everything typed; or the page of a conflict."""
    again = open_case(doing.by, doing.opened.detail.number, at=doing.at)
    if isinstance(refused, Refusal) and refused.code == "case.moved-on":
        return conflict.show(request, again, form, gettext(found.title))
    form.refuse(refused)
    doing = Doing(again, doing.on, doing.by, doing.at)
    return _show(request, found, doing, form, status_for(request, refused))


def _show(
    request: HttpRequest,
    found: Act,
    doing: Doing,
    form: ActForm,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    opened = doing.opened
    back = reverse(found.back, args=[opened.detail.number])
    preview = found.preview(doing)
    reason, remedy = why_not(name_of(found), opened, doing.by)
    rows = {
        "title": gettext(found.title),
        "verb": gettext(found.verb),
        "danger": found.danger,
        "signs": found.signs,
        "hands_over": name_of(found) == "issue",
        "form": form,
        "preview": preview,
        "unless": preview.unless or " ".join(filter(None, (reason, remedy))),
        "heading": case_rows.heading(opened),
        "papers": paper_lines(opened, doing.by) if preview.calendar else (),
        "explained": explained(opened) if preview.calendar else (),
        "back": back,
        "crumbs": (
            Link(opened.detail.number, back),
            Link(gettext(found.title), ""),
        ),
        "possible": not found.move or opened.detail.allows(found.move),
    }
    return page(request, "desk/act.html", rows, status)
