"""Seasons and runs as frozen rows: where each stands, and who was left out and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from yichuang.accounts.policies import Actor, ActorKind
from yichuang.cases import policies
from yichuang.cases.models import Batch, Case, Finding, Run, RunRow
from yichuang.cases.queries.finding import scope
from yichuang.cases.rules import batches as rules
from yichuang.cases.rules.batches import Action, Counts, RowState, RunState, Stage
from yichuang.cases.rules.lifecycle import (
    BEFORE_ACCEPTANCE,
    IN_PROCESS,
    CaseState,
    Outcome,
)
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.web.gathering import once
from yichuang.web.memory import remember

PAGE = 50
DECIDED = (CaseState.APPROVED, CaseState.REFUSED, CaseState.CLOSED)

NARROW: Mapping[str, Q] = {
    "waiting": Q(state__in=BEFORE_ACCEPTANCE),
    "accepted": Q(state__in=IN_PROCESS),
    "accepted-on": ~Q(state__in=BEFORE_ACCEPTANCE),
    "unreviewed": Q(state__in=IN_PROCESS, finding=None),
    "found": Q(state__in=IN_PROCESS, finding__isnull=False),
    "wanting": Q(state__in=IN_PROCESS, finding__agrees=False),
    "reviewed": Q(state__in=DECIDED) | Q(finding__isnull=False),
    "decided": Q(state__in=DECIDED),
}
"""The lists of a season by what stands out in them."""


@dataclass(frozen=True, slots=True)
class SeasonCard:
    """A season and where it stands today."""

    id: int
    hall_id: int
    item_key: str
    name: str
    opens: date
    closes: date
    closed_on: date | None
    version: int
    counts: Counts
    stage: Stage


@dataclass(frozen=True, slots=True)
class OpenSeason:
    """A season that takes applications, as everybody may see it."""

    id: int
    item_key: str
    name: str
    closes: date


@dataclass(frozen=True, slots=True)
class RunCard:
    """A run and how far it is. `options` are those it was asked with."""

    id: int
    hall_id: int
    batch_id: int | None
    batch_name: str
    action: Action
    options: Mapping[str, Any]
    state: RunState
    by_name: str
    asked_at: datetime
    ended_at: datetime | None
    why: str
    total: int
    done: int
    left_out: int

    @property
    def handled(self) -> int:
        return self.done + self.left_out

    @property
    def percent(self) -> int:
        """0..100; 100 only when nothing waits."""
        return 100 if not self.total else self.handled * 100 // self.total


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A case a run could not do, and the refusal as it was told."""

    number: str
    applicant: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Member:
    """A case of a season in its list. `agrees` is None before the review."""

    id: int
    number: str
    version: int
    applicant: str
    state: CaseState
    outcome: str
    agrees: bool | None
    reason: str
    reviewer: str


@remember(seconds=30, size=64)
def _windows(hall_id: int) -> tuple[tuple[int, str, date, date], ...]:
    """(id, item, opens, closes) of the hall's seasons that are not closed."""
    rows = Batch.objects.filter(hall_id=hall_id, closed_on=None).order_by("id")
    return tuple(rows.values_list("id", "item_key", "opens", "closes"))


def forget() -> None:
    """Ask anew which seasons are open: one was planned, moved or closed."""
    _windows.forget()


def season_for(hall_id: int, item_key: str, received_on: date) -> int | None:
    """The open season an application received on this day belongs to."""
    return next(
        (
            pk
            for pk, key, opens, closes in _windows(hall_id)
            if key == item_key and opens <= received_on <= closes
        ),
        None,
    )


@once
def closing_day(batch_id: int) -> date:
    """The day the limits of a season start from: its published last day."""
    return Batch.objects.values_list("closes", flat=True).get(pk=batch_id)


def closing_of(case: Case) -> date | None:
    """The day the batch of the case closes, None where it belongs to none."""
    return None if case.batch_id is None else closing_day(case.batch_id)


def seasons(by: Actor, at: datetime) -> tuple[SeasonCard, ...]:
    """The seasons of the actor's hall, the latest first: two queries."""
    rows = list(_seasons(by).order_by("-closes", "-id"))
    counted = _counts([row.pk for row in rows])
    return tuple(_season(row, counted.get(row.pk, Counts()), at) for row in rows)


def open_now(hall_id: int, today: date) -> tuple[OpenSeason, ...]:
    """The seasons of a hall that take applications today; anybody may know them."""
    rows = Batch.objects.filter(
        hall_id=hall_id, closed_on=None, opens__lte=today, closes__gte=today
    )
    return tuple(
        OpenSeason(row.pk, row.item_key, row.name, row.closes)
        for row in rows.order_by("closes", "id")
    )


def season(by: Actor, batch_id: int, at: datetime) -> SeasonCard:
    """One season.

    Raises:
        Refusal: "batch.not-found", alike for what is not there and what is elsewhere.
    """
    row = _seasons(by).filter(pk=batch_id).first()
    if row is None:
        raise Refusal("batch.not-found", N_("There is no such season."))
    return _season(row, _counts([row.pk]).get(row.pk, Counts()), at)


def _seasons(by: Actor) -> QuerySet[Batch]:
    rows = Batch.objects.all()
    if by.kind is ActorKind.SYSTEM:
        return rows
    if by.roles.isdisjoint(policies.GRANTS["batch.view"]):
        return rows.none()
    return rows if by.hall_id is None else rows.filter(hall_id=by.hall_id)


def _season(row: Batch, counts: Counts, at: datetime) -> SeasonCard:
    today = today_of(row.hall_id, at)
    return SeasonCard(
        id=row.pk,
        hall_id=row.hall_id,
        item_key=row.item_key,
        name=row.name,
        opens=row.opens,
        closes=row.closes,
        closed_on=row.closed_on,
        version=row.version,
        counts=counts,
        stage=rules.stage(row.opens, row.closed_on, counts, today=today),
    )


def _counts(batches: list[int]) -> dict[int, Counts]:
    decided = Q(state__in=DECIDED)
    rows = (
        Case.objects.filter(batch_id__in=batches)
        .exclude(state=CaseState.DRAFT)
        .order_by()
        .values_list("batch_id")
        .annotate(
            members=Count("id"),
            waiting=Count("id", filter=Q(state__in=BEFORE_ACCEPTANCE)),
            accepted=Count("id", filter=Q(state__in=IN_PROCESS)),
            reviewed=Count("id", filter=decided | Q(finding__isnull=False)),
            decided=Count("id", filter=decided),
        )
    )
    return {batch: Counts(*counted) for batch, *counted in rows}


def members(
    by: Actor, batch_id: int, *, only: str = "", text: str = ""
) -> QuerySet[Case]:
    """The cases of a season in shelf order: by number, as they came in. `only` narrows
    to one of `NARROW`."""
    found = Case.objects.filter(scope(by), batch_id=batch_id)
    found = found.exclude(state=CaseState.DRAFT).filter(NARROW.get(only, Q()))
    wanted = "".join(text.split())
    if wanted:
        found = found.filter(
            Q(number__endswith=wanted.upper()) | Q(applicant_name__startswith=wanted)
        )
    return found.order_by("number")


def member_rows(found: QuerySet[Case], page: int) -> tuple[Member, ...]:
    """One page of members: one query."""
    first = (page - 1) * PAGE
    rows = found.select_related("finding")[first : first + PAGE]
    return tuple(_member(case) for case in rows)


def _member(case: Case) -> Member:
    finding: Finding | None = getattr(case, "finding", None)
    return Member(
        id=case.pk,
        number=case.number,
        version=case.version,
        applicant=case.applicant_name,
        state=CaseState(case.state),
        outcome=Outcome(case.outcome).label if case.outcome else "",
        agrees=finding.agrees if finding else None,
        reason=finding.reason if finding else "",
        reviewer=finding.by_name if finding else "",
    )


def runs(by: Actor, batch_id: int | None = None, most: int = 10) -> tuple[RunCard, ...]:
    """The latest runs of the hall, or of a season: one query."""
    found = _runs(by)
    if batch_id is not None:
        found = found.filter(batch_id=batch_id)
    return tuple(_run(row) for row in found.order_by("-id")[:most])


def run(by: Actor, run_id: int) -> RunCard:
    """One run.

    Raises:
        Refusal: "run.not-found".
    """
    row = _runs(by).filter(pk=run_id).first()
    if row is None:
        raise Refusal("run.not-found", N_("There is no such run."))
    return _run(row)


def _runs(by: Actor) -> QuerySet[Run]:
    rows = Run.objects.select_related("batch")
    if by.kind is ActorKind.SYSTEM:
        return rows
    if by.roles.isdisjoint(policies.HALL):
        return rows.none()
    return rows if by.hall_id is None else rows.filter(hall_id=by.hall_id)


def _run(row: Run) -> RunCard:
    return RunCard(
        id=row.pk,
        hall_id=row.hall_id,
        batch_id=row.batch_id,
        batch_name=row.batch.name if row.batch else "",
        action=Action(row.action),
        options=row.options,
        state=RunState(row.state),
        by_name=row.by_name,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        why=row.why,
        total=row.total,
        done=row.done,
        left_out=row.left_out,
    )


def left_out(run_id: int, page: int = 1) -> tuple[LeftOut, ...]:
    """The cases a run left out, with what stood in the way: one query."""
    rows = RunRow.objects.filter(run_id=run_id, state=RowState.LEFT_OUT)
    first = (page - 1) * PAGE
    found = rows.select_related("case").order_by("position")[first : first + PAGE]
    return tuple(
        LeftOut(
            number=row.case.number,
            applicant=row.case.applicant_name,
            refusal=told(row.code, row.says),
        )
        for row in found
    )


def told(code: str, says: Mapping[str, Any]) -> Refusal:
    """A refusal as a run kept it."""
    return Refusal.from_json({**says, "code": code})


def today_of(hall_id: int, at: datetime) -> date:
    """The day of a moment in the hall's zone."""
    return at.astimezone(places.hall(hall_id).zone).date()
