"""Ending a case without a decision 终止办理: a ground of the list, in writing."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events
from yichuang.cases.models import Case, Stop
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.rules import ending
from yichuang.cases.rules.lifecycle import Outcome
from yichuang.cases.services import letters, wording
from yichuang.cases.services.moving import advance, note, possible
from yichuang.documents.rules import DocumentKind
from yichuang.organisation.queries import places


def terminate(case: Case, ground: str, *, reason: str, by: Actor, at: datetime) -> Case:
    """End handling because nobody or nothing is left to decide about. The notice gives
    the ground, the facts and the way to review and court.

    Raises:
        Refusal: "termination.no-ground" (field "ground"), "case.reason-unsaid",
            "move.not-allowed", "permission.denied", "case.moved-on".
    """
    possible(case, "terminate", by=by)
    known = ending.require_ground(ground, reason)
    with transaction.atomic():
        advance(
            case,
            "terminate",
            by=by,
            at=at,
            outcome=Outcome.TERMINATED,
            reason=reason.strip(),
            closed_at=at,
            stopped=False,
        )
        today = at.astimezone(places.hall(case.hall_id).zone).date()
        Stop.objects.filter(case=case, ended=None).update(ended=today)
        number = letters.issue(
            case,
            DocumentKind.TERMINATION,
            {
                "reasons": [known.zh, reason.strip()],
                "basis": wording.basis(guide_of(case)),
            },
            by=by,
            at=at,
        )
        note(
            case,
            events.TERMINATED,
            by=by,
            at=at,
            ground=known.label,
            reason=reason.strip(),
            document=number,
        )
    return case
