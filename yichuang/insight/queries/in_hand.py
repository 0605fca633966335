"""Cases in hand by lamp: the lamp is computed in the database, row by row of the small
index of open cases, so that a figure and its list are one query there too."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    QuerySet,
)

from yichuang.cases.models import Case
from yichuang.cases.queries.lamps import lit, still_open, urgency
from yichuang.cases.queries.worklist import WorkRow, row_of
from yichuang.insight.queries.day import Scope
from yichuang.kernel.lamps import Lamp

LATE = (Lamp.RED, Lamp.YELLOW)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A line of the list and whose it is."""

    row: WorkRow
    department_id: int


@dataclass(frozen=True, slots=True)
class InHand:
    """Open cases by department and lamp."""

    counts: dict[tuple[int, Lamp], int]

    @property
    def total(self) -> int:
        """All open cases."""
        return sum(self.counts.values())

    @property
    def by_lamp(self) -> dict[Lamp, int]:
        """How many have each lamp."""
        told: Counter[Lamp] = Counter()
        for (_department, lamp), count in self.counts.items():
            told[lamp] += count
        return dict(told)

    @property
    def overdue(self) -> int:
        """Past the promise or the statute."""
        return sum(self.by_lamp.get(lamp, 0) for lamp in LATE)

    def departments(self) -> list[tuple[int, int, int]]:
        """(department, open, overdue), the fullest first."""
        every: Counter[int] = Counter()
        late: Counter[int] = Counter()
        for (department, lamp), count in self.counts.items():
            every[department] += count
            late[department] += count if lamp in LATE else 0
        return [(key, count, late[key]) for key, count in every.most_common()]


def open_cases(scope: Scope) -> QuerySet[Any]:
    """Cases in hand on `scope.day`, each with its `lamp_now`."""
    found = still_open()
    if scope.hall_id is not None:
        found = found.filter(hall_id=scope.hall_id)
    return lit(found, day=scope.day, hall_id=scope.home, at=scope.at)


def in_hand(scope: Scope) -> InHand:
    """How many cases each department has, by lamp: one query."""
    rows = (
        open_cases(scope)
        .order_by()
        .values_list("department_id", "lamp_now")
        .annotate(Count("id"))
    )
    return InHand({(department, Lamp(lamp)): count for department, lamp, count in rows})


def page_of(
    found: QuerySet[Case], scope: Scope, start: int, end: int
) -> tuple[OpenCase, ...]:
    """Some of the listed cases, as the desk's lists show them."""
    return tuple(
        OpenCase(row_of(case, scope.day, scope.at), case.department_id)
        for case in found[start:end]
    )


def listed(
    scope: Scope, lamps: tuple[Lamp, ...] = (), department_id: int | None = None
) -> QuerySet[Case]:
    """The cases behind a count, the most urgent first."""
    found = open_cases(scope)
    if lamps:
        found = found.filter(lamp_now__in=[lamp.value for lamp in lamps])
    if department_id is not None:
        found = found.filter(department_id=department_id)
    return found.order_by(urgency(), "id")
