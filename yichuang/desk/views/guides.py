"""Looking a guide up while somebody asks at the counter."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.accounts.policies import acting
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import Guide
from yichuang.desk.policies import may
from yichuang.desk.presenters.papers import kind_of
from yichuang.desk.presenters.words import language, limit_says, told
from yichuang.desk.queries.items import matters
from yichuang.desk.queries.places import today_of
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
    rows = {"text": text, "guides": [_row(guide) for guide in found]}
    return page(request, "desk/guides.html", rows)


@staff("desk.guides")
@require_safe
def guide(request: HttpRequest, key: str) -> HttpResponse:
    """One guide on one sheet, to read aloud or to print."""
    by = acting(request)
    found = catalogue_queries.current_guide(key, today_of(by, timezone.now()))
    rows = _row(found) | {
        "receives": may(by, "case.receive"),
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
    }
    return page(request, "desk/guide.html", rows)


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
