"""Check-up of guides 办事指南体检: all items, and one version with the text proposed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.accounts.policies import acting
from yichuang.catalogue.queries import checkups as checkup_queries
from yichuang.catalogue.rules.checkup import Severity
from yichuang.desk.presenters.checkup import (
    checkup_line,
    finding_line,
    name_of,
    version_links,
)
from yichuang.desk.queries.places import today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal
from yichuang.web.pages import page


@staff("desk.checkup")
@require_safe
def checkups(request: HttpRequest) -> HttpResponse:
    """Every item, the one with most errors first, and the sums."""
    found = checkup_queries.check_all(today_of(acting(request), timezone.now()))
    sums = {s: sum(row.counts[s] for row in found) for s in Severity}
    rows = {
        "rows": [checkup_line(row) for row in found],
        "errors": sums[Severity.ERROR],
        "warnings": sums[Severity.WARNING],
        "advice": sums[Severity.ADVICE],
    }
    return page(request, "desk/checkups.html", rows)


@staff("desk.checkup")
@require_safe
def checkup(request: HttpRequest, key: str) -> HttpResponse:
    """One item: its draft, or the version in force, or the one asked for."""
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else None
    on = today_of(acting(request), timezone.now())
    try:
        found = checkup_queries.check_item(key, on, number=number)
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal
    rows = {
        "name": name_of(found),
        "key": key,
        "number": found.number,
        "findings": [finding_line(row, found.sheet) for row in found.findings],
        "errors": found.counts[Severity.ERROR],
        "warnings": found.counts[Severity.WARNING],
        "advice": found.counts[Severity.ADVICE],
        "versions": version_links(checkup_queries.versions_of(key), key, found.number),
    }
    return page(request, "desk/checkup.html", rows)
