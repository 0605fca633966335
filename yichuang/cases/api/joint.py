"""Joint work for other systems: another department's own system asks and answers."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field, StringConstraints

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case, Opinion
from yichuang.cases.queries import finding
from yichuang.cases.queries import joint as joint_queries
from yichuang.cases.rules.joint import LONGEST_ANSWER, Asked, Weight, tally
from yichuang.cases.schemas import SeenIn, Short, Text
from yichuang.cases.services import joint
from yichuang.cases.services.joint import Question
from yichuang.web.api import Body, idempotent, needs_scope

router = Router(tags=["cases"])


class QuestionIn(Body):
    """What one post is asked; without `days` the hall's usual number of working days."""

    post: int
    question: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=200)
    ] = ""
    days: int | None = Field(None, ge=1, le=LONGEST_ANSWER)
    weight: Weight = Weight.NEEDED


class AskIn(SeenIn):
    """Several posts at once: all are asked, or none."""

    questions: list[QuestionIn] = Field(min_length=1, max_length=20)


class AnswerIn(Body):
    """The opinion of a post; what stands against it is said in words."""

    agrees: bool
    text: Text = ""


class GiveBackIn(Body):
    """Why a question is not this post's, or is taken back."""

    reason: Short


class OpinionOut(Schema):
    """One question and where it stands. `late` when it came after its day."""

    id: int
    post: int
    post_name: str
    question: str
    state: Asked
    weight: Weight
    due: date | None
    agrees: bool | None
    text: str
    answered_at: datetime | None
    late: bool


class OpinionsOut(Schema):
    """The questions of a case and the count: `answered` of `asked`."""

    answered: int
    asked: int
    opinions: list[OpinionOut]


class OwedOut(Schema):
    """A question that waits for a post of the caller. `left` in working days."""

    id: int
    case: str
    item: str
    post: str
    question: str
    due: date | None
    left: int | None


def _called(request: HttpRequest, number: str) -> tuple[Case, Actor]:
    by: Actor = request.auth  # type: ignore[attr-defined]
    return finding.find(by, number), by


def _out(case: Case) -> OpinionsOut:
    rows = case.opinions.select_related("post").order_by("id")
    facts = {row.id: row for row in joint_queries.questions_of(case)}
    count = tally(facts.values())
    return OpinionsOut(
        answered=count.answered,
        asked=count.asked,
        opinions=[_opinion(row, late=facts[row.pk].late) for row in rows],
    )


def _opinion(row: Opinion, *, late: bool) -> OpinionOut:
    return OpinionOut(
        id=row.pk,
        post=row.post_id,
        post_name=row.post.name,
        question=row.question,
        state=Asked(row.state),
        weight=Weight(row.weight),
        due=row.due,
        agrees=row.agrees,
        text=row.text or row.ended_reason,
        answered_at=row.answered_at,
        late=late,
    )


@router.get(
    "/opinions", response=list[OwedOut], summary="What is asked of the caller's posts"
)
@needs_scope("case.opine")
def owed(request: HttpRequest) -> list[OwedOut]:
    """The most pressing first, a hundred at most."""
    by: Actor = request.auth  # type: ignore[attr-defined]
    today = timezone.localdate()
    rows = joint_queries.owed(joint_queries.owed_by(by, today)[:100], today)
    return [
        OwedOut(
            id=row.id,
            case=row.number,
            item=row.item,
            post=row.post,
            question=row.question,
            due=row.due,
            left=row.left,
        )
        for row in rows
    ]


@router.get("/cases/{number}/opinions", response=OpinionsOut, summary="Who was asked")
@needs_scope("case.view")
def opinions(request: HttpRequest, number: str) -> OpinionsOut:
    """Every question with its answer, and how many have answered."""
    case, _by = _called(request, number)
    return _out(case)


@router.post(
    "/cases/{number}/opinions", response={201: OpinionsOut}, summary="Ask several posts"
)
@needs_scope("case.route")
@idempotent()
def ask(request: HttpRequest, number: str, data: AskIn) -> OpinionsOut:
    """Posts of this and other departments of the hall, at once, each with its day."""
    by: Actor = request.auth  # type: ignore[attr-defined]
    case = finding.find(by, number, seen=data.version or None)
    questions = [
        Question(row.post, row.question, row.days, row.weight) for row in data.questions
    ]
    joint.ask(case, questions, by=by, at=timezone.now())
    return _out(case)


@router.post(
    "/cases/{number}/opinions/{opinion}/answer",
    response=OpinionsOut,
    summary="Answer for a post",
)
@needs_scope("case.opine")
@idempotent(status=200)
def answer(
    request: HttpRequest, number: str, opinion: int, data: AnswerIn
) -> OpinionsOut:
    """Only for a post where the caller acts today; others may answer meanwhile."""
    case, by = _called(request, number)
    joint.answer(
        case, opinion, agrees=data.agrees, text=data.text, by=by, at=timezone.now()
    )
    return _out(case)


@router.post(
    "/cases/{number}/opinions/{opinion}/return",
    response=OpinionsOut,
    summary="Give a misrouted question back",
)
@needs_scope("case.opine")
@idempotent(status=200)
def give_back(
    request: HttpRequest, number: str, opinion: int, data: GiveBackIn
) -> OpinionsOut:
    """Within the hall's days, with a word whose it is; later it is answered."""
    case, by = _called(request, number)
    joint.give_back(case, opinion, reason=data.reason, by=by, at=timezone.now())
    return _out(case)


@router.post(
    "/cases/{number}/opinions/{opinion}/withdrawal",
    response=OpinionsOut,
    summary="Take a question back",
)
@needs_scope("case.route")
@idempotent(status=200)
def withdraw(
    request: HttpRequest, number: str, opinion: int, data: GiveBackIn
) -> OpinionsOut:
    """By the lead, with the reason."""
    case, by = _called(request, number)
    joint.withdraw(case, opinion, reason=data.reason, by=by, at=timezone.now())
    return _out(case)
