"""First review 初审: opinion and all papers go up, the answer comes back and is told.

行政许可法 art. 35 and 43: within 20 days of acceptance the lower authority sends its
opinion with every paper; the higher one decides and asks the applicant for nothing again.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events
from yichuang.cases.models import Case, FirstReview
from yichuang.cases.queries import joint as joint_queries
from yichuang.cases.queries.detail import papers_of
from yichuang.cases.queries.facts import guide_of, paper_facts
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.rules import clock
from yichuang.cases.rules import joint as joint_rules
from yichuang.cases.rules import papers as paper_rules
from yichuang.cases.rules import upward as rules
from yichuang.cases.rules.lifecycle import Outcome
from yichuang.cases.rules.upward import UPWARD, Above
from yichuang.cases.services import joint, letters, wording
from yichuang.cases.services.impartial import require_impartial
from yichuang.cases.services.inspection import require_done
from yichuang.cases.services.moving import advance, note, possible
from yichuang.catalogue.rules.guide import Guide
from yichuang.documents import services as document_services
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.limits import due_date
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.posts import AuthorisationCard, require_cover
from yichuang.organisation.rules import Scope


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from above. `asks` are papers it asks the applicant for again,
    which the law forbids; `number` is the number of its decision."""

    granted: bool
    number: str
    text: str = ""
    day: date | None = None
    asks: str = ""


def _today(case: Case, at: datetime) -> date:
    return at.astimezone(places.hall(case.hall_id).zone).date()


def review_of(case: Case) -> FirstReview | None:
    """What was sent up of the case, if anything was."""
    return FirstReview.objects.filter(case=case).first()


def require_here(case: Case) -> None:
    """Nothing is done here with a case that lies above.

    Raises:
        Refusal: "upward.away".
    """
    body = guide_of(case).upper_body
    if body:
        sent = review_of(case)
        rules.require_here(
            away=sent is not None and sent.state in rules.AWAY, body=body
        )


def require_ours(case: Case, guide: Guide) -> None:
    """What a higher authority decides is not decided here.

    Raises:
        Refusal: "upward.away", "upward.decided-above".
    """
    if guide.upper_body:
        require_here(case)
        rules.require_ours(guide.upper_body)


def send_up(
    case: Case, *, agrees: bool, opinion: str, by: Actor, at: datetime
) -> FirstReview:
    """Send opinion and all papers to the authority that decides.

    Raises:
        Refusal: "upward.ours", "upward.away", "papers.unchecked", "opinions.open",
            "site.open", "case.reason-unsaid" (field "opinion"), what
            `posts.require_cover` refuses, "authority.recused".
    """
    possible(case, "send_up", by=by)
    guide = guide_of(case)
    rules.require_first_review(guide.upper_body)
    require_here(case)
    require_impartial(case, by)
    paper_rules.require_decidable(paper_facts(case, guide))
    joint_rules.require_decidable(joint_queries.questions_of(case))
    require_done(case)
    if not opinion.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("The first review has no opinion."),
            field="opinion",
            remedy=N_("Licensing Law art. 35: the opinion goes up with the papers."),
        )
    letter = require_cover(
        by.user_id or 0,
        case.item_key,
        _today(case, at),
        department_id=case.department_id,
        item=guide.name,
        scopes=(Scope.FIRST_REVIEW, Scope.DECIDE),
    )
    with transaction.atomic():
        advance(case, "send_up", by=by)
        row = _sent(case, guide, letter, agrees, opinion.strip(), by=by, at=at)
        joint.close(case, by=by, at=at)
        note(
            case,
            events.SENT_UP,
            by=by,
            at=at,
            body=row.body,
            agrees=agrees,
            papers=len(row.papers),
            letter=letter.letter_number,
            document=row.document_number,
        )
    return row


def _sent(
    case: Case,
    guide: Guide,
    letter: AuthorisationCard,
    agrees: bool,  # noqa: FBT001  the value sent, not a switch
    opinion: str,
    *,
    by: Actor,
    at: datetime,
) -> FirstReview:
    papers = _all_papers(case, guide)
    document = document_services.issue(
        DocumentKind.FIRST_REVIEW,
        about=case.about,
        addressee=guide.upper_body,
        facts={
            **wording.base(case, guide),
            "competent": guide.upper_body,
            "decision": "同意" if agrees else "不同意",
            "reasons": [opinion],
            "papers": [
                {"name": row["name"], "copies": row["copies"], "note": row["note"]}
                for row in papers
            ],
            "accepted_on": wording.day(case.accepted_on),
            "basis": ["《行政许可法》第三十五条、第四十三条"],
        },
        by=by,
        at=at,
        hall_id=case.hall_id,
        department_id=case.department_id,
    ).number
    try:
        with transaction.atomic():
            return FirstReview.objects.create(
                case=case,
                body=guide.upper_body,
                agrees=agrees,
                opinion=opinion,
                papers=papers,
                letter_number=letter.letter_number,
                due=first_review_due(case),
                sent_at=at,
                sent_by=by.ref,
                sent_by_name=by.name,
                document_number=document,
            )
    except IntegrityError:  # sent up by somebody else in this moment
        raise moved_on(case) from None


def _all_papers(case: Case, guide: Guide) -> list[dict[str, Any]]:
    """Every paper as it went: nothing may be left behind (art. 35)."""
    return [
        {
            "key": row.rule.key,
            "name": row.rule.name,
            "state": row.state.value,
            "note": row.source,
            "copies": row.originals + row.copies,
            "files": [file.key for file in row.files],
        }
        for row in papers_of(case, guide)
        if row.required or row.files
    ]


def first_review_due(case: Case) -> date:
    """The last day for the first review: 20 working days after acceptance (art. 43)."""
    start = case.accepted_on
    assert start is not None  # noqa: S101  only accepted cases are reviewed
    return due_date(
        start, rules.FIRST_REVIEW_LIMIT, calendars.calendar_for(case.hall_id)
    )


@transaction.atomic
def confirm(
    case: Case,
    *,
    number: str,
    received_on: date,
    answer_due: date | None,
    by: Actor,
    at: datetime,
) -> FirstReview:
    """Record the receipt from above, and by when it will answer if it says so.

    Raises:
        Refusal: "upward.not-sent", "upward.number", "upward.before-sent".
    """
    row = _above(case, "confirm", "confirm_up", by=by)
    _require_after(row, received_on, "received_on", case)
    if not number.strip():
        raise _no_number()
    advance(case, "confirm_up", by=by)
    _write(
        row,
        Above.RECEIVED,
        receipt_number=number.strip()[:80],
        received_on=received_on,
        answer_due=answer_due,
    )
    note(
        case,
        events.RECEIVED_ABOVE,
        by=by,
        at=at,
        body=row.body,
        number=row.receipt_number,
        due=wording.day(answer_due),
    )
    return row


@transaction.atomic
def come_back(case: Case, answer: Answer, *, by: Actor, at: datetime) -> Case:
    """The decision came back: the case is decided as the higher authority said, and its
    decision is told to the applicant from here.

    Raises:
        Refusal: "upward.not-sent", "upward.asks-again", "upward.number",
            "upward.before-sent", "case.reason-unsaid" for a refusal without reasons.
    """
    move = "come_back_granted" if answer.granted else "come_back_refused"
    row = _above(case, "grant" if answer.granted else "refuse", move, by=by)
    day = answer.day or _today(case, at)
    _require_answer(case, row, answer, day)
    outcome = Outcome.APPROVED if answer.granted else Outcome.REFUSED
    dues = [due for due in (case.promise_due, case.statute_due) if due]
    advance(
        case,
        move,
        by=by,
        outcome=outcome,
        decided_at=at,
        reason="" if answer.granted else answer.text.strip(),
        on_time=not dues or day <= min(dues),
        deliver_due=due_date(
            day, clock.DELIVERY_LIMIT, calendars.calendar_for(case.hall_id)
        ),
    )
    _write(
        row,
        Above.GRANTED if answer.granted else Above.REFUSED,
        answer_number=answer.number.strip()[:80],
        answer_text=answer.text.strip(),
        answered_on=day,
        registered_by=by.ref,
        registered_at=at,
    )
    _record(case, row, by=by, at=at)
    return case


def _require_answer(case: Case, row: FirstReview, answer: Answer, day: date) -> None:
    rules.require_no_second_asking(answer.asks)
    _require_after(row, day, "day", case)
    if not answer.number.strip():
        raise _no_number()
    if not answer.granted and not answer.text.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="text",
            remedy=N_(
                "Licensing Law art. 38: copy the reasons from the decision; the applicant reads them."
            ),
        )


def _above(case: Case, step: str, move: str, *, by: Actor) -> FirstReview:
    """The review that lies above, if this step may be made with it now."""
    possible(case, move, by=by)
    row = review_of(case)
    if row is None:
        raise Refusal(
            "upward.not-sent",
            N_("The case was not sent up, so nothing comes back from above."),
            remedy=N_("Send it up with the opinion and all papers first."),
        )
    UPWARD.move(Above(row.state), step)
    return row


def _require_after(row: FirstReview, day: date, field: str, case: Case) -> None:
    zone = places.hall(case.hall_id).zone
    sent = row.sent_at.astimezone(zone).date()
    if day < sent:
        raise Refusal(
            "upward.before-sent",
            N_("That is before the case was sent up (%(sent)s)."),
            field=field,
            remedy=N_("Enter the day on the receipt or on the decision."),
            sent=sent,
        )


def _no_number() -> Refusal:
    return Refusal(
        "upward.number",
        N_("The paper from above has no number."),
        field="number",
        remedy=N_("Copy the number printed on it."),
    )


def _write(row: FirstReview, state: Above, **values: object) -> None:
    hit = FirstReview.objects.filter(pk=row.pk, state=row.state).update(
        state=state, **values
    )
    if not hit:
        raise moved_on(row.case)
    row.refresh_from_db()


def _record(case: Case, row: FirstReview, *, by: Actor, at: datetime) -> None:
    granted = row.state == Above.GRANTED
    document = _told(case, row, by=by, at=at)
    note(
        case,
        events.CAME_BACK_GRANTED if granted else events.CAME_BACK_REFUSED,
        by=by,
        at=at,
        body=row.body,
        decision=row.answer_number,
        reason=case.reason,
        item=case.item_key,
        on_time=case.on_time,
        document=document,
    )


def _told(case: Case, row: FirstReview, *, by: Actor, at: datetime) -> str:
    """The higher authority's decision, told from here with its number."""
    granted = row.state == Above.GRANTED
    return letters.issue(
        case,
        DocumentKind.ABOVE_DECISION,
        {
            "competent": row.body,
            "decision": "准予" if granted else "不予",
            "decided_number": row.answer_number,
            "decided_on": wording.day(row.answered_on),
            "reasons": [row.answer_text] if row.answer_text else [],
            "basis": wording.basis(guide_of(case)),
        },
        by=by,
        at=at,
    )
