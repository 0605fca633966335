"""The start of the desk: what waits for this person, by role."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from yichuang.accounts import policies as account_policies
from yichuang.accounts.policies import Actor, acting
from yichuang.accounts.rules import Role
from yichuang.cases.queries import credit, modes
from yichuang.desk.policies import may
from yichuang.desk.presenters import joint as joint_rows
from yichuang.desk.presenters import terms
from yichuang.desk.presenters.frame import link
from yichuang.desk.presenters.handling import GreenLine, green_lines
from yichuang.desk.presenters.lists import CaseLine, line, lines
from yichuang.desk.presenters.supervision import line as order_line
from yichuang.desk.queries import supervision
from yichuang.desk.queries.places import today_of
from yichuang.desk.queries.start import Waiting, waiting
from yichuang.desk.views.gate import staff
from yichuang.insight import policies as insight_policies
from yichuang.reviews import policies as review_policies
from yichuang.reviews.queries import rectifications
from yichuang.web.pages import page


@staff("desk.start")
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Whom I have in front of me, what came in online, what lies at my posts."""
    by, at = acting(request), timezone.now()
    found = waiting(by, at=at)
    rows = {
        "receives": may(by, "case.receive"),
        "urgent": _urgent(found, by),
        "front": _front(found, by),
        "asked": _asked_first(found),
        "opens": may(by, "desk.open"),
        "reads_guides": may(by, "desk.guides"),
        **_elsewhere(by),
        "bad": _bad_reviews(by, at),
        "pressing": lines(found.pressing),
        "in_front": line(found.in_front) if found.in_front else None,
        "unfinished": lines(found.unfinished),
        "online": lines(found.online),
        "at_posts": lines(found.at_posts),
        "to_hand_over": lines(found.to_hand_over),
        "tolerances": found.tolerances,
        "opinions": joint_rows.asked(found.opinions),
        "answered": lines(found.answered),
        "came_back": joint_rows.came_back(found.came_back),
        "green": _green(by, at),
        "sees_modes": may(by, "modes.view"),
        "totals": found.totals,
        "promises": (
            credit.counts(by, today_of(by, at)) if may(by, "case.recheck") else None
        ),
        "reads_credit": may(by, "credit.view"),
        "terms": terms.way(by) if may(by, "terms.view") else None,
        "supervised": _supervised(by, at),
        "at": at,
    }
    return page(request, "desk/start.html", rows)


def _green(by: Actor, at: datetime) -> tuple[GreenLine, ...] | None:
    """Requests for precedence that wait for this person's word."""
    if not may(by, "case.green-decide"):
        return None
    return tuple(row for row in green_lines(modes.green(by), by, at) if row.answers)


def _front(found: Waiting, by: Actor) -> str:
    """Which pane the page has: what this person does first, in this order."""
    if Role.CLERK in by.roles:
        return "counter"
    if found.at_posts or found.to_hand_over:
        return "urgent"
    if _asked_first(found):
        return "asked"
    firsts = (
        ("hall", found.pressing is not None),
        ("reviews", Role.REVIEW_OFFICER in by.roles),
        ("guide", Role.GUIDE in by.roles),
        ("accounts", Role.ADMINISTRATOR in by.roles),
        ("guides", Role.ITEM_MANAGER in by.roles),
    )
    return next((name for name, first in firsts if first), "nothing")


def _asked_first(found: Waiting) -> dict[str, object] | None:
    """What waits for this person's word, a tolerance before an opinion; what they asked
    for themselves is for somebody else to decide."""
    asked = [
        (act, row)
        for act, rows in (("consent", found.tolerances), ("opine", found.opinions))
        for row in rows or ()
        if not row.own
    ]
    return {"act": asked[0][0], "row": asked[0][1]} if asked else None


def _elsewhere(by: Actor) -> dict[str, str]:
    """The ways to other rooms for whom they are open; "" for the rest."""
    staff = account_policies.GRANTS
    return {
        "today_url": _if_may(
            by, "today.view", insight_policies.GRANTS, "insight:today"
        ),
        "staff_url": _if_may(by, "staff.manage", staff, "accounts:staff"),
        "outbox_url": _if_may(by, "outbox.view", staff, "accounts:outbox"),
    }


def _if_may(
    by: Actor, permission: str, grants: account_policies.Grants, name: str
) -> str:
    return link(name) if account_policies.can(by, permission, grants) else ""


def _bad_reviews(by: Actor, at: datetime) -> dict[str, int] | None:
    """How many bad reviews are open and late, None for whom they are no business."""
    if not account_policies.can(by, "review.list", review_policies.GRANTS):
        return None
    return rectifications.counts(by, today_of(by, at))


def _supervised(by: Actor, at: datetime) -> dict[str, object] | None:
    """Orders that wait for this person, None for whom there are none to come."""
    if not may(by, "supervision.answer") and not may(by, "supervision.review"):
        return None
    told = supervision.asked(by, today_of(by, at))
    watches = may(by, "desk.watch")
    if not told.total and not watches:
        return None
    return {"total": told.total, "lines": [order_line(row) for row in told.rows]}


def _urgent(found: Waiting, by: Actor) -> CaseLine | None:
    """What presses most on somebody who does not sit at the counter."""
    if Role.CLERK in by.roles:
        return None
    rows = found.at_posts or found.to_hand_over
    return line(rows[0]) if rows else None
