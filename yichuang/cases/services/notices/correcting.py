"""What is missing is told once, completely, and handed in later (art. 32(4))."""

from datetime import date, datetime

from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.cases import events, policies
from yichuang.cases.models import Case, Correction
from yichuang.cases.queries.facts import (
    fetched_by_us,
    guide_of,
    items_to_tell,
    paper_facts,
)
from yichuang.cases.rules import clock
from yichuang.cases.rules import papers as paper_rules
from yichuang.cases.rules.papers import PaperState
from yichuang.cases.services import letters, wording
from yichuang.cases.services.following import local_day
from yichuang.cases.services.moving import advance, note, possible, visited
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.limits import Limit, Unit, due_date
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places

ANSWER_LIMIT = Limit(15, Unit.WORKDAYS)
"""How long the applicant has to hand in what is missing; the law sets no number."""


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
    due = due_date(
        local_day(case, at), ANSWER_LIMIT, calendars.calendar_for(case.hall_id)
    )
    number = _write(case, items, due, by=by, at=at)
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


def _write(
    case: Case, items: list[dict[str, str]], due: date, *, by: Actor, at: datetime
) -> str:
    """The notice and its list; the notice's number."""
    told = {"papers": wording.told(items), "due": due.isoformat()}
    more = {
        "promise": wording.promise_words(guide_of(case).promise),
        "basis": wording.CORRECTION_BASIS,
        "how": _ways(case),
    }
    kind = DocumentKind.CORRECTION
    number = letters.issue(case, kind, told | more, by=by, at=at)
    belongs = {"belongs_to": number}
    letters.issue(case, DocumentKind.CORRECTION_LIST, told | belongs, by=by, at=at)
    return number


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
        when=earlier[0].sent_at.date(),
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
    came = visited(case, local_day(case, at)) if by.is_staff else {}
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
