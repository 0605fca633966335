"""Seasons: planned, their last day moved while they are open, closed when it is over."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from yichuang.accounts.policies import SYSTEM, Actor, require
from yichuang.cases import events, policies
from yichuang.cases.models import Batch, Case
from yichuang.cases.queries import batches as batch_queries
from yichuang.cases.queries.facts import limits_of
from yichuang.cases.rules import batches as rules
from yichuang.cases.rules import clock
from yichuang.cases.rules.clock import ClockFacts, StartEvent
from yichuang.cases.rules.lifecycle import IN_PROCESS, CaseState
from yichuang.catalogue import queries as catalogue_queries
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places


@dataclass(frozen=True, slots=True)
class Window:
    """What a season is: its matter, its name and its days, both included."""

    item_key: str
    name: str
    opens: date
    closes: date


@transaction.atomic
def plan(window: Window, *, hall_id: int, by: Actor, at: datetime) -> Batch:
    """Announce a season. Applications of its days that are there already join it.

    Raises:
        Refusal: "batch.window", "batch.name" or "batch.overlaps" with their fields;
            "item.not-found" from the catalogue; "permission.denied".
    """
    require(by, "batch.plan", policies.GRANTS)
    rules.require_window(window.opens, window.closes)
    name = " ".join(window.name.split())
    _require_own(window, name, hall_id)
    guide = catalogue_queries.current_guide(window.item_key, window.opens)
    row = Batch.objects.create(
        hall_id=hall_id,
        item_key=guide.key,
        name=name,
        opens=window.opens,
        closes=window.closes,
        planned_by=by.ref,
        planned_at=at,
    )
    joined = _enrol(row)
    _recount(row, by=by, at=at)
    batch_queries.forget()
    _note(row, events.SEASON_PLANNED, by=by, at=at, joined=joined)
    return row


def _require_own(window: Window, name: str, hall_id: int) -> None:
    if not name or Batch.objects.filter(hall_id=hall_id, name=name).exists():
        raise Refusal(
            "batch.name",
            N_("The season needs a name that no other season has."),
            field="name",
            remedy=N_("Put the year and the season of the year into it."),
        )
    other = Batch.objects.filter(
        hall_id=hall_id,
        item_key=window.item_key,
        opens__lte=window.closes,
        closes__gte=window.opens,
    ).first()
    if other is not None:
        raise Refusal(
            "batch.overlaps",
            N_("%(name)s takes applications from %(opens)s to %(closes)s already."),
            field="opens",
            remedy=N_("Let the season begin when the other is over."),
            name=other.name,
            opens=other.opens,
            closes=other.closes,
        )


@transaction.atomic
def move_closing(
    batch_id: int,
    closes: date,
    *,
    seen: int,
    reason: str,
    by: Actor,
    at: datetime,
) -> Batch:
    """Move the published last day of a season that is still open; every member whose
    limit starts with it is counted anew and its applicant told.

    Raises:
        Refusal: "batch.over", "batch.window" (field "closes"), "case.reason-unsaid",
            "batch.moved-on" when somebody else changed the season.
    """
    require(by, "batch.plan", policies.GRANTS)
    row = _own(batch_id, by)
    today = batch_queries.today_of(row.hall_id, at)
    if row.closed_on is not None or today > row.closes:
        raise Refusal("batch.over", N_("The season is over; its days stand."))
    rules.require_window(max(row.opens, today), closes)
    rules.require_finding(agrees=False, reason=reason)
    _write(row, seen, closes=closes)
    _enrol(row)
    counted = _recount(row, by=by, at=at)
    batch_queries.forget()
    _note(
        row,
        events.SEASON_MOVED,
        by=by,
        at=at,
        closes=closes.isoformat(),
        reason=reason.strip(),
        counted=counted,
    )
    return row


@transaction.atomic
def close(batch_id: int, *, by: Actor, at: datetime) -> Batch:
    """Close a season whose last day is over: nobody joins it any more. The limits have
    run since that last day, whenever this is done (教师资格条例 art. 16).

    Raises:
        Refusal: "batch.still-open", "batch.over", "batch.not-found".
    """
    require(by, "batch.plan", policies.GRANTS)
    row = _own(batch_id, by)
    if row.closed_on is not None:
        raise Refusal("batch.over", N_("The season is over; its days stand."))
    rules.require_over(row.closes, batch_queries.today_of(row.hall_id, at))
    _enrol(row)
    _recount(row, by=by, at=at)
    _write(row, row.version, closed_on=row.closes)
    batch_queries.forget()
    members = Case.objects.filter(batch=row).exclude(state=CaseState.DRAFT).count()
    _note(row, events.SEASON_CLOSED, by=by, at=at, members=members)
    return row


def close_over(*, at: datetime) -> int:
    """Close every season whose last day is over; for the worker."""
    done = 0
    for row in Batch.objects.filter(closed_on=None, closes__lt=at.date()):
        if batch_queries.today_of(row.hall_id, at) > row.closes:
            close(row.pk, by=SYSTEM, at=at)
            done += 1
    return done


def _own(batch_id: int, by: Actor) -> Batch:
    row = Batch.objects.filter(pk=batch_id).first()
    if row is None or by.hall_id not in {None, row.hall_id}:
        raise Refusal("batch.not-found", N_("There is no such season."))
    return row


def _write(row: Batch, seen: int, **changes: Any) -> None:
    hit = Batch.objects.filter(pk=row.pk, version=seen).update(
        version=seen + 1, **changes
    )
    if not hit:
        raise Refusal(
            "batch.moved-on",
            N_(
                "Somebody else has just changed this season; nothing of yours was saved."
            ),
            remedy=N_("Load the page again and go on from there."),
        )
    for name, value in (changes | {"version": seen + 1}).items():
        setattr(row, name, value)


def _enrol(row: Batch) -> int:
    """Applications of the season's days that do not belong to it yet. Filed online in
    the last hour, they count as received on the next day and belong to it all the same.
    """
    zone = places.hall(row.hall_id).zone
    first = datetime.combine(row.opens, time.min, zone)
    after = datetime.combine(row.closes, time.min, zone) + timedelta(days=1)
    return (
        Case.objects.filter(
            Q(received_on__range=(row.opens, row.closes))
            | Q(submitted_at__gte=first, submitted_at__lt=after),
            hall_id=row.hall_id,
            item_key=row.item_key,
            batch=None,
            closed_at=None,
        )
        .exclude(state=CaseState.DRAFT)
        .update(batch=row, version=F("version") + 1)
    )


def _recount(row: Batch, *, by: Actor, at: datetime) -> int:
    """Count the limits that start with the closing of the season anew, for all members
    of an item version in one statement; returns how many changed.

    Members whose clock stands, was stopped or extended have days of their own: they are
    counted when their clock moves next, from the same last day.
    """
    members = Case.objects.filter(batch=row, state__in=IN_PROCESS)
    versions = members.order_by().values_list("item_version_id", flat=True).distinct()
    return sum(
        _recount_version(row, members.filter(item_version_id=version), version, by, at)
        for version in list(versions)
    )


def _recount_version(
    row: Batch, members: QuerySet[Case], version: int, by: Actor, at: datetime
) -> int:
    due = _due_days(row, version)
    if not due:
        return 0
    differs = Q()
    for column, day in due.items():
        differs |= ~Q(**{column: day}) | Q(**{f"{column}__isnull": True})
    plain = members.filter(differs, stopped=False, extended_days=0, stops=None)
    changed = list(plain.order_by("id").values_list("pk", "number"))
    ids = [pk for pk, _number in changed]
    for first in range(0, len(ids), rules.CHUNK):
        Case.objects.filter(pk__in=ids[first : first + rules.CHUNK]).update(
            version=F("version") + 1, **due
        )
    journal.record_many(
        [
            journal.content(
                events.SEASON_COUNTED,
                about=f"case:{number}",
                by=by,
                at=at,
                hall_id=row.hall_id,
                since=row.closes.isoformat(),
                due=min(due.values()).isoformat(),
            )
            for _pk, number in changed
        ]
    )
    return len(changed)


def _due_days(row: Batch, version: int) -> dict[str, date]:
    """The days of the limits of an item version that start with the batch."""
    limits = limits_of(catalogue_queries.guide(version))
    facts = ClockFacts(received_on=None, accepted_on=None, batch_closed_on=row.closes)
    calendar = calendars.calendar_for(row.hall_id)
    hours = calendars.office_hours(row.hall_id)
    counted = {
        "promise_due": clock.promise_due(facts, limits, calendar, hours)
        if limits.promise_from == StartEvent.BATCH_CLOSE
        else None,
        "statute_due": clock.statute_due(facts, limits, calendar, hours)
        if limits.statutory_from == StartEvent.BATCH_CLOSE
        else None,
    }
    return {column: day for column, day in counted.items() if day is not None}


def _note(row: Batch, event: Any, /, *, by: Actor, at: datetime, **facts: Any) -> None:
    journal.record(
        event,
        about=row.about,
        by=by,
        at=at,
        hall_id=row.hall_id,
        name=row.name,
        **facts,
    )
