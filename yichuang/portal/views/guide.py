"""The guide of a matter, its questions, and what is new in it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from yichuang.cases.queries.batches import season_for
from yichuang.cases.queries.usual import usual_time
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import Answers, Guide
from yichuang.kernel.refusals import Refusal
from yichuang.portal.presenters import changes, questions
from yichuang.portal.presenters import guide as guides
from yichuang.portal.presenters.hall import hall_row
from yichuang.portal.queries import hall as hall_queries
from yichuang.portal.queries import matters
from yichuang.portal.views import asking
from yichuang.web.pages import page


def current(key: str) -> Guide:
    """The guide in force; 404 when there never was one of that key.

    Raises:
        Http404: nothing of that name is in force.
    """
    try:
        return catalogue_queries.current_guide(key, asking.today())
    except Refusal as refused:
        raise Http404 from refused


@require_safe
def guide(request: HttpRequest, key: str) -> HttpResponse:
    """How long, what to bring, how, where; for the situation in the address."""
    found = current(key)
    answers = asking.answers(request, found)
    return page(request, "portal/guide.html", guide_rows(found, answers))


@require_safe
def code(request: HttpRequest, key: str) -> HttpResponse:
    """What the QR code of a printed guide opens."""
    return redirect("portal:guide", key)


def guide_rows(found: Guide, answers: Answers) -> dict[str, Any]:
    """What the page of a guide shows."""
    hall_id = hall_queries.online_hall()
    at = asking.now()
    hall = hall_row(hall_queries.hall_now(hall_id, at), at)
    sheet = guides.guide_page(
        found,
        answers,
        usual=usual_time(found.key, hall_id),
        since=matters.in_force_since(found),
        help_phone=hall.help_phone,
    )
    return {
        "guide": sheet,
        "hall": hall,
        "apply_url": asking.with_answers("portal:apply", found.key, answers),
        "questions_url": asking.with_answers("portal:questions", found.key, answers),
        "print_url": reverse("catalogue:print", args=[found.key]),
        "pdf_url": reverse("catalogue:pdf", args=[found.key]),
        "compare": matters.version_before(found) is not None,
        "asks": bool(found.questions),
        "season_url": _season_url(found.key, hall_id),
    }


def _season_url(key: str, hall_id: int) -> str:
    """Where a school hands in for the open season of a matter; "" without one."""
    season = season_for(hall_id, key, asking.today(hall_id))
    return reverse("portal:school-new", args=[season]) if season else ""


@require_safe
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """One question a page; when all are answered, the papers of this situation."""
    found = current(key)
    answers = asking.answers(request, found)
    sheet = questions.question_page(
        found,
        answers,
        change=request.GET.get(questions.CHANGE, ""),
        last=request.GET.get(questions.LAST, ""),
        draft=request.GET.get(questions.DRAFT, ""),
    )
    if sheet is None:  # nothing to ask: the guide says it all
        return HttpResponseRedirect(
            asking.with_answers("portal:guide", found.key, answers)
        )
    shown = {
        "sheet": sheet,
        "guide_url": asking.with_answers("portal:guide", found.key, answers),
        "apply_url": asking.with_answers("portal:apply", found.key, answers),
    }
    return page(request, "portal/questions.html", shown)


@require_safe
def compare(request: HttpRequest, key: str) -> HttpResponse:
    """What the version in force says differently from the one before."""
    found = current(key)
    before = matters.version_before(found)
    if before is None:
        raise Http404
    shown = {
        "name": guides.matter_line(found).name,
        "key": key,
        "version": found.number,
        "since": matters.in_force_since(found),
        "changes": changes.change_lines(before, found),
    }
    return page(request, "portal/compare.html", shown)
