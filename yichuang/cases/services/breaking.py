"""A promised paper is due: the applicant is reminded; it did not come: handling ends."""

from datetime import date, datetime

from django.db import transaction

from yichuang.accounts.policies import SYSTEM
from yichuang.cases import events
from yichuang.cases.models import Case, Stop, Tolerance
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.queries.owed import owed_in
from yichuang.cases.queries.tolerance import policy_of
from yichuang.cases.rules.credit import RecordKind
from yichuang.cases.rules.lifecycle import Outcome
from yichuang.cases.rules.papers import ToleranceState
from yichuang.cases.rules.tolerance import Consequence
from yichuang.cases.services import credit, letters, undertakings, wording
from yichuang.cases.services.following import local_day
from yichuang.cases.services.moving import advance, note
from yichuang.documents import queries as document_queries
from yichuang.documents import services as document_services
from yichuang.documents.rules import DocumentKind

OUTCOMES = {
    Consequence.WITHDRAWN: Outcome.WITHDRAWN,
    Consequence.ENDED: Outcome.LAPSED,
}
BASIS = ("容缺受理承诺书、容缺受理通知书告知的后果",)


@transaction.atomic
def remind(row: Tolerance, *, at: datetime) -> bool:
    """Remind once that a paper is due soon; False when somebody else just did."""
    case = row.paper.case
    if not Tolerance.objects.filter(pk=row.pk, reminded_at=None).update(reminded_at=at):
        return False
    names = {rule.key: rule.name for rule in guide_of(case).papers}
    note(
        case,
        events.TOLERANCE_REMINDED,
        by=SYSTEM,
        at=at,
        paper=names[row.paper.key],
        key=row.paper.key,
        due=wording.day(row.due),
    )
    return True


@transaction.atomic
def breach(case: Case, *, at: datetime) -> Case:
    """Promised papers did not come by their day: the case ends with the consequence
    that was told, a credit record is written, and a decision already made is void.

    Raises:
        Refusal: "case.moved-on" when a paper came, or somebody decided, this moment.
    """
    today = local_day(case, at)
    late = [row for row in owed_in(case) if row.due is not None and row.due < today]
    if not late:
        raise moved_on(case)
    guide = guide_of(case)
    rules = {rule.key: rule for rule in guide.papers}
    papers = "、".join(rules[row.paper.key].name for row in late)
    consequence = policy_of(case.hall_id, _day_asked(case, late)).consequence(
        case.item_key
    )
    advance(
        case,
        "breach",
        by=SYSTEM,
        outcome=OUTCOMES[consequence],
        reason=f"容缺材料到期没有补齐：{papers}",
        closed_at=at,
        stopped=False,
    )
    _mark(case, late)
    Stop.objects.filter(case=case, ended=None).update(ended=today)
    _void(case, papers, at=at)
    number = letters.issue(
        case,
        DocumentKind.TOLERANCE_ENDED,
        {
            "papers": undertakings.later_papers(late, rules),
            "result": consequence.zh,
            "basis": list(BASIS),
        },
        by=SYSTEM,
        at=at,
    )
    for row in late:
        fact = f"{_promised(row)}补交“{rules[row.paper.key].name}”，到期没有补交"
        credit.record(case, RecordKind.BREACH, row.paper.key, fact, by=SYSTEM, at=at)
    note(
        case, events.TOLERANCE_BROKEN, by=SYSTEM, at=at, papers=papers, document=number
    )
    return case


def _promised(row: Tolerance) -> str:
    due = row.due
    assert due is not None  # noqa: S101  it was due before today
    return f"承诺{due.year}年{due.month}月{due.day}日前"


def _day_asked(case: Case, rows: list[Tolerance]) -> date:
    """The day on which the first of them was asked for: its list was told."""
    return local_day(case, min(row.requested_at for row in rows))


def _mark(case: Case, late: list[Tolerance]) -> None:
    """All of them still stand, or a paper came this moment."""
    hit = Tolerance.objects.filter(
        pk__in=[row.pk for row in late], state=ToleranceState.AGREED, came_on=None
    ).update(state=ToleranceState.BREACHED)
    if hit != len(late):
        raise moved_on(case)


def _void(case: Case, papers: str, *, at: datetime) -> None:
    """A decision that waited for the papers does not stand without them."""
    decision = document_queries.latest(case.about, DocumentKind.DECISION)
    if decision is not None and decision.revoked_at is None:
        reason = f"承诺后补的材料到期没有补齐：{papers}"
        document_services.revoke(decision, reason=reason, by=SYSTEM, at=at)
