"""Asking several posts at once: all of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from yichuang.accounts.policies import Actor
from yichuang.cases import events
from yichuang.cases.models import Case, Consultation, Opinion
from yichuang.cases.queries.joint import said_of
from yichuang.cases.queries.terms import joint_on
from yichuang.cases.rules import joint
from yichuang.cases.rules.joint import Asked, Weight
from yichuang.cases.services.impartial import require_impartial
from yichuang.cases.services.joint.counting import today_of
from yichuang.cases.services.moving import advance, note, possible
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.posts import PostCard, post


@dataclass(frozen=True, slots=True)
class Question:
    """What one post is asked; without `days` the hall's usual number of working days."""

    post_id: int
    text: str = ""
    days: int | None = None
    weight: Weight = Weight.NEEDED


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
    today = today_of(case, at)
    return joint.answer_due(
        today,
        question.days,
        joint_on(case.hall_id, today),
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
