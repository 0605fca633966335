"""A school hands in its teachers' list and papers, sees who is complete, adds the rest."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages as notices
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.cases.queries import batches as batch_queries
from yichuang.cases.queries import folders as queries
from yichuang.cases.queries.batches import OpenSeason
from yichuang.cases.queries.folders import FolderView
from yichuang.cases.rules.folders import Handing
from yichuang.cases.services import folders
from yichuang.cases.services.batches import rosters
from yichuang.cases.services.batches.members import Bad
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.portal.forms import AgainForm, ScansForm, SchoolForm
from yichuang.portal.presenters import schools as rows_of
from yichuang.portal.queries import hall as hall_queries
from yichuang.portal.queries import own
from yichuang.portal.services import schools
from yichuang.portal.views import asking
from yichuang.portal.views.guide import current
from yichuang.web.errors import status_of
from yichuang.web.pages import page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BLANK_ROWS = 200


@never_cache
@asking.citizens
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The agent's folders, and the seasons that take one."""
    shown = {
        "rows": [rows_of.folder_row(one) for one in queries.mine(asking.who(request))],
        "seasons": rows_of.season_rows(_open()),
    }
    return page(request, "portal/schools/index.html", shown)


def _open() -> tuple[OpenSeason, ...]:
    hall_id = hall_queries.online_hall()
    return batch_queries.open_now(hall_id, asking.today(hall_id))


@asking.citizens
@require_safe
def blank(request: HttpRequest) -> HttpResponse:
    """The empty list to be filled in."""
    name = 'attachment; filename="teachers.xlsx"'
    return HttpResponse(
        rosters.blank(BLANK_ROWS),
        content_type=XLSX,
        headers={"Content-Disposition": name},
    )


@never_cache
@asking.citizens
@sensitive_post_parameters("id_number")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, season_id: int) -> HttpResponse:
    """Hand in: school and mandate, list and papers; every wrong row is named."""
    season = next((one for one in _open() if one.id == season_id), None)
    if season is None:
        raise Http404
    by = asking.who(request)
    form = SchoolForm(
        asking.posted(request),
        request.FILES or None,
        guide=current(season.item_key),
        known=by.person_id is not None,
        consented=own.consented(by.person_id),
    )
    bad: tuple[Bad, ...] = ()
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                done = _handed_in(request, season_id, form)
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
                status = HTTPStatus(status_of(refused))
            else:
                if done.folder is not None:
                    return redirect("portal:school", done.folder.pk)
                bad = done.bad
    shown = {
        "form": form,
        "season": season,
        "bad": rows_of.bad_rows(bad),
        "most": folders.MOST,
    }
    return page(request, "portal/schools/new.html", shown, status)


def _handed_in(
    request: HttpRequest, season_id: int, form: SchoolForm
) -> folders.Brought:
    said, at = form.cleaned_data, asking.now()
    try:
        rows = rosters.read(said["list"].name or "", said["list"].read())
    except Refusal as refused:
        raise refused.at("list") from refused
    by = schools.introduce(form.parties(), by=asking.who(request), at=at)
    mandate = folders.Mandate(
        said["school"], said["uscc"], said["letter"], said["until"]
    )
    return folders.hand_in(
        season_id, mandate, rows, said["file"], answers=form.answers(), by=by, at=at
    )


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, folder_id: int) -> HttpResponse:
    """Everybody of the list and what is missing; more scans are added here."""
    view = _view(request, folder_id)
    form = ScansForm(asking.posted(request), request.FILES or None)
    if request.method == "POST" and _added(request, view.id, None, form):
        return redirect("portal:school", folder_id)
    return _show(request, view, form, AgainForm(today=asking.today(view.hall_id)))


def _show(
    request: HttpRequest, view: FolderView, form: ScansForm, again: AgainForm
) -> HttpResponse:
    only = request.GET.get("only", "")
    only = only if only in rows_of.ORDER else ""
    counted = [rows_of.stands(one) for one in view.people]
    asked = counted.count(rows_of.MISSING) + counted.count(rows_of.NONE)
    given_back = bool(view.handing and view.handing.state is Handing.GIVEN_BACK)
    shown: dict[str, Any] = {
        "folder": view,
        "form": form,
        "again": again,
        "given_back": given_back,
        "waits": bool(view.handing and view.handing.state is Handing.HANDED_IN),
        "asked": asked,
        "compare": counted.count(rows_of.LOOK),
        "over": view.closes < asking.today(view.hall_id),
        "figures": rows_of.figures(view, only),
        "only": only,
        "people": rows_of.people(view, only),
        "strangers": () if only else rows_of.strangers(view),
    }
    status = 422 if form.errors or again.errors else 200
    return page(request, "portal/schools/folder.html", shown, status)


@never_cache
@asking.citizens
@require_POST
def again(request: HttpRequest, folder_id: int) -> HttpResponse:
    """Another mandate for a folder that was given back."""
    view = _view(request, folder_id)
    form = AgainForm(
        request.POST, request.FILES or None, today=asking.today(view.hall_id)
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            folders.hand_in_again(
                folder_id,
                said["letter"],
                said["until"],
                by=asking.who(request),
                at=asking.now(),
            )
        except (Refusal, Refusals) as refused:
            form.refuse(refused)
        else:
            notices.success(request, gettext("Handed in again."))
            return redirect("portal:school", folder_id)
    return _show(request, view, ScansForm(), form)


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, folder_id: int, person_id: int) -> HttpResponse:
    """Every paper of one of the list; what is missing is added here."""
    view = _view(request, folder_id)
    card = next((one for one in view.people if one.id == person_id), None)
    if card is None:
        raise Http404
    form = ScansForm(asking.posted(request), request.FILES or None)
    if request.method == "POST" and _added(request, view.id, person_id, form):
        return redirect("portal:school-person", folder_id, person_id)
    shown = {
        "folder": view,
        "person": rows_of.person_row(view.id, card),
        "papers": rows_of.papers(card),
        "lacks": rows_of.stands(card) in {rows_of.MISSING, rows_of.NONE},
        "made": rows_of.stands(card) == rows_of.MADE,
        "over": view.closes < asking.today(view.hall_id),
        "form": form,
    }
    status = 422 if form.errors else 200
    return page(request, "portal/schools/person.html", shown, status)


def _view(request: HttpRequest, folder_id: int) -> FolderView:
    return queries.folder(asking.who(request), folder_id, asking.now())


def _added(
    request: HttpRequest, folder_id: int, person_id: int | None, form: ScansForm
) -> bool:
    """Add the scans; what stands against it goes to the form."""
    if not form.is_valid():
        return False
    files = form.cleaned_data["file"]
    try:
        new_ = folders.add(
            folder_id,
            files,
            person=person_id,
            by=asking.who(request),
            at=asking.now(),
        )
    except (Refusal, Refusals) as refused:
        form.refuse(refused)
        return False
    notices.success(request, _told(new_, len(files) - new_))
    return True


def _told(new_: int, had: int) -> str:
    """How many files are new, and how many were here."""
    if not new_:
        return gettext("These files are here already; nothing was added.")
    said = ngettext(
        "%(n)s file was added and is being read.",
        "%(n)s files were added and are being read.",
        new_,
    ) % {"n": new_}
    if had:
        return said + ngettext(
            " %(n)s was here already.", " %(n)s were here already.", had
        ) % {"n": had}
    return said
