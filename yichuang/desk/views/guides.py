"""Looking a guide up while somebody asks at the counter."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from yichuang.accounts.policies import acting
from yichuang.cases.services import letters
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import Guide
from yichuang.desk.policies import may
from yichuang.desk.presenters.frame import link
from yichuang.desk.presenters.papers import kind_of
from yichuang.desk.presenters.words import language, limit_says, told
from yichuang.desk.queries.items import matters
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.web.pages import page


@staff("desk.guides")
@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """Every guide in force, or those a question means."""
    by = acting(request)
    on = today_of(by, timezone.now())
    text = request.GET.get("q", "").strip()[:60]
    found = matters(text, on, language())
    rows = {
        "text": text,
        "guides": [_row(guide) for guide in found],
        "checks": may(by, "desk.checkup"),
        "ask_url": link("portal:ask"),
    }
    return page(request, "desk/guides.html", rows)


@staff("desk.guides")
@require_safe
def guide(request: HttpRequest, key: str) -> HttpResponse:
    """One guide on one sheet, to read aloud or to print."""
    by = acting(request)
    found = catalogue_queries.current_guide(key, today_of(by, timezone.now()))
    rows = _row(found) | {
        "receives": may(by, "case.receive"),
        "checks": may(by, "desk.checkup"),
        "number": found.number,
        "summary": told(found, "summary"),
        "result": told(found, "result_name"),
        "phone": found.consult_phone,
        "place": told(found, "place"),
        "papers": [
            {
                "name": told(paper, "name"),
                "kind": kind_of(paper),
                "how": told(paper, "guidance") or told(paper, "share_source"),
            }
            for paper in found.active_papers
        ],
        "steps": [told(step, "name") for step in found.steps],
        "citations": found.citations,
        "faqs": [(told(faq, "question"), told(faq, "answer")) for faq in found.faqs],
        "tells": may(by, "case.tell"),
        "questions": [
            (
                row.key,
                told(row, "text"),
                [(option.key, told(option, "label")) for option in row.options],
            )
            for row in found.questions
        ],
    }
    return page(request, "desk/guide.html", rows)


@staff("case.tell")
@require_POST
def tell(request: HttpRequest, key: str) -> HttpResponse:
    """Print once and in full what to bring in this situation 一次性告知单."""
    by, at = acting(request), timezone.now()
    answers = {
        name.removeprefix("q-"): value
        for name, value in request.POST.items()
        if name.startswith("q-") and isinstance(value, str) and value
    }
    number = letters.tell_once(
        key,
        answers,
        name=request.POST.get("name", "")[:80],
        hall_id=hall_of(by).id,
        by=by,
        at=at,
    )
    url = reverse("documents:pdf", args=[number])
    return HttpResponseRedirect(f"{url}?print")


def _row(guide: Guide) -> dict[str, Any]:
    figure, unit = limit_says(guide.promise)
    return {
        "key": guide.key,
        "name": told(guide, "name"),
        "department": told(guide, "department_name"),
        "promise": f"{figure} {unit}".strip(),
        "visits": guide.visits,
        "papers_count": len(guide.active_papers),
    }
