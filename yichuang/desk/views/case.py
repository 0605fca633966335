"""The page of one case, and its sub-views: the clock, what happened, documents."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.accounts import policies as account_policies
from yichuang.accounts.policies import Actor, acting
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.rules.lifecycle import BEFORE_ACCEPTANCE, CaseState
from yichuang.cases.services import archive
from yichuang.desk.forms.papers import PaperForm
from yichuang.desk.policies import may
from yichuang.desk.presenters import case as case_rows
from yichuang.desk.presenters import joint as joint_rows
from yichuang.desk.presenters import modes, moves
from yichuang.desk.presenters.bundles import place_box
from yichuang.desk.presenters.clock import clock_pane, explained, stood_still
from yichuang.desk.presenters.documents import documents_page
from yichuang.desk.presenters.dossier import dossier_page
from yichuang.desk.presenters.frame import link
from yichuang.desk.presenters.hearing import hearing_page
from yichuang.desk.presenters.lists import line, lines
from yichuang.desk.presenters.papers import OPEN, paper_lines
from yichuang.desk.presenters.words import english
from yichuang.desk.queries.opened import Opened, open_case
from yichuang.desk.queries.start import waiting
from yichuang.desk.views.gate import staff
from yichuang.organisation.queries import places
from yichuang.reviews import policies as review_policies
from yichuang.web.pages import page
from yichuang.web.presenters import Link


@staff("case.view")
@require_safe
def show(request: HttpRequest, number: str) -> HttpResponse:
    """The case in front of somebody: papers, people, clock, and the bar of moves."""
    by, at = acting(request), timezone.now()
    opened = open_case(by, number, at=at)
    chosen = request.GET.get("paper", "")[:60]
    return workbench(request, opened, by, chosen=chosen)


def workbench(
    request: HttpRequest,
    opened: Opened,
    by: Actor,
    *,
    chosen: str = "",
    form: PaperForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of the case with one paper opened, if one is chosen."""
    rows = shared(opened, by) | beside(opened, by)
    paper = opened.paper(chosen)
    changeable = opened.detail.state.value in OPEN and may(by, "case.check")
    if paper is not None and changeable:
        rows["paper_form"] = form or paper_form(opened, chosen)
        rows["paper_files"] = next(
            row.files for row in rows["papers"] if row.key == chosen
        )
    rows["papers"] = paper_lines(opened, by, chosen)
    if changeable and may(by, "material.sort"):
        rows["scan_url"] = reverse("desk:case-scan", args=[opened.detail.number])
    return page(request, "desk/case.html", rows, status)


def paper_form(opened: Opened, key: str) -> PaperForm:
    """The form of a paper as it stands."""
    paper = opened.paper(key)
    assert paper is not None  # noqa: S101  the caller looked
    return PaperForm(
        initial={
            "seen": opened.detail.version,
            "on": key,
            "state": paper.state.value,
            "fault": paper.fault,
            "mend": paper.mend,
            "source": paper.source,
            "originals": paper.originals or paper.rule.originals,
            "copies": paper.copies or paper.rule.copies,
        },
        shared=bool(paper.rule.share_source),
    )


def shared(opened: Opened, by: Actor) -> dict[str, Any]:
    """What every view of a case shows."""
    bar = moves.buttons(opened, by)
    return {
        "heading": case_rows.heading(opened),
        "steps": case_rows.steps(opened),
        "papers": paper_lines(opened, by),
        "people": case_rows.people(opened, by),
        "bundle": place_box(bundle_queries.place_of(opened.case)),
        "delivery": case_rows.delivery_says(opened),
        "needs": opened.detail.needs,
        "clock": clock_pane(opened),
        "bar": bar,
        "obstacle": moves.obstacle(bar),
        "others_blocked": moves.others_blocked(bar),
        "case_reason": opened.detail.reason,
        "seen": opened.detail.version,
        "joint": joint_rows.pane(opened, by),
        "originals": case_rows.originals(opened, by),
        "correction": opened.detail.correction,
        "url": reverse("desk:case", args=[opened.detail.number]),
        "tablets": _tablets(opened, by),
        "order_url": _order_url(opened, by),
        "modes": modes.pane(opened, by, timezone.now()),
    }


def _order_url(opened: Opened, by: Actor) -> str:
    """Where a supervisor opens an order about this case."""
    if not may(by, "supervision.open"):
        return ""
    return f"{reverse('desk:order-new')}?case={opened.detail.number}"


def _tablets(opened: Opened, by: Actor) -> dict[str, Any] | None:
    """The windows whose tablet can ask the person about a closed case, by number."""
    url = link("lobby:show")
    may_show = account_policies.can(by, "review.show", review_policies.GRANTS)
    if not url or not may_show or opened.detail.state is not CaseState.CLOSED:
        return None
    windows = places.windows(opened.case.hall_id)
    return {
        "url": url,
        "windows": tuple(
            (row.number, row.name_en if english() and row.name_en else row.name)
            for row in windows
        ),
    }


def beside(opened: Opened, by: Actor) -> dict[str, Any]:
    """The short lists beside the case, without the case itself."""
    found = waiting(by, at=timezone.now(), few=6)
    number = opened.detail.number

    def others(rows: Any) -> Any:
        shown = lines(rows)
        return None if shown is None else [row for row in shown if row.number != number]

    unfinished = found.unfinished
    if unfinished is not None and found.in_front is not None:
        unfinished = (found.in_front, *unfinished)
    return {
        "receives": may(by, "case.receive"),
        "here": line(opened.detail.row),
        "unfinished": others(unfinished),
        "online": others(found.online),
        "at_posts": others(found.at_posts),
        "to_hand_over": others(found.to_hand_over),
        "totals": found.totals,
        "tabs": tabs(opened, by),
    }


def tabs(opened: Opened, by: Actor, current: str = "papers") -> tuple[Link, ...]:
    """The views of a case."""
    number = opened.detail.number
    return (
        Link(
            gettext("Papers"),
            reverse("desk:case", args=[number]),
            current=current == "papers",
        ),
        Link(
            gettext("Clock"),
            reverse("desk:clock", args=[number]),
            current=current == "clock",
        ),
        Link(
            gettext("What happened"),
            reverse("desk:timeline", args=[number]),
            count=len(opened.detail.timeline),
            current=current == "timeline",
        ),
        Link(
            gettext("Documents"),
            reverse("desk:documents", args=[number]),
            count=len(opened.detail.documents),
            current=current == "documents",
        ),
        *_later_tabs(opened, current, by),
    )


def _later_tabs(opened: Opened, current: str, by: Actor) -> tuple[Link, ...]:
    """Views that a case has only from acceptance on, or once it is closed."""
    number, state = opened.detail.number, opened.detail.state
    tabs_of = {
        "joint": (gettext("Joint work"), state not in BEFORE_ACCEPTANCE),
        "hearing": (gettext("Hearing"), state not in BEFORE_ACCEPTANCE),
        "dossier": (
            gettext("Dossier"),
            state is CaseState.CLOSED and may(by, "archive.export"),
        ),
    }
    return tuple(
        Link(says, reverse(f"desk:{name}", args=[number]), current=current == name)
        for name, (says, shown) in tabs_of.items()
        if shown
    )


def _view(request: HttpRequest, number: str, name: str, **more: Any) -> HttpResponse:
    by, at = acting(request), timezone.now()
    opened = open_case(by, number, at=at)
    made = {key: make(opened) for key, make in more.items()}
    rows = shared(opened, by) | beside(opened, by) | made
    rows["tabs"] = tabs(opened, by, name)
    return page(request, f"desk/{name}.html", rows)


@staff("case.view")
@require_safe
def clock(request: HttpRequest, number: str) -> HttpResponse:
    """How the deadline is counted, day by day."""
    return _view(request, number, "clock", explained=explained, stood=stood_still)


@staff("case.view")
@require_safe
def timeline(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that happened, the latest first."""
    return _view(request, number, "timeline", happened=case_rows.timeline)


@staff("case.view")
@require_safe
def documents(request: HttpRequest, number: str) -> HttpResponse:
    """Every document of the case: how it was delivered, to print or to keep."""
    by = acting(request)
    return _view(
        request, number, "documents", page=lambda opened: documents_page(opened, by)
    )


@staff("case.view")
@require_safe
def joint(request: HttpRequest, number: str) -> HttpResponse:
    """Who was asked and who owes an answer, where it lies above, who keeps away."""
    return _view(request, number, "joint")


@staff("case.view")
@require_safe
def hearing(request: HttpRequest, number: str) -> HttpResponse:
    """The hearing on a case: where it stands, its days, who was heard."""
    by = acting(request)
    return _view(
        request, number, "hearing", page=lambda opened: hearing_page(opened, by)
    )


@staff("archive.export")
@require_http_methods(["GET", "POST"])
def dossier(request: HttpRequest, number: str) -> HttpResponse:
    """The dossier of a closed case: what is in it, its editions; a press makes it."""
    by, at = acting(request), timezone.now()
    if request.method == "POST":
        case = open_case(by, number, at=at).case
        row = archive.ask(case, by=by, at=at)
        if row.made_at is not None:
            messages.success(request, gettext("The dossier is ready."))
        return HttpResponseRedirect(reverse("desk:dossier", args=[number]))
    return _view(
        request, number, "dossier", page=lambda opened: dossier_page(opened, by)
    )


@staff("archive.export")
@require_safe
def dossier_file(request: HttpRequest, number: str) -> HttpResponse:
    """The newest dossier as it lies on the shelf; taking it out is on record."""
    by, at = acting(request), timezone.now()
    case = open_case(by, number, at=at).case
    row, path = archive.take_out(case, by=by, at=at)
    answer = HttpResponse(path.read_bytes(), content_type="application/pdf")
    name = f"{case.number}-{row.edition}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
