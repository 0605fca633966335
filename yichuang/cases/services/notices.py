"""Telling the applicant: what is missing (once), accepted, not accepted, withdrawn."""

from datetime import date, datetime

from django.db import transaction

from yichuang.accounts.policies import SYSTEM, Actor, require
from yichuang.cases import events, policies
from yichuang.cases.models import Case, Correction, Stop
from yichuang.cases.queries.batches import closing_of
from yichuang.cases.queries.facts import (
    fetched_by_us,
    guide_of,
    items_to_tell,
    limits_of,
    paper_facts,
)
from yichuang.cases.rules import clock
from yichuang.cases.rules import papers as paper_rules
from yichuang.cases.rules.lifecycle import Outcome
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.services import following, letters, wording
from yichuang.cases.services.moving import advance, note, possible, visited
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.limits import Limit, Unit, due_date
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places
from yichuang.web.together import part

ANSWER_LIMIT = Limit(15, Unit.WORKDAYS)
"""How long the applicant has to hand in what is missing; the law sets no number."""

NOT_ACCEPTED_KINDS = {
    Outcome.NOT_ACCEPTED: DocumentKind.NOT_ACCEPTED,
    Outcome.NOT_COMPETENT: DocumentKind.NOT_COMPETENT,
    Outcome.NOT_REQUIRED: DocumentKind.NOT_REQUIRED,
}


def _today(case: Case, at: datetime) -> date:
    return at.astimezone(places.hall(case.hall_id).zone).date()


def notify(
    case: Case, *, by: Actor, at: datetime, override_reason: str = ""
) -> Correction:
    """Send the one complete notice: every required paper that is missing or faulty.

    A second notice for the same papers is refused; a supervisor may override that, and
    the override stays on record as a breach (行政许可法 art. 32(4): told once).

    Raises:
        Refusal: "notice.nothing-missing", "notice.told-already", "paper.fault-unsaid".
    """
    with transaction.atomic():
        return _notify(case, by=by, at=at, override_reason=override_reason.strip())


def _notify(case: Case, *, by: Actor, at: datetime, override_reason: str) -> Correction:
    possible(case, "notify", by=by)
    lacking = paper_rules.lacking_for_acceptance(paper_facts(case))
    if not lacking:
        raise Refusal(
            "notice.nothing-missing",
            N_("Nothing is missing, so there is nothing to tell."),
            remedy=N_("Accept the case."),
        )
    paper_rules.require_fetched_first(lacking, fetched_by_us(case))
    earlier = list(Correction.objects.filter(case=case).order_by("round"))
    items = items_to_tell(case, lacking)
    breach = _breach(earlier, items, by=by, override_reason=override_reason)
    # First, so that of two who tell at once the second one learns it in words.
    advance(case, "notify", by=by)
    due = due_date(_today(case, at), ANSWER_LIMIT, calendars.calendar_for(case.hall_id))
    number = letters.issue(
        case,
        DocumentKind.CORRECTION,
        {
            "papers": wording.told(items),
            "due": due.isoformat(),
            "promise": wording.limit_words(guide_of(case).promise),
            "basis": wording.CORRECTION_BASIS,
            "how": _ways(case),
        },
        by=by,
        at=at,
    )
    letters.issue(
        case,
        DocumentKind.CORRECTION_LIST,
        {
            "papers": wording.told(items),
            "due": due.isoformat(),
            "belongs_to": number,
        },
        by=by,
        at=at,
    )
    correction = Correction.objects.create(
        case=case,
        round=len(earlier) + 1,
        items=items,
        due=due,
        document_number=number,
        breach_reason=breach,
        sent_at=at,
    )
    _record_notice(case, correction, by=by, at=at)
    return correction


def _ways(case: Case) -> list[str]:
    """How the applicant hands in what is missing."""
    hall = places.hall(case.hall_id)
    return ["扫本文书的二维码在网上补交", f"到{hall.name}窗口交（{hall.address}）"]


def _breach(
    earlier: list[Correction],
    items: list[dict[str, str]],
    *,
    by: Actor,
    override_reason: str,
) -> str:
    """Why a supervisor demands more than was told; "" where nothing new is demanded.

    What was told already and is still missing may be told again.
    """
    told = {item["key"] for notice in earlier for item in notice.items}
    new = [item["name"] for item in items if item["key"] not in told]
    if not earlier or not new:
        return ""
    if override_reason:
        require(by, "case.override", policies.GRANTS)
        return override_reason
    raise Refusal(
        "notice.told-already",
        N_(
            "The applicant was told on %(when)s what is missing; a second, different list is not allowed."
        ),
        field="papers",
        remedy=N_(
            "Accept, ask for tolerance, or let a supervisor override it on record."
        ),
        when=earlier[0].sent_at.date().isoformat(),
        new=new,
    )


def _record_notice(
    case: Case, correction: Correction, *, by: Actor, at: datetime
) -> None:
    note(
        case,
        events.NOTICE_SENT,
        by=by,
        at=at,
        papers="、".join(item["name"] for item in correction.items),
        due=correction.due.isoformat(),
        document=correction.document_number,
        round=correction.round,
    )
    if correction.breach_reason:
        note(
            case,
            events.NOTICE_BREACH,
            by=by,
            at=at,
            reason=correction.breach_reason,
        )


@transaction.atomic
def supplement(case: Case, *, by: Actor, at: datetime) -> Case:
    """The applicant hands in what was missing. Once everything is there, the day of
    completion is kept and the case waits for acceptance again.

    Raises:
        Refusal: "papers.not-uploaded" while something told is still missing.
    """
    correction = Correction.objects.filter(case=case).order_by("-round").first()
    told = {item["key"] for item in correction.items} if correction else set()
    still = [
        fact
        for fact in paper_facts(case)
        if fact.key in told and fact.state in {PaperState.MISSING, PaperState.DEFECTIVE}
    ]
    if still:
        raise Refusal(
            "papers.not-uploaded",
            N_("These papers are still missing: %(papers)s."),
            field="papers",
            remedy=N_("Add a photo or a PDF of each, then submit."),
            papers="、".join(fact.name for fact in still),
            keys=[fact.key for fact in still],
        )
    calendar = calendars.calendar_for(case.hall_id)
    day = clock.receipt_day(
        at,
        calendars.office_hours(case.hall_id),
        calendar,
        cutoff=not by.is_staff and places.hall(case.hall_id).online_cutoff,
    )
    came = visited(case, _today(case, at)) if by.is_staff else {}
    advance(
        case,
        "supplement",
        by=by,
        at=at,
        **came,
        complete_on=day,
        notice_due=due_date(day, clock.NOTICE_LIMIT, calendar),
    )
    Correction.objects.filter(case=case, answered_at=None).update(answered_at=at)
    number = _receipt_of(case, told, day, by=by, at=at) if told else ""
    note(case, events.SUPPLEMENTED, by=by, at=at, document=number)
    return case


def _receipt_of(
    case: Case, told: set[str], day: date, *, by: Actor, at: datetime
) -> str:
    """The receipt for what was missing 补正收件凭证: its day starts the clock anew."""
    rules = {rule.key: rule for rule in guide_of(case).papers}
    came = case.papers.filter(key__in=told).order_by("position")
    papers = wording.handed_in(came, rules)
    return letters.issue(
        case,
        DocumentKind.SUPPLEMENTED,
        {"papers": papers, "received_on": day.isoformat()},
        by=by,
        at=at,
    )


def accept(case: Case, *, by: Actor, at: datetime) -> Case:
    """Accept the case: the promised and the statutory limit begin to run.

    Raises:
        Refusal: "papers.missing" naming each paper in the way, "move.not-allowed".
    """
    possible(case, "accept", by=by)
    with part():
        paper_rules.require_acceptable(paper_facts(case))
        return _accept(case, "accept", since=_today(case, at), by=by, at=at)


def deem_accepted(case: Case, *, at: datetime) -> Case:
    """Nobody told within five working days what is missing: accepted as of receipt
    (行政许可法 art. 32(4)). Only the worker does this."""
    with transaction.atomic():
        since = case.complete_on or case.received_on or _today(case, at)
        return _accept(case, "deem", since=since, by=SYSTEM, at=at)


def _accept(case: Case, move: str, *, since: date, by: Actor, at: datetime) -> Case:
    guide = guide_of(case)
    promise, statute = _due_days(case, since, at=at)
    advance(
        case,
        move,
        by=by,
        accepted_at=at,
        accepted_on=since,
        received_at=case.received_at or at,
        promise_due=promise,
        statute_due=statute,
    )
    number = letters.issue(
        case,
        DocumentKind.ACCEPTANCE,
        {
            "accepted_on": since.isoformat(),
            "promise": wording.limit_words(guide.promise),
            "due": wording.day(promise),
            "statutory_due": wording.day(case.statute_due),
        },
        by=by,
        at=at,
    )
    note(
        case,
        events.DEEMED if move == "deem" else events.ACCEPTED,
        by=by,
        at=at,
        item=case.item_key,
        since=since.isoformat(),
        due=wording.day(promise),
        document=number,
    )
    following.tell(case, by=by, at=at)
    return case


def _due_days(
    case: Case, since: date, *, at: datetime
) -> tuple[date | None, date | None]:
    """The promised and the statutory last day of a case accepted on `since`."""
    limits = limits_of(guide_of(case))
    calendar = calendars.calendar_for(case.hall_id)
    hours = calendars.office_hours(case.hall_id)
    facts = clock.ClockFacts(
        received_on=case.received_on,
        accepted_on=since,
        accepted_at=at,
        complete_on=case.complete_on,
        batch_closed_on=closing_of(case),
    )
    return (
        clock.promise_due(facts, limits, calendar, hours),
        clock.statute_due(facts, limits, calendar, hours),
    )


def decline(
    case: Case,
    outcome: Outcome,
    *,
    reason: str,
    by: Actor,
    at: datetime,
    competent: str = "",
) -> Case:
    """Do not accept, in writing and with the reason (行政许可法 art. 32(1), (2)).

    `competent` names the authority the matter belongs to.

    Raises:
        Refusal: "case.reason-unsaid" (field "reason"), "case.competent-unsaid".
    """
    kind = NOT_ACCEPTED_KINDS[outcome]
    _require_reason(reason)
    if outcome is Outcome.NOT_COMPETENT and not competent.strip():
        raise Refusal(
            "case.competent-unsaid",
            N_("Say which authority the matter belongs to."),
            field="competent",
            remedy=N_(
                "Licensing Law art. 32(2): the applicant must be told whom to ask."
            ),
        )
    with transaction.atomic():
        _close(case, "decline", outcome, reason=reason.strip(), at=at, by=by)
        number = letters.issue(
            case,
            kind,
            {
                "reasons": [reason.strip()],
                "competent": competent.strip(),
                "basis": wording.basis(guide_of(case)),
            },
            by=by,
            at=at,
        )
        note(
            case,
            events.DECLINED,
            by=by,
            at=at,
            reason=reason.strip(),
            outcome=outcome.value,
            document=number,
        )
    return case


def withdraw(case: Case, *, reason: str, by: Actor, at: datetime) -> Case:
    """The applicant takes the application back before it is decided."""
    _require_reason(reason)
    with transaction.atomic():
        _close(case, "withdraw", Outcome.WITHDRAWN, reason=reason.strip(), at=at, by=by)
        number = letters.issue(
            case, DocumentKind.WITHDRAWAL, {"reasons": [reason.strip()]}, by=by, at=at
        )
        note(
            case,
            events.WITHDRAWN,
            by=by,
            at=at,
            reason=reason.strip(),
            document=number,
        )
    return case


@transaction.atomic
def lapse(case: Case, *, by: Actor, at: datetime) -> Case:
    """Close a case whose missing papers did not come by the day they were asked for.

    Raises:
        Refusal: "case.not-lapsed" before that day is over.
    """
    correction = Correction.objects.filter(case=case).order_by("-round").first()
    if correction is None or _today(case, at) <= correction.due:
        raise Refusal(
            "case.not-lapsed",
            N_("The applicant still has time to hand in the papers."),
            remedy=N_("Wait until the day named in the notice has passed."),
        )
    _close(case, "lapse", Outcome.LAPSED, reason="", at=at, by=by)
    note(case, events.LAPSED, by=by, at=at)
    return case


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_("Write in one or two sentences why; the applicant reads it."),
        )


def _close(
    case: Case, move: str, outcome: Outcome, *, reason: str, by: Actor, at: datetime
) -> None:
    advance(
        case, move, by=by, outcome=outcome, reason=reason, closed_at=at, stopped=False
    )
    Stop.objects.filter(case=case, ended=None).update(ended=_today(case, at))
