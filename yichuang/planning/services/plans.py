"""A plan is asked for by a person, worked out by the worker, adopted by the manager."""

import logging
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from yichuang.accounts.policies import Actor
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.planning import events, policies
from yichuang.planning.engines import draws, search
from yichuang.planning.models import KnownPeak, Plan, PlanState
from yichuang.planning.queries import expecting, learning, made, windows
from yichuang.planning.rules.capacity import capacity
from yichuang.planning.rules.day import Crowd
from yichuang.planning.rules.staffing import GOAL, first_guess
from yichuang.queueing.queries.days import policy_on

log = logging.getLogger(__name__)

TRIED = 20
"""Days drawn to try a plan on: enough that one odd day decides nothing."""

STALLED = timedelta(minutes=5)
"""A plan takes seconds; one taken so long ago was lost with its worker."""

GOALS = (1.0, 120.0)


@transaction.atomic
def ask(
    hall_id: int,
    day: date,
    *,
    by: Actor,
    at: datetime,
    goal: float = GOAL,
    most_windows: int | None = None,
) -> Plan:
    """Ask for a plan of a day; the worker makes it. Asked again while one is under way,
    that one is answered.

    Raises:
        Refusal: "permission.denied", "plan.past-day", "plan.goal", "plan.windows",
            "plan.closed-day", "plan.no-windows", "calendar.unknown-year".
    """
    policies.require_here(by, "plan.manage", hall_id)
    _check(hall_id, day, at, goal, most_windows)
    under_way = Plan.objects.filter(
        hall_id=hall_id, day=day, state__in=(PlanState.ASKED, PlanState.RUNNING)
    ).first()
    if under_way:
        return under_way
    last = Plan.objects.filter(hall_id=hall_id, day=day).aggregate(n=Max("number"))
    try:
        with transaction.atomic():
            plan = Plan.objects.create(
                hall_id=hall_id,
                day=day,
                number=(last["n"] or 0) + 1,
                goal=goal,
                most_windows=most_windows,
                asked_at=at,
                asked_by=by.ref,
            )
    except IntegrityError:  # somebody asked in the same moment
        return Plan.objects.filter(hall_id=hall_id, day=day).latest("number")
    _note(plan, events.ASKED, by=by, at=at, day=day.isoformat())
    return plan


@transaction.atomic
def ask_peak(peak: KnownPeak, *, by: Actor, at: datetime) -> int:
    """Ask for plans of the coming days of a peak that have none; returns how many.

    Raises:
        Refusal: "permission.denied", "plan.no-windows", "calendar.unknown-year".
    """
    policies.require_here(by, "plan.manage", peak.hall_id)
    today = at.astimezone(places.hall(peak.hall_id).zone).date()
    best = made.best_by_day(peak.hall_id, peak.first, peak.last)
    count = 0
    for day in made.working_days(peak.hall_id, max(peak.first, today), peak.last):
        known = best.get(day)
        if known is not None and known.state != PlanState.FAILED:
            continue
        try:
            ask(peak.hall_id, day, by=by, at=at)
        except Refusal as refusal:
            if refusal.code != "plan.closed-day":
                raise
            continue  # a closure of the hall's own
        count += 1
    return count


def _check(
    hall_id: int, day: date, at: datetime, goal: float, most_windows: int | None
) -> None:
    today = at.astimezone(places.hall(hall_id).zone).date()
    if day < today:
        raise Refusal(
            "plan.past-day",
            N_("%(day)s is over."),
            field="day",
            remedy=N_("Choose today or a day to come."),
            day=day,
        )
    least, most = GOALS
    if not least <= goal <= most:
        raise Refusal(
            "plan.goal",
            N_("The wait to keep lies between %(least)s and %(most)s minutes."),
            field="goal",
            remedy=N_("15 minutes is usual."),
            least=round(least),
            most=round(most),
        )
    if most_windows is not None and most_windows < 1:
        raise Refusal(
            "plan.windows",
            N_("A plan needs at least one window."),
            field="most_windows",
            remedy=N_("Leave it empty to use every window of the hall."),
        )
    slots = windows.open_slots(hall_id, day)
    windows.teams(hall_id, slots, most=most_windows)


def work(*, at: datetime) -> int:
    """Take the next plan that is asked for and make it; 1 when one was made."""
    due = Q(state=PlanState.ASKED) | Q(
        state=PlanState.RUNNING, taken_at__lt=at - STALLED
    )
    plan = Plan.objects.filter(due).order_by("id").first()
    if plan is None:
        return 0
    if not _move(plan, state=PlanState.RUNNING, taken_at=at, done=0, of=1):
        return 0
    try:
        columns = _worked_out(
            plan.hall_id,
            plan.day,
            at=at,
            goal=plan.goal,
            most_windows=plan.most_windows,
            progress=lambda done, of: _tell(plan, done, of),
        )
    except Refusal as refusal:
        return _fail(plan, refusal, at=at)
    except Exception:  # a solver that breaks is not asked the same again and again
        log.exception("plan %s could not be worked out", plan.pk)
        return _fail(plan, _BROKEN, at=at)
    _move(plan, state=PlanState.READY, ready_at=at, **columns)
    return 1


_BROKEN = Refusal(
    "plan.broken",
    N_("The plan could not be worked out; the reason is in the log."),
    remedy=N_("Ask for another plan; if that fails too, tell the administrator."),
)


def _fail(plan: Plan, refusal: Refusal, *, at: datetime) -> int:
    _move(plan, state=PlanState.FAILED, ready_at=at, refusal=refusal.as_json())
    return 1


def draft(
    hall_id: int,
    day: date,
    *,
    at: datetime,
    goal: float = GOAL,
    most_windows: int | None = None,
    progress: search.Progress = lambda done, of: None,
) -> dict[str, Any]:
    """A plan that nobody keeps: the columns a ready plan would have. Writes nothing.

    Raises:
        Refusal: "plan.past-day", "plan.goal", "plan.windows", "plan.closed-day",
            "plan.no-windows", "calendar.unknown-year".
    """
    _check(hall_id, day, at, goal, most_windows)
    return _worked_out(
        hall_id, day, at=at, goal=goal, most_windows=most_windows, progress=progress
    )


def _worked_out(
    hall_id: int,
    day: date,
    *,
    at: datetime,
    goal: float,
    most_windows: int | None,
    progress: search.Progress,
) -> dict[str, Any]:
    """What the columns of a ready plan are."""
    today = at.astimezone(places.hall(hall_id).zone).date()
    expected = expecting.day(hall_id, day, known_before=today)
    crowd = learning.crowd(hall_id, today)
    slots = windows.open_slots(hall_id, day)
    need = first_guess(expected.forecast, crowd.takes, slots)
    seed = day.toordinal()
    found = search.propose(
        need,
        windows.teams(hall_id, slots, most=most_windows),
        list(draws.days(expected.forecast, crowd, seed=seed, count=TRIED)),
        policy_on(hall_id, day),
        goal=goal,
        progress=progress,
    )
    return _columns(expected, crowd, found)


def _columns(
    expected: expecting.Expectation, crowd: Crowd, found: search.Proposal
) -> dict[str, Any]:
    duties = found.roster.duties
    return {
        "basis": {
            "means": expected.forecast.means,
            "spread": expected.forecast.spread,
            "slot_spread": expected.forecast.slot_spread,
            "default": expected.default,
        },
        "duties": [
            {"window": duty.window, "slots": list(duty.pattern.slots)}
            for duty in duties
        ],
        "capacity": capacity(duties, expected.forecast, crowd.takes),
        "lacks": [asdict(one) for one in found.roster.lacks],
        "late": {str(slot): round(wait, 1) for slot, wait in found.late.items()},
        "hours": found.roster.hours,
        "gap": found.roster.gap,
        "p90": found.p90,
        "good": found.good,
    }


def _tell(plan: Plan, done: int, of: int) -> None:
    """Progress, outside the moves: only a bar reads it."""
    Plan.objects.filter(pk=plan.pk).update(done=done, of=of)


def _move(plan: Plan, **changes: Any) -> bool:
    """Compare-and-set; False when another worker was faster."""
    values = {**changes, "version": plan.version + 1}
    hit = Plan.objects.filter(pk=plan.pk, version=plan.version).update(**values)
    if hit:
        for name, value in values.items():
            setattr(plan, name, value)
    return bool(hit)


@transaction.atomic
def adopt(plan: Plan, *, by: Actor, at: datetime) -> Plan:
    """Make a ready plan the day's plan, in place of an earlier one.

    Raises:
        Refusal: "permission.denied", "plan.not-ready", "plan.moved-on".
    """
    policies.require_here(by, "plan.manage", plan.hall_id)
    if plan.state == PlanState.ADOPTED:
        return plan
    if plan.state not in {PlanState.READY, PlanState.REPLACED}:
        raise Refusal(
            "plan.not-ready",
            N_("The plan is not ready."),
            remedy=N_("Wait until it is worked out, or make a new one."),
        )
    Plan.objects.filter(
        hall_id=plan.hall_id, day=plan.day, state=PlanState.ADOPTED
    ).update(state=PlanState.REPLACED)
    try:
        with transaction.atomic():
            moved = _move(
                plan, state=PlanState.ADOPTED, adopted_at=at, adopted_by=by.ref
            )
    except IntegrityError:
        moved = False
    if not moved:
        raise Refusal(
            "plan.moved-on",
            N_("Somebody else has just adopted a plan for this day."),
            remedy=N_("Look at the page again, then decide."),
        )
    _note(
        plan,
        events.ADOPTED,
        by=by,
        at=at,
        day=plan.day.isoformat(),
        number=plan.number,
        duties=plan.duties,
        capacity=plan.capacity,
    )
    return plan


def _note(plan: Plan, event: Any, *, by: Actor, at: datetime, **facts: Any) -> None:
    journal.record(event, about=plan.about, by=by, at=at, hall_id=plan.hall_id, **facts)
