"""The work list with its lamps counted and filtered by the database.

A lamp is not stored: it follows from two due days and today. The same rule as
`cases.rules.clock.case_lamp` stands here as a condition, so that a hall with tens of
thousands of open cases is counted in one query.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case as SqlCase
from django.db.models import CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.queries import worklist
from yichuang.cases.queries.worklist import WorkPage
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import Guide
from yichuang.desk.queries.places import hall_of
from yichuang.kernel.lamps import WARN_SHARE, Lamp
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.workdays import WorkCalendar
from yichuang.organisation.queries import calendars

DECIDED = (CaseState.APPROVED, CaseState.REFUSED)
FAR = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader filters by; empty means everything."""

    lamp: str = ""
    state: str = ""
    item: str = ""
    text: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Work:
    """A page of the list with the counts for the chips above it."""

    page: WorkPage
    lamps: Mapping[str, int]
    states: Mapping[str, int]
    items: tuple[Guide, ...]
    total: int


def work(by: Actor, wanted: Wanted, *, today: date, page: int) -> Work:
    """The open cases of the actor's hall (or posts), the most urgent first.

    Chips count what the other filters leave: lamps within the chosen state, states
    within the chosen lamp.
    """
    everything = _within(by, wanted, today)
    lit = _lit(by, everything, today)
    by_state = {"state": wanted.state} if wanted.state else {}
    by_lamp = {"lamp": wanted.lamp} if wanted.lamp else {}
    rows = lit.filter(**by_state, **by_lamp).order_by(_urgency(), "id")
    return Work(
        page=worklist.page_of(rows, page, today),
        lamps=_counted(lit.filter(**by_state), "lamp"),
        states=_counted(lit.filter(**by_lamp), "state"),
        items=_items(by),
        total=lit.filter(**by_state).count(),
    )


def _within(by: Actor, wanted: Wanted, today: date) -> QuerySet[Case]:
    in_hand = worklist.hall_cases
    found = worklist.at_my_posts(by, today) if wanted.mine else in_hand(by)
    if wanted.item:
        found = found.filter(item_key=wanted.item)
    if text := "".join(wanted.text.split()).upper():
        found = found.filter(
            Q(number__startswith=text)
            | Q(number__endswith=text)
            | Q(applicant_name__startswith=text)
            | Q(applicant_name__startswith=wanted.text.strip())
        )
    return found.order_by()


def _counted(rows: QuerySet[Case], column: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(column).annotate(Count("id")))


def _urgency() -> Coalesce:
    """The day that presses first: the promise, else the day to answer by."""
    return Coalesce(F("promise_due"), F("notice_due"), Value(FAR))


def _items(by: Actor) -> tuple[Guide, ...]:
    """The matters that have open cases, by name."""
    versions = (
        worklist.hall_cases(by)
        .order_by()
        .values_list("item_key", "item_version_id")
        .distinct()
    )
    found = {key: catalogue_queries.guide(version) for key, version in versions}
    return tuple(sorted(found.values(), key=lambda guide: guide.name))


def _lit(by: Actor, rows: QuerySet[Case], today: date) -> QuerySet[Case]:
    """The rows with `clock.case_lamp` as a column. A decided case is measured on the day
    it was decided, and no longer warns."""
    card = hall_of(by)
    known = rows.annotate(
        measured=Coalesce(TruncDate("decided_at", tzinfo=card.zone), Value(today)),
        due_day=Coalesce(F("promise_due"), F("notice_due")),
    )
    return known.annotate(
        lamp=SqlCase(
            When(statute_due__lt=F("measured"), then=Value(Lamp.RED.value)),
            When(due_day__lt=F("measured"), then=Value(Lamp.YELLOW.value)),
            When(
                Q(stopped=True) | Q(state=CaseState.CORRECTION),
                then=Value(Lamp.PAUSE.value),
            ),
            When(state__in=DECIDED, then=Value(Lamp.OK.value)),
            *(
                When(soon, then=Value(Lamp.WARN.value))
                for soon in _soon(rows, today, calendars.calendar_for(card.id))
            ),
            default=Value(Lamp.OK.value),
            output_field=CharField(),
        )
    )


def _soon(rows: QuerySet[Case], today: date, calendar: WorkCalendar) -> tuple[Q, ...]:
    """One condition per number of days at which a lamp begins to warn.

    An item warns when at most max(1 working day, a fifth of its promise) is left, so
    items with the same promise share a day.
    """
    versions: dict[int, list[int]] = {}
    for version in rows.values_list("item_version_id", flat=True).distinct():
        limit = catalogue_queries.guide(version).promise.n
        versions.setdefault(max(100, WARN_SHARE * limit) // 100, []).append(version)
    promised = tuple(
        Q(promise_due__lte=edge, item_version_id__in=ids)
        | Q(promise_due__isnull=False, statute_due__lte=edge, item_version_id__in=ids)
        for days, ids in versions.items()
        if (edge := _edge(calendar, today, days)) is not None
    )
    notice = _edge(calendar, today, 1)
    unanswered = (
        (Q(promise_due=None, notice_due__lte=notice),) if notice is not None else ()
    )
    return (*promised, *unanswered)


def _edge(calendar: WorkCalendar, today: date, days: int) -> date | None:
    """The last day that is at most `days` working days away.

    Days of rest behind the last working day are no further away than it is. None when
    the calendar does not know the way.
    """
    try:
        return calendar.after(today, days + 1) - timedelta(days=1)
    except Refusal:
        return None
