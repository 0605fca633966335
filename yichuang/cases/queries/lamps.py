"""Lamps in the database: the rule of `cases.rules.clock.case_lamp` as a condition.

The lamp of now follows from the due days, the step and the moment asked for. So that a
hall with tens of thousands of open cases is counted in one query, the database says it row
by row. What the last sweep found is kept in `Case.lamp` (ADR 0014); lists ask for now.
"""

from datetime import date, datetime, time
from typing import Any

from django.db.models import BooleanField, CharField, F, Func, Q, QuerySet, Value, When
from django.db.models import Case as Choose
from django.db.models.functions import Coalesce, TruncDate

from yichuang.cases.models import Case
from yichuang.cases.rules.clock import DELIVERY_LIMIT, NOTICE_LIMIT
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.catalogue.models import ItemVersion, VersionState
from yichuang.kernel.lamps import WARN_SHARE, Lamp
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import calendars, places
from yichuang.web.memory import remember

DECIDED = (CaseState.APPROVED, CaseState.REFUSED)


class _Literal(Func):
    """A condition written word for word like that of a partial index, without
    parameters: SQLite uses a partial index only if the query states its condition."""

    output_field = BooleanField()
    conditional = True
    arity = 1


class StillOpen(_Literal):
    """The condition of the indexes over open cases."""

    template = "NOT (%(expressions)s IN ('draft', 'closed'))"


class InProcess(_Literal):
    """The condition of `case_at_post`."""

    template = "%(expressions)s IN ('accepted', 'suspended')"


class Unanswered(_Literal):
    """The condition of `case_unanswered`."""

    template = "%(expressions)s IN ('submitted', 'received')"


def still_open() -> QuerySet[Case]:
    """Cases in hand, through their small index: history costs nothing."""
    return Case.objects.filter(StillOpen(F("state")))


def in_order() -> tuple[Any, ...]:
    """The order of a work list: precedence first, then what presses most."""
    return F("green").desc(), urgency(), F("id").asc()


def urgency() -> Coalesce:
    """The day that presses first: the promise, else the day to answer by."""
    return Coalesce("promise_due", "notice_due")


def lit(
    found: QuerySet[Case], *, day: date, hall_id: int, at: datetime | None = None
) -> QuerySet[Any]:
    """The cases with their `lamp_now` on a day, by the calendar and zone of a hall.

    `at` is the moment of that day at which steps are measured; without it the day's
    beginning. What was decided is measured on the day of its decision, then by the ten
    days to deliver. Rows are cases; the type says Any because `lamp_now` is no column.
    """
    moment = at or datetime.combine(day, time.min, places.hall(hall_id).zone)
    running = ~Q(state__in=DECIDED)
    # on_time is False only for the few decided late: only they ask for the local day.
    decided_late = Q(state__in=DECIDED, on_time=False)
    return found.alias(
        due=urgency(),
        decided_on=TruncDate("decided_at", tzinfo=places.hall(hall_id).zone),
    ).annotate(
        lamp_now=Choose(
            When(running & Q(statute_due__lt=day), then=Value(Lamp.RED.value)),
            When(
                decided_late & Q(statute_due__lt=F("decided_on")),
                then=Value(Lamp.RED.value),
            ),
            # 行政许可法 art. 44: the second clock, to hand over what was decided.
            When(~running & Q(deliver_due__lt=day), then=Value(Lamp.RED.value)),
            When(running & Q(due__lt=day), then=Value(Lamp.YELLOW.value)),
            When(
                decided_late & Q(due__lt=F("decided_on")),
                then=Value(Lamp.YELLOW.value),
            ),
            When(
                running & (Q(stopped=True) | Q(state=CaseState.CORRECTION)),
                then=Value(Lamp.PAUSE.value),
            ),
            When(Q(step_due_at__lt=moment), then=Value(Lamp.STEP.value)),
            When(_soon(day, hall_id), then=Value(Lamp.WARN.value)),
            default=Value(Lamp.OK.value),
            output_field=CharField(),
        )
    )


@remember(seconds=60, size=1)
def _promises() -> dict[int, tuple[int, ...]]:
    """Item versions by the number in their promise; few, and they rarely change."""
    told: dict[int, list[int]] = {}
    rows = ItemVersion.objects.exclude(state=VersionState.DRAFT)
    for version, promised in rows.values_list("pk", "promise_n"):
        told.setdefault(promised, []).append(version)
    return {promised: tuple(versions) for promised, versions in told.items()}


def _soon_before(day: date, hall_id: int, promised: int) -> date | None:
    """Due before this day: at most max(1, 20 %) of the promised working days are left."""
    left = max(100, WARN_SHARE * promised) // 100
    try:
        return calendars.calendar_for(hall_id).after(day, left + 1)
    except Refusal:  # the way leads into a year without a calendar
        return None


def _due_before(day: date) -> Q:
    return Q(due__lt=day) | Q(statute_due__lt=day)


def _soon(day: date, hall_id: int) -> Q:
    """Soon by the promise, or by the five days to answer."""
    soon = Q(pk=None)
    notice = _soon_before(day, hall_id, NOTICE_LIMIT.n)
    if notice is not None:
        soon |= Q(promise_due=None) & _due_before(notice)
    for promised, versions in _promises().items():
        edge = _soon_before(day, hall_id, promised)
        if edge is not None:
            soon |= Q(promise_due__isnull=False, item_version_id__in=versions) & (
                _due_before(edge)
            )
    soon &= ~Q(state__in=DECIDED)
    handing = _soon_before(day, hall_id, DELIVERY_LIMIT.n)
    if handing is not None:
        soon |= Q(state__in=DECIDED, deliver_due__lt=handing)
    return soon
