"""Questions without an answer, or whose answer did not help: the most asked first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, Sum

from yichuang.guidance.models import Asked, Outcome

OPEN = Q(settled="") & (Q(outcome=Outcome.UNKNOWN) | Q(not_helped__gt=0))


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question to settle: how often asked since, last when, what the robot did."""

    key: str
    question: str
    outcome: Outcome
    item_key: str
    times: int
    not_helped: int
    last: date


def open_questions(hall_id: int, *, since: date, most: int) -> tuple[OpenQuestion, ...]:
    """Questions to settle, the most asked first, by their words."""
    rows = (
        Asked.objects.filter(OPEN, hall_id=hall_id, day__gte=since)
        .values("key")
        .annotate(
            asked=Sum("times"),
            wrong=Sum("not_helped"),
            last=Max("day"),
            words=Max("question"),
            how=Max("outcome"),
            about=Max("item_key"),
        )
        .order_by("-asked", "key")[:most]
    )
    return tuple(
        OpenQuestion(
            key=row["key"],
            question=row["words"],
            outcome=Outcome(row["how"]),
            item_key=row["about"],
            times=row["asked"],
            not_helped=row["wrong"],
            last=row["last"],
        )
        for row in rows
    )


def open_question(hall_id: int, key: str) -> OpenQuestion | None:
    """One of them, of any day; None when it is settled or was never asked."""
    found = (
        Asked.objects.filter(OPEN, hall_id=hall_id, key=key).order_by("-day").first()
    )
    if found is None:
        return None
    return OpenQuestion(
        found.key,
        found.question,
        Outcome(found.outcome),
        found.item_key,
        found.times,
        found.not_helped,
        found.day,
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """How the robot did: of how many questions, how many answered, pointed, refused."""

    asked: int
    answered: int
    asked_back: int
    pointed: int
    elsewhere: int
    unknown: int
    helped: int
    not_helped: int


def figures(hall_id: int, *, since: date) -> Figures:
    """The counts of a hall since a day."""
    rows = Asked.objects.filter(hall_id=hall_id, day__gte=since)
    kinds = dict(rows.values_list("outcome").annotate(Sum("times")))
    said = rows.aggregate(yes=Sum("helped"), no=Sum("not_helped"))
    return Figures(
        asked=sum(kinds.values()),
        answered=kinds.get(Outcome.ANSWERED, 0),
        asked_back=kinds.get(Outcome.ASKED_BACK, 0),
        pointed=kinds.get(Outcome.POINTED, 0),
        elsewhere=kinds.get(Outcome.ELSEWHERE, 0),
        unknown=kinds.get(Outcome.UNKNOWN, 0),
        helped=said["yes"] or 0,
        not_helped=said["no"] or 0,
    )
