"""Lists of work: what lies where, how much time is left, which lamp is lit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, QuerySet

from yichuang.accounts.policies import Actor
from yichuang.cases import policies
from yichuang.cases.models import Case
from yichuang.cases.queries import lamps
from yichuang.cases.queries.finding import reach, scope
from yichuang.cases.queries.lamps import InProcess, Unanswered, in_order, still_open
from yichuang.cases.rules import clock
from yichuang.cases.rules.lifecycle import BEFORE_ACCEPTANCE, OPEN_STATES, CaseState
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.models import ItemVersion
from yichuang.catalogue.rules.guide import Guide
from yichuang.kernel.lamps import Lamp, time_left, working_days_left
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.posts import acting_posts

PAGE = 50
NUMBER_LENGTH = 32
EASTERNMOST = timedelta(hours=14)
"""Nowhere is it later than this before UTC; each hall's own day is asked after that."""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line of a work list. `left` is in working days, negative when over, None
    once decided; `minutes` the office time left of today on top of them, None where no
    moment was asked for. `due` is the day that decides the lamp."""

    number: str
    version: int
    item: str
    item_en: str
    applicant: str
    state: CaseState
    channel: str
    lamp: Lamp
    left: int | None
    due: date | None
    since: datetime
    post_id: int | None
    outcome: str = ""
    green: bool = False
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class WorkPage:
    """A page of a list and how many rows there are in all."""

    rows: tuple[WorkRow, ...]
    total: int
    page: int
    pages: int


def row_of(case: Case, today: date, at: datetime | None = None) -> WorkRow:
    """The line of a case; reads nothing but what is remembered.

    `at` is the moment of the day for which steps and hours are told; without it steps are
    measured at the day's beginning and no hours are told.
    """
    guide = catalogue_queries.guide(case.item_version_id)
    calendar = calendars.calendar_for(case.hall_id)
    due = case.promise_due or case.notice_due
    over = case.decided_at is not None or case.state == CaseState.CLOSED
    left = working_days_left(due, today, calendar) if due and not over else None
    return WorkRow(
        number=case.number,
        version=case.version,
        item=guide.name,
        item_en=guide.name_en or guide.name,
        applicant=case.applicant_name,
        state=CaseState(case.state),
        channel=case.channel,
        lamp=lamp_of(case, today, at, guide),
        left=left,
        due=due,
        since=case.accepted_at
        or case.received_at
        or case.submitted_at
        or case.begun_at,
        post_id=case.post_id,
        outcome=case.outcome,
        minutes=None if left is None or at is None else _minutes(case, due, at),
    )


def _minutes(case: Case, due: date | None, at: datetime) -> int | None:
    hours = calendars.office_hours(case.hall_id)
    told = (
        time_left(due, at, calendars.calendar_for(case.hall_id), hours) if due else None
    )
    return told.minutes if told else None


def lamp_of(
    case: Case, today: date, at: datetime | None = None, guide: Guide | None = None
) -> Lamp:
    """The lamp of a case at a moment of its hall's day; the rule that `queries.lamps`
    says in SQL."""
    guide = guide or catalogue_queries.guide(case.item_version_id)
    calendar = calendars.calendar_for(case.hall_id)
    late_step = _step_late(case, today, at)
    measured = clock.case_lamp(
        promise=case.promise_due or case.notice_due,
        statute=case.statute_due,
        today=_measured_on(case, today),
        limit=guide.promise if case.promise_due else clock.NOTICE_LIMIT,
        stopped=case.stopped or case.state == CaseState.CORRECTION,
        closed=case.state == CaseState.CLOSED,
        calendar=calendar,
        step_late=late_step,
    )
    if case.state not in lamps.DECIDED:
        return measured
    return clock.decided_lamp(
        measured,
        case.deliver_due,
        today=today,
        calendar=calendar,
        step_late=late_step,
    )


def _step_late(case: Case, today: date, at: datetime | None) -> bool:
    if case.step_due_at is None:
        return False
    zone = places.hall(case.hall_id).zone
    return case.step_due_at < (at or datetime.combine(today, time.min, zone))


def _measured_on(case: Case, today: date) -> date:
    """A decided case is measured on the day it was decided."""
    if case.decided_at is None:
        return today
    return case.decided_at.astimezone(places.hall(case.hall_id).zone).date()


def hall_cases(by: Actor, states: Iterable[CaseState] = OPEN_STATES) -> QuerySet[Case]:
    """Cases in hand that exist for the actor, the most urgent first."""
    found = still_open().filter(scope(by))
    wanted = frozenset(states)
    if wanted != OPEN_STATES:
        found = found.filter(state__in=wanted)
    return found.order_by(*in_order())


def at_my_posts(by: Actor, on: date) -> QuerySet[Case]:
    """Accepted cases at the posts where the actor acts today."""
    posts = acting_posts(by.user_id or 0, on)
    return Case.objects.filter(
        scope(by), InProcess(F("state")), post_id__in=posts
    ).order_by(*in_order())


def page_of(
    found: QuerySet[Case],
    page: int,
    today: date,
    size: int = PAGE,
    at: datetime | None = None,
) -> WorkPage:
    """One page of a list: two queries."""
    total = found.count()
    pages = max(1, -(-total // size))
    page = min(max(page, 1), pages)
    rows = found[(page - 1) * size : page * size]
    return WorkPage(tuple(row_of(case, today, at) for case in rows), total, page, pages)


def state_counts(by: Actor) -> dict[CaseState, int]:
    """How many cases are in each open state."""
    rows = (
        still_open()
        .filter(scope(by))
        .order_by()
        .values_list("state")
        .annotate(Count("id"))
    )
    return {CaseState(state): count for state, count in rows}


def search(by: Actor, text: str, limit: int = PAGE) -> tuple[Case, ...]:
    """Cases by number (or its beginning) or by the applicant's name, newest first.

    Raises:
        Refusal: "permission.denied" for whom no case exists.
    """
    if by.roles.isdisjoint(policies.HALL):
        raise Refusal("permission.denied", "You are not allowed to do this.")
    wanted = text.strip().replace(" ", "")
    if not wanted:
        return ()
    found = Case.objects.filter(reach(by)).exclude(state=CaseState.DRAFT)
    if wanted[:6].isdigit() and len(wanted) > 6:
        first = wanted.upper()
        # Digits and capitals sort alike in every collation; signs do not.
        last = first.ljust(NUMBER_LENGTH, "Z")
        return tuple(
            found.filter(number__gte=first, number__lte=last).order_by("-number")[
                :limit
            ]
        )
    return tuple(found.filter(applicant_name=wanted).order_by("-id")[:limit])


def of_numbers(by: Actor, numbers: Sequence[str]) -> QuerySet[Case]:
    """The named cases, for lists that figures open."""
    return Case.objects.filter(reach(by), number__in=list(numbers)).order_by("-id")


def undecided(at: datetime) -> Iterator[Case]:
    """Cases past their statutory limit whose version says that silence approves, the
    longest overdue first. A stopped clock is no silence."""
    versions = ItemVersion.objects.filter(silence_approves=True)
    if not versions.exists():  # as almost everywhere: nothing more is read
        return iter(())
    late = Case.objects.filter(
        InProcess(F("state")),
        item_version__in=versions,
        statute_due__lt=(at + EASTERNMOST).date(),
    ).order_by("statute_due", "id")
    return _over(late, (CaseState.ACCEPTED,), "statute_due", at)


def unanswered(at: datetime) -> Iterator[Case]:
    """Cases received more than five working days ago that nobody has answered, the
    longest waiting first."""
    due = Case.objects.filter(
        Unanswered(F("state")),
        notice_due__lt=(at + EASTERNMOST).date(),
    ).order_by("notice_due", "id")
    return _over(due, BEFORE_ACCEPTANCE, "notice_due", at)


def _over(
    found: QuerySet[Case], states: Iterable[CaseState], column: str, at: datetime
) -> Iterator[Case]:
    """Of these the cases whose day is over in their own hall; each is read when it is
    asked for, if it still stands where it stood."""
    for pk in list(found.values_list("pk", flat=True)):
        case = Case.objects.filter(pk=pk, state__in=states).first()
        day: date | None = getattr(case, column, None)
        if case is not None and day is not None:
            zone = places.hall(case.hall_id).zone
            if at.astimezone(zone).date() > day:
                yield case
