"""Asking for a run over many cases, stopping it and letting it go on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from yichuang.accounts.policies import Actor, require
from yichuang.accounts.rules import Role
from yichuang.cases import events, policies
from yichuang.cases.models import Case, Run, RunRow
from yichuang.cases.queries.finding import scope
from yichuang.cases.rules import batches as rules
from yichuang.cases.rules.batches import Action, RowState, RunState
from yichuang.cases.services.batches.acts import NEEDS
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries.posts import post
from yichuang.web.columns import insert_rows
from yichuang.web.services import Answer, keep_answer, take_key

MAY_STOP = frozenset({Role.HALL_MANAGER, Role.DEPARTMENT_HEAD})


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: an action, its options (`reason`, `post`, `kind`), and the season
    it is for, if it is for one. `token` belongs to the page it was asked on."""

    action: Action
    options: Mapping[str, Any] = field(default_factory=dict)
    batch_id: int | None = None
    token: str = ""


def start(
    wish: Wish, cases: QuerySet[Case], *, hall_id: int, by: Actor, at: datetime
) -> Run:
    """Put a run over the cases on its way; the worker does it in the actor's name, and
    every case is asked then whether it may be done. Cases that do not exist for the
    actor are not among them.

    Raises:
        Refusal: "batch.nothing" or "batch.too-many" (field "cases"),
            "case.reason-unsaid" (field "reason"), "permission.denied".
    """
    for permission in NEEDS[wish.action]:
        require(by, permission, policies.GRANTS)
    if by.user_id is None:
        raise Refusal("permission.denied", N_("You are not allowed to do this."))
    rules.require_reason(wish.action, str(wish.options.get("reason", "")))
    if wish.action is Action.ROUTE:
        post(int(wish.options.get("post") or 0))
    with transaction.atomic():
        earlier = _earlier(wish, by=by, at=at)
        if earlier is not None:
            return earlier
        chosen = list(
            cases.filter(scope(by), hall_id=hall_id)
            .order_by("number")
            .values_list("pk", "version")[: rules.MOST + 1]
        )
        rules.require_some(len(chosen))
        run = _created(wish, chosen, hall_id=hall_id, by=by, at=at)
        if wish.token:
            keep_answer(actor=by.ref, key=wish.token, answer=Answer(201, str(run.pk)))
    return run


def _earlier(wish: Wish, *, by: Actor, at: datetime) -> Run | None:
    """The run that the same press of the same page began before."""
    if not wish.token:
        return None
    known = take_key(actor=by.ref, key=wish.token, fingerprint="run", at=at)
    return Run.objects.get(pk=int(known.body)) if known else None


def _created(
    wish: Wish,
    chosen: list[tuple[int, int]],
    *,
    hall_id: int,
    by: Actor,
    at: datetime,
) -> Run:
    run = Run.objects.create(
        hall_id=hall_id,
        batch_id=wish.batch_id,
        action=wish.action,
        options=dict(wish.options),
        user_id=by.user_id or 0,
        by_name=by.name,
        asked_at=at,
        total=len(chosen),
    )
    insert_rows(
        RunRow,
        ("run", "case", "position", "seen", "state", "code", "says"),
        (
            (run.pk, pk, position, version, RowState.WAITING, "", "{}")
            for position, (pk, version) in enumerate(chosen, 1)
        ),
    )
    note(run, events.RUN_ASKED, by=by, at=at, total=run.total)
    return run


@transaction.atomic
def stop(run_id: int, *, by: Actor, at: datetime) -> Run:
    """Stop a run after the cases that are being written; what is done stays done.

    Raises:
        Refusal: "run.not-found", "run.over", "permission.denied".
    """
    run = _own(run_id, by)
    _turn(run, RunState.RUNNING, RunState.STOPPED)
    note(run, events.RUN_STOPPED, by=by, at=at, done=run.done)
    return run


@transaction.atomic
def go_on(run_id: int, *, by: Actor, at: datetime) -> Run:
    """Let a stopped run go on with the cases that wait.

    Raises:
        Refusal: as `stop`.
    """
    run = _own(run_id, by)
    _turn(run, RunState.STOPPED, RunState.RUNNING)
    note(run, events.RUN_WENT_ON, by=by, at=at, done=run.done)
    return run


def _own(run_id: int, by: Actor) -> Run:
    run = Run.objects.filter(pk=run_id).first()
    if run is None or by.hall_id not in {None, run.hall_id} or not by.is_staff:
        raise Refusal("run.not-found", N_("There is no such run."))
    if by.user_id != run.user_id and by.roles.isdisjoint(MAY_STOP):
        raise Refusal(
            "permission.denied",
            N_("You are not allowed to do this."),
            remedy=N_("Ask %(person)s, who began it, or the head of the hall."),
            person=run.by_name,
        )
    return run


def _turn(run: Run, seen: RunState, state: RunState) -> None:
    hit = Run.objects.filter(pk=run.pk, state=seen).update(
        state=state, holder="", held_until=None, why=""
    )
    if not hit:
        raise Refusal(
            "run.over",
            N_("The run is not where you saw it any more."),
            remedy=N_("Load the page again; nothing was changed."),
        )
    run.refresh_from_db()


def note(run: Run, event: Any, /, *, by: Actor, at: datetime, **facts: Any) -> None:
    """Record what happened to a run."""
    journal.record(
        event,
        about=run.about,
        by=by,
        at=at,
        hall_id=run.hall_id,
        action=Action(run.action).label,
        **facts,
    )
