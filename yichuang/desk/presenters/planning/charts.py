"""Charts of a day by half-hour, drawn at their real size; all lengths are text."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from yichuang.planning.rules.day import clock

LEFT, RIGHT, TOP, BOTTOM = 34, 810, 26, 204
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
EVERY_LABEL = 13
"""More half-hours than these and only each second says its time."""

Values = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from zero."""

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


@dataclass(frozen=True, slots=True)
class Scale:
    """Where half-hours and values lie."""

    wide: float
    tall: float
    step: int
    most: int

    def x(self, place: float) -> float:
        """The left edge of a half-hour."""
        return LEFT + self.wide * place

    def y(self, value: float) -> float:
        """The height of a value."""
        return BOTTOM - value * self.tall


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
    scale = _scale(slots, (*bars, *soft, *steps, *band[1], level[0] if level else None))
    every = 1 if len(slots) <= EVERY_LABEL else 2
    return Chart(
        finding,
        (*_bars(soft, scale, "bar-soft", 0, 2), *_bars(bars, scale, "bar", 1, 2))
        if soft
        else tuple(_bars(bars, scale, "bar", 0, 1)),
        tuple(
            Mark(_p(LEFT), _p(scale.y(value)), str(value))
            for value in range(0, scale.most + 1, scale.step)
        ),
        tuple(
            Mark(_p(scale.x(place + 0.5)), _p(BOTTOM + 18), clock(slot))
            for place, slot in enumerate(slots)
            if place % every == 0
        ),
        _band(*band, scale),
        _steps(steps, scale),
        Mark(_p(RIGHT), _p(scale.y(level[0])), level[1]) if level else None,
    )


def _scale(slots: Sequence[int], values: Values) -> Scale:
    most = max((one for one in values if one is not None), default=0) or 1
    step = next((one for one in STEPS if one * 4 >= most), STEPS[-1])
    top = step * ceil(most / step)
    return Scale((RIGHT - LEFT) / max(len(slots), 1), (BOTTOM - TOP) / top, step, top)


def _p(value: float) -> str:
    return f"{value:.1f}"


def _bars(values: Values, scale: Scale, kind: str, place: int, of: int) -> list[Bar]:
    wide = 0.68 * scale.wide / of
    return [
        Bar(
            _p(scale.x(n + 0.16) + place * wide),
            _p(scale.y(value)),
            _p(wide),
            _p(value * scale.tall),
            kind,
        )
        for n, value in enumerate(values)
        if value
    ]


def _steps(values: Values, scale: Scale) -> str:
    return "".join(
        f"M{_p(scale.x(n))} {_p(scale.y(value))}h{_p(scale.wide)}"
        if not n or not values[n - 1]
        else f"V{_p(scale.y(value))}h{_p(scale.wide)}"
        for n, value in enumerate(values)
        if value
    )


def _band(lows: Values, highs: Values, scale: Scale) -> str:
    """Up the high values from left to right, back along the low ones."""
    if not highs:
        return ""
    there = "".join(
        f"{'L' if n else 'M'}{_p(scale.x(n))} {_p(scale.y(high or 0))}h{_p(scale.wide)}"
        for n, high in enumerate(highs)
    )
    back = "".join(
        f"L{_p(scale.x(n + 1))} {_p(scale.y(lows[n] or 0))}h{_p(-scale.wide)}"
        for n in reversed(range(len(lows)))
    )
    return there + back + "Z"
