"""A day beside its plan: figures, three pictures with one table, how good ranges were."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.desk.presenters.planning.charts import Chart, chart
from yichuang.kernel.refusals import Refusal
from yichuang.planning.queries.came import Came
from yichuang.planning.queries.going import DayGoing, HalfHour
from yichuang.planning.rules.staffing import GOAL
from yichuang.queueing.rules.foresight import FEW, Score
from yichuang.web.formats import day_short, number
from yichuang.web.presenters import Figure

WANTED = (75, 85)
"""Between these per cent the eight-in-ten range is honest."""


@dataclass(frozen=True, slots=True)
class Line:
    """A half-hour in the table under the pictures."""

    time: str
    expected: str
    came: str
    came_url: str
    planned: str
    open: str
    wait: str
    beyond: str


@dataclass(frozen=True, slots=True)
class Scored:
    """How good the ranges of a day were."""

    day: str
    url: str
    told: str
    covered: str
    error: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart under its heading, with what its marks mean: (class of the mark, word)."""

    key: str
    title: str
    says: str
    legend: tuple[tuple[str, str], ...]
    chart: Chart


def address(name: str, day: date, **more: object) -> str:
    """A page of planning for a day."""
    return reverse(f"desk:{name}") + "?" + urlencode({"day": day.isoformat(), **more})


def figures(going: DayGoing, score: Score | None, *, today: bool) -> tuple[Figure, ...]:
    """What one compares first."""
    one = going.expected
    waits = [row.p90 for row in going.half_hours if row.p90 is not None]
    goal = going.plan.goal if going.plan else GOAL
    return (
        Figure(
            gettext("Expected"),
            number(one.mean),
            gettext("people"),
            gettext("eight days in ten: %(low)s–%(high)s")
            % {"low": number(one.low), "high": number(one.high)},
            "#pl-table",
            "users",
        ),
        Figure(
            gettext("Came so far") if today else gettext("Came"),
            number(going.came),
            gettext("people"),
            gettext("every ticket of the day"),
            address("plan-tickets", going.day),
            "ticket",
        ),
        _hours(going),
        Figure(
            gettext("Longest half-hour"),
            number(max(waits)) if waits else "—",
            gettext("min"),
            gettext("nine in ten waited at most; wanted %(goal)s")
            % {"goal": number(goal)},
            address("plan-tickets", going.day),
            "clock",
        ),
        _score(going.day, score),
    )


def _hours(going: DayGoing) -> Figure:
    plan = going.plan
    return Figure(
        gettext("Window-hours planned"),
        number(plan.hours if plan else None, 1),
        gettext("h"),
        gettext("plan %(number)s") % {"number": plan.number}
        if plan
        else gettext("no plan is adopted"),
        reverse("desk:plan-show", args=[plan.pk]) if plan else "#pl-plans",
        "window",
    )


def _score(day: date, score: Score | None) -> Figure:
    told = score.told if score else 0
    percent = score.percent if score else None
    return Figure(
        gettext("Wait ranges that held"),
        number(percent),
        "%" if percent is not None else "",
        gettext("%(covered)s of %(told)s tickets in 4 weeks; 80%% is meant")
        % {"covered": number(score.covered if score else 0), "told": number(told)},
        "#pl-score",
        "target",
        few=told < FEW,
    )


def pictures(going: DayGoing) -> tuple[Picture, ...]:
    """Who came, which windows, how long the wait."""
    rows = going.half_hours
    slots = [row.slot for row in rows]
    goal = going.plan.goal if going.plan else GOAL
    busiest = max(rows, key=lambda row: row.expected.mean)
    arrivals = Picture(
        "came",
        gettext("Who comes"),
        gettext("Most are expected from %(time)s: %(low)s–%(high)s.")
        % {
            "time": busiest.clock,
            "low": busiest.expected.low,
            "high": busiest.expected.high,
        },
        (("a", gettext("came")), ("c", gettext("expected, eight days in ten"))),
        chart(
            slots,
            _came_finding(rows),
            bars=[row.came for row in rows],
            band=(
                [row.expected.low for row in rows],
                [row.expected.high for row in rows],
            ),
        ),
    )
    return arrivals, _windows(rows, slots), _waits(rows, slots, goal)


def _came_finding(rows: tuple[HalfHour, ...]) -> str:
    over = [row for row in rows if row.came is not None]
    within = sum(
        row.expected.low <= (row.came or 0) <= row.expected.high for row in over
    )
    return gettext(
        "In %(within)s of %(over)s half-hours as many came as were expected"
    ) % {"within": within, "over": len(over)}


def _windows(rows: tuple[HalfHour, ...], slots: list[int]) -> Picture:
    most = max((row.planned or 0 for row in rows), default=0)
    short = sum(
        row.open is not None and row.open < (row.planned or 0) - 0.5 for row in rows
    )
    says = (
        gettext("The plan opens %(most)s windows at most.") % {"most": most}
        if most
        else gettext("No plan is adopted for this day.")
    )
    return Picture(
        "windows",
        gettext("Windows"),
        says,
        (("a", gettext("open")), ("b", gettext("planned"))),
        chart(
            slots,
            gettext("In %(short)s half-hours fewer windows were open than planned")
            % {"short": short},
            bars=[row.open for row in rows],
            steps=[row.planned for row in rows],
        ),
    )


def _waits(rows: tuple[HalfHour, ...], slots: list[int], goal: float) -> Picture:
    late = [row for row in rows if row.p90 is not None and row.p90 > goal]
    says = (
        gettext("Longer than wanted from %(times)s.")
        % {"times": gettext(", ").join(row.clock for row in late)}
        if late
        else gettext("No half-hour was longer than wanted.")
    )
    if not any(row.p90 is not None for row in rows):
        says = gettext("Nobody has been called yet.")
    return Picture(
        "waits",
        gettext("The wait of nine in ten, in minutes"),
        says,
        (("a", gettext("waited at most")), ("pl-ref", gettext("wanted"))),
        chart(
            slots,
            says,
            bars=[row.p90 for row in rows],
            level=(goal, gettext("%(goal)s min") % {"goal": number(goal)}),
        ),
    )


def lines(going: DayGoing) -> tuple[Line, ...]:
    """The numbers of all three pictures."""
    return tuple(
        Line(
            time=row.clock,
            expected=f"{row.expected.low}–{row.expected.high}",
            came=number(row.came),
            came_url=address("plan-tickets", going.day, slot=row.slot)
            if row.came
            else "",
            planned=number(row.planned),
            open=number(row.open, 1),
            wait=number(row.p90),
            beyond=_beyond(row),
        )
        for row in going.half_hours
    )


def _beyond(row: HalfHour) -> str:
    if row.came is None or row.expected.low <= row.came <= row.expected.high:
        return ""
    more = row.came > row.expected.high
    return gettext("more than expected") if more else gettext("fewer than expected")


def scored(scores: Mapping[date, Score]) -> tuple[Scored, ...]:
    """How good the ranges were, day by day, the latest first."""
    return tuple(
        Scored(
            day_short(day),
            address("plan-tickets", day),
            number(one.told),
            f"{number(one.percent)}%" if one.percent is not None else "—",
            gettext("%(minutes)s min") % {"minutes": number(one.error, 1)},
        )
        for day, one in sorted(scores.items(), reverse=True)
    )


def verdict(score: Score) -> str:
    """The score in words."""
    percent = score.percent
    if percent is None:
        return gettext("No range has been told and turned out yet.")
    least, most = WANTED
    if score.told < FEW:
        return gettext("Too few tickets to judge.")
    if percent < least:
        return gettext("The ranges promise too much: they are too narrow.")
    if percent > most:
        return gettext("The ranges are wider than they need be.")
    return gettext("The ranges are honest: eight in ten hold.")


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A ticket in the list."""

    number: str
    kind: str
    taken: object
    wait: str
    told: str
    held: str
    state: str


def ticket_lines(rows: tuple[Came, ...]) -> tuple[TicketLine, ...]:
    """The tickets of a page."""
    held = {True: gettext("held"), False: gettext("did not hold"), None: "—"}
    return tuple(
        TicketLine(
            one.number,
            one.kind,
            one.taken_at,
            number(one.wait),
            "—" if one.low is None else f"{one.low}–{one.high}",
            held[one.inside],
            gettext(one.state),
        )
        for one in rows
    )


@dataclass(frozen=True, slots=True)
class Closed:
    """A day that cannot be planned, in words."""

    says: str
    remedy: str


def closed(refused: Refusal) -> Closed:
    """Why there is nothing to show."""
    return Closed(refused.text(gettext), refused.remedy_text(gettext))
