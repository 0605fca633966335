"""The sorting page: one page of a stack at a time, the doubtful ones first."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.accounts.policies import Actor, acting
from yichuang.desk.policies import may
from yichuang.desk.presenters.stacks import lists, places, walk
from yichuang.desk.presenters.stacks.sheet import sheet
from yichuang.desk.presenters.stacks.walk import Group
from yichuang.desk.presenters.stacks.words import act_url, kinds_for, sort_url
from yichuang.desk.services.sorting import Said, confirm, kind_for
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal
from yichuang.materials.queries import stacks as stack_queries
from yichuang.materials.queries.board import (
    PageCard,
    PageSheet,
    StackBoard,
    page_sheet,
    stack_board,
)
from yichuang.materials.queries.stacks import StackRow
from yichuang.materials.services import sorting
from yichuang.web.errors import reason, status_for
from yichuang.web.pages import page, wants_fragment
from yichuang.web.presenters import Link

QUARTER = 90


@never_cache
@staff("material.read-stack")
@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The page asked for, or the first that needs an eye."""
    by, at = acting(request), timezone.now()
    board = stack_board(key, by=by, at=at)
    group = walk.group_named(request.GET.get("in", ""), board)
    asked = request.GET.get("page", "")
    here = walk.at(board, int(asked) if asked.isdigit() else None, group)
    if asked and here is None:
        raise Http404
    return _answer(request, board, here, group)


def _answer(
    request: HttpRequest,
    board: StackBoard,
    here: PageCard | None,
    group: Group,
    *,
    said: str = "",
    refused: Refusal | None = None,
) -> HttpResponse:
    by, at = acting(request), timezone.now()
    stack = board.stack
    found = page_sheet(here.key, by=by, at=at) if here else None
    sorts = may(by, "material.sort")
    sure = walk.counts(board)[Group.SURE]
    rows = {
        "stack": lists.stack_line(stack, {}),
        "sheet": sheet(board, found, group, looked_at=request.GET.get("at", ""))
        if found
        else None,
        "people": places.people(board, here, group),
        "chips": places.chips(board, group),
        "kinds": kinds_for(board, here.kind if here else None),
        "sorts": sorts,
        "acts": {
            name: act_url(stack.key, name, group.value)
            for name in ("confirm", "turn", "drop", "move", "undo")
        },
        "accept_url": reverse("desk:stack-accept", args=[stack.key])
        if sorts and sure
        else "",
        "back": lists.stack_url(stack.key),
        "fragment": wants_fragment(request),
        "said": said,
        "refused": reason(refused) if refused else None,
    }
    status = status_for(request, refused) if refused else int(HTTPStatus.OK)
    answer = page(request, "desk/stacks/sort.html", rows, status)
    if wants_fragment(request) and here and request.method == "POST":
        answer["HX-Push-Url"] = sort_url(stack.key, here.number, group.value)
    return answer


@never_cache
@staff("material.sort")
@require_POST
def act(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """One press: confirm, turn, leave out, move, or take the last one back."""
    by, at = acting(request), timezone.now()
    if name not in {"confirm", "turn", "drop", "move", "undo"}:
        raise Http404
    board = stack_board(key, by=by, at=at)
    group = walk.group_named(request.GET.get("in", ""), board)
    here = _page_meant(request, board)
    if here is None and name != "undo":
        raise Http404
    try:
        said, back_to = _do(request, board, here, name)
    except Refusal as refused:
        if refused.code.endswith("not-found"):
            raise
        board = stack_board(key, by=by, at=at)
        here = walk.at(board, here.number if here else None, group)
        return _answer(request, board, here, group, refused=refused)
    board = stack_board(key, by=by, at=at)
    if not walk.pages_in(board, group):  # all of them are done with: on to the next
        group = walk.group_named("", board)
    here = _where_next(board, here, back_to, group)
    if wants_fragment(request):
        return _answer(request, board, here, group, said=said)
    messages.success(request, said)
    to = sort_url(key, here.number if here else None, group.value)
    return HttpResponseRedirect(to)


def _where_next(
    board: StackBoard, here: PageCard | None, back_to: int | None, group: Group
) -> PageCard | None:
    """The page that is shown after a press: the one named, else the next of the group."""
    if back_to is not None:
        return walk.at(board, back_to, group)
    return (walk.after(board, here.number, group) or here) if here else None


def _page_meant(request: HttpRequest, board: StackBoard) -> PageCard | None:
    """The page by its key, or by its number when it was dragged."""
    asked = request.POST.get("page", "")
    return next(
        (card for card in board.pages if asked in {card.key, str(card.number)}), None
    )


def _do(
    request: HttpRequest, board: StackBoard, here: PageCard | None, name: str
) -> tuple[str, int | None]:
    """What was done, in a sentence, and the page to stay at (None: go on)."""
    by, at = acting(request), timezone.now()
    if here is None or name == "undo":
        numbers = sorting.undo(board.stack.key, by=by, at=at)
        told = {"n": numbers[0], "more": len(numbers) - 1}
        if len(numbers) > 1:
            return gettext(
                "Page %(n)s and %(more)s more are as before."
            ) % told, numbers[0]
        return gettext("Page %(n)s is as before.") % told, numbers[0]
    seen = _seen(request, here)
    told = {"n": here.number}
    if name == "turn":
        sorting.turn(here.key, QUARTER, by=by, at=at, seen=seen)
        return gettext("Page %(n)s is turned and read again.") % told, None
    if name == "drop":
        sorting.drop(here.key, by=by, at=at, seen=seen)
        return gettext("Page %(n)s is left out.") % told, None
    found = page_sheet(here.key, by=by, at=at)
    if name == "move":
        _move(request, board, found, by=by)
        return gettext("Page %(n)s is moved.") % told, here.number
    confirm(board.stack.key, found, _said(request, seen), by=by, at=at)
    return gettext("Page %(n)s is confirmed.") % told, None


def _move(
    request: HttpRequest, board: StackBoard, found: PageSheet, *, by: Actor
) -> None:
    """A page was dragged to somebody, or to one of their papers."""
    owner = request.POST.get("applicant", "")
    sorting.move(
        found.card.key,
        int(owner) if owner.isdigit() else None,
        kind=kind_for(found, board, request.POST.get("paper", "")),
        by=by,
        at=timezone.now(),
    )


def _said(request: HttpRequest, seen: int) -> Said:
    given = request.POST
    owner = given.get("applicant", "")
    return Said(
        kind=given.get("kind", "") or given.get("other", ""),
        applicant=int(owner) if owner.isdigit() else None,
        name=given.get("name", "")[:60],
        seen=seen,
    )


def _seen(request: HttpRequest, here: PageCard) -> int:
    asked = request.POST.get("seen", "")
    return int(asked) if asked.isdigit() else here.version


@never_cache
@staff("material.sort")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """Accept everything the robot is sure of, after one question."""
    by, at = acting(request), timezone.now()
    row = stack_queries.stack(key, by=by, at=at)
    refused: Refusal | None = None
    if request.method == "POST":
        try:
            count = sorting.accept_all_sure(key, by=by, at=at)
        except Refusal as wrong:
            if wrong.code.endswith("not-found"):
                raise
            refused = wrong
        else:
            messages.success(
                request,
                ngettext(
                    "%(n)s page is confirmed.", "%(n)s pages are confirmed.", count
                )
                % {"n": count},
            )
            return HttpResponseRedirect(lists.stack_url(key))
    rows = _question(row) | {"refused": reason(refused) if refused else None}
    status = status_for(request, refused) if refused else int(HTTPStatus.OK)
    return page(request, "desk/stacks/confirm.html", rows, status)


def _question(row: StackRow) -> dict[str, object]:
    """What is asked before the sure ones are accepted."""
    title, back = gettext("Accept all sure ones"), lists.stack_url(row.key)
    sure = ngettext(
        "The robot is sure of %(n)s page",
        "The robot is sure of %(n)s pages",
        row.proposed,
    )
    return {
        "title": title,
        "lead": sure % {"n": row.proposed},
        "text": gettext(
            "Each stands under the class and the person it proposes, and counts as confirmed by you. Doubtful pages are left for you to look at. One undo takes all of it back."
        ),
        "verb": title if row.proposed else "",
        "danger": False,
        "back": back,
        "crumbs": (
            Link(gettext("Stacks of papers"), reverse("desk:stacks")),
            Link(row.title, back),
            Link(title, ""),
        ),
    }
