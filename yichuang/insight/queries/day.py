"""What happened on a day, from the journal: every figure and its list are one query."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from yichuang.cases import events as case_events
from yichuang.insight.rules.curve import HalfHour, half_hours
from yichuang.insight.rules.figures import Figure
from yichuang.insight.rules.office import OfficeClock, office_clock
from yichuang.journal.models import Entry
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.statistics import Proportion, proportion
from yichuang.organisation.queries import calendars, places
from yichuang.reviews import events as review_events
from yichuang.reviews.queries.hall import received, span_of
from yichuang.reviews.rules.levels import Level

DECISIONS = (
    case_events.APPROVED.code,
    case_events.SILENTLY_APPROVED.code,
    case_events.REFUSED.code,
)
CODES: dict[Figure, tuple[str, ...]] = {
    Figure.ACCEPTED: (case_events.ACCEPTED.code, case_events.DEEMED.code),
    Figure.DECIDED: DECISIONS,
    Figure.ON_TIME: DECISIONS,
    Figure.WORKING_TIME: DECISIONS,
    Figure.ISSUED: (case_events.ISSUED.code,),
    Figure.POSITIVE: (review_events.GIVEN.code,),
}


@dataclass(frozen=True, slots=True)
class Scope:
    """A day of a hall, or of all halls where the reader belongs to none.

    `home` is the hall whose calendar, hours and zone are used; `at` the moment of the day
    that lamps are asked for, None for a day that is not today.
    """

    day: date
    hall_id: int | None
    home: int
    at: datetime | None = None

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Midnight to midnight."""
        return span_of(self.home, self.day, 1)

    @property
    def zone(self) -> ZoneInfo:
        """The hall's time zone."""
        return places.hall(self.home).zone


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision of the day; `minutes` of office time, None where not known."""

    at: datetime
    on_time: bool
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Day:
    """The figures of a day; `working` is the mean in office minutes over `timed`."""

    received: int
    accepted: int
    decided: int
    issued: int
    on_time: Proportion
    positive: Proportion
    working: float | None
    timed: int
    curve: tuple[HalfHour, ...]


def entries(figure: Figure, scope: Scope) -> QuerySet[Entry]:
    """The journal entries a figure of the day counts, and its list shows.

    For a rate they are the whole; `good` says which of them are the part.
    """
    start, end = scope.span
    if figure is Figure.RECEIVED:
        return received(start, end, scope.hall_id)
    found = Entry.objects.filter(code__in=CODES[figure], at__gte=start, at__lt=end)
    return found if scope.hall_id is None else found.filter(hall_id=scope.hall_id)


def good(figure: Figure, facts: Mapping[str, Any]) -> bool:
    """Whether an entry of a rate is in its part."""
    if figure is Figure.POSITIVE:
        return int(facts["level"]) >= Level.FAIR
    return bool(facts["on_time"])


def day(scope: Scope) -> Day:
    """Everything about a day: five queries, each by code and time, whatever the history."""
    came = list(entries(Figure.RECEIVED, scope).values_list("at", flat=True))
    decisions = entries(Figure.DECIDED, scope).values_list("at", "facts")
    reviews = entries(Figure.POSITIVE, scope).values_list("facts", flat=True)
    decided = timed([(at, json.loads(facts)) for at, facts in decisions], scope)
    levels = [json.loads(facts) for facts in reviews]
    known = [row.minutes for row in decided if row.minutes is not None]
    hours = calendars.office_hours(scope.home)
    return Day(
        received=len(came),
        accepted=entries(Figure.ACCEPTED, scope).count(),
        decided=len(decided),
        issued=entries(Figure.ISSUED, scope).count(),
        on_time=proportion(sum(row.on_time for row in decided), len(decided)),
        positive=proportion(
            sum(good(Figure.POSITIVE, facts) for facts in levels), len(levels)
        ),
        working=sum(known) / len(known) if known else None,
        timed=len(known),
        curve=half_hours(
            came,
            [row.at for row in decided],
            hours.on(scope.day) if _is_workday(scope) else (),
            scope.zone,
        ),
    )


def last_worked(scope: Scope) -> tuple[bool, date | None]:
    """Whether the day is worked, and the last working day before it where known."""
    try:
        before = calendars.calendar_for(scope.home).before(scope.day, 1)
    except Refusal:  # the year before was never published
        before = None
    return _is_workday(scope), before


def _is_workday(scope: Scope) -> bool:
    try:
        return calendars.calendar_for(scope.home).is_workday(scope.day)
    except Refusal:  # a year that was never published
        return scope.day.weekday() < 5


def timed(
    decisions: Sequence[tuple[datetime, Mapping[str, Any]]], scope: Scope
) -> tuple[Decided, ...]:
    """Decisions with the office time since acceptance, in the same order.

    The journal has minutes of the wall clock, so the acceptance lies that long before.
    """
    passed = [facts["minutes"] for _at, facts in decisions]
    known = [minutes for minutes in passed if minutes is not None]
    clock = _clock(scope, max(known, default=0))
    return tuple(
        Decided(
            at,
            good(Figure.ON_TIME, facts),
            _office_minutes(clock, at, facts["minutes"]),
        )
        for at, facts in decisions
    )


def _clock(scope: Scope, longest: int) -> OfficeClock | None:
    start, _end = scope.span
    first = (start - timedelta(minutes=longest)).date()
    try:
        return office_clock(
            first,
            scope.day,
            calendars.office_hours(scope.home),
            calendars.calendar_for(scope.home),
        )
    except Refusal:  # part of the way lies in a year without a calendar
        return None


def _office_minutes(
    clock: OfficeClock | None, at: datetime, minutes: int | None
) -> int | None:
    if clock is None or minutes is None:
        return None
    accepted = at - timedelta(minutes=minutes)
    return clock.minutes(accepted, at)
