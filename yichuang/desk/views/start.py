"""The start of the desk: what waits for this person, by role."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.accounts.policies import acting
from yichuang.accounts.rules import Role
from yichuang.desk.policies import may
from yichuang.desk.presenters.lists import line, lines
from yichuang.desk.queries.start import waiting
from yichuang.desk.views.gate import staff
from yichuang.web.pages import page


@staff()
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Whom I have in front of me, what came in online, what lies at my posts."""
    by, at = acting(request), timezone.now()
    found = waiting(by, at=at)
    rows = {
        "receives": may(by, "case.receive"),
        "manages": Role.HALL_MANAGER in by.roles,
        "in_front": line(found.in_front) if found.in_front else None,
        "unfinished": lines(found.unfinished),
        "online": lines(found.online),
        "at_posts": lines(found.at_posts),
        "to_hand_over": lines(found.to_hand_over),
        "tolerances": found.tolerances,
        "opinions": found.opinions,
        "totals": found.totals,
        "at": at,
    }
    return page(request, "desk/start.html", rows)
