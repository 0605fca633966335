"""The worker's part of a run: a chunk of cases in one transaction, with what was done
noted in the same one, so that no case is done twice, whoever dies meanwhile."""

import logging
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import F, Q

from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.accounts.queries.actors import actor_with
from yichuang.cases import events
from yichuang.cases.models import (
    Case,
    Hearing,
    Opinion,
    Recusal,
    Run,
    RunRow,
    SiteCheck,
    Tolerance,
)
from yichuang.cases.queries.facts import read_ahead
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.rules import batches as rules
from yichuang.cases.rules.batches import Action, RowState, RunState
from yichuang.cases.services.batches import asking, printing
from yichuang.cases.services.batches.acts import ACTS
from yichuang.cases.services.moving import Overtaken
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.text import N_
from yichuang.organisation.services import series
from yichuang.web.gathering import Gathering, gather
from yichuang.web.together import whole

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=30)
"""A worker that dies holding a run gives it back after this time."""

RESERVED = 5 * rules.CHUNK
"""Numbers of a series made ready at once, while so many cases wait."""
TRIES = 12
ME = secrets.token_hex(8)
"""This process, as the holder of runs."""

PEOPLE = ("applicant", "entity", "finding")
"""Whom a decision names; an acceptance knows its applicant by name."""
UNASKED = ("applicant__phone", "applicant__email", "applicant__address")
"""Encrypted columns that no decision reads."""
WITH_PEOPLE = frozenset({Action.APPROVE, Action.REFUSE, Action.DECIDE})
AHEAD = (Hearing, Opinion, Recusal, SiteCheck, Tolerance)
"""Tables of which most cases have no row, so that each need not ask."""


class _Taken(RuntimeError):
    """The run was stopped or taken over while its cases were being written."""


def work(*, at: datetime, me: str = ME) -> int:
    """Do the next cases of a run that waits; returns how many were handled, 0 when
    nothing waits. `me` is the worker that does it."""
    run = _claim(at, me)
    if run is None:
        return 0
    by = actor_with(run.user_id)
    if by is None:
        _halt(run, at=at)
        return 1
    size = printing.CHUNK if run.action == Action.PRINT else rules.CHUNK
    waiting = RunRow.objects.filter(run=run, state=RowState.WAITING)
    if run.action == Action.PRINT:
        waiting = waiting.select_related("case")
    rows = list(waiting.order_by("position")[:size])
    if not rows:
        _finish(run, by, at=at)
        return 1
    _chunk(run, rows, by, at=at)
    return len(rows)


def _claim(at: datetime, me: str) -> Run | None:
    """A run that nobody else is doing: held for a while, longer when half is over."""
    free = Q(holder=me) | Q(held_until=None) | Q(held_until__lt=at)
    runs = Run.objects.filter(free, state=RunState.RUNNING)
    for run in runs.order_by(F("held_until").asc(nulls_first=True), "id")[:5]:
        if run.holder == me and run.held_until and run.held_until > at + LEASE / 2:
            return run
        hit = Run.objects.filter(
            pk=run.pk,
            state=RunState.RUNNING,
            holder=run.holder,
            held_until=run.held_until,
        ).update(holder=me, held_until=at + LEASE)
        if hit:
            run.holder = me
            return run
    return None


def _halt(run: Run, *, at: datetime) -> None:
    """Nobody acts in the name of somebody who no longer works here."""
    why = N_("The account of who began it was closed.")
    with transaction.atomic():
        Run.objects.filter(pk=run.pk, holder=run.holder).update(
            state=RunState.STOPPED, why=why, holder="", held_until=None
        )
        asking.note(run, events.RUN_STOPPED, by=SYSTEM, at=at, done=run.done, why=why)


@transaction.atomic
def _finish(run: Run, by: Actor, *, at: datetime) -> None:
    hit = Run.objects.filter(
        pk=run.pk, state=RunState.RUNNING, holder=run.holder
    ).update(state=RunState.DONE, ended_at=at, holder="", held_until=None)
    if hit:
        run.refresh_from_db()
        asking.note(
            run, events.RUN_ENDED, by=by, at=at, done=run.done, left_out=run.left_out
        )


def _chunk(run: Run, rows: Sequence[RunRow], by: Actor, *, at: datetime) -> None:
    """Do these rows; what breaks the chunk for no lawful reason is found by doing its
    cases one by one, and holds up no other."""
    try:
        _again(run, rows, by, at=at)
    except _Taken:
        return
    except OperationalError:
        raise  # the database is away: the worker comes back to it
    except _Wrote:
        for row in rows:
            _chunk(run, [row], by, at=at)
    except Exception as problem:
        log.exception("run %s, %s cases from %s", run.pk, len(rows), rows[0].position)
        if len(rows) == 1:
            _set_aside(run, rows[0], problem)
        for row in rows if len(rows) > 1 else ():
            _chunk(run, [row], by, at=at)


def _again(run: Run, rows: Sequence[RunRow], by: Actor, *, at: datetime) -> None:
    """In a transaction of its own: once more when somebody wrote one of the cases
    meanwhile, or when numbers have to be reserved first."""
    printed = printing.draw(run, rows) if run.action == Action.PRINT else None
    for left in reversed(range(TRIES)):
        try:
            return whole(partial(_once, run, rows, by, at, printed))
        except series.Short as short:
            waiting = run.total - run.done - run.left_out
            series.reserve(short.name, max(len(rows), min(waiting, RESERVED)))
        except Overtaken:
            if not left:
                raise
    raise Overtaken


def _once(
    run: Run,
    rows: Sequence[RunRow],
    by: Actor,
    at: datetime,
    printed: printing.Drawn | None,
) -> None:
    if printed is not None:
        refused = printing.keep(printed, by=by, at=at)
    else:
        refused = _do(run, rows, by, at)
    _keep_count(run, rows, refused)


def _do(
    run: Run, rows: Sequence[RunRow], by: Actor, at: datetime
) -> dict[int, Refusal]:
    """Every case through its service, all writes kept back to the end; what was refused
    by the row's id."""
    cases = Case.objects.all()
    if run.action in WITH_PEOPLE:
        cases = cases.select_related(*PEOPLE).defer(*UNASKED)
    found = cases.in_bulk([row.case_id for row in rows])
    if len(rows) == 1:  # what needs its own rows written as it goes is done this way
        return _each(run, rows, found, Gathering(), Watch(), by=by, at=at)
    watch = Watch()
    with gather() as kept:
        read_ahead(kept, list(found), *AHEAD)
        with connection.execute_wrapper(watch):
            refused = _each(run, rows, found, kept, watch, by=by, at=at)
        kept.write()
    return refused


class _Wrote(RuntimeError):
    """A case was refused after its service had written something by itself."""


class Watch:
    """Sees whether anything was written besides what is kept back."""

    def __init__(self) -> None:
        self.wrote = 0

    def __call__(
        self,
        execute: Any,
        sql: str,
        params: Any,
        many: Any,
        context: Any,
    ) -> Any:
        if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.wrote += 1
        return execute(sql, params, many, context)


def _each(
    run: Run,
    rows: Sequence[RunRow],
    found: Mapping[int, Case],
    kept: Gathering,
    watch: Watch,
    *,
    by: Actor,
    at: datetime,
) -> dict[int, Refusal]:
    refused: dict[int, Refusal] = {}
    act = ACTS[Action(run.action)]
    for row in rows:
        case, mark, wrote = found[row.case_id], kept.mark(), watch.wrote
        try:
            if case.version != row.seen:
                raise moved_on(case)
            act(case, run.options, by=by, at=at)
        except (Refusal, Refusals) as refusal:
            if watch.wrote > wrote:
                raise _Wrote from refusal  # each by itself undoes its own
            kept.back_to(mark)
            refused[row.pk] = _first(refusal)
    return refused


def _first(refusal: Refusal | Refusals) -> Refusal:
    return refusal if isinstance(refusal, Refusal) else refusal.items[0]


def _keep_count(run: Run, rows: Sequence[RunRow], refused: dict[int, Refusal]) -> None:
    """Note the rows and the counts; nothing of the chunk stands unless all of them do."""
    mine = RunRow.objects.filter(state=RowState.WAITING)
    well = [row.pk for row in rows if row.pk not in refused]
    hits = mine.filter(pk__in=well).update(state=RowState.DONE)
    for pk, refusal in refused.items():
        hits += mine.filter(pk=pk).update(
            state=RowState.LEFT_OUT, code=refusal.code, says=refusal.as_json()
        )
    counted = Run.objects.filter(
        pk=run.pk, state=RunState.RUNNING, holder=run.holder
    ).update(done=F("done") + len(well), left_out=F("left_out") + len(refused))
    if hits != len(rows) or not counted:
        raise _Taken


def _set_aside(run: Run, row: RunRow, problem: Exception) -> None:
    refusal = Refusal(
        "run.unexpected",
        N_("Something unexpected went wrong with this case: %(what)s."),
        remedy=N_("Do it by itself; if it fails again, tell the administrator."),
        what=type(problem).__name__,
    )
    try:
        with transaction.atomic():
            _keep_count(run, [row], {row.pk: refusal})
    except _Taken:
        return
