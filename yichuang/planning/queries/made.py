"""Plans that were made: one of them, those of a day, what holds in a season."""

from datetime import date, timedelta

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars
from yichuang.planning.models import KnownPeak, Plan, PlanState

SHOWN = 30


def plan(hall_id: int, plan_id: int) -> Plan:
    """A plan of this hall.

    Raises:
        Refusal: "plan.not-found", also for one of another hall.
    """
    found = Plan.objects.filter(pk=plan_id, hall_id=hall_id).first()
    if found is None:
        raise Refusal("plan.not-found", N_("There is no such plan."))
    return found


def why_failed(plan: Plan) -> Refusal | None:
    """The refusal a failed plan keeps; None of any other."""
    return Refusal.from_json(plan.refusal) if plan.refusal else None


def of_day(hall_id: int, day: date) -> tuple[Plan, ...]:
    """The plans of a day, the latest first."""
    rows = Plan.objects.filter(hall_id=hall_id, day=day).order_by("-number")
    return tuple(rows[:SHOWN])


def holds(hall_id: int, day: date) -> Plan | None:
    """The plan that is adopted for a day."""
    return Plan.objects.filter(
        hall_id=hall_id, day=day, state=PlanState.ADOPTED
    ).first()


def peak(hall_id: int, peak_id: int) -> KnownPeak:
    """A peak of this hall that was not withdrawn.

    Raises:
        Refusal: "peak.not-found".
    """
    rows = KnownPeak.objects.filter(pk=peak_id, hall_id=hall_id, withdrawn_at=None)
    found = rows.first()
    if found is None:
        raise Refusal("peak.not-found", N_("There is no such peak."))
    return found


def working_days(hall_id: int, first: date, last: date) -> tuple[date, ...]:
    """The days the hall works on from one day to another, both included.

    Raises:
        Refusal: "calendar.unknown-year".
    """
    calendar = calendars.calendar_for(hall_id)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in days if calendar.is_workday(day))


def best_by_day(hall_id: int, first: date, last: date) -> dict[date, Plan]:
    """For each day of a span its adopted plan, else the latest there is."""
    rows = Plan.objects.filter(hall_id=hall_id, day__gte=first, day__lte=last)
    found: dict[date, Plan] = {}
    for one in rows.order_by("day", "number"):
        known = found.get(one.day)
        if known is None or known.state != PlanState.ADOPTED:
            found[one.day] = one
    return found


__all__ = [
    "SHOWN",
    "KnownPeak",
    "Plan",
    "PlanState",
    "best_by_day",
    "holds",
    "of_day",
    "peak",
    "plan",
    "why_failed",
    "working_days",
]
