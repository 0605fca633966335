"""A school's folder: brought with its list, everybody's standing, judged, received."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.accounts.policies import acting
from yichuang.cases.queries import batches as batch_queries
from yichuang.cases.queries import folders as queries
from yichuang.cases.queries.batches import SeasonCard
from yichuang.cases.queries.folders import FolderView, PersonCard
from yichuang.cases.rules.folders import Standing
from yichuang.cases.services import folders
from yichuang.cases.services.batches import rosters as reading
from yichuang.cases.services.batches.members import Bad
from yichuang.catalogue import queries as catalogue_queries
from yichuang.desk.forms.filing import FolderForm, GiveBackForm, MoreForm, judged_of
from yichuang.desk.presenters import batches as season_rows
from yichuang.desk.presenters import filing as filing_rows
from yichuang.desk.presenters import folders as rows_of
from yichuang.desk.presenters.stacks.words import sort_url
from yichuang.desk.views.gate import staff
from yichuang.kernel.identity import mask_name
from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.web.errors import reason, status_for
from yichuang.web.pages import page
from yichuang.web.presenters import Link

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ASKS = {
    Standing.COMPLETE.value: Standing.COMPLETE,
    Standing.MISSING.value: Standing.MISSING,
}
BLANK_ROWS = 500


@never_cache
@staff("batch.folder")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Bring a school's list and papers; every wrong row is named."""
    by, at = acting(request), timezone.now()
    card = batch_queries.season(by, batch_id, at)
    guide = catalogue_queries.current_guide(
        card.item_key, batch_queries.today_of(card.hall_id, at)
    )
    form = FolderForm(request.POST or None, request.FILES or None, guide=guide)
    status = HTTPStatus.OK
    bad: tuple[Bad, ...] = ()
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                done = _brought(request, card, form)
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
            else:
                if done.folder is not None:
                    url = rows_of.folder_url(batch_id, done.folder.pk)
                    return HttpResponseRedirect(url)
                bad = done.bad
    rows = {
        "form": form,
        "bad": rows_of.bad_lines(bad),
        "most": folders.MOST,
        "template_url": reverse("desk:folder-template", args=[batch_id]),
        "back": season_rows.season_url(batch_id),
        "crumbs": (*_crumbs(card), Link(gettext("School folder"), "")),
    }
    return page(request, "desk/folders/new.html", rows, status)


def _brought(
    request: HttpRequest, card: SeasonCard, form: FolderForm
) -> folders.Brought:
    said = form.cleaned_data
    try:
        rows = reading.read(said["list"].name or "", said["list"].read())
    except Refusal as refused:
        raise refused.at("list") from refused
    return folders.bring(
        card.id,
        said["school"],
        rows,
        said["file"],
        answers=form.answers(),
        by=acting(request),
        at=timezone.now(),
    )


def _crumbs(card: SeasonCard) -> tuple[Link, ...]:
    return (
        Link(gettext("Seasons"), reverse("desk:batches")),
        Link(card.name, season_rows.season_url(card.id)),
    )


@staff("batch.folder")
@require_safe
def template(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The empty list to be filled in: headings, text columns, the names of the papers."""
    by, at = acting(request), timezone.now()
    card = batch_queries.season(by, batch_id, at)
    guide = catalogue_queries.current_guide(
        card.item_key, batch_queries.today_of(card.hall_id, at)
    )
    names = [rule.name for rule in guide.active_papers]
    name = 'attachment; filename="teachers.xlsx"'
    return HttpResponse(
        reading.blank(BLANK_ROWS, names),
        content_type=XLSX,
        headers={"Content-Disposition": name},
    )


@never_cache
@staff("batch.folder")
@require_safe
def show(request: HttpRequest, batch_id: int, folder_id: int) -> HttpResponse:
    """Everybody of the list, with figures that open their lists."""
    return shown(request, batch_id, folder_id)


def shown(
    request: HttpRequest,
    batch_id: int,
    folder_id: int,
    *,
    form: MoreForm | None = None,
    back: GiveBackForm | None = None,
    refused: Any = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The page of a folder, with what was wrong in a form on it."""
    by, at = acting(request), timezone.now()
    view = _view(request, batch_id, folder_id)
    only = request.GET.get("only", "")
    known = {one.value for one in Standing} | {rows_of.STRANGERS, rows_of.LATER}
    only = only if only in known else ""
    text = request.GET.get("q", "").strip()[:60]
    counts = view.counts
    rows = {
        "folder": view,
        "url": rows_of.folder_url(batch_id, folder_id),
        "tiles": rows_of.tiles(view, only),
        "only": only,
        "text": text,
        "lines": () if only == rows_of.STRANGERS else rows_of.lines(view, only, text),
        "strangers": [rows_of.stranger(view, one) for one in view.strangers]
        if only in {"", rows_of.STRANGERS}
        else [],
        "ready": _unasked(view, Standing.COMPLETE),
        "wanting": _unasked(view, Standing.MISSING),
        "doubtful": counts[Standing.DOUBTFUL],
        "doubt_url": rows_of.folder_url(batch_id, folder_id, Standing.DOUBTFUL),
        "later": sum(bool(one.proposed) for one in view.people),
        "later_url": rows_of.folder_url(batch_id, folder_id, rows_of.LATER),
        "handing": rows_of.handing(view),
        "scan_form": form or MoreForm(),
        "back_form": back or GiveBackForm(),
        "refused": refused,
        **{
            f"{way}_url": reverse(f"desk:folder-{way}", args=[batch_id, folder_id])
            for way in ("add", "take", "make")
        },
        "sort_url": sort_url(view.stack_key),
        "stack_url": reverse("desk:stack", args=[view.stack_key]),
        "crumbs": (
            *_crumbs(batch_queries.season(by, batch_id, at)),
            Link(view.school, ""),
        ),
    }
    return page(request, "desk/folders/folder.html", rows, status)


def _unasked(view: FolderView, standing: Standing) -> int:
    return sum(one.standing is standing and not one.asked for one in view.people)


def _view(request: HttpRequest, batch_id: int, folder_id: int) -> FolderView:
    view = queries.folder(acting(request), folder_id, timezone.now())
    if view.batch_id != batch_id:
        raise Http404
    return view


@never_cache
@staff("batch.folder")
@require_http_methods(["GET", "POST"])
def make(request: HttpRequest, batch_id: int, folder_id: int) -> HttpResponse:
    """Look at whom it concerns and what each is told; then receive them."""
    by, at = acting(request), timezone.now()
    view = _view(request, batch_id, folder_id)
    asked = request.POST.get("which") or request.GET.get("which", "complete")
    if asked not in ASKS:
        raise Http404
    which, refused = ASKS[asked], None
    back = rows_of.folder_url(batch_id, folder_id)
    status = HTTPStatus.OK
    if request.method == "POST":
        try:
            count = folders.ask(folder_id, which, by=by, at=at)
        except (Refusal, Refusals) as no:
            refused = reason(each(no)[0])
            status = HTTPStatus(status_for(request, no))
        else:
            messages.success(request, _asked(count))
            return HttpResponseRedirect(back)
    people = rows_of.told(view, which)
    rows = {
        "people": people,
        "which": which.value,
        "tells": which is Standing.MISSING,
        "refused": refused,
        "school": view.school,
        "back": back,
        "crumbs": (
            *_crumbs(batch_queries.season(by, batch_id, at)),
            Link(view.school, back),
            Link(gettext("Receive"), ""),
        ),
    }
    return page(request, "desk/folders/make.html", rows, status)


def _asked(count: int) -> str:
    return ngettext(
        "%(n)s application is on its way.",
        "%(n)s applications are on their way.",
        count,
    ) % {"n": count}


@never_cache
@staff("batch.folder")
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, batch_id: int, person_id: int) -> HttpResponse:
    """Somebody of the list: the papers, whose they are, and each doubt."""
    row = queries.row_of(acting(request), person_id)
    view = _view(request, batch_id, row.folder_id)
    card = next(one for one in view.people if one.id == person_id)
    if request.method == "POST":
        return _judge(request, view, card)
    return _person(request, view, card)


def _judge(request: HttpRequest, view: FolderView, card: PersonCard) -> HttpResponse:
    by, at = acting(request), timezone.now()
    seen = request.POST.get("seen", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
    try:
        if "applicant" in request.POST:
            said = request.POST["applicant"]
            chosen = int(said) if said.isdecimal() and len(said) < 15 else None
            folders.choose(card.id, chosen, seen=version, by=by, at=at)
        else:
            folders.judge(card.id, judged_of(request.POST), seen=version, by=by, at=at)
    except (Refusal, Refusals) as refused:
        told = reason(each(refused)[0])
        status = status_for(request, refused)
        return _person(request, view, card, refused=told, status=status)
    messages.success(request, gettext("Saved."))
    return HttpResponseRedirect(rows_of.person_url(view.batch_id, card.id))


def _person(
    request: HttpRequest,
    view: FolderView,
    card: PersonCard,
    *,
    refused: Any = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    by, at = acting(request), timezone.now()
    back = rows_of.folder_url(view.batch_id, view.id)
    places = filing_rows.places(card.layout, card.judged or None)
    open_ = card.standing is not Standing.MADE and not card.asked
    line = rows_of.line(view.batch_id, card)
    rows = {
        "person": line,
        "places": places,
        "fixed": not open_,
        "open": open_,
        "judges": open_ and any(place.questions for place in places),
        "loose": [filing_rows.thumb(one) for one in card.layout.loose],
        "by_name": card.by_name,
        "nobody": not card.match.found,
        "found": card.match.found[0] if card.match.found else None,
        "choices": _choices(view, card),
        "propose_url": line.propose_url,
        "proposed": card.proposed,
        "scan_form": MoreForm(),
        "add_url": reverse("desk:folder-add", args=[view.batch_id, view.id])
        + f"?person={card.id}",
        "seen": card.version,
        "refused": refused,
        "back": back,
        "crumbs": (
            *_crumbs(batch_queries.season(by, view.batch_id, at)),
            Link(view.school, back),
            Link(mask_name(card.name), ""),
        ),
    }
    return page(request, "desk/folders/person.html", rows, status)


def _choices(view: FolderView, card: PersonCard) -> list[tuple[int, str]]:
    """Who of the stack it may be: those the list does not name."""
    lines = [(one.id, rows_of.stranger(view, one)) for one in view.strangers]
    return [
        (pk, " ".join(filter(None, (line.name, line.tail, line.folder, line.pages))))
        for pk, line in lines
    ]
