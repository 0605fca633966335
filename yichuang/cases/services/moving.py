"""Taking a case from one state to the next: one compare-and-set, whoever else tries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Model

from yichuang.accounts.policies import Actor
from yichuang.cases import events, policies
from yichuang.cases.models import Case
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.rules import modes
from yichuang.cases.rules.lifecycle import LIFECYCLE, CaseState
from yichuang.cases.services import timing
from yichuang.journal import services as journal
from yichuang.journal.events import EventType
from yichuang.kernel.statechart import Move
from yichuang.web import gathering
from yichuang.web.columns import Adapt, adapters

BUNDLE = "bundle:"
"""How a case that is one of a bundle names where it came from."""


def advance(
    case: Case, move: str, *, by: Actor, at: datetime | None = None, **changes: Any
) -> Case:
    """Make a move of the lifecycle with `changes` to the case's own columns.

    The step the case enters is written with it, counted from `at` (or from the moment
    among the changes); a closed case goes out of the lamps.

    Raises:
        Refusal: "move.not-allowed", "permission.denied", or "case.moved-on" when
            somebody else was faster.
    """
    row = possible(case, move, by=by)
    target = CaseState(row.target)
    step = timing.entered(case, target, changes, at)
    return change(case, state=target, **step, **changes)


def possible(case: Case, move: str, *, by: Actor) -> Move:
    """The move, if the lifecycle names it for the state and the actor may make it.
    Services with more to ask ask this first, so that it is what is told.

    Raises:
        Refusal: "move.not-allowed", "permission.denied".
    """
    row = LIFECYCLE.move(CaseState(case.state), move)
    policies.require_move(by, row.needs, case)
    return row


def change(case: Case, **changes: Any) -> Case:
    """Write columns of the case if nobody else wrote it since it was read.

    Raises:
        Refusal: "case.moved-on".
    """
    changed = _Changed(case, case.version, {**changes, "version": case.version + 1})
    kept = gathering.current()
    if kept is not None:
        kept.keep(change_many, changed)
    else:
        with connection.cursor() as cursor:
            names = tuple(changed.values)
            ways = adapters(_fields(names))
            cursor.execute(_update(names), _row(changed, ways))
            if not cursor.rowcount:
                raise moved_on(case)
    for name, value in changed.values.items():
        setattr(case, name, value)
    return case


@dataclass(frozen=True, slots=True)
class _Changed:
    """Columns of a case to be written over its version `seen`."""

    case: Case
    seen: int
    values: dict[str, Any]


class Overtaken(RuntimeError):
    """Somebody wrote one of many cases meanwhile: whoever gathers rolls back, reads
    them again and goes on."""


def change_many(changes: Sequence[_Changed]) -> None:
    """Write many changes; several of the same case in their order.

    Raises:
        Overtaken: one of the cases was written by somebody else.
    """
    alike: dict[tuple[int, tuple[str, ...]], list[_Changed]] = defaultdict(list)
    turns: dict[int, int] = defaultdict(int)
    for changed in changes:
        turns[changed.case.pk] += 1
        alike[turns[changed.case.pk], tuple(changed.values)].append(changed)
    with connection.cursor() as cursor:
        for (_turn, names), group in sorted(alike.items()):
            # In the order of their ids, so that two who do this never meet crosswise.
            group.sort(key=lambda changed: changed.case.pk)
            ways = adapters(_fields(names))
            cursor.executemany(_update(names), [_row(one, ways) for one in group])
            if cursor.rowcount != len(group):
                raise Overtaken


@lru_cache(maxsize=256)
def _update(names: tuple[str, ...]) -> str:
    """Every move comes through here, so the statement is written out once."""
    columns = ", ".join(f'"{field.column}" = %s' for field in _fields(names))
    return f"UPDATE cases_case SET {columns} WHERE id = %s AND version = %s"  # noqa: S608


@lru_cache(maxsize=256)
def _fields(names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(Case._meta.get_field(name) for name in names)


def _row(changed: _Changed, ways: Sequence[Adapt]) -> list[Any]:
    values = zip(ways, changed.values.values(), strict=True)
    return [
        *(adapt(_bare(value)) for adapt, value in values),
        changed.case.pk,
        changed.seen,
    ]


def _bare(value: Any) -> Any:
    """A person, a post, a version is written by its key."""
    return value.pk if isinstance(value, Model) else value


def visited(case: Case, day: date) -> dict[str, Any]:
    """The columns for one more day on which the person stood at a window."""
    now = modes.came(modes.Visits(case.visits, case.visited_on), day)
    return {"visits": now.count, "visited_on": now.last}


def note(
    case: Case, event: EventType, /, *, by: Actor, at: datetime, **facts: Any
) -> None:
    """Record what happened to the case, in its hall and in the same transaction; where
    it is one of a bundle, the bundle is told and goes on (`services.bundles.going_on`).
    """
    journal.record(event, about=case.about, by=by, at=at, hall_id=case.hall_id, **facts)
    if case.origin.startswith(BUNDLE) and event.code in events.BUNDLE_MOVES:
        journal.record(
            events.CHILD_MOVED,
            about=case.origin,
            by=by,
            at=at,
            hall_id=case.hall_id,
            item=guide_of(case).name,
            number=case.number,
            code=event.code,
        )
