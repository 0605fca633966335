"""The step a case enters with a move, and until when: written with the move itself."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from yichuang.cases.models import Case
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.rules.lifecycle import IN_PROCESS, CaseState
from yichuang.cases.rules.stages import NOWHERE, Stage, stage, step_of
from yichuang.catalogue.rules.guide import Guide
from yichuang.kernel.lamps import Lamp
from yichuang.kernel.limits import Stop
from yichuang.organisation.models import PostKind
from yichuang.organisation.queries import calendars, places, posts

MOMENTS = ("closed_at", "decided_at", "accepted_at", "received_at", "submitted_at")
"""What a move writes down as its moment, where nobody says `at`."""


def entered(
    case: Case,
    state: CaseState,
    changes: Mapping[str, Any],
    at: datetime | None = None,
) -> dict[str, Any]:
    """The columns of step and lamp that go with a move into `state`.

    A closed case has neither; while the applicant mends papers the step stands; a move
    that leaves the case where it lies leaves its step too.
    """
    moment = at or next((changes[n] for n in MOMENTS if changes.get(n)), None)
    if state is CaseState.CLOSED:
        return {
            **columns(NOWHERE),
            "lamp": Lamp.DONE.value,
            "lamp_since": moment or case.lamp_since,
        }
    if state is CaseState.CORRECTION:
        return {"step_due_at": None}
    if moment is None or _stays(case, state, changes):
        return {}
    return _into(case, state, changes, moment)


def _stays(case: Case, state: CaseState, changes: Mapping[str, Any]) -> bool:
    inside = case.state in IN_PROCESS and state in IN_PROCESS
    return "post_id" not in changes and (inside or case.state == state)


def _into(
    case: Case, state: CaseState, changes: Mapping[str, Any], at: datetime
) -> dict[str, Any]:
    post_id = changes.get("post_id", case.post_id)
    decides = (
        state in IN_PROCESS
        and post_id is not None
        and posts.post(post_id).kind == PostKind.DECISION
    )
    guide = guide_of(case)
    step = step_of(guide.steps, state, at_decision=decides)
    came_back = case.state == CaseState.CORRECTION
    if step is not None and step.key == case.step and not came_back:
        return {}
    received: date | None = changes.get("received_on", case.received_on)
    if came_back:
        received = changes.get("complete_on", received)
    since = _since(at, received if state in _FILED else None, case.hall_id)
    return columns(_stage(guide, state, case.hall_id, since, decides=decides))


_FILED = (CaseState.SUBMITTED, CaseState.RECEIVED)


def _since(at: datetime, received: date | None, hall_id: int) -> datetime:
    """Filed after hours, the step begins with the day that counts as receipt."""
    zone = places.hall(hall_id).zone
    if received is None or received <= at.astimezone(zone).date():
        return at
    return datetime.combine(received, time.min, zone)


def _stage(
    guide: Guide,
    state: CaseState,
    hall_id: int,
    since: datetime,
    *,
    decides: bool = False,
    stops: Sequence[Stop] = (),
) -> Stage:
    return stage(
        step_of(guide.steps, state, at_decision=decides),
        since,
        calendars.calendar_for(hall_id),
        calendars.office_hours(hall_id),
        stops,
    )


def begun(
    guide: Guide, state: CaseState, hall_id: int, received: date | None, at: datetime
) -> dict[str, Any]:
    """The columns of a case that is made in `state`; a draft has no step."""
    if state is CaseState.DRAFT:
        return columns(NOWHERE)
    return columns(_stage(guide, state, hall_id, _since(at, received, hall_id)))


def restaged(case: Case, stops: Sequence[Stop]) -> dict[str, Any]:
    """The moment the standing step ends once `stops` are counted out."""
    if not case.step or case.step_at is None:
        return {}
    guide = guide_of(case)
    step = next((one for one in guide.steps if one.key == case.step), None)
    told = stage(
        step,
        case.step_at,
        calendars.calendar_for(case.hall_id),
        calendars.office_hours(case.hall_id),
        stops,
    )
    return {"step_due_at": told.due_at}


def columns(told: Stage) -> dict[str, Any]:
    """A stage as columns of the case."""
    return {"step": told.step, "step_at": told.since, "step_due_at": told.due_at}
