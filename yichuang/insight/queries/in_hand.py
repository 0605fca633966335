"""Cases in hand by lamp: the lamp is computed in the database, row by row of the small
index of open cases, so that a figure and its list are one query there too."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    F,
    Func,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models import (
    Case as Choose,
)
from django.db.models.functions import Coalesce, TruncDate

from yichuang.cases.models import Case
from yichuang.cases.queries.worklist import WorkRow, row_of
from yichuang.cases.rules.clock import NOTICE_LIMIT
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.catalogue.models import ItemVersion, VersionState
from yichuang.insight.queries.day import Scope
from yichuang.kernel.lamps import WARN_SHARE, Lamp
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import calendars
from yichuang.web.memory import remember

LATE = (Lamp.RED, Lamp.YELLOW)
DECIDED = (CaseState.APPROVED, CaseState.REFUSED)


class StillOpen(Func):
    """The condition of the partial index case_open, word for word and without
    parameters: SQLite uses a partial index only if the query states its condition."""

    template = "NOT (%(expressions)s IN ('draft', 'closed'))"
    output_field = BooleanField()
    conditional = True
    arity = 1


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


@remember(seconds=60, size=1)
def _promises() -> dict[int, tuple[int, ...]]:
    """Item versions by the number in their promise; few, and they rarely change."""
    told: dict[int, list[int]] = {}
    rows = ItemVersion.objects.exclude(state=VersionState.DRAFT)
    for version, promised in rows.values_list("pk", "promise_n"):
        told.setdefault(promised, []).append(version)
    return {promised: tuple(versions) for promised, versions in told.items()}


def _soon_before(scope: Scope, promised: int) -> date | None:
    """Due before this day: at most max(1, 20 %) of the promised working days are left."""
    left = max(100, WARN_SHARE * promised) // 100
    try:
        return calendars.calendar_for(scope.home).after(scope.day, left + 1)
    except Refusal:  # the way leads into a year without a calendar
        return None


def _due_before(day: date) -> Q:
    return Q(due__lt=day) | Q(statute_due__lt=day)


def _soon(scope: Scope) -> Q:
    """As the desk's lists say it: soon by the promise, or by the five days to answer."""
    soon = Q(pk=None)
    notice = _soon_before(scope, NOTICE_LIMIT.n)
    if notice is not None:
        soon |= Q(promise_due=None) & _due_before(notice)
    for promised, versions in _promises().items():
        day = _soon_before(scope, promised)
        if day is not None:
            soon |= Q(promise_due__isnull=False, item_version_id__in=versions) & (
                _due_before(day)
            )
    return soon & ~Q(state__in=DECIDED)


def open_cases(scope: Scope) -> QuerySet[Any]:
    """Cases in hand on `scope.day`, each with its `lamp`; what was decided is measured
    on the day of its decision, like everywhere in the house.

    Rows are cases; the type says Any because `lamp` is no column of theirs.
    """
    found = Case.objects.filter(StillOpen(F("state")))
    if scope.hall_id is not None:
        found = found.filter(hall_id=scope.hall_id)
    running = ~Q(state__in=DECIDED)
    # on_time is False only for the few decided late: only they ask for the local day.
    decided_late = Q(state__in=DECIDED, on_time=False)
    return found.alias(
        due=Coalesce("promise_due", "notice_due"),
        decided_on=TruncDate("decided_at", tzinfo=scope.zone),
    ).annotate(
        lamp=Choose(
            When(running & Q(statute_due__lt=scope.day), then=Value(Lamp.RED.value)),
            When(
                decided_late & Q(statute_due__lt=F("decided_on")),
                then=Value(Lamp.RED.value),
            ),
            When(running & Q(due__lt=scope.day), then=Value(Lamp.YELLOW.value)),
            When(
                decided_late & Q(due__lt=F("decided_on")),
                then=Value(Lamp.YELLOW.value),
            ),
            When(
                Q(stopped=True) | Q(state=CaseState.CORRECTION),
                then=Value(Lamp.PAUSE.value),
            ),
            When(_soon(scope), then=Value(Lamp.WARN.value)),
            default=Value(Lamp.OK.value),
            output_field=CharField(),
        )
    )


def in_hand(scope: Scope) -> InHand:
    """How many cases each department has, by lamp: one query."""
    rows = (
        open_cases(scope)
        .order_by()
        .values_list("department_id", "lamp")
        .annotate(Count("id"))
    )
    return InHand({(department, Lamp(lamp)): count for department, lamp, count in rows})


def page_of(
    found: QuerySet[Case], scope: Scope, start: int, end: int
) -> tuple[OpenCase, ...]:
    """Some of the listed cases, as the desk's lists show them."""
    return tuple(
        OpenCase(row_of(case, scope.day), case.department_id)
        for case in found[start:end]
    )


def listed(
    scope: Scope, lamps: tuple[Lamp, ...] = (), department_id: int | None = None
) -> QuerySet[Case]:
    """The cases behind a count, the most urgent first."""
    found = open_cases(scope)
    if lamps:
        found = found.filter(lamp__in=[lamp.value for lamp in lamps])
    if department_id is not None:
        found = found.filter(department_id=department_id)
    return found.order_by("promise_due", "notice_due", "id")
