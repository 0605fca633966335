"""Tolerating a missing paper 容缺: asked with evidence or the applicant's undertaking,
agreed by somebody else."""

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
    open_tolerance,
    paper_facts,
)
from yichuang.cases.rules import authority, clock
from yichuang.cases.rules import tolerance as rules
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
            _record(case, events.TOLERANCE_ASKED, rule, row, by=by, at=at)
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
    today = following.local_day(case, at)
    _require_letter(case, today, by)
    if not agree and not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_("Say in a sentence why the paper cannot be tolerated."),
        )
    if agree:
        _require_agreeable(case, row, today)
    with transaction.atomic():
        change(case)
        row.state = ToleranceState.AGREED if agree else ToleranceState.DENIED
        row.decided_by, row.decided_by_name, row.decided_at = by.ref, by.name, at
        row.reason = reason.strip()
        row.save()
        after = PaperState.TOLERATED if agree else PaperState.MISSING
        CasePaper.objects.filter(pk=paper.pk).update(state=after)
        kind = events.TOLERANCE_AGREED if agree else events.TOLERANCE_DENIED
        _record(case, kind, rule, row, by=by, at=at)
        if agree and case.accepted_at is not None:
            following.tell(case, by=by, at=at)
    return row


def _require_agreeable(case: Case, row: Tolerance, today: date) -> None:
    """The main papers are there, and whoever owes the paper has signed for it.

    Raises:
        Refusal: "tolerance.main-missing", "undertaking.missing", "tolerance.too-late".
    """
    if row.kind != ToleranceKind.LATER:
        return
    guide = guide_of(case)
    rules.require_main_papers(paper_facts(case, guide), queries.tolerable_keys(guide))
    if row.undertaking_id is None:
        raise Refusal(
            "undertaking.missing",
            N_("The applicant has not signed the undertaking yet."),
            field="signer",
            remedy=N_("Let the applicant sign it at the window or online, then agree."),
        )
    assert row.due is not None  # noqa: S101  asked for with a day
    rules.require_in_time(row.due, today)


@transaction.atomic
def lengthen(
    case: Case, key: str, until: date, *, reason: str, by: Actor, at: datetime
) -> Tolerance:
    """Give a promised paper longer, once, because of force majeure 不可抗力, before its
    day has passed. The certificate goes on waiting for it.

    Raises:
        Refusal: "tolerance.none", "tolerance.longer-once", "tolerance.reason-unsaid",
            "tolerance.not-longer", "tolerance.too-late", "authority.none",
            "authority.own-request", "permission.denied".
    """
    policies.require_move(by, "case.agree", case)
    paper, rule = paper_of(case, key)
    row = open_tolerance(paper)
    if (
        row is None
        or row.state != ToleranceState.AGREED
        or row.kind != ToleranceKind.LATER
        or row.due is None
    ):
        raise Refusal("tolerance.none", N_("No paper is promised for later here."))
    if row.longer_by:
        raise Refusal(
            "tolerance.longer-once",
            N_("It was given longer already, until %(due)s."),
            field="until",
            due=row.due.isoformat(),
        )
    today = following.local_day(case, at)
    rules.require_longer(row.due, until, today, reason)
    authority.require_other_person(asked_by=row.requested_by, decides=by.ref)
    _require_letter(case, today, by)
    change(case)
    row.due, row.longer_by, row.longer_reason = until, by.ref, reason.strip()[:200]
    row.reminded_at = None
    row.save(update_fields=["due", "longer_by", "longer_reason", "reminded_at"])
    note(
        case,
        events.TOLERANCE_LONGER,
        by=by,
        at=at,
        key=key,
        paper=rule.name,
        due=until.isoformat(),
        reason=row.longer_reason,
    )
    return row


@transaction.atomic
def bring(
    case: Case,
    key: str,
    *,
    came_on: date,
    how: str,
    by: Actor,
    at: datetime,
) -> Tolerance:
    """A promised paper has come, in person, by post or online; the day it arrived counts,
    not the day it is written down.

    Raises:
        Refusal: "tolerance.none", "tolerance.too-late", "tolerance.came-in-future"
            (field "came_on"), "case.moved-on", "permission.denied".
    """
    policies.require_move(by, "case.check", case)
    paper, rule = paper_of(case, key)
    row = open_tolerance(paper)
    if row is None or row.state != ToleranceState.AGREED:
        raise Refusal("tolerance.none", N_("No paper is promised for later here."))
    if came_on > following.local_day(case, at):
        raise Refusal(
            "tolerance.came-in-future",
            N_("The paper cannot have come in the future."),
            field="came_on",
            remedy=N_("Enter the day it arrived, as the stamp or the message says."),
        )
    change(case)
    following.fulfil(case, row, rule, by=by, at=at, came_on=came_on, how=how)
    CasePaper.objects.filter(pk=paper.pk).update(
        state=PaperState.VERIFIED, checked_by=by.ref, checked_at=at
    )
    return row


def _require_letter(case: Case, today: date, by: Actor) -> None:
    letter = covers(
        by.user_id or 0, case.item_key, today, department_id=case.department_id
    )
    authority.require_letter(
        covered=letter is not None, item=guide_of(case).name, on=today.isoformat()
    )


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
