"""Charts of a day by half-hour, drawn at their real size; all lengths are text."""

from collections.abc import Sequence
from dataclasses import dataclass

from yichuang.planning.rules.day import clock
from yichuang.web.charts import BOTTOM, RIGHT, Bar, Mark, Scale, labelled, px, scale

CEILING = 26

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """`finding` says in words what the picture shows; paths are "" where there is none.
    `band` is the range expected, `steps` what is planned, `level` one line across."""

    finding: str
    bars: tuple[Bar, ...]
    grid: tuple[Mark, ...]
    times: tuple[Mark, ...]
    band: str
    steps: str
    level: Mark | None


def chart(
    slots: Sequence[int],
    finding: str,
    *,
    bars: Values = (),
    soft: Values = (),
    steps: Values = (),
    band: tuple[Values, Values] = ((), ()),
    level: tuple[float, str] | None = None,
) -> Chart:
    """Bars (beside them soft ones to compare with), a stepped line, a band and a level,
    over the same half-hours. A value of None is not drawn."""
    values = (*bars, *soft, *steps, *band[1], level[0] if level else None)
    most = max((value for value in values if value is not None), default=0)
    on = scale(most, len(slots), CEILING)
    return Chart(
        finding,
        (*_bars(soft, on, "bar-soft", 0, 2), *_bars(bars, on, "bar", 1, 2))
        if soft
        else tuple(_bars(bars, on, "bar", 0, 1)),
        on.grid(),
        tuple(
            Mark(px(on.x(place + 0.5)), px(BOTTOM + 18), clock(slots[place]))
            for place in labelled(len(slots))
        ),
        _band(*band, on),
        _steps(steps, on),
        Mark(px(RIGHT), px(on.y(level[0])), level[1]) if level else None,
    )


def _bars(values: Values, on: Scale, kind: str, place: int, of: int) -> list[Bar]:
    wide = 0.68 * on.wide / of
    return [
        Bar(
            px(on.x(n + 0.16) + place * wide),
            px(on.y(value)),
            px(wide),
            px(value * on.tall),
            kind,
        )
        for n, value in enumerate(values)
        if value
    ]


def _steps(values: Values, on: Scale) -> str:
    return "".join(
        f"M{px(on.x(n))} {px(on.y(value))}h{px(on.wide)}"
        if not n or not values[n - 1]
        else f"V{px(on.y(value))}h{px(on.wide)}"
        for n, value in enumerate(values)
        if value
    )


def _band(lows: Values, highs: Values, on: Scale) -> str:
    """Up the high values from left to right, back along the low ones."""
    if not highs:
        return ""
    there = "".join(
        f"{'L' if n else 'M'}{px(on.x(n))} {px(on.y(high or 0))}h{px(on.wide)}"
        for n, high in enumerate(highs)
    )
    back = "".join(
        f"L{px(on.x(n + 1))} {px(on.y(lows[n] or 0))}h{px(-on.wide)}"
        for n in reversed(range(len(lows)))
    )
    return there + back + "Z"
