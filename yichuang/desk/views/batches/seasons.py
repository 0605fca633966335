"""Seasons: the list, one of them, its applicants, and what its managers set."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.accounts.policies import acting
from yichuang.cases.queries import batches as batch_queries
from yichuang.cases.queries import folders as folder_queries
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.clock import StartEvent
from yichuang.cases.services.batches import members as rosters
from yichuang.cases.services.batches import reviewing, seasons
from yichuang.cases.services.batches import rosters as reading
from yichuang.catalogue import queries as catalogue_queries
from yichuang.desk.forms.batches import FindingForm, MoveForm, RosterForm, SeasonForm
from yichuang.desk.policies import may
from yichuang.desk.presenters import batches as rows_of
from yichuang.desk.presenters.folders import folder_line
from yichuang.desk.presenters.lists import Pager
from yichuang.desk.presenters.words import told
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.web.errors import status_for
from yichuang.web.pages import page
from yichuang.web.presenters import Link

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


@staff("batch.view")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every season of the hall, and the latest runs."""
    by, at = acting(request), timezone.now()
    rows = {
        "seasons": [
            rows_of.season_line(card) for card in batch_queries.seasons(by, at)
        ],
        "runs": [rows_of.run_line(card) for card in batch_queries.runs(by)],
        "plans": may(by, "batch.plan"),
    }
    return page(request, "desk/batches.html", rows)


@staff("batch.view")
@require_safe
def season(request: HttpRequest, batch_id: int) -> HttpResponse:
    """One season: where it stands, and the one thing this reader does next."""
    by, at = acting(request), timezone.now()
    card = batch_queries.season(by, batch_id, at)
    runs = batch_queries.runs(by, batch_id)
    rows = {
        "season": rows_of.season_line(card),
        "when": rows_of.when(card),
        "tiles": rows_of.tiles(card),
        "step": rows_of.next_step(card, by),
        "running": next(
            (row for row in map(rows_of.run_line, runs) if row.running), None
        ),
        "ways": rows_of.other_ways(card, by),
        "runs": [rows_of.run_line(run) for run in runs],
        "folders": [
            folder_line(batch_id, row) for row in folder_queries.of_season(by, batch_id)
        ],
        "crumbs": (_crumb(), Link(card.name, "")),
    }
    return page(request, "desk/batch.html", rows)


@staff("batch.plan")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Announce a season."""
    by, at = acting(request), timezone.now()
    form = SeasonForm(request.POST or None, matters=_matters(request))
    status = HTTPStatus.OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            said = form.cleaned_data
            window = seasons.Window(
                said["item"], said["name"], said["opens"], said["closes"]
            )
            try:
                made = seasons.plan(window, hall_id=hall_of(by).id, by=by, at=at)
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
            else:
                messages.success(request, gettext("The season is announced."))
                return HttpResponseRedirect(rows_of.season_url(made.pk))
    rows = {
        "form": form,
        "title": gettext("Announce a season"),
        "verb": gettext("Announce it"),
        "text": gettext(
            "Applications of this matter that come in between the two days belong to the season; they are accepted, reviewed and decided together."
        ),
        "back": reverse("desk:batches"),
        "crumbs": (_crumb(), Link(gettext("Announce a season"), "")),
    }
    return page(request, "desk/batch_form.html", rows, status)


def _matters(request: HttpRequest) -> list[tuple[str, str]]:
    """Matters whose limits start with the closing of a batch."""
    on = today_of(acting(request), timezone.now())
    return [
        (guide.key, told(guide, "name"))
        for guide in catalogue_queries.guides_in_force(on)
        if StartEvent.BATCH_CLOSE in {guide.promise_from, guide.statutory_from}
    ]


@staff("batch.plan")
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Move the last day of a season."""
    by, at = acting(request), timezone.now()
    card = batch_queries.season(by, batch_id, at)
    initial = {"seen": card.version, "closes": card.closes}
    form = MoveForm(request.POST or None, initial=initial)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            said = form.cleaned_data
            try:
                seasons.move_closing(
                    card.id,
                    said["closes"],
                    seen=said["seen"],
                    reason=said["reason"],
                    by=by,
                    at=at,
                )
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
            else:
                messages.success(request, gettext("The last day is moved."))
                return HttpResponseRedirect(rows_of.season_url(card.id))
    rows = _form_rows(card.id, card.name, gettext("Move the last day")) | {
        "form": form,
        "verb": gettext("Move it"),
        "text": rows_of.when(card),
    }
    return page(request, "desk/batch_form.html", rows, status)


def _form_rows(batch_id: int, name: str, title: str) -> dict[str, Any]:
    back = rows_of.season_url(batch_id)
    return {
        "title": title,
        "back": back,
        "crumbs": (_crumb(), Link(name, back), Link(title, "")),
    }


@staff("batch.enter")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Enter the list of a school; every wrong row is named."""
    by, at = acting(request), timezone.now()
    card = batch_queries.season(by, batch_id, at)
    guide = catalogue_queries.current_guide(
        card.item_key, batch_queries.today_of(card.hall_id, at)
    )
    form = RosterForm(request.POST or None, request.FILES or None, guide=guide)
    status = HTTPStatus.OK
    bad: tuple[tuple[int, list[tuple[str, str]]], ...] = ()
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            file: UploadedFile[bytes] = form.cleaned_data["file"]
            try:
                done = rosters.enter(
                    card.id,
                    reading.read(file.name or "", file.read()),
                    answers=form.answers(),
                    skip=form.cleaned_data["skip"],
                    by=by,
                    at=at,
                )
            except Refusal as refused:
                form.refuse(refused)
            else:
                if done.numbers:
                    messages.success(request, _entered(len(done.numbers)))
                if not done.bad:
                    return HttpResponseRedirect(rows_of.members_url(card.id))
                bad = tuple(rows_of.bad_row(row) for row in done.bad)
                status = HTTPStatus.OK if done.numbers else UNPROCESSABLE
    rows = _form_rows(card.id, card.name, gettext("Enter the list of a school")) | {
        "form": form,
        "bad": bad,
        "verb": gettext("Enter the list"),
        "most": rosters.MOST,
    }
    return page(request, "desk/batch_enter.html", rows, status)


def _entered(count: int) -> str:
    return ngettext(
        "%(n)s application is entered.", "%(n)s applications are entered.", count
    ) % {"n": count}


@staff("case.view")
@require_safe
def members(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The applicants of a season in shelf order."""
    by, at = acting(request), timezone.now()
    card = batch_queries.season(by, batch_id, at)
    only, text = request.GET.get("only", ""), request.GET.get("q", "").strip()[:60]
    only = only if only in batch_queries.NARROW else ""
    found = batch_queries.members(by, batch_id, only=only, text=text)
    total = found.count()
    asked = request.GET.get("page", "1")
    pages = max(1, -(-total // batch_queries.PAGE))
    here = min(max(int(asked) if asked.isdigit() else 1, 1), pages)
    lines = rows_of.members(batch_queries.member_rows(found, here), batch_id, by)
    rows = {
        "season": rows_of.season_line(card),
        "lines": lines,
        "chips": rows_of.member_chips(batch_id, only),
        "only": only,
        "text": text,
        "pager": _pager(request, here, pages, total, len(lines)),
        "crumbs": (
            _crumb(),
            Link(card.name, rows_of.season_url(batch_id)),
            Link(gettext("Applicants"), ""),
        ),
    }
    return page(request, "desk/batch_members.html", rows)


def _pager(
    request: HttpRequest, here: int, pages: int, total: int, shown: int
) -> Pager:
    first = (here - 1) * batch_queries.PAGE
    kept = {name: request.GET[name] for name in ("only", "q") if request.GET.get(name)}
    at = {
        number: "?" + urlencode(kept | {"page": number})
        for number in range(here - 1, here + 2)
    }
    return Pager(
        first=first + 1 if shown else 0,
        last=first + shown,
        total=total,
        before=at[here - 1] if here > 1 else "",
        after=at[here + 1] if here < pages else "",
    )


@staff("batch.review")
@require_http_methods(["GET", "POST"])
def finding(request: HttpRequest, batch_id: int, number: str) -> HttpResponse:
    """Say of one application that it is in order, or what stands against it."""
    by, at = acting(request), timezone.now()
    card = batch_queries.season(by, batch_id, at)
    case = find(by, number)
    if case.batch_id != card.id:
        raise Http404
    form = FindingForm(request.POST or None, initial={"seen": case.version})
    status = HTTPStatus.OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                case = find(by, number, seen=form.cleaned_data["seen"])
                reviewing.find(
                    case,
                    agrees=form.cleaned_data["agrees"] == "yes",
                    reason=form.cleaned_data["reason"],
                    by=by,
                    at=at,
                )
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
            else:
                messages.success(request, gettext("The finding is kept."))
                return HttpResponseRedirect(rows_of.members_url(batch_id, "unreviewed"))
    rows = _form_rows(card.id, card.name, gettext("Review an application")) | {
        "form": form,
        "verb": gettext("Keep the finding"),
        "text": f"{case.number} · {rows_of.masked(case.applicant_name)}",
        "back": rows_of.members_url(batch_id),
    }
    return page(request, "desk/batch_form.html", rows, status)


def _crumb() -> Link:
    return Link(gettext("Seasons"), reverse("desk:batches"))
