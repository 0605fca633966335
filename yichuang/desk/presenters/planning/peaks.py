"""Peaks in a list and day by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from yichuang.desk.presenters.planning.day import address
from yichuang.kernel.text import N_
from yichuang.planning.queries.made import KnownPeak, PlanState
from yichuang.planning.queries.seasons import SeasonDay
from yichuang.web.formats import day_short, day_weekday, number

WHEN = {-1: N_("over"), 0: N_("on now"), 1: N_("to come")}


@dataclass(frozen=True, slots=True)
class PeakLine:
    """A peak in the list."""

    id: int
    url: str
    name: str
    days: str
    kinds: str
    factor: str
    when: str


@dataclass(frozen=True, slots=True)
class DayLine:
    """A day of a peak; `missing` asks for a plan."""

    name: str
    url: str
    expected: str
    range: str
    state: str
    plan_url: str
    windows: str
    hours: str
    wait: str
    good: bool
    missing: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A bar of a day; lengths are text."""

    name: str
    y: str
    text_y: str
    width: str
    says: str
    says_x: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Days as bars below one another."""

    finding: str
    height: int
    strips: tuple[Strip, ...]


def line(peak: KnownPeak, names: dict[str, str], today: date) -> PeakLine:
    """A peak in words."""
    when = (peak.first > today) - (peak.last < today)
    return PeakLine(
        peak.pk,
        reverse("desk:peak", args=[peak.pk]),
        peak.name,
        f"{day_short(peak.first)} – {day_short(peak.last)}",
        gettext(", ").join(names.get(code, code) for code in peak.kinds),
        f"× {number(peak.factor, 1)}",
        gettext(WHEN[when]),
    )


def days(rows: Sequence[SeasonDay], today: date) -> tuple[DayLine, ...]:
    """The days of a peak with their plans."""
    return tuple(_day(one, today) for one in rows)


def _day(one: SeasonDay, today: date) -> DayLine:
    plan = one.plan
    return DayLine(
        name=day_weekday(one.day),
        url=address("plan", one.day),
        expected=number(one.expected.mean),
        range=f"{one.expected.low}–{one.expected.high}",
        state=str(PlanState(plan.state).label) if plan else gettext("no plan"),
        plan_url=reverse("desk:plan-show", args=[plan.pk]) if plan else "",
        windows=number(len({duty["window"] for duty in plan.duties}))
        if plan and plan.duties
        else "—",
        hours=number(plan.hours, 1) if plan else "—",
        wait=number(plan.p90, 1) if plan else "—",
        good=plan is None or plan.good is not False,
        missing=one.day >= today and (plan is None or plan.state == PlanState.FAILED),
    )


def picture(rows: Sequence[SeasonDay]) -> Picture | None:
    """How the days compare; None of a peak without working days."""
    most = max((one.expected.high for one in rows), default=0)
    if not most:
        return None
    top = max(rows, key=lambda one: one.expected.mean)
    scale = 560 / most
    return Picture(
        gettext("Most are expected on %(day)s: %(mean)s")
        % {"day": day_weekday(top.day), "mean": number(top.expected.mean)},
        24 * len(rows) + 4,
        tuple(
            Strip(
                day_weekday(one.day),
                str(24 * place + 4),
                str(24 * place + 17),
                f"{one.expected.mean * scale:.1f}",
                number(one.expected.mean),
                f"{128 + one.expected.mean * scale:.1f}",
            )
            for place, one in enumerate(rows)
        ),
    )
