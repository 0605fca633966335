"""Joint work in the demo: a restaurant's permit about which two departments were asked,
one of them has answered; and the letters, seats and cover anybody can look at."""

from datetime import datetime, timedelta

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.queries.facts import paper_facts
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services import handling, joint, notices, papers
from yichuang.cases.services.joint import Question
from yichuang.organisation.models import Post

RESTAURANT = "food-operation"
ASKED = "请核实经营场所是否符合贵单位要求"


def ask_around(hall_id: int, staff: dict[str, Actor], *, at: datetime) -> None:
    """Three posts of three departments are asked, two have answered."""
    case = (
        Case.objects.filter(
            hall_id=hall_id, item_key=RESTAURANT, state=CaseState.RECEIVED
        )
        .order_by("id")
        .first()
    )
    if case is None:
        return
    posts = _posts(hall_id, ("market", "health", "fire"))
    begun = at - timedelta(hours=3)
    clerk, chief = staff["clerk"], staff["chief"]
    papers.check_all(case, {row.key for row in paper_facts(case)}, by=clerk, at=begun)
    notices.accept(case, by=clerk, at=begun)
    handling.route(case, posts["market"].pk, by=clerk, at=begun)
    asked = [Question(post.pk, ASKED) for post in posts.values()]
    rows = joint.ask(case, asked, by=chief, at=begun + timedelta(minutes=20))
    for row, text in zip(rows, ("材料齐全", "场所卫生条件符合要求"), strict=False):
        when = begun + timedelta(minutes=90)
        joint.answer(case, row.pk, agrees=True, text=text, by=chief, at=when)


def _posts(hall_id: int, departments: tuple[str, ...]) -> dict[str, Post]:
    found = Post.objects.filter(
        department__hall_id=hall_id, department__key__in=departments, key="review"
    ).select_related("department")
    return {post.department.key: post for post in found.order_by("department_id")}
