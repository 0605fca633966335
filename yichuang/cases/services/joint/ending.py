"""The lead ends a question without its answer: withdrawn, passed over, or decided."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events
from yichuang.cases.models import Case, Consultation, Opinion
from yichuang.cases.queries.facts import has_none
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.queries.joint import facts_of
from yichuang.cases.rules import joint
from yichuang.cases.rules.joint import Asked
from yichuang.cases.services.impartial import require_impartial
from yichuang.cases.services.joint.counting import (
    count_down,
    named,
    not_waiting,
    today_of,
    touch,
    waiting_question,
)
from yichuang.cases.services.moving import note, possible
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places


@transaction.atomic
def withdraw(
    case: Case, opinion_id: int, *, reason: str, by: Actor, at: datetime
) -> Opinion:
    """The lead takes a question back, also one that came back as misrouted.

    Raises:
        Refusal: "opinion.none", "case.reason-unsaid".
    """
    return _lead_ends(
        case,
        opinion_id,
        Asked.WITHDRAWN,
        {Asked.WAITING, Asked.RETURNED},
        reason=reason,
        by=by,
        at=at,
    )


@transaction.atomic
def pass_over(
    case: Case, opinion_id: int, *, reason: str, by: Actor, at: datetime
) -> Opinion:
    """The lead goes on without an overdue answer, where no law asks for it.

    Raises:
        Refusal: "opinion.by-law", "opinion.not-due", "opinion.none",
            "case.reason-unsaid".
    """
    row = waiting_question(case, opinion_id)
    (facts,) = facts_of([row], places.hall(case.hall_id).zone)
    joint.require_passable(facts, today_of(case, at))
    return _lead_ends(
        case,
        opinion_id,
        Asked.PASSED,
        {Asked.WAITING},
        reason=reason,
        by=by,
        at=at,
    )


def _lead_ends(
    case: Case,
    opinion_id: int,
    state: Asked,
    sources: set[Asked],
    *,
    reason: str,
    by: Actor,
    at: datetime,
) -> Opinion:
    possible(case, "route", by=by)
    require_impartial(case, by)
    if not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_("One sentence; the post reads it, and it stays in the file."),
        )
    row = _found(case, opinion_id, sources)
    waited = row.state == Asked.WAITING
    touch(case)
    hit = Opinion.objects.filter(pk=row.pk, state=row.state).update(
        state=state,
        ended_at=at,
        ended_by_name=by.name,
        ended_reason=reason.strip()[:300],
    )
    if not hit:
        raise moved_on(case)
    row.refresh_from_db()
    event = events.OPINION_PASSED if state is Asked.PASSED else events.OPINION_WITHDRAWN
    note(case, event, by=by, at=at, post=named(case, row), reason=row.ended_reason)
    if waited:
        count_down(case, row, by=by, at=at)
    return row


def _found(case: Case, opinion_id: int, sources: set[Asked]) -> Opinion:
    row = (
        Opinion.objects.filter(case=case, pk=opinion_id, state__in=sources)
        .select_related("post")
        .first()
    )
    if row is None:
        raise not_waiting()
    return row


def close(case: Case, *, by: Actor, at: datetime) -> None:
    """With the decision everything that was still asked for information ends."""
    if has_none(case, Opinion):
        return
    rows = Opinion.objects.filter(case=case, state=Asked.WAITING)
    if rows.update(state=Asked.PASSED, ended_at=at, ended_by_name=by.name):
        Consultation.objects.filter(case=case, closed_at=None).update(
            closed_at=at, waiting=0
        )
