"""Joint work 并联审查: ask several posts at once, answer, give back, withdraw, go on.

An answer is written beside the case, not through it: two posts answer in the same moment
and neither is turned away. The round counts down what it still waits for; whoever brings
it to 0 hands the case back to its lead.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from yichuang.accounts.policies import Actor
from yichuang.cases import events
from yichuang.cases.models import Case, Consultation, Opinion
from yichuang.cases.queries.facts import has_none
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.queries.joint import facts_of, policy_for, said_of, tally_of
from yichuang.cases.rules import authority, joint
from yichuang.cases.rules.joint import Asked, Weight
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services.impartial import require_impartial
from yichuang.cases.services.moving import advance, note, possible
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.posts import PostCard, acting_posts, post


@dataclass(frozen=True, slots=True)
class Question:
    """What one post is asked; without `days` the hall's usual number of working days."""

    post_id: int
    text: str = ""
    days: int | None = None
    weight: Weight = Weight.NEEDED


def _today(case: Case, at: datetime) -> date:
    return at.astimezone(places.hall(case.hall_id).zone).date()


@transaction.atomic
def ask(
    case: Case, questions: Sequence[Question], *, by: Actor, at: datetime
) -> tuple[Opinion, ...]:
    """Ask posts of this and other departments of the hall, all at once.

    Raises:
        Refusal: "opinion.nobody", "opinion.asked-already", "opinion.other-hall",
            "joint.days", "joint.after-promise"; nothing is asked then.
    """
    possible(case, "route", by=by)
    require_impartial(case, by)
    targets = _targets(case, questions)
    dues = [_due(case, question, at) for question in questions]
    advance(case, "route", by=by)
    counted = sum(row.weight is not Weight.INFORMING for row in questions)
    round_ = _round(case, counted, max(dues), by=by, at=at)
    rows = tuple(
        Opinion.objects.create(
            case=case,
            consultation=round_,
            post_id=question.post_id,
            question=question.text.strip()[:200],
            weight=question.weight,
            due=due,
            asked_by=by.ref,
            asked_at=at,
        )
        for question, due in zip(questions, dues, strict=True)
    )
    for row, target in zip(rows, targets, strict=True):
        note(
            case,
            events.OPINION_ASKED,
            by=by,
            at=at,
            post=said_of(case, target.name, target.department_id),
            post_id=target.id,
            question=row.question,
            due=row.due.isoformat() if row.due else "",
        )
    return rows


def _targets(case: Case, questions: Sequence[Question]) -> tuple[PostCard, ...]:
    if not questions:
        raise Refusal(
            "opinion.nobody",
            N_("No post was chosen."),
            field="posts",
            remedy=N_("Choose at least one post to ask."),
        )
    targets = tuple(post(question.post_id) for question in questions)
    waiting = set(
        case.opinions.filter(state=Asked.WAITING).values_list("post_id", flat=True)
    )
    for place, target in enumerate(targets):
        again = target.id in {row.id for row in targets[:place]}
        if target.id in waiting or again:
            raise Refusal(
                "opinion.asked-already",
                N_("%(post)s was asked already and has not answered yet."),
                field="post",
                post=target.name,
            )
        if places.department(target.department_id).hall_id != case.hall_id:
            raise Refusal(
                "opinion.other-hall",
                N_("%(post)s works in another hall."),
                field="post",
                remedy=N_("Ask a post of a department in this hall."),
                post=target.name,
            )
    return targets


def _due(case: Case, question: Question, at: datetime) -> date:
    today = _today(case, at)
    return joint.answer_due(
        today,
        question.days,
        policy_for(case.hall_id, today),
        calendars.calendar_for(case.hall_id),
        case.promise_due,
    )


def _round(
    case: Case, counted: int, answer_by: date, *, by: Actor, at: datetime
) -> Consultation:
    """The round that runs, waiting for more now, or a new one. Its one answer deadline
    is the latest day of its questions."""
    running = Consultation.objects.filter(case=case, closed_at=None)
    if running.update(waiting=F("waiting") + counted):
        row = running.get()
        if row.answer_by < answer_by:
            running.update(answer_by=answer_by)
        return row
    return Consultation.objects.create(
        case=case,
        lead_post_id=case.post_id,
        asked_by=by.ref,
        asked_by_name=by.name,
        asked_at=at,
        answer_by=answer_by,
        waiting=counted,
        closed_at=None if counted else at,
    )


@transaction.atomic
def answer(
    case: Case, opinion_id: int, *, agrees: bool, text: str, by: Actor, at: datetime
) -> Opinion:
    """A post answers; only who acts there today may. Late is late, and is seen.

    Raises:
        Refusal: "opinion.none", "authority.other-post", "authority.recused",
            "case.reason-unsaid", "case.moved-on" when it was decided meanwhile.
    """
    row = _mine(case, opinion_id, "opine", by=by, at=at)
    if not agrees and not text.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="text",
            remedy=N_("Say in a sentence what stands against it."),
        )
    _end(
        row,
        Asked.ANSWERED,
        agrees=agrees,
        text=text.strip(),
        answered_by=by.ref,
        answered_by_name=by.name,
        answered_at=at,
    )
    note(
        case,
        events.OPINION_GIVEN,
        by=by,
        at=at,
        post=_named(case, row),
        agrees=agrees,
        late=bool(row.due and _today(case, at) > row.due),
    )
    _count_down(case, row, by=by, at=at)
    return row


def _mine(
    case: Case, opinion_id: int, move: str, *, by: Actor, at: datetime
) -> Opinion:
    """A waiting question of a post where the actor acts, the case held against a
    decision in the same moment."""
    possible(case, move, by=by)
    row = _waiting(case, opinion_id)
    authority.require_at_post(
        acting=row.post_id in acting_posts(by.user_id or 0, _today(case, at)),
        post=row.post.name,
    )
    require_impartial(case, by)
    _touch(case)
    return row


def _waiting(case: Case, opinion_id: int) -> Opinion:
    row = (
        Opinion.objects.filter(case=case, pk=opinion_id, state=Asked.WAITING)
        .select_related("post")
        .first()
    )
    if row is None:
        raise Refusal(
            "opinion.none",
            N_("This question is answered or was never asked."),
            field="on",
            remedy=N_("Reload the case to see who is still asked."),
        )
    return row


def _named(case: Case, row: Opinion) -> str:
    return said_of(case, row.post.name, row.post.department_id)


def _touch(case: Case) -> None:
    """Count the case on, whatever its version: a decision that did not see this answer
    comes second, two answers do not. A case that is decided takes none."""
    same = Case.objects.filter(pk=case.pk, state=CaseState.ACCEPTED)
    if not same.update(version=F("version") + 1):
        raise moved_on(case)
    case.version = same.values_list("version", flat=True).get()


def _end(row: Opinion, state: Asked, **values: object) -> None:
    hit = Opinion.objects.filter(pk=row.pk, state=Asked.WAITING).update(
        state=state, **values
    )
    if not hit:
        raise Refusal(
            "opinion.none",
            N_("This question is answered or was never asked."),
            field="on",
            remedy=N_("Reload the case to see who is still asked."),
        )
    row.refresh_from_db()


def _count_down(case: Case, row: Opinion, *, by: Actor, at: datetime) -> None:
    """One less to wait for; at 0 the round is over and the case is with its lead."""
    if row.consultation_id is None or row.weight == Weight.INFORMING:
        return
    round_ = Consultation.objects.filter(pk=row.consultation_id)
    round_.update(waiting=F("waiting") - 1)
    if not round_.filter(waiting=0, closed_at=None).update(closed_at=at):
        return
    count = tally_of(case)
    note(
        case,
        events.OPINIONS_COMPLETE,
        by=by,
        at=at,
        answered=count.answered,
        asked=count.asked,
        agree=count.agree,
        returned=count.returned,
    )


@transaction.atomic
def give_back(
    case: Case, opinion_id: int, *, reason: str, by: Actor, at: datetime
) -> Opinion:
    """What is not this post's is given back fast, with a word whose it is; the lead sees
    it at once and asks elsewhere, so nothing is lost.

    Raises:
        Refusal: "return.reason-unsaid", "return.late" (both field "reason"),
            and as `answer`.
    """
    row = _mine(case, opinion_id, "opine", by=by, at=at)
    require_said(reason)
    today = _today(case, at)
    (facts,) = facts_of([row], places.hall(case.hall_id).zone)
    joint.require_returnable(
        facts.asked_on,
        today,
        policy_for(case.hall_id, today).return_days,
        calendars.calendar_for(case.hall_id),
    )
    _end(
        row,
        Asked.RETURNED,
        ended_at=at,
        ended_by_name=by.name,
        ended_reason=reason.strip()[:300],
    )
    note(
        case,
        events.OPINION_RETURNED,
        by=by,
        at=at,
        post=_named(case, row),
        reason=row.ended_reason,
    )
    _count_down(case, row, by=by, at=at)
    return row


def require_said(reason: str) -> None:
    """Raises Refusal "return.reason-unsaid" for work given back without a word."""
    if not reason.strip():
        raise Refusal(
            "return.reason-unsaid",
            N_("Say why it is not yours."),
            field="reason",
            remedy=N_("Name the post or department whose it is, if you know it."),
        )


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
    row = _waiting(case, opinion_id)
    (facts,) = facts_of([row], places.hall(case.hall_id).zone)
    joint.require_passable(facts, _today(case, at))
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
    row = (
        Opinion.objects.filter(case=case, pk=opinion_id, state__in=sources)
        .select_related("post")
        .first()
    )
    if row is None:
        raise Refusal(
            "opinion.none",
            N_("This question is answered or was never asked."),
            field="on",
            remedy=N_("Reload the case to see who is still asked."),
        )
    waited = row.state == Asked.WAITING
    _touch(case)
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
    note(case, event, by=by, at=at, post=_named(case, row), reason=row.ended_reason)
    if waited:
        _count_down(case, row, by=by, at=at)
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
