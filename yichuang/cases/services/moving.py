"""Taking a case from one state to the next: one compare-and-set, whoever else tries."""

from datetime import datetime
from typing import Any

from yichuang.accounts.policies import Actor
from yichuang.cases import policies
from yichuang.cases.models import Case
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.rules.lifecycle import LIFECYCLE, CaseState
from yichuang.journal import services as journal
from yichuang.journal.events import EventType
from yichuang.kernel.statechart import Move


def advance(case: Case, move: str, *, by: Actor, **changes: Any) -> Case:
    """Make a move of the lifecycle with `changes` to the case's own columns.

    Raises:
        Refusal: "move.not-allowed", "permission.denied", or "case.moved-on" when
            somebody else was faster.
    """
    row = possible(case, move, by=by)
    return change(case, state=CaseState(row.target), **changes)


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
    values = {**changes, "version": case.version + 1}
    hit = Case.objects.filter(pk=case.pk, version=case.version).update(**values)
    if not hit:
        raise moved_on(case)
    for name, value in values.items():
        setattr(case, name, value)
    return case


def note(
    case: Case, event: EventType, /, *, by: Actor, at: datetime, **facts: Any
) -> None:
    """Record what happened to the case, in its hall and in the same transaction."""
    journal.record(event, about=case.about, by=by, at=at, hall_id=case.hall_id, **facts)
