"""Stacks of papers: the list, a new one, how far one is, and taking one away."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.accounts.policies import Actor, acting
from yichuang.catalogue import queries as catalogue_queries
from yichuang.desk.forms.stacks import StackForm
from yichuang.desk.policies import may
from yichuang.desk.presenters.stacks import lists
from yichuang.desk.presenters.words import told
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.materials.queries import stacks as stack_queries
from yichuang.materials.queries.board import stack_board
from yichuang.materials.rules import STACK, STACK_FILE
from yichuang.materials.services import stacks
from yichuang.web.errors import status_for
from yichuang.web.pages import page, wants_fragment
from yichuang.web.presenters import Link

MEBI = 1024 * 1024


@never_cache
@staff("material.read-stack")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every stack of the hall, the latest first."""
    by, at = acting(request), timezone.now()
    matters = dict(_matters(by))
    rows = {
        "stacks": [
            lists.stack_line(row, matters) for row in stack_queries.stacks(by, at=at)
        ],
        "adds": may(by, "material.sort"),
        "ways": _ways(by),
    }
    return page(request, "desk/stacks/list.html", rows)


def _ways(by: Actor) -> list[Link]:
    ways = [Link(gettext("Find a page"), reverse("desk:stack-locate"), "file-search")]
    if may(by, "material.train"):
        learnt = gettext("What the robot learnt")
        ways.append(Link(learnt, reverse("desk:stack-training"), "robot"))
    return ways


def _matters(by: Actor) -> list[tuple[str, str]]:
    on = today_of(by, timezone.now())
    guides = catalogue_queries.guides_in_force(on)
    return [(guide.key, told(guide, "name")) for guide in guides]


@never_cache
@staff("material.sort")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Files are brought, and the worker begins to read."""
    by, at = acting(request), timezone.now()
    files = request.FILES or None
    form = StackForm(request.POST or None, files, matters=_matters(by))
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            said = form.cleaned_data
            try:
                made = stacks.create(
                    said["file"],
                    title=said["title"],
                    item_key=said["item"],
                    hall_id=hall_of(by).id,
                    by=by,
                    at=at,
                )
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
            else:
                return _go(request, lists.stack_url(made.key))
    rows = {
        "form": form,
        "limits": gettext(
            "At most %(files)s files, %(pages)s pages together and %(size)s MB a file. Everything is read on this machine; nothing is sent elsewhere."
        )
        % {
            "files": STACK.files,
            "pages": STACK.pages,
            "size": STACK_FILE.bytes // MEBI,
        },
        "crumbs": (crumb(), Link(gettext("Add a stack"), "")),
    }
    return page(request, "desk/stacks/new.html", rows, status)


def _go(request: HttpRequest, url: str) -> HttpResponse:
    """On to a page; HTMX is told in its own header."""
    if wants_fragment(request):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def crumb() -> Link:
    """The way back to the list."""
    return Link(gettext("Stacks of papers"), reverse("desk:stacks"))


@never_cache
@staff("material.read-stack")
@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """How far a stack is, asked again while it is read; then everybody's papers."""
    by, at = acting(request), timezone.now()
    board = stack_board(key, by=by, at=at)
    row = lists.stack_line(board.stack, dict(_matters(by)))
    ways = []
    if may(by, "material.sort") and not row.reading:
        files = reverse("desk:stack-file", args=[key])
        ways.append(Link(gettext("File the papers into cases"), files, "file-check"))
    if may(by, "material.remove-stack"):
        gone = reverse("desk:stack-remove", args=[key])
        ways.append(Link(gettext("Remove this stack"), gone, "trash"))
    rows = {
        "stack": row,
        "people": lists.people(board) if not row.reading else [],
        "columns": lists.columns(board),
        "counts": lists.facts(board),
        "notes": lists.notes(board.files),
        "sorts": may(by, "material.sort"),
        "ways": ways,
        "crumbs": (crumb(), Link(row.title, "")),
    }
    # The whole page also for HTMX: what is announced stands outside of what is swapped.
    return page(
        request, "desk/stacks/stack.html", rows, fragment="desk/stacks/stack.html"
    )


@never_cache
@staff("material.remove-stack")
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """Take a stack away with its pages, after one question."""
    by, at = acting(request), timezone.now()
    row = stack_queries.stack(key, by=by, at=at)
    if request.method == "POST":
        stacks.remove(key, by=by, at=at)
        messages.success(request, gettext("The stack is removed."))
        return HttpResponseRedirect(reverse("desk:stacks"))
    rows = {
        "title": gettext("Remove this stack"),
        "lead": row.title,
        "text": gettext(
            "Its pictures and everything read from them are deleted for good. What the robot learnt from confirmed pages stays; no word of a page is in it."
        ),
        "verb": gettext("Remove it"),
        "danger": True,
        "back": lists.stack_url(key),
        "crumbs": (
            crumb(),
            Link(row.title, lists.stack_url(key)),
            Link(gettext("Remove this stack"), ""),
        ),
    }
    return page(request, "desk/stacks/confirm.html", rows)


@never_cache
@staff("material.sort")
@require_POST
def turn(request: HttpRequest, key: str) -> HttpResponse:
    """Say that the stack is sorted, or take it up again."""
    by, at = acting(request), timezone.now()
    try:
        if "close" in request.POST:
            stacks.close(key, by=by, at=at)
        else:
            stacks.reopen(key, by=by, at=at)
    except Refusal as refused:
        if refused.code.endswith("not-found"):
            raise
        messages.error(request, refused.text(gettext))
    return HttpResponseRedirect(lists.stack_url(key))
