"""Deciding: approve with a certificate, or refuse with reasons and remedies."""

from datetime import date, datetime
from typing import Any

from yichuang.accounts.policies import Actor
from yichuang.cases import events
from yichuang.cases.models import Case
from yichuang.cases.queries import joint as joint_queries
from yichuang.cases.queries.bundles import require_released
from yichuang.cases.queries.facts import guide_of, paper_facts
from yichuang.cases.rules import authority, clock
from yichuang.cases.rules import joint as joint_rules
from yichuang.cases.rules import papers as paper_rules
from yichuang.cases.rules.lifecycle import Outcome
from yichuang.cases.rules.papers import PaperFacts
from yichuang.cases.services import (
    hearing,
    joint,
    letters,
    promise,
    succession,
    wording,
)
from yichuang.cases.services.impartial import require_impartial
from yichuang.cases.services.inspection import require_done
from yichuang.cases.services.moving import advance, note, possible
from yichuang.cases.services.upward import require_ours
from yichuang.catalogue.rules.guide import Guide
from yichuang.documents import services as document_services
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.journal.events import EventType
from yichuang.kernel.identity import mask_id
from yichuang.kernel.limits import due_date
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.posts import AuthorisationCard, require_cover
from yichuang.web.together import part

LICENCE = "01"
CERTIFICATE = "10"
"""Result type of GB/T 39046 items: a certificate (10), an approval (20), other (30)."""


def _today(case: Case, at: datetime) -> date:
    return at.astimezone(places.hall(case.hall_id).zone).date()


def _letter(case: Case, guide: Guide, today: date, by: Actor) -> AuthorisationCard:
    """The authorisation the decision rests on; without one there is no decision, and
    none by whom the case concerns."""
    require_ours(case, guide)
    require_impartial(case, by)
    return require_cover(
        by.user_id or 0,
        case.item_key,
        today,
        department_id=case.department_id,
        item=guide.name,
        scopes=authority.deciding_scopes(case.accepted_on, today),
    )


def approve(case: Case, *, by: Actor, at: datetime, opinion: str = "") -> Case:
    """Approve. Every paper must be settled, and the decider authorised today.

    The certificate is made at once unless a paper promised for later has not come.

    Raises:
        Refusal: "papers.unchecked", "authority.none", "opinions.open",
            "move.not-allowed", "permission.denied", "case.moved-on".
    """
    possible(case, "approve", by=by)
    guide = guide_of(case)
    with part():
        papers = paper_facts(case, guide)
        require_released(case)
        paper_rules.require_decidable(papers)
        today = _today(case, at)
        letter = _letter(case, guide, today, by)
        _require_answered(case)
        heard = _heard(case, by=by, at=at)
        _decide(case, "approve", Outcome.APPROVED, today, by=by, at=at)
        documents = _decision_documents(case, guide, today, heard, by=by, at=at)
        documents |= carry_out(case, guide, papers, by=by, at=at)
        _record(
            case,
            events.APPROVED,
            letter,
            by=by,
            at=at,
            opinion=opinion.strip(),
            **heard,
            **documents,
        )
    return case


def carry_out(
    case: Case,
    guide: Guide,
    papers: tuple[PaperFacts, ...],
    *,
    by: Actor,
    at: datetime,
    by_law: str = "",
) -> dict[str, str]:
    """What a grant brings about: the certificate, unless a paper promised for later has
    not come, and the later check of what was only promised. `by_law` is the clause where
    silence granted it."""
    made = {}
    if not paper_rules.lacking_for_issue(papers):
        certificate = certify(case, guide, by=by, at=at, by_law=by_law)
        made["certificate"] = certificate.number
    if any(paper.state is paper_rules.PaperState.PROMISED for paper in papers):
        promise.plan_checks(case, at=at)
    return made


def _heard(case: Case, *, by: Actor, at: datetime) -> dict[str, str]:
    """The minutes a decision rests on where there was a hearing (行政许可法 art. 48)."""
    minutes = hearing.for_decision(case, by=by, at=at)
    return {"hearing": minutes} if minutes else {}


def _decision_documents(
    case: Case,
    guide: Guide,
    today: date,
    heard: dict[str, str],
    *,
    by: Actor,
    at: datetime,
) -> dict[str, Any]:
    """A licence is granted by a written decision (行政许可法 art. 38), and so is what
    was heard before."""
    if guide.kind_code != LICENCE and not heard:
        return {}
    number = letters.issue(
        case,
        DocumentKind.DECISION,
        {
            "accepted_on": wording.day(case.accepted_on),
            "decided_on": today.isoformat(),
            "basis": wording.basis(guide),
            **heard,
        },
        by=by,
        at=at,
    )
    return {"document": number}


def refuse(case: Case, *, reason: str, by: Actor, at: datetime) -> Case:
    """Refuse, with reasons and the way to review and court (行政许可法 art. 38(2)).

    Raises:
        Refusal: "case.reason-unsaid", "authority.none".
    """
    possible(case, "refuse", by=by)
    guide = guide_of(case)
    _require_reason(reason)
    with part():
        require_released(case)
        today = _today(case, at)
        letter = _letter(case, guide, today, by)
        heard = _heard(case, by=by, at=at)
        _decide(
            case, "refuse", Outcome.REFUSED, today, by=by, at=at, reason=reason.strip()
        )
        number = letters.issue(
            case,
            DocumentKind.REFUSAL,
            {
                "accepted_on": wording.day(case.accepted_on),
                "decided_on": today.isoformat(),
                "reasons": [reason.strip()],
                "basis": wording.basis(guide),
                **heard,
            },
            by=by,
            at=at,
        )
        _record(
            case,
            events.REFUSED,
            letter,
            by=by,
            at=at,
            reason=reason.strip(),
            document=number,
            **heard,
        )
    return case


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_(
                "Licensing Law art. 38: a refusal gives its reasons; the applicant reads them."
            ),
        )


def _require_answered(case: Case) -> None:
    """Every needed answer is there, and whoever was to look on site has looked."""
    joint_rules.require_decidable(joint_queries.questions_of(case))
    require_done(case)


def _decide(
    case: Case,
    move: str,
    outcome: Outcome,
    today: date,
    *,
    by: Actor,
    at: datetime,
    reason: str = "",
) -> None:
    from_limits = [day for day in (case.promise_due, case.statute_due) if day]
    advance(
        case,
        move,
        by=by,
        outcome=outcome,
        decided_at=at,
        reason=reason,
        on_time=not from_limits or today <= min(from_limits),
        deliver_due=due_date(
            today, clock.DELIVERY_LIMIT, calendars.calendar_for(case.hall_id)
        ),
    )
    joint.close(case, by=by, at=at)


def certify(
    case: Case, guide: Guide, *, by: Actor, at: datetime, by_law: str = ""
) -> Document:
    """Make the certificate of an approved case; it says what it rests on."""
    today = _today(case, at)
    department = places.department(case.department_id)
    holder = case.applicant
    earlier = succession.follow_up(case)
    following = succession.next_certificate(case, guide, earlier, today)
    made = document_services.certify(
        about=case.about,
        addressee=following.addressee,
        facts={
            **wording.base(case, guide),
            "title": guide.result_name or guide.name,
            "body": [*_body(case, guide, by_law), *following.says],
            "holder_no": mask_id(holder.id_number)
            if holder and not case.entity
            else "",
        },
        terms=document_services.CertificateTerms(
            type_code=f"{department.uscc}0{guide.result_type:0>2}",
            issuer=department.uscc,
            valid_from=following.term.since,
            valid_until=following.term.until,
        ),
        by=by,
        at=at,
        hall_id=case.hall_id,
        department_id=case.department_id,
    )
    if earlier is not None:
        succession.replace(case, earlier, made, by=by, at=at)
    return made


def _body(case: Case, guide: Guide, by_law: str) -> list[str]:
    found = (
        f"在法定期限内没有作出决定，依照{by_law}视为准予，特发此证。"
        if by_law
        else "经审查，材料属实，符合规定条件，特发此证。"
    )
    return [
        f"{case.applicant_name}申请办理“{guide.name}”（办件编号{case.number}），{found}"
    ]


def minutes_taken(case: Case, at: datetime) -> int | None:
    """The time from acceptance to decision as the clock on the wall has it."""
    if case.accepted_at is None:
        return None
    return int((at - case.accepted_at).total_seconds() // 60)


def _record(
    case: Case,
    kind: EventType,
    letter: AuthorisationCard,
    *,
    by: Actor,
    at: datetime,
    **more: Any,
) -> None:
    note(
        case,
        kind,
        by=by,
        at=at,
        item=case.item_key,
        on_time=case.on_time,
        minutes=minutes_taken(case, at),
        letter=letter.letter_number,
        **more,
    )
