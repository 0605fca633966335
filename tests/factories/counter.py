"""Cases received at the counter, brought to where a test wants them by the services."""

from datetime import datetime, timedelta
from typing import Any

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.catalogue import DIPLOMA
from tests.factories.online import HOUR, SIGNATURE, authorise, settle
from yichuang.cases.models import Case
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.papers import PaperState, ToleranceKind
from yichuang.cases.services import (
    decision,
    intake,
    issuing,
    notices,
    papers,
    tolerance,
)
from yichuang.cases.services.intake import Application, Party
from yichuang.cases.services.tolerance import Evidence
from yichuang.catalogue.rules.guide import Treatment
from yichuang.documents.rules import DeliveryWay
from yichuang.organisation.models import Hall, Post, PostHolding

STATES = ("submitted", "received", "correction", "accepted", "approved", "refused")
EVIDENCE = Evidence(whom="县档案馆", how="电话", at=NOW, answer="登记表在库，姓名一致")


def make_case(
    cast: Cast, state: str = "received", *, at: datetime = NOW, **over: Any
) -> Case:
    """A diploma case of the citizen in one of STATES, or "closed".

    `over` changes the application: answers, party, delivery, papers …
    """
    given: dict[str, Any] = {
        "item_key": DIPLOMA,
        "answers": {"year": "after", "who": "self"},
        "party": Party(applicant=cast.person("citizen"), needs="老花镜"),
    }
    application = Application(**(given | over))
    begin = intake.file if state == "submitted" else intake.receive
    hall_id = Hall.objects.values_list("pk", flat=True).earliest("pk")
    case = begin(application, hall_id=hall_id, by=cast.actor("clerk"), at=at)
    if state in {"accepted", "approved", "refused", "closed"}:
        settle(case, cast.actor("clerk"), at)
        notices.accept(case, by=cast.actor("clerk"), at=at)
    if state == "correction":
        make_faulty(cast, case, at=at)
        notices.notify(case, by=cast.actor("clerk"), at=at)
    if state in {"approved", "closed"}:
        authorise(cast)
        decision.approve(case, by=cast.actor("chief_approver"), at=at + HOUR)
    if state == "refused":
        authorise(cast)
        by = cast.actor("chief_approver")
        decision.refuse(case, reason="考籍信息不符", by=by, at=at + HOUR)
    if state == "closed":
        issuing.issue(
            case,
            how=DeliveryWay.WINDOW,
            receiver=case.applicant_name,
            signature=SIGNATURE,
            by=cast.actor("issuer"),
            at=at + 2 * HOUR,
        )
    return again(cast, case)


def make_faulty(
    cast: Cast, case: Case, key: str = "form", *, at: datetime = NOW
) -> None:
    """Every paper settled but one, which has a fault."""
    settle(case, cast.actor("clerk"), at, but=key)
    fault = papers.Finding(
        PaperState.DEFECTIVE, fault="没有签名", mend="请本人签名后再交"
    )
    papers.check(case, key, fault, by=cast.actor("clerk"), at=at)


def ask_tolerance(
    cast: Cast, case: Case, key: str = "register-form", who: str = "clerk"
) -> None:
    """Ask that a paper may be replaced by what its source confirms."""
    tolerance.ask(
        case,
        key,
        ToleranceKind.EVIDENCE,
        by=cast.actor(who),
        at=NOW,
        evidence=EVIDENCE,
    )


def put_at_post(cast: Cast, who: str, kind: str = "review") -> Post:
    """Let somebody act at the department's post of a kind, without a letter."""
    post = Post.objects.filter(department__key="education", kind=kind).get()
    PostHolding.objects.create(
        post=post,
        user=cast.user(who),
        valid_from=NOW.date() - timedelta(days=60),
    )
    return post


def again(cast: Cast, case: Case) -> Case:
    """The case as it stands now, read by the system."""
    return find(cast.actor("system"), case.number)


__all__ = [
    "EVIDENCE",
    "NOW",
    "STATES",
    "again",
    "ask_tolerance",
    "authorise",
    "make_case",
    "make_faulty",
    "put_at_post",
    "settle",
]


def fetch_ours(cast: Cast, case: Case, *, at: datetime = NOW) -> None:
    """Fetch the papers that the hall fetches itself, so that only people's are missing."""
    for rule in guide_of(case).papers:
        if rule.treatment is Treatment.FETCHED:
            found = papers.Finding(PaperState.SHARED, source=rule.share_source)
            papers.check(case, rule.key, found, by=cast.actor("clerk"), at=at)
