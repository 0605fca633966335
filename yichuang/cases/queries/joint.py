"""What was asked of whom, what is owed, what came back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import F, QuerySet

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case, Opinion, Recusal, Routing
from yichuang.cases.queries.facts import guide_of, has_none
from yichuang.cases.queries.finding import scope
from yichuang.cases.rules.authority import RecusalFacts, RecusalState
from yichuang.cases.rules.joint import (
    Asked,
    QuestionFacts,
    Tally,
    Weight,
    tally,
)
from yichuang.cases.rules.lifecycle import IN_PROCESS, CaseState
from yichuang.kernel.lamps import Lamp, lamp, working_days_left
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.posts import acting_posts


@dataclass(frozen=True, slots=True)
class Owed:
    """A question that waits for the reader's post. `left` is in working days, negative
    when over, None where no day was set."""

    id: int
    number: str
    applicant: str
    item: str
    post: str
    post_en: str
    question: str
    asked_at: datetime
    due: date | None
    left: int | None
    lamp: Lamp
    weight: Weight


@dataclass(frozen=True, slots=True)
class CameBack:
    """A case that a post gave back as not theirs, for whoever sent it there."""

    number: str
    applicant: str
    item: str
    post: str
    by: str
    at: datetime
    reason: str


def said_of(case: Case, name: str, department_id: int) -> str:
    """A post as others read it: with its department where that is not the case's own."""
    if department_id == case.department_id:
        return name
    return f"{places.department(department_id).name} {name}"


def questions_of(case: Case) -> tuple[QuestionFacts, ...]:
    """Every question of the case as the rules see it, in the order they were asked."""
    if has_none(case, Opinion):
        return ()
    rows = case.opinions.select_related("post").order_by("id")
    return facts_of(rows, places.hall(case.hall_id).zone)


def facts_of(rows: Iterable[Opinion], zone: ZoneInfo) -> tuple[QuestionFacts, ...]:
    """Questions that were read already; their posts must have been read with them."""
    return tuple(
        QuestionFacts(
            id=row.pk,
            post=row.post.name,
            state=Asked(row.state),
            weight=Weight(row.weight),
            asked_on=row.asked_at.astimezone(zone).date(),
            due=row.due,
            answered_on=row.answered_at.astimezone(zone).date()
            if row.answered_at
            else None,
            agrees=row.agrees,
        )
        for row in rows
    )


def tally_of(case: Case) -> Tally:
    """ "2 of 3 answered" of a case."""
    return tally(questions_of(case))


def tallies(case_ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """(answered, asked) of the cases of a list that have questions, in one query."""
    rows = Opinion.objects.filter(
        case_id__in=set(case_ids),
        state__in=[Asked.WAITING, Asked.ANSWERED, Asked.RETURNED],
    ).exclude(weight=Weight.INFORMING)
    found: dict[int, tuple[int, int]] = {}
    for case_id, state in rows.values_list("case_id", "state"):
        answered, asked = found.get(case_id, (0, 0))
        found[case_id] = (answered + (state == Asked.ANSWERED), asked + 1)
    return found


def waiting(case: Case) -> QuerySet[Opinion]:
    """The questions of a case that still wait."""
    return case.opinions.filter(state=Asked.WAITING)


def owed_by(by: Actor, on: date) -> QuerySet[Opinion]:
    """What is asked of the posts where the reader acts today, the most pressing first."""
    return (
        Opinion.objects.filter(
            state=Asked.WAITING,
            post_id__in=acting_posts(by.user_id or 0, on),
            case__in=Case.objects.filter(scope(by), state__in=IN_PROCESS),
        )
        .select_related("case", "post__department")
        .order_by(F("due").asc(nulls_last=True), "id")
    )


def owed(rows: Iterable[Opinion], today: date) -> tuple[Owed, ...]:
    """The lines of "asked of me", each with its lamp."""
    return tuple(_owed(row, today) for row in rows)


def _owed(row: Opinion, today: date) -> Owed:
    calendar = calendars.calendar_for(row.case.hall_id)
    zone = places.hall(row.case.hall_id).zone
    asked_on = row.asked_at.astimezone(zone).date()
    limit = calendar.between(asked_on, row.due) if row.due else 0
    return Owed(
        id=row.pk,
        number=row.case.number,
        applicant=row.case.applicant_name,
        item=guide_of(row.case).name,
        post=row.post.name
        if row.post.department_id == row.case.department_id
        else f"{row.post.department.name} {row.post.name}",
        post_en=row.post.name_en or row.post.name,
        question=row.question,
        asked_at=row.asked_at,
        due=row.due,
        left=working_days_left(row.due, today, calendar) if row.due else None,
        lamp=lamp(row.due, None, today, limit_days=limit, calendar=calendar),
        weight=Weight(row.weight),
    )


def came_back(by: Actor, limit: int = 20) -> tuple[CameBack, ...]:
    """Cases this person sent to a post that gave them back, until they go on."""
    rows = (
        Routing.objects.filter(
            routed_by=by.ref,
            returned_at__isnull=False,
            settled=False,
            case__in=Case.objects.filter(scope(by), state=CaseState.ACCEPTED),
        )
        .select_related("case", "post")
        .order_by("-returned_at")[:limit]
    )
    return tuple(
        CameBack(
            number=row.case.number,
            applicant=row.case.applicant_name,
            item=guide_of(row.case).name,
            post=row.post.name,
            by=row.returned_by_name,
            at=row.returned_at or row.routed_at,
            reason=row.return_reason,
        )
        for row in rows
    )


def last_routing(case: Case) -> Routing | None:
    """How the case came to the post where it lies, if it was sent there."""
    if case.post_id is None:
        return None
    return (
        case.routings.filter(post_id=case.post_id, returned_at=None)
        .select_related("post", "from_post")
        .order_by("-id")
        .first()
    )


def recusals_of(case: Case) -> tuple[RecusalFacts, ...]:
    """Who keeps away from the case."""
    if has_none(case, Recusal):
        return ()
    rows = Recusal.objects.filter(case=case).values_list("user_id", "state")
    return tuple(RecusalFacts(user, RecusalState(state)) for user, state in rows)


__all__ = [
    "CameBack",
    "Opinion",
    "Owed",
    "came_back",
    "facts_of",
    "last_routing",
    "owed",
    "owed_by",
    "questions_of",
    "recusals_of",
    "said_of",
    "tallies",
    "tally_of",
    "waiting",
]
