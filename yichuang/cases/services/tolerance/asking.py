"""Asking that a paper may be missing: with evidence, or the applicant's undertaking."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events, policies
from yichuang.cases.models import Case, CasePaper, Tolerance, Undertaking
from yichuang.cases.queries import tolerance as queries
from yichuang.cases.queries.facts import (
    guide_of,
    limits_of,
)
from yichuang.cases.rules import clock
from yichuang.cases.rules.papers import (
    PaperState,
    ToleranceKind,
    ToleranceState,
    require_tolerable,
)
from yichuang.cases.services import following, undertakings
from yichuang.cases.services.moving import change, note
from yichuang.cases.services.papers import paper_of, require_undecided
from yichuang.cases.services.undertakings import Signed
from yichuang.catalogue.rules.guide import PaperRule
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars


@dataclass(frozen=True, slots=True)
class Evidence:
    """Who was asked, how, when, and what they answered (佐证核验)."""

    whom: str
    how: str
    at: datetime
    answer: str


def ask(
    case: Case,
    key: str,
    kind: ToleranceKind,
    *,
    by: Actor,
    at: datetime,
    evidence: Evidence | None = None,
    due: date | None = None,
    signed: Signed | None = None,
) -> Tolerance:
    """Ask that a paper may be missing, under the kind its guide allows. For one that
    comes later the applicant signs (`signed`), now or before anybody agrees.

    Raises:
        Refusal: "tolerance.not-allowed", "tolerance.promise-signed",
            "tolerance.evidence-unsaid", "tolerance.due-unsaid", "tolerance.due-too-late",
            "tolerance.asked-already", "tolerance.not-missing", "tolerance.excluded",
            "tolerance.too-many", "credit.blocked", "paper.not-asked", "paper.too-late".
    """
    policies.require_move(by, "case.tolerate", case)
    require_undecided(case)
    paper, rule = paper_of(case, key)
    require_tolerable(queries.offered(rule), kind, rule.name)
    _require_no_promise(kind)
    _require_eligible(case, paper, rule, kind, at=at)
    _require_substance(case, kind, evidence, due, at=at)
    try:
        with transaction.atomic():
            row = _asked(paper, kind, evidence, due, by=by, at=at)
            CasePaper.objects.filter(pk=paper.pk).update(state=PaperState.TOLERATED)
            change(case)
            record(case, events.TOLERANCE_ASKED, rule, row, by=by, at=at)
            if signed is not None:
                undertakings.sign(case, kind, [row], signed, by=by, at=at)
                row.refresh_from_db()
    except IntegrityError:
        raise Refusal(
            "tolerance.asked-already",
            N_("Tolerance for this paper is asked for already."),
        ) from None
    return row


def _asked(
    paper: CasePaper,
    kind: ToleranceKind,
    evidence: Evidence | None,
    due: date | None,
    *,
    by: Actor,
    at: datetime,
) -> Tolerance:
    return Tolerance.objects.create(
        paper=paper,
        kind=kind,
        asked_whom=evidence.whom.strip() if evidence else "",
        asked_how=evidence.how.strip() if evidence else "",
        asked_at=evidence.at if evidence else None,
        answer=evidence.answer.strip() if evidence else "",
        due=due,
        requested_by=by.ref,
        requested_by_name=by.name,
        requested_at=at,
    )


@transaction.atomic
def undertake(case: Case, signed: Signed, *, by: Actor, at: datetime) -> Undertaking:
    """The applicant signs once for every paper of the case that is asked to follow and
    not signed for yet 容缺受理承诺书.

    Raises:
        Refusal: "undertaking.nothing"; who may sign and how, from `undertakings.sign`.
    """
    policies.require_move(by, "case.undertake", case)
    rows = list(
        Tolerance.objects.filter(
            paper__case=case,
            kind=ToleranceKind.LATER,
            state=ToleranceState.ASKED,
            undertaking=None,
        )
        .select_related("paper")
        .order_by("id")
    )
    if not rows:
        raise Refusal(
            "undertaking.nothing",
            N_("No paper waits for the applicant’s undertaking."),
            remedy=N_("Ask first which paper may follow, and until when."),
        )
    change(case)
    return undertakings.sign(case, ToleranceKind.LATER, rows, signed, by=by, at=at)


def _require_no_promise(kind: ToleranceKind) -> None:
    if kind is ToleranceKind.PROMISE:
        raise Refusal(
            "tolerance.promise-signed",
            N_(
                "A promise in place of a proof is signed by the applicant, not asked for."
            ),
            field="kind",
            remedy=N_("Let the applicant read the notice and sign the promise."),
        )


def _require_eligible(
    case: Case, paper: CasePaper, rule: PaperRule, kind: ToleranceKind, *, at: datetime
) -> None:
    """The same that the page of what may be tolerated tells beforehand."""
    today = following.local_day(case, at)
    policy = queries.policy_of(case.hall_id, today)
    standings = {kind: queries.standing_of(case, kind)}
    state = PaperState(paper.state)
    if state is PaperState.TOLERATED:
        return  # the standing one refuses the second, in its own words
    for check in queries.checks(guide_of(case), rule, policy, standings, state):
        check()


def _require_substance(
    case: Case,
    kind: ToleranceKind,
    evidence: Evidence | None,
    due: date | None,
    *,
    at: datetime,
) -> None:
    if kind in {ToleranceKind.EVIDENCE, ToleranceKind.SHARE}:
        _require_evidence(evidence, at)
    if kind is ToleranceKind.LATER:
        _require_due(case, due, at=at)


def _require_evidence(evidence: Evidence | None, at: datetime) -> None:
    given = evidence or Evidence("", "", at, "")
    for name in ("whom", "how", "answer"):
        if not getattr(given, name).strip():
            raise Refusal(
                "tolerance.evidence-unsaid",
                N_(
                    "Evidence must say who was asked, how, when, and what they answered."
                ),
                field=name,
                remedy=N_("Fill in what was said; the approver decides on it."),
            )
    if given.at > at:
        raise Refusal(
            "tolerance.evidence-in-future",
            N_("The source cannot have been asked in the future."),
            field="asked_at",
            remedy=N_("Enter when the source was really asked."),
        )


def _require_due(case: Case, due: date | None, *, at: datetime) -> None:
    guide = guide_of(case)
    today = following.local_day(case, at)
    latest = case.promise_due or clock.promise_due(
        clock.ClockFacts(received_on=case.received_on, accepted_on=today),
        limits_of(guide),
        calendars.calendar_for(case.hall_id),
        calendars.office_hours(case.hall_id),
    )
    if due is None or due < today:
        raise Refusal(
            "tolerance.due-unsaid",
            N_("Say until when the paper will come."),
            field="due",
            remedy=N_("Choose a day from today on."),
        )
    if latest is not None and due > latest:
        raise Refusal(
            "tolerance.due-too-late",
            N_("The paper would come after the promised day %(latest)s."),
            field="due",
            remedy=N_("Choose that day or an earlier one."),
            latest=latest,
        )


def record(
    case: Case,
    kind: EventType,
    rule: PaperRule,
    row: Tolerance,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Record what became of a tolerance."""
    note(
        case,
        kind,
        by=by,
        at=at,
        key=rule.key,
        paper=rule.name,
        kind=row.kind,
        whom=row.asked_whom,
        answer=row.answer,
        reason=row.reason,
    )
