"""The step 环节 a case is in, and until when: a late step lights its own lamp, even while
the case itself is in time.

The guide's steps come in three groups: `apply` (receive and accept), `decide` (examine,
site check, decide) and `hand-over` (print and issue). Limits may be hours, which count in
office time by the hall's winter or summer hours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from yichuang.cases.rules.lifecycle import CaseState
from yichuang.catalogue.rules.guide import StepRule
from yichuang.kernel.hours import OfficeHours
from yichuang.kernel.limits import Limit, Stop, Unit, deadline
from yichuang.kernel.workdays import WorkCalendar

APPLY, DECIDE, HAND_OVER = "apply", "decide", "hand-over"
ADDRESSEE, DECISION, DELIVERY = "addressee", "decide", "delivery"

_WAITING = frozenset({CaseState.SUBMITTED, CaseState.RECEIVED, CaseState.CORRECTION})
_DECIDED = frozenset({CaseState.APPROVED, CaseState.REFUSED})
_INSIDE = frozenset({CaseState.ACCEPTED, CaseState.SUSPENDED})


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a case is: the step, since when, and the moment its limit ends."""

    step: str = ""
    since: datetime | None = None
    due_at: datetime | None = None


NOWHERE = Stage()


def step_of(
    steps: Sequence[StepRule], state: CaseState, *, at_decision: bool = False
) -> StepRule | None:
    """The step a case in `state` is in, None where the guide names none for it.

    `at_decision` says that it lies at a post that decides. A step that stops the clock
    (art. 45) is no step of ours: its days are those of the stop.
    """
    if state in _WAITING:
        return _first(
            [step for step in steps if step.group == APPLY and step.code != ADDRESSEE]
        )
    if state in _INSIDE:
        inside = [s for s in steps if s.group == DECIDE and not s.stops_clock]
        last = [step for step in inside if step.code == DECISION]
        return _first(last if at_decision and last else inside)
    if state in _DECIDED:
        handing = [step for step in steps if step.group == HAND_OVER]
        last = [step for step in handing if step.code == DELIVERY]
        return _first(last or handing)
    return None


def _first(steps: Sequence[StepRule]) -> StepRule | None:
    return steps[0] if steps else None


def stage(
    step: StepRule | None,
    since: datetime,
    calendar: WorkCalendar,
    hours: OfficeHours,
    stops: Sequence[Stop] = (),
) -> Stage:
    """The stage that began at `since`; `due_at` is None for a step without a limit."""
    if step is None:
        return NOWHERE
    if step.limit is None:
        return Stage(step.key, since)
    return Stage(step.key, since, due_at(step.limit, since, calendar, hours, stops))


def due_at(
    limit: Limit,
    since: datetime,
    calendar: WorkCalendar,
    hours: OfficeHours,
    stops: Sequence[Stop] = (),
) -> datetime:
    """The moment a step's limit ends: within the day for hours, else the close of
    business of its last day.

    Raises:
        Refusal: "calendar.unknown-year"; "hours.none" for hours in a hall without any.
    """
    begins = hours.local(since)
    standing = tuple(
        Stop(max(stop.start, begins.date()), stop.end, stop.ground)
        for stop in stops
        if stop.end >= begins.date()
    )
    start: date | datetime = begins if limit.unit is Unit.HOURS else begins.date()
    told = deadline(start, limit, calendar, hours, standing)
    return told.due_at or datetime.combine(told.due, time.max, hours.zone)
