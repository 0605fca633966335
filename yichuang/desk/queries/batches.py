"""Which cases a run is asked for: a list of a season, ticked lines, or a whole list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.queries import batches, worklist
from yichuang.desk.queries.work import Wanted, every
from yichuang.organisation.queries.posts import PostCard, posts_of_department

SHOWN = 5
"""Names of the chosen cases on the page that asks for the run."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cases, how many, and the first of them as (name, number)."""

    cases: QuerySet[Case]
    count: int
    first: tuple[tuple[str, str], ...]


def of_season(by: Actor, batch_id: int, only: str, at: datetime) -> Chosen:
    """A list of a season.

    Raises:
        Refusal: "batch.not-found".
    """
    card = batches.season(by, batch_id, at)
    return _chosen(batches.members(by, card.id, only=only))


def of_list(by: Actor, wanted: Wanted, *, today: date, at: datetime) -> Chosen:
    """Everything the work list shows under these filters."""
    return _chosen(every(by, wanted, today=today, at=at))


def ticked(by: Actor, numbers: Sequence[str]) -> Chosen:
    """The lines that were ticked."""
    return _chosen(worklist.of_numbers(by, numbers[: worklist.PAGE]))


def _chosen(cases: QuerySet[Case]) -> Chosen:
    first = cases.order_by("number").values_list("applicant_name", "number")[:SHOWN]
    return Chosen(cases, cases.count(), tuple(first))


def posts_for(chosen: Chosen) -> tuple[PostCard, ...]:
    """The posts the cases could be sent to: those of their department."""
    departments = chosen.cases.order_by().values_list("department_id", flat=True)
    found = list(departments.distinct()[:2])
    return tuple(post for pk in found for post in posts_of_department(pk))
