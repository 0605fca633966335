"""The curve of a day, drawn at its real size: pairs of bars from zero, one number said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.utils.translation import gettext

from yichuang.insight.rules.curve import HalfHour

WIDTH, HEIGHT = 820, 230
LEFT, RIGHT, TOP, BOTTOM = 34, 810, 30, 204
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
EVERY_LABEL, EVERY_OTHER = 13, 26
"""More half hours than these and only each second, then each fourth, says its time."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar; all lengths are pixels as text."""

    x: str
    y: str
    width: str
    height: str
    kind: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A text or a line at a place."""

    x: str
    y: str
    says: str


@dataclass(frozen=True, slots=True)
class Row:
    """A half hour in the table behind the chart."""

    time: str
    received: int
    decided: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart; `finding` says in words what it shows."""

    finding: str
    bars: tuple[Bar, ...]
    grid: tuple[Mark, ...]
    times: tuple[Mark, ...]
    top: Mark
    now: Mark | None
    now_left: bool
    rows: tuple[Row, ...]


def _p(value: float) -> str:
    return f"{value:.1f}"


def _step(most: int) -> int:
    return next((step for step in STEPS if step * 4 >= most), STEPS[-1])


def chart(curve: Sequence[HalfHour], now: datetime | None) -> Chart | None:
    """The chart of a day; None when nothing came and nothing was decided.

    `now` is the local time on the page of today: a line stands there.
    """
    most = max((max(slot.received, slot.decided) for slot in curve), default=0)
    if not most:
        return None
    step = _step(most)
    scale = (BOTTOM - TOP) / (step * ceil(most / step))
    wide = (RIGHT - LEFT) / len(curve)
    highest = max(range(len(curve)), key=lambda n: curve[n].received)
    marked = _now(curve, wide, now)
    every = 1 if len(curve) <= EVERY_LABEL else 2 if len(curve) <= EVERY_OTHER else 4
    return Chart(
        finding=_finding(curve[highest]),
        bars=tuple(_bars(curve, wide, scale)),
        grid=tuple(
            Mark(_p(LEFT), _p(BOTTOM - value * scale), str(value))
            for value in range(0, step * ceil(most / step) + 1, step)
        ),
        times=tuple(
            Mark(_p(LEFT + wide * (n + 0.5)), _p(BOTTOM + 18), f"{slot.starts:%H:%M}")
            for n, slot in enumerate(curve)
            if n % every == 0
        ),
        top=Mark(
            _p(LEFT + wide * (highest + 0.34)),
            _p(BOTTOM - curve[highest].received * scale - 7),
            str(curve[highest].received),
        ),
        now=marked,
        now_left=marked is not None and float(marked.x) > WIDTH * 0.85,
        rows=tuple(
            Row(f"{slot.starts:%H:%M}", slot.received, slot.decided) for slot in curve
        ),
    )


def _finding(slot: HalfHour) -> str:
    return gettext("Most came in the half hour from %(time)s: %(count)s cases") % {
        "time": f"{slot.starts:%H:%M}",
        "count": slot.received,
    }


def _bars(curve: Sequence[HalfHour], wide: float, scale: float) -> list[Bar]:
    drawn = []
    for n, slot in enumerate(curve):
        for count, at, kind in (
            (slot.received, 0.16, "bar"),
            (slot.decided, 0.52, "bar-soft"),
        ):
            if count:
                tall = count * scale
                drawn.append(
                    Bar(
                        x=_p(LEFT + wide * (n + at)),
                        y=_p(BOTTOM - tall),
                        width=_p(wide * 0.34),
                        height=_p(tall),
                        kind=kind,
                    )
                )
    return drawn


def _now(curve: Sequence[HalfHour], wide: float, now: datetime | None) -> Mark | None:
    if now is None:
        return None
    first = curve[0].starts
    place = (now.hour * 60 + now.minute - first.hour * 60 - first.minute) / 30
    if not 0 <= place <= len(curve):
        return None
    text = gettext("now %(time)s") % {"time": f"{now:%H:%M}"}
    return Mark(_p(LEFT + wide * place), _p(TOP - 14), text)
