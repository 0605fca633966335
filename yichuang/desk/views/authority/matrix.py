"""三集中三到位: what is accepted where, decided at which post, by whom, on which letter."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.accounts import policies as account_policies
from yichuang.accounts.policies import acting
from yichuang.cases.queries.matrix import picture
from yichuang.desk.presenters import matrix as rows_of
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.organisation import policies as organisation_policies
from yichuang.web.pages import page


@staff("organisation.see-authority")
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The matrix of today with every gap and the way to close it."""
    by, at = acting(request), timezone.now()
    today = today_of(by, at)
    found = picture(hall_of(by).id, today)
    keeps = account_policies.can(
        by, "organisation.authorise", organisation_policies.GRANTS
    )
    rows = {
        "tabs": rows_of.tabs(by, "authority"),
        "verdict": rows_of.verdict(found, today),
        "whole": found.whole,
        "headers": rows_of.headers(),
        "figures": rows_of.figures(found),
        "blocks": rows_of.blocks(found),
        "todos": rows_of.todos(found, keeps=keeps),
        "keeps": keeps,
        "today": today,
    }
    return page(request, "desk/authority/matrix.html", rows)
