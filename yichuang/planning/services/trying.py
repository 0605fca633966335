"""What if: the same days run twice, as planned and with one change. Writes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.statistics import p90
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.planning.engines import draws
from yichuang.planning.models import Plan, PlanState
from yichuang.planning.queries import expecting, learning, windows
from yichuang.planning.rules.day import SLOT, Counter, Run
from yichuang.planning.rules.shifts import Pattern
from yichuang.planning.rules.simulation import simulate
from yichuang.queueing.queries.days import policy_on

TRIED = 10


@dataclass(frozen=True, slots=True)
class Change:
    """A window opened, or closed, from one half-hour up to another (not included)."""

    window: int
    first: int
    before: int
    opens: bool


@dataclass(frozen=True, slots=True)
class Going:
    """How the days went: over all of them, and by half-hour of arrival."""

    mean: float
    p90: float
    gone_percent: float
    closes: float
    by_slot: dict[int, float]
    hours: float


@dataclass(frozen=True, slots=True)
class Effect:
    """The same days as planned and with the change."""

    planned: Going
    changed: Going


def what_if(hall_id: int, day: date, change: Change, *, at: datetime) -> Effect:
    """What opening or closing a window would do to the waiting on a day.

    Raises:
        Refusal: "plan.no-window", "plan.no-change", "plan.closed-day", "plan.no-windows",
            "calendar.unknown-year".
    """
    today = at.astimezone(places.hall(hall_id).zone).date()
    slots = windows.open_slots(hall_id, day)
    planned = counters(hall_id, day, slots)
    changed = _changed(hall_id, planned, change, slots)
    expected = expecting.day(hall_id, day, known_before=today)
    crowd = learning.crowd(hall_id, today)
    seed = day.toordinal()
    days = list(draws.days(expected.forecast, crowd, seed=seed, count=TRIED))
    policy = policy_on(hall_id, day)
    before, after = (
        _going([simulate(one, plan, policy) for one in days], plan)
        for plan in (planned, changed)
    )
    return Effect(before, after)


def counters(hall_id: int, day: date, slots: tuple[int, ...]) -> tuple[Counter, ...]:
    """The windows of the day's adopted plan; without one, every window all day."""
    skills = {
        number: team.skills
        for team in windows.teams(hall_id, slots)
        for number in team.windows
    }
    adopted = Plan.objects.filter(hall_id=hall_id, day=day, state=PlanState.ADOPTED)
    duties = adopted.values_list("duties", flat=True).first()
    if duties is None:
        spans = Pattern(slots).spans
        return tuple(Counter(one, skills[one], spans) for one in sorted(skills))
    return tuple(
        Counter(
            duty["window"], skills[duty["window"]], Pattern(tuple(duty["slots"])).spans
        )
        for duty in duties
        if duty["window"] in skills
    )


def _changed(
    hall_id: int,
    planned: Sequence[Counter],
    change: Change,
    slots: tuple[int, ...],
) -> tuple[Counter, ...]:
    """The windows with the change."""
    everyone = {
        number: team.skills
        for team in windows.teams(hall_id, slots)
        for number in team.windows
    }
    if change.window not in everyone:
        raise Refusal(
            "plan.no-window",
            N_("There is no window %(window)s that serves anything."),
            field="window",
            remedy=N_("Windows of this hall: %(known)s."),
            window=change.window,
            known="、".join(map(str, sorted(everyone))),
        )
    known = {one.number: one for one in planned}
    mine = known.get(change.window, Counter(change.window, everyone[change.window], ()))
    meant = set(range(change.first, change.before)) & set(slots)
    before = _slots(mine)
    after = before | meant if change.opens else before - meant
    if after == before:
        raise Refusal(
            "plan.no-change",
            N_("Window %(window)s is planned like that already."),
            field="first",
            remedy=N_("Choose another window or another time."),
            window=change.window,
        )
    spans = Pattern(tuple(sorted(after))).spans
    known[change.window] = replace(mine, spans=spans)
    return tuple(known[number] for number in sorted(known) if known[number].spans)


def _slots(counter: Counter) -> set[int]:
    return {
        slot
        for start, end in counter.spans
        for slot in range(int(start) // SLOT, int(end) // SLOT)
    }


def _going(runs: Sequence[Run], plan: Iterable[Counter]) -> Going:
    waits = [wait for run in runs for _, wait in run.waits()]
    by_slot: dict[int, list[float]] = {}
    for run in runs:
        for slot, some in run.by_slot().items():
            by_slot.setdefault(slot, []).extend(some)
    came = sum(run.gone.whole for run in runs)
    gone = sum(run.gone.part + run.unserved for run in runs)
    return Going(
        mean=sum(waits) / len(waits) if waits else 0.0,
        p90=p90(waits) or 0.0,
        gone_percent=100 * gone / came if came else 0.0,
        closes=max((run.closes for run in runs), default=0.0),
        by_slot={slot: p90(some) or 0.0 for slot, some in sorted(by_slot.items())},
        hours=sum(one.minutes for one in plan) / 60,
    )
