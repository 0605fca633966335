"""What the pages of supervision read: a page of orders, counts, departments."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.db.models import Count

from yichuang.accounts.policies import Actor
from yichuang.cases.models import SupervisionOrder
from yichuang.cases.queries import supervision as orders
from yichuang.cases.queries.supervision import OrderRow
from yichuang.desk.queries.places import hall_of
from yichuang.organisation.models import Department

PAGE = 50

Order: TypeAlias = SupervisionOrder
"""An order as it is passed on to the services."""


@dataclass(frozen=True, slots=True)
class Orders:
    """A page of orders with the counts of each state and what waits for the reader."""

    rows: tuple[OrderRow, ...]
    total: int
    page: int
    counts: dict[str, int]
    waiting: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What of supervision waits for somebody: the first few and how many in all."""

    rows: tuple[OrderRow, ...]
    total: int


def page_of(
    by: Actor, *, state: str, kind: str, level: str, mine: bool, today: date, page: int
) -> Orders:
    """One page of the list: five queries."""
    everything = orders.listed(by, kind=kind, level=level)
    counts = dict(everything.order_by().values_list("state").annotate(Count("id")))
    waiting = orders.waiting(by)
    found = waiting if mine else orders.listed(by, state=state, kind=kind, level=level)
    total = found.count()
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    rows = found[(page - 1) * PAGE : page * PAGE]
    return Orders(
        rows=tuple(orders.row_of(row, today) for row in rows),
        total=total,
        page=page,
        counts=counts,
        waiting=waiting.count(),
    )


def asked(by: Actor, today: date, few: int = 5) -> Asked:
    """The orders that wait for somebody's answer or review."""
    found = orders.waiting(by)
    rows = tuple(orders.row_of(row, today) for row in found[:few])
    return Asked(rows, len(rows) if len(rows) < few else found.count())


def departments(by: Actor) -> list[tuple[int, str]]:
    """The departments an order can be opened against, by name."""
    found = Department.objects.filter(hall_id=hall_of(by).id)
    return list(found.order_by("name").values_list("id", "name"))
