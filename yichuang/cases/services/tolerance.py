"""Tolerating a missing paper 容缺: asked with evidence, agreed by somebody else."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events, policies
from yichuang.cases.models import Case, CasePaper, Tolerance
from yichuang.cases.queries.facts import guide_of, limits_of, open_tolerance
from yichuang.cases.rules import authority, clock
from yichuang.cases.rules.papers import (
    SETTLED,
    PaperState,
    ToleranceKind,
    ToleranceState,
    require_tolerable,
)
from yichuang.cases.services.moving import change, note
from yichuang.cases.services.papers import paper_of, require_undecided
from yichuang.catalogue.rules.guide import Need, PaperRule, ProjectKind
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.posts import covers


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
) -> Tolerance:
    """Ask that a paper may be missing, under the kind its guide allows.

    Raises:
        Refusal: "tolerance.not-allowed", "tolerance.evidence-unsaid",
            "tolerance.due-unsaid", "tolerance.due-too-late", "tolerance.asked-already",
            "tolerance.not-missing", "paper.not-asked", "paper.too-late".
    """
    policies.require_move(by, "case.tolerate", case)
    require_undecided(case)
    paper, rule = paper_of(case, key)
    _require_missing(paper, rule)
    require_tolerable(_allowed(rule), kind, rule.name)
    _require_substance(case, kind, evidence, due, at=at)
    try:
        with transaction.atomic():
            row = Tolerance.objects.create(
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
            CasePaper.objects.filter(pk=paper.pk).update(state=PaperState.TOLERATED)
            change(case)
            _record(case, events.TOLERANCE_ASKED, rule, row, by=by, at=at)
    except IntegrityError:
        raise Refusal(
            "tolerance.asked-already",
            N_("Tolerance for this paper is asked for already."),
        ) from None
    return row


def _require_missing(paper: CasePaper, rule: PaperRule) -> None:
    if paper.state in SETTLED:
        raise Refusal(
            "tolerance.not-missing",
            N_("%(paper)s is here and checked, so nothing has to be tolerated."),
            field="paper",
            paper=rule.name,
        )


def _allowed(rule: PaperRule) -> str:
    """A paper the guide calls 容缺后补 without naming a kind may come later."""
    if rule.tolerance.value == ToleranceKind.NONE and rule.need is Need.LATER_ALLOWED:
        return ToleranceKind.LATER
    return rule.tolerance.value


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
    if kind in {ToleranceKind.LATER, ToleranceKind.PROMISE}:
        _require_due(case, kind, due, at=at)


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


def _require_due(
    case: Case, kind: ToleranceKind, due: date | None, *, at: datetime
) -> None:
    if kind is ToleranceKind.PROMISE:
        return
    guide = guide_of(case)
    if guide.project_kind is ProjectKind.ON_SPOT:
        raise Refusal(
            "tolerance.on-the-spot",
            N_("A matter done on the spot cannot wait for papers."),
            remedy=N_("Send the one complete notice instead."),
        )
    today = at.astimezone(places.hall(case.hall_id).zone).date()
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
            latest=latest.isoformat(),
        )


def decide(
    case: Case, key: str, *, agree: bool, by: Actor, at: datetime, reason: str = ""
) -> Tolerance:
    """Agree to a tolerance or deny it. Needs an authorisation for the item, and
    somebody other than who asked.

    Raises:
        Refusal: "tolerance.none", "authority.own-request", "authority.none",
            "case.reason-unsaid" when it is denied without a word.
    """
    policies.require_move(by, "case.agree", case)
    require_undecided(case)
    paper, rule = paper_of(case, key)
    row = open_tolerance(paper)
    if row is None or row.state != ToleranceState.ASKED:
        raise Refusal("tolerance.none", N_("No tolerance is waiting for this paper."))
    authority.require_other_person(asked_by=row.requested_by, decides=by.ref)
    today = at.astimezone(places.hall(case.hall_id).zone).date()
    authority.require_letter(
        covered=covers(
            by.user_id or 0, case.item_key, today, department_id=case.department_id
        )
        is not None,
        item=guide_of(case).name,
        on=today.isoformat(),
    )
    if not agree and not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_("Say in a sentence why the paper cannot be tolerated."),
        )
    with transaction.atomic():
        row.state = ToleranceState.AGREED if agree else ToleranceState.DENIED
        row.decided_by, row.decided_by_name, row.decided_at = by.ref, by.name, at
        row.reason = reason.strip()
        row.save()
        CasePaper.objects.filter(pk=paper.pk).update(state=_state_after(row))
        change(case)
        kind = events.TOLERANCE_AGREED if agree else events.TOLERANCE_DENIED
        _record(case, kind, rule, row, by=by, at=at)
    return row


def _state_after(row: Tolerance) -> PaperState:
    if row.state == ToleranceState.DENIED:
        return PaperState.MISSING
    if row.kind == ToleranceKind.PROMISE:
        return PaperState.PROMISED
    return PaperState.TOLERATED


def _record(
    case: Case,
    kind: EventType,
    rule: PaperRule,
    row: Tolerance,
    *,
    by: Actor,
    at: datetime,
) -> None:
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
