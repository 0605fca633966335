"""The curve of a day, drawn at its real size: pairs of bars from zero, one number said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from yichuang.insight.rules.curve import HalfHour
from yichuang.web.charts import BOTTOM, Bar, Mark, Scale, labelled, px, scale

WIDTH, CEILING = 820, 30


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


def chart(curve: Sequence[HalfHour], now: datetime | None) -> Chart | None:
    """The chart of a day; None when nothing came and nothing was decided.

    `now` is the local time on the page of today: a line stands there.
    """
    most = max((max(slot.received, slot.decided) for slot in curve), default=0)
    if not most:
        return None
    on = scale(most, len(curve), CEILING)
    highest = max(range(len(curve)), key=lambda n: curve[n].received)
    marked = _now(curve, on, now)
    return Chart(
        finding=_finding(curve[highest]),
        bars=tuple(_bars(curve, on)),
        grid=on.grid(),
        times=tuple(
            Mark(px(on.x(n + 0.5)), px(BOTTOM + 18), f"{curve[n].starts:%H:%M}")
            for n in labelled(len(curve))
        ),
        top=Mark(
            px(on.x(highest + 0.34)),
            px(on.y(curve[highest].received) - 7),
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


def _bars(curve: Sequence[HalfHour], on: Scale) -> list[Bar]:
    drawn = []
    for n, slot in enumerate(curve):
        for count, at, kind in (
            (slot.received, 0.16, "bar"),
            (slot.decided, 0.52, "bar-soft"),
        ):
            if count:
                drawn.append(
                    Bar(
                        x=px(on.x(n + at)),
                        y=px(on.y(count)),
                        width=px(on.wide * 0.34),
                        height=px(count * on.tall),
                        kind=kind,
                    )
                )
    return drawn


def _now(curve: Sequence[HalfHour], on: Scale, now: datetime | None) -> Mark | None:
    if now is None:
        return None
    first = curve[0].starts
    place = (now.hour * 60 + now.minute - first.hour * 60 - first.minute) / 30
    if not 0 <= place <= len(curve):
        return None
    text = gettext("now %(time)s") % {"time": f"{now:%H:%M}"}
    return Mark(px(on.x(place)), px(CEILING - 14), text)
