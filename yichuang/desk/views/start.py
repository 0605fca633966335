"""The start of the desk: what waits for this person, by role."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.accounts.policies import Actor, acting
from yichuang.accounts.rules import Role
from yichuang.desk.policies import may
from yichuang.desk.presenters.frame import link
from yichuang.desk.presenters.lists import CaseLine, line, lines
from yichuang.desk.queries.start import Waiting, waiting
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
        "counter": Role.CLERK in by.roles,
        "urgent": _urgent(found, by),
        "today_url": link("insight:today") if Role.HALL_MANAGER in by.roles else "",
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


def _urgent(found: Waiting, by: Actor) -> CaseLine | None:
    """What presses most on somebody who does not sit at the counter."""
    if Role.CLERK in by.roles:
        return None
    rows = found.at_posts or found.to_hand_over
    return line(rows[0]) if rows else None
