"""What lies around a case: questions to posts, what went up, checks on site, recusals."""

from dataclasses import dataclass

from yichuang.accounts.queries import staff_with
from yichuang.accounts.rules import Role
from yichuang.cases.models import (
    Case,
    FirstReview,
    Opinion,
    Recusal,
    Routing,
    SiteCheck,
)
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.queries.joint import facts_of, last_routing
from yichuang.cases.rules.authority import RecusalFacts, RecusalState
from yichuang.cases.rules.joint import QuestionFacts, Tally, tally
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.upward import AWAY
from yichuang.organisation.queries import places

WORKS = (Role.CHIEF_APPROVER, Role.APPROVER, Role.CLERK, Role.ISSUER)


@dataclass(frozen=True, slots=True)
class Joint:
    """Joint work on one case. `routed` is how it came to the post where it lies."""

    questions: tuple[QuestionFacts, ...]
    review: FirstReview | None
    routed: Routing | None
    sites: tuple[SiteCheck, ...]
    recusals: tuple[Recusal, ...]
    body: str

    @property
    def tally(self) -> Tally:
        return tally(self.questions)

    @property
    def away(self) -> bool:
        """Whether the case lies with a higher authority."""
        return self.review is not None and self.review.state in AWAY

    @property
    def kept_away(self) -> tuple[RecusalFacts, ...]:
        return tuple(
            RecusalFacts(row.user_id, RecusalState(row.state)) for row in self.recusals
        )

    @property
    def open_site(self) -> SiteCheck | None:
        return next((row for row in self.sites if row.done_at is None), None)


def joint_of(case: Case, opinions: tuple[Opinion, ...]) -> Joint:
    """What lies around the case: two queries, one more at a post or where it is decided
    above."""
    body = guide_of(case).upper_body
    accepted = case.state == CaseState.ACCEPTED and case.post_id is not None
    return Joint(
        questions=facts_of(opinions, places.hall(case.hall_id).zone),
        review=FirstReview.objects.filter(case=case).first() if body else None,
        routed=last_routing(case) if accepted else None,
        sites=tuple(case.site_checks.order_by("id")),
        recusals=tuple(case.recusals.order_by("id")),
        body=body,
    )


def colleagues(hall_id: int) -> tuple[tuple[int, str], ...]:
    """(user, name) of everybody of the hall who works on cases, for choices."""
    found = {
        row.id: row.name for role in WORKS for row in staff_with(role, hall_id=hall_id)
    }
    return tuple(sorted(found.items(), key=lambda one: one[1]))
