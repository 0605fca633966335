"""The clock of a case: which limits run, from which day, with which stops.

A deadline is a pure function of what happened (`ClockFacts`), the calendar and the
limits of the item version the case was begun under.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from yichuang.kernel.hours import OfficeHours
from yichuang.kernel.limits import (
    Deadline,
    Limit,
    Stop,
    Unit,
    deadline,
    due_date,
)
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.kernel.workdays import WorkCalendar

NOTICE_LIMIT = Limit(5, Unit.WORKDAYS)
"""行政许可法 art. 32(4): tell what is missing, once, within five days of receipt."""

DELIVERY_LIMIT = Limit(10, Unit.WORKDAYS)
"""行政许可法 art. 44: hand over the certificate within ten days of the decision."""


class StartEvent(StrEnum):
    """What starts a limit."""

    RECEIVE = "receive"
    ACCEPT = "accept"
    COMPLETE = "complete"
    BATCH_CLOSE = "batch_close"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """What the clock needs to know about a case. Days are days of the hall's zone."""

    received_on: date | None
    accepted_on: date | None
    accepted_at: datetime | None = None
    complete_on: date | None = None
    batch_closed_on: date | None = None
    decided_on: date | None = None
    stops: tuple[Stop, ...] = ()
    extended: Limit | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of an item version; `statutory` is None where the law is silent."""

    promise: Limit
    promise_from: str
    statutory: Limit | None
    statutory_from: str


def receipt_day(
    at: datetime, hours: OfficeHours, calendar: WorkCalendar, *, cutoff: bool
) -> date:
    """The day that counts as receipt: filed after closing or on a day off, the next
    working day, where the hall keeps such a cutoff."""
    local = hours.local(at)
    day = local.date()
    if not cutoff:
        return day
    if not calendar.is_workday(day):
        return calendar.next_workday(day)
    closes = hours.closes(day)
    return calendar.after(day, 1) if closes is not None and local > closes else day


def start_day(facts: ClockFacts, event: str) -> date | None:
    """The day a limit starts from, None while its event has not happened.

    A batch that has no closing day of its own starts with acceptance.
    """
    return {
        StartEvent.RECEIVE: facts.received_on,
        StartEvent.ACCEPT: facts.accepted_on,
        StartEvent.COMPLETE: facts.complete_on or facts.accepted_on,
        StartEvent.BATCH_CLOSE: facts.batch_closed_on or facts.accepted_on,
        StartEvent.DECIDE: facts.decided_on,
    }.get(StartEvent(event))


def _stops_after(start: date, stops: Sequence[Stop]) -> tuple[Stop, ...]:
    return tuple(stop for stop in stops if stop.end > start)


def promise_due(
    facts: ClockFacts,
    limits: Limits,
    calendar: WorkCalendar,
    hours: OfficeHours | None = None,
) -> date | None:
    """The promised last day, None before the limit starts."""
    return _due(facts, limits.promise, limits.promise_from, calendar, hours)


def statute_due(
    facts: ClockFacts,
    limits: Limits,
    calendar: WorkCalendar,
    hours: OfficeHours | None = None,
) -> date | None:
    """The statutory last day with its one extension, None where the law is silent."""
    limit = extended(limits.statutory, facts.extended)
    if limit is None:
        return None
    return _due(facts, limit, limits.statutory_from, calendar, hours)


def extended(limit: Limit | None, by: Limit | None) -> Limit | None:
    """A limit with its extension, as one limit: what stops it stops all of it.

    >>> extended(Limit.parse("20W"), Limit.parse("10W"))
    Limit(n=30, unit=<Unit.WORKDAYS: 'W'>)
    """
    if limit is None or by is None:
        return limit
    if by.unit is not limit.unit:
        raise ValueError(f"a limit in {limit.unit} is not extended in {by.unit}")
    return Limit(limit.n + by.n, limit.unit)


def _due(
    facts: ClockFacts,
    limit: Limit,
    event: str,
    calendar: WorkCalendar,
    hours: OfficeHours | None,
) -> date | None:
    start = start_day(facts, event)
    if start is None:
        return None
    if limit.unit is Unit.HOURS:
        return explain(facts, limit, event, calendar, hours).due
    return due_date(start, limit, calendar, _stops_after(start, facts.stops))


def explain(
    facts: ClockFacts,
    limit: Limit,
    event: str,
    calendar: WorkCalendar,
    hours: OfficeHours | None = None,
) -> Deadline:
    """The deadline with every day counted or skipped and why.

    Raises:
        Refusal: "clock.not-started" while the event has not happened.
    """
    start = start_day(facts, event)
    if start is None:
        raise Refusal(
            "clock.not-started",
            N_("This limit has not started yet."),
            remedy=N_("It starts when the case is accepted."),
        )
    by_the_hour = limit.unit is Unit.HOURS and event == StartEvent.ACCEPT
    moment = facts.accepted_at if by_the_hour else None
    stops = _stops_after(start, facts.stops)
    return deadline(moment or start, limit, calendar, hours, stops)
