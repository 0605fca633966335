"""Promise in place of proof 告知承诺: signed, withdrawn, checked, and what a false one means.

国办发〔2020〕42号: whoever promises in writing, after being told in writing, is not asked
for the proof. Nobody has to agree to it; it is checked afterwards instead.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor, require
from yichuang.cases import events, policies
from yichuang.cases.models import Case, CasePaper, PromiseCheck, Stop, Tolerance
from yichuang.cases.queries import tolerance as queries
from yichuang.cases.queries.facts import guide_of, open_tolerance
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.rules import authority
from yichuang.cases.rules import promise as rules
from yichuang.cases.rules.credit import RecordKind
from yichuang.cases.rules.lifecycle import CaseState, Outcome
from yichuang.cases.rules.papers import PaperState, ToleranceKind, ToleranceState
from yichuang.cases.rules.promise import CheckState, Found, Verdict
from yichuang.cases.services import credit, letters, undertakings, wording
from yichuang.cases.services.following import local_day
from yichuang.cases.services.moving import advance, change, note, possible
from yichuang.cases.services.papers import paper_of, require_undecided
from yichuang.cases.services.undertakings import Signed
from yichuang.catalogue.rules.guide import PaperRule
from yichuang.documents import queries as document_queries
from yichuang.documents import services as document_services
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.limits import Limit, Unit, due_date
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars
from yichuang.organisation.queries.posts import covers


@transaction.atomic
def sign(
    case: Case, keys: Collection[str], signed: Signed, *, by: Actor, at: datetime
) -> list[Tolerance]:
    """Promise in writing what these papers would prove; they are not asked for then.

    Raises:
        Refusal: "permission.denied", "promise.nothing", "promise.not-offered",
            "tolerance.not-missing", "tolerance.excluded", "credit.blocked",
            "promise.made-already", "paper.too-late"; and who may sign, from the rules.
    """
    policies.require_move(by, "case.undertake", case)
    require_undecided(case)
    if not keys:
        raise Refusal(
            "promise.nothing",
            N_("No paper was chosen."),
            field="keys",
            remedy=N_("Choose the proofs the promise stands for."),
        )
    found = [paper_of(case, key) for key in dict.fromkeys(keys)]
    _require_eligible(case, found, at)
    try:
        with transaction.atomic():
            rows = [_promised(paper, by=by, at=at) for paper, _rule in found]
    except IntegrityError:
        raise Refusal(
            "promise.made-already",
            N_("A promise or a tolerance for this paper stands already."),
            field="keys",
        ) from None
    CasePaper.objects.filter(pk__in=[paper.pk for paper, _rule in found]).update(
        state=PaperState.PROMISED
    )
    change(case)
    made = undertakings.sign(case, ToleranceKind.PROMISE, rows, signed, by=by, at=at)
    note(
        case,
        events.PROMISED,
        by=by,
        at=at,
        keys=[paper.key for paper, _rule in found],
        papers="、".join(rule.name for _paper, rule in found),
        document=made.document_number,
    )
    return rows


def _promised(paper: CasePaper, *, by: Actor, at: datetime) -> Tolerance:
    return Tolerance.objects.create(
        paper=paper,
        kind=ToleranceKind.PROMISE,
        state=ToleranceState.AGREED,
        requested_by=by.ref,
        requested_by_name=by.name,
        requested_at=at,
        decided_at=at,
    )


def _require_eligible(
    case: Case, found: list[tuple[CasePaper, PaperRule]], at: datetime
) -> None:
    guide = guide_of(case)
    policy = queries.policy_of(case.hall_id, local_day(case, at))
    kind = ToleranceKind.PROMISE
    standings = {kind: queries.standing_of(case, kind)}
    for paper, rule in found:
        if queries.offered(rule) is not kind:
            raise Refusal(
                "promise.not-offered",
                N_("The guide does not let a promise stand for %(paper)s."),
                field="keys",
                remedy=N_("Hand the paper in, or see how it may be tolerated."),
                paper=rule.name,
            )
        state = PaperState(paper.state)
        for check in queries.checks(guide, rule, policy, standings, state):
            check()


@transaction.atomic
def withdraw(case: Case, key: str, *, by: Actor, at: datetime) -> Case:
    """Take a promise back before the decision; the paper is needed again then.

    Raises:
        Refusal: "promise.none", "paper.too-late" once the case is decided.
    """
    policies.require_move(by, "case.undertake", case)
    require_undecided(case)
    paper, rule = paper_of(case, key)
    row = open_tolerance(paper)
    if row is None or row.kind != ToleranceKind.PROMISE:
        raise Refusal("promise.none", N_("No promise stands for this paper."))
    hit = Tolerance.objects.filter(pk=row.pk, state=row.state).update(
        state=ToleranceState.WITHDRAWN
    )
    if not hit:
        raise moved_on(case)
    here = PaperState.PRESENT if paper.files.exists() else PaperState.MISSING
    CasePaper.objects.filter(pk=paper.pk).update(state=here)
    change(case)
    note(case, events.PROMISE_WITHDRAWN, by=by, at=at, key=key, paper=rule.name)
    return case


def plan_checks(case: Case, *, at: datetime) -> None:
    """The case was decided on promises: each is to be checked within the time the list
    names. The caller holds the transaction."""
    rows = Tolerance.objects.filter(
        paper__case=case,
        kind=ToleranceKind.PROMISE,
        state=ToleranceState.AGREED,
        later_check=None,
    )
    today = local_day(case, at)
    days = queries.policy_of(case.hall_id, today).check_within
    due = due_date(
        today, Limit(days, Unit.WORKDAYS), calendars.calendar_for(case.hall_id)
    )
    PromiseCheck.objects.bulk_create(
        PromiseCheck(tolerance=row, case=case, hall_id=case.hall_id, due=due)
        for row in rows
    )


@transaction.atomic
def check(
    to_check: PromiseCheck, found: Found, *, by: Actor, at: datetime
) -> PromiseCheck:
    """Record what the later check of a promise found, and do what follows: nothing, an
    order to put it right by a day, or the revocation of the decision.

    Raises:
        Refusal: "permission.denied", "authority.none" (revoking needs the letter that
            deciding needs), "check.done", "check.inspectors", "check.answer-unsaid",
            "check.mend-by", "check.moved-on".
    """
    case = to_check.case
    policies.require_move(by, "case.recheck", case)
    today = local_day(case, at)
    state = CheckState(to_check.state)
    rules.require_checked(found, state, today)
    after = rules.outcome_of(found, state)
    values = {
        "state": after,
        "method": found.method,
        "inspectors": "、".join(found.inspectors)[:200],
        "answer": found.answer.strip(),
        "mend_by": found.mend_by if after is CheckState.MENDING else to_check.mend_by,
        "checked_by_id": by.user_id,
        "checked_by_name": by.name,
        "checked_at": at,
        "version": to_check.version + 1,
    }
    # First, so that of two who check at once the second one learns it in words.
    mine = PromiseCheck.objects.filter(pk=to_check.pk, version=to_check.version)
    if not mine.update(**values):
        raise _checked_meanwhile()
    rule = paper_of(case, to_check.tolerance.paper.key)[1]
    document = _follow(case, rule, found, by=by, at=at)
    if document:
        PromiseCheck.objects.filter(pk=to_check.pk).update(document_number=document)
    to_check.refresh_from_db()
    note(
        case,
        events.PROMISE_CHECKED,
        by=by,
        at=at,
        paper=rule.name,
        state=after.label,
        method=found.method.value,
        document=document,
    )
    return to_check


def _checked_meanwhile() -> Refusal:
    return Refusal(
        "check.moved-on",
        N_("Somebody else has just recorded this check; nothing of yours was saved."),
        remedy=N_("Reload the page and look at what was found."),
    )


def _follow(
    case: Case, rule: PaperRule, found: Found, *, by: Actor, at: datetime
) -> str:
    """Do what a finding asks for; returns the number of the document, "" for none."""
    if found.verdict is Verdict.MEND:
        return _order(case, rule, found, by=by, at=at)
    if found.verdict is Verdict.FALSE:
        return annul(case, rule, found.answer.strip(), by=by, at=at)
    return ""


def _order(
    case: Case, rule: PaperRule, found: Found, *, by: Actor, at: datetime
) -> str:
    number = letters.issue(
        case,
        DocumentKind.MEND_ORDER,
        {
            "reasons": [found.answer.strip()],
            "due": wording.day(found.mend_by),
            "basis": list(rules.BASIS),
        },
        by=by,
        at=at,
    )
    note(
        case,
        events.PROMISE_TO_MEND,
        by=by,
        at=at,
        paper=rule.name,
        due=wording.day(found.mend_by),
        reason=found.answer.strip(),
        document=number,
    )
    return number


@transaction.atomic
def annul(case: Case, rule: PaperRule, reason: str, *, by: Actor, at: datetime) -> str:
    """A promise was false: the decision is revoked with its certificate, the case ends,
    and the applicant gets a credit record (42号, 二（七）; 行政许可法 art. 69).

    Returns the number of the decision to revoke.

    Raises:
        Refusal: "permission.denied", "authority.none".
    """
    require(by, "case.annul", policies.GRANTS if policies.sees(by, case) else {})
    today = local_day(case, at)
    _require_letter(case, by, at)
    void = _revoke_documents(case, reason, by=by, at=at)
    if case.state == CaseState.APPROVED:
        advance(
            case, "annul", by=by, outcome=Outcome.REVOKED, reason=reason, closed_at=at
        )
    else:
        change(case, outcome=Outcome.REVOKED, reason=reason)
    number = letters.issue(
        case,
        DocumentKind.ANNULMENT,
        {
            "reasons": [reason],
            "decided_on": today.isoformat(),
            "result": "、".join(void),
            "basis": ["《行政许可法》第六十九条", *rules.BASIS],
        },
        by=by,
        at=at,
    )
    _break(case, rule, reason, by=by, at=at)
    note(case, events.ANNULLED, by=by, at=at, reason=reason, document=number)
    return number


@transaction.atomic
def disprove(case: Case, key: str, *, reason: str, by: Actor, at: datetime) -> Case:
    """A promise turns out to be false before anything was decided: handling ends.

    Raises:
        Refusal: "promise.none", "case.reason-unsaid", "authority.none",
            "move.not-allowed", "permission.denied".
    """
    possible(case, "disprove", by=by)
    paper, rule = paper_of(case, key)
    row = open_tolerance(paper)
    if row is None or row.kind != ToleranceKind.PROMISE:
        raise Refusal("promise.none", N_("No promise stands for this paper."))
    if not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_("Say what was found and how; the applicant reads it."),
        )
    _require_letter(case, by, at)
    today = local_day(case, at)
    advance(
        case,
        "disprove",
        by=by,
        outcome=Outcome.TERMINATED,
        reason=reason.strip(),
        closed_at=at,
        stopped=False,
    )
    Stop.objects.filter(case=case, ended=None).update(ended=today)
    number = letters.issue(
        case,
        DocumentKind.TERMINATION,
        {"reasons": [reason.strip()], "basis": list(rules.BASIS)},
        by=by,
        at=at,
    )
    _break(case, rule, reason.strip(), by=by, at=at)
    note(case, events.DISPROVED, by=by, at=at, reason=reason.strip(), document=number)
    return case


def _require_letter(case: Case, by: Actor, at: datetime) -> None:
    today = local_day(case, at)
    letter = covers(
        by.user_id or 0, case.item_key, today, department_id=case.department_id
    )
    authority.require_letter(
        covered=letter is not None, item=guide_of(case).name, on=today
    )


def _revoke_documents(case: Case, reason: str, *, by: Actor, at: datetime) -> list[str]:
    """Declare certificate and decision void; returns their numbers."""
    numbers = []
    for kind in (DocumentKind.CERTIFICATE, DocumentKind.DECISION):
        document = document_queries.latest(case.about, kind)
        if document is not None and document.revoked_at is None:
            document_services.revoke(document, reason=reason, by=by, at=at)
            numbers.append(document.number)
    return numbers


def _break(
    case: Case, rule: PaperRule, reason: str, *, by: Actor, at: datetime
) -> None:
    Tolerance.objects.filter(
        paper__case=case,
        paper__key=rule.key,
        kind=ToleranceKind.PROMISE,
        state=ToleranceState.AGREED,
    ).update(state=ToleranceState.BREACHED)
    fact = f"承诺“{rule.name}”不实：{reason}"
    credit.record(case, RecordKind.FALSE_PROMISE, rule.key, fact, by=by, at=at)
