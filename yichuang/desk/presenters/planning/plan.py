"""One plan: how far it is, its duties as a grid, what it lacks, seats to book."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.planning.queries.made import Plan, PlanState, why_failed
from yichuang.planning.rules.day import clock
from yichuang.planning.rules.shifts import Pattern
from yichuang.queueing.queries.days import KindCard
from yichuang.web.formats import day_weekday, number

WORKING = frozenset({PlanState.ASKED, PlanState.RUNNING})
ADOPTABLE = frozenset({PlanState.READY, PlanState.REPLACED})


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in a list."""

    url: str
    name: str
    state: str
    goal: str
    windows: str
    hours: str
    wait: str
    holds: bool
    done: bool
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of the grid: on duty or not in each half-hour."""

    head: str
    says: str
    cells: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class CountRow:
    """A row of numbers by half-hour; "" where there is none."""

    head: str
    cells: tuple[str, ...]
    whole: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan as its page shows it."""

    url: str
    title: str
    day: date
    day_url: str
    state: str
    working: bool
    adoptable: bool
    adopted: bool
    failed: bool
    done: int
    of: int
    refusal: str
    remedy: str
    verdict: str
    good: bool
    facts: tuple[tuple[str, str], ...]
    proof: str
    stated: bool
    times: tuple[str, ...]
    grid: tuple[GridRow, ...]
    open: CountRow
    expected: CountRow
    capacity: tuple[CountRow, ...]
    lacks: tuple[str, ...]
    late: tuple[str, ...]
    adopted_at: datetime | None


def line(plan: Plan) -> PlanLine:
    """A plan in the list of its day."""
    return PlanLine(
        reverse("desk:plan-show", args=[plan.pk]),
        gettext("Plan %(number)s") % {"number": plan.number},
        str(PlanState(plan.state).label),
        gettext("%(goal)s min") % {"goal": number(plan.goal)},
        number(plan.most_windows)
        if plan.most_windows is not None
        else gettext("all windows"),
        number(plan.hours, 1),
        number(plan.p90, 1),
        plan.state == PlanState.ADOPTED,
        plan.hours is not None,
        plan.asked_at,
    )


def shown(plan: Plan, kinds: Sequence[KindCard], names: dict[str, str]) -> PlanPage:
    """A plan with everything in it; `names` are the kinds' names in the reader's
    language."""
    slots = sorted({slot for duty in plan.duties for slot in duty["slots"]})
    no = why_failed(plan)
    return PlanPage(
        url=reverse("desk:plan-show", args=[plan.pk]),
        title=gettext("Plan %(number)s for %(day)s")
        % {"number": plan.number, "day": day_weekday(plan.day)},
        day=plan.day,
        day_url=reverse("desk:plan") + f"?day={plan.day.isoformat()}",
        state=str(PlanState(plan.state).label),
        working=plan.state in WORKING,
        adoptable=plan.state in ADOPTABLE,
        adopted=plan.state == PlanState.ADOPTED,
        failed=plan.state == PlanState.FAILED,
        done=plan.done,
        of=max(plan.of, 1),
        refusal=no.text(gettext) if no else "",
        remedy=no.remedy_text(gettext) if no else "",
        verdict=_verdict(plan),
        good=bool(plan.good),
        facts=_facts(plan),
        proof=_proof(plan),
        stated=bool(plan.basis.get("default")),
        times=tuple(map(clock, slots)),
        grid=tuple(_grid_row(duty, slots) for duty in plan.duties),
        open=_open(plan, slots),
        expected=_expected(plan, slots),
        capacity=_capacity(plan, slots, kinds, names),
        lacks=_lacks(plan, names),
        late=_late(plan),
        adopted_at=plan.adopted_at,
    )


def _verdict(plan: Plan) -> str:
    if plan.p90 is None:
        return ""
    said = {"p90": number(plan.p90, 1), "goal": number(plan.goal)}
    if plan.good:
        return (
            gettext("Nine in ten wait %(p90)s minutes at most; %(goal)s are allowed.")
            % said
        )
    if plan.p90 <= plan.goal:
        return gettext(
            "Not everybody is served before closing: windows for some kinds are missing."
        )
    return (
        gettext("Even so nine in ten wait up to %(p90)s minutes; %(goal)s were wanted.")
        % said
    )


def _facts(plan: Plan) -> tuple[tuple[str, str], ...]:
    if plan.hours is None:
        return ()
    windows = len({duty["window"] for duty in plan.duties})
    visitors = sum(map(sum, plan.basis.get("means", {}).values()))
    return (
        (gettext("Windows"), number(windows)),
        (gettext("Window-hours"), number(plan.hours, 1)),
        (gettext("Expected visitors"), number(visitors)),
        (
            gettext("Most windows"),
            gettext("all windows")
            if plan.most_windows is None
            else number(plan.most_windows),
        ),
    )


def _proof(plan: Plan) -> str:
    """The gap as a person would say it."""
    if plan.gap is None or plan.hours is None or plan.lacks:
        return ""
    if plan.gap < 0.0005:
        return gettext(
            "It is proven that no other roster covers this need with fewer window-hours."
        )
    return gettext(
        "It is proven that no other roster covers this need with less than %(least)s window-hours."
    ) % {"least": number(plan.hours * (1 - plan.gap), 1)}


def _grid_row(duty: dict[str, Any], slots: Sequence[int]) -> GridRow:
    on = set(duty["slots"])
    return GridRow(
        gettext("Window %(window)s") % {"window": duty["window"]},
        Pattern(tuple(duty["slots"])).says,
        tuple(slot in on for slot in slots),
    )


def _open(plan: Plan, slots: Sequence[int]) -> CountRow:
    counts = [sum(slot in duty["slots"] for duty in plan.duties) for slot in slots]
    return CountRow(gettext("Windows open"), tuple(map(str, counts)), "")


def _expected(plan: Plan, slots: Sequence[int]) -> CountRow:
    means = plan.basis.get("means", {}).values()
    sums = [sum(one[slot] for one in means) for slot in slots]
    return CountRow(
        gettext("Expected visitors"), tuple(number(n) for n in sums), number(sum(sums))
    )


def _capacity(
    plan: Plan, slots: Sequence[int], kinds: Sequence[KindCard], names: dict[str, str]
) -> tuple[CountRow, ...]:
    return tuple(
        CountRow(
            f"{kind.code} {names[kind.code]}",
            tuple(str(seats[slot] or "") for slot in slots),
            number(sum(seats)),
        )
        for kind in kinds
        if (seats := plan.capacity.get(kind.code))
    )


def _lacks(plan: Plan, names: dict[str, str]) -> tuple[str, ...]:
    return tuple(
        gettext("From %(time)s %(windows)s windows are missing for %(kind)s.")
        % {
            "time": clock(one["slot"]),
            "windows": number(one["windows"], 1),
            "kind": names.get(one["line"], one["line"]) or gettext("all kinds"),
        }
        for one in sorted(plan.lacks, key=lambda one: (one["slot"], one["line"]))
    )


def _late(plan: Plan) -> tuple[str, ...]:
    return tuple(
        gettext("Who comes from %(time)s waits up to %(minutes)s minutes.")
        % {"time": clock(int(slot)), "minutes": number(wait)}
        for slot, wait in sorted(plan.late.items(), key=lambda one: int(one[0]))
    )
