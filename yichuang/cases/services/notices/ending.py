"""It ends before a decision: not accepted, withdrawn, or the papers never came."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events
from yichuang.cases.models import Case, Correction, Stop
from yichuang.cases.queries.facts import (
    guide_of,
)
from yichuang.cases.rules.lifecycle import Outcome
from yichuang.cases.services import letters, wording
from yichuang.cases.services.following import local_day
from yichuang.cases.services.moving import advance, note
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

NOT_ACCEPTED_KINDS = {
    Outcome.NOT_ACCEPTED: DocumentKind.NOT_ACCEPTED,
    Outcome.NOT_COMPETENT: DocumentKind.NOT_COMPETENT,
    Outcome.NOT_REQUIRED: DocumentKind.NOT_REQUIRED,
}


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
    if correction is None or local_day(case, at) <= correction.due:
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
    Stop.objects.filter(case=case, ended=None).update(ended=local_day(case, at))
