"""Whether a photographed page can be read: too dark, glare, blurred, cut off, too small, tilted.

Looked at in the moment a citizen sends a picture, before any reading: grey values only, a
few hundredths of a second. Every fault says in plain words what is wrong and where.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yichuang.kernel.text import N_, Msgid
from yichuang.materials.rules.reading import Line

if TYPE_CHECKING:
    from numpy import float32, uint8
    from numpy.typing import NDArray

SMALLEST = 480
"""Pixels of the shorter side below which small print is lost."""
SMALLEST_PRINT = 11
"""Pixels of the height of the usual line, as the reader sees it."""
DARK_PAPER = 95
"""Grey of the paper (0..255) below which print and shadow run together."""
_LOOK = 900
"""Longer side at which a picture is looked at."""
_GRID = 24
_GLARE = 251
_GLARE_OVER_PAPER = 16
_SOFT = 0.17
"""Steepest steps of grey, as a share of the contrast: print is steep, blur is not."""
_TILTED = 9
_STEEPEST = 20
_EDGE = 0.006

_SIDES = {
    "left": N_("the left side"),
    "right": N_("the right side"),
    "upper": N_("the upper edge"),
    "lower": N_("the lower edge"),
    "upper left": N_("the upper left corner"),
    "upper right": N_("the upper right corner"),
    "lower left": N_("the lower left corner"),
    "lower right": N_("the lower right corner"),
    "middle": N_("the middle"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a picture; `says` and `remedy` are filled from `facts`.

    Codes: "picture.too-small", "picture.too-dark", "picture.glare", "picture.blurred",
    "picture.cut-off", "picture.tilted".
    """

    code: str
    says: Msgid
    remedy: Msgid
    facts: Mapping[str, object] = field(default_factory=dict)


def legible(
    grey: "NDArray[uint8]",
    lines: Sequence[Line] | None = None,
    *,
    photograph: bool = False,
) -> tuple[Fault, ...]:
    """The faults of a picture (height × width, 0 black), none when it can be read.

    `lines`, where the page was read already, show print that is too small and lines that
    run into the edge. A `photograph` for a pass may be small and fills its picture.
    """
    small = _looked_at(grey)
    if photograph:
        return (*_light(small), *_focus(small))
    found = [*_size(grey, lines or ()), *_light(small), *_glare(small), *_focus(small)]
    found += _cut(small, lines or ())
    if not any(fault.code == "picture.blurred" for fault in found):
        found += _tilt(small)
    return tuple(found)


def _looked_at(grey: "NDArray[uint8]") -> "NDArray[float32]":
    """The picture averaged down to about `_LOOK` pixels on its longer side."""
    import numpy as np  # noqa: PLC0415 - 0.1 s and 30 MB: only who takes pictures pays

    step = max(1, round(max(grey.shape) / _LOOK))
    height, width = (side // step * step for side in grey.shape)
    blocks = grey[:height, :width].reshape(height // step, step, width // step, step)
    found: NDArray[float32] = blocks.mean(axis=(1, 3), dtype=np.float32)
    return found


def _size(grey: "NDArray[uint8]", lines: Sequence[Line]) -> Iterator[Fault]:
    height, width = grey.shape
    prints = sorted(line.spot.h * height for line in lines)
    tiny = len(prints) > 3 and prints[len(prints) // 2] < SMALLEST_PRINT
    if min(height, width) < SMALLEST or tiny:
        yield Fault(
            "picture.too-small",
            N_("The picture is too small: the print can hardly be made out."),
            N_("Go nearer, so that the paper fills the picture."),
            {"width": width, "height": height},
        )


def _light(small: "NDArray[float32]") -> Iterator[Fault]:
    import numpy as np  # noqa: PLC0415

    if np.percentile(small, 90) < DARK_PAPER:
        yield Fault(
            "picture.too-dark",
            N_("The picture is too dark."),
            N_("Take it near a window or a lamp."),
        )


def _glare(small: "NDArray[float32]") -> Iterator[Fault]:
    """A spot of full white on paper that is less white: print under it is gone."""
    import numpy as np  # noqa: PLC0415

    cells, tops = _cells(small)
    paper = np.percentile(tops, 60)
    if paper > _GLARE - _GLARE_OVER_PAPER:
        return  # paper as white as a scanner's: a spot of glare could not be told
    rows, columns = np.nonzero(cells >= _GLARE)
    if len(rows) < 3:
        return
    where = _place((columns.mean() + 0.5) / _GRID, (rows.mean() + 0.5) / _GRID)
    yield Fault(
        "picture.glare",
        N_("Light is reflected at %(where)s: the print there cannot be read."),
        N_("Turn the paper away from the lamp, or take the picture without flash."),
        {"where": _SIDES[where], "place": where},
    )


def _cells(small: "NDArray[float32]") -> "tuple[NDArray[float32], NDArray[float32]]":
    """Of 24 × 24 cells the mean grey, and the brightest: print lowers the first only."""
    height, width = (side // _GRID * _GRID for side in small.shape)
    blocks = small[:height, :width].reshape(_GRID, height // _GRID, _GRID, -1)
    return blocks.mean(axis=(1, 3)), blocks.max(axis=(1, 3))


def _place(x: float, y: float) -> str:
    """The ninth of the picture in words."""
    across = "left" if x < 1 / 3 else "right" if x > 2 / 3 else ""
    down = "upper" if y < 1 / 3 else "lower" if y > 2 / 3 else ""
    return f"{down} {across}".strip() or "middle"


def _focus(small: "NDArray[float32]") -> Iterator[Fault]:
    import numpy as np  # noqa: PLC0415

    contrast = float(np.percentile(small, 98) - np.percentile(small, 2))
    steps = np.abs(np.diff(small, axis=1))
    steep = float(np.percentile(steps, 99.7))
    if contrast > 20 and steep < contrast * _SOFT:
        yield Fault(
            "picture.blurred",
            N_("The picture is blurred."),
            N_(
                "Hold the phone still, touch the paper on the screen, and take it again."
            ),
        )


def _cut(small: "NDArray[float32]", lines: Sequence[Line]) -> Iterator[Fault]:
    """Paper that runs out of the picture on some sides while others show the table."""
    sides = _paper_at_sides(small) or _lines_at_sides(lines)
    where = _corner(sides)
    if where:
        yield Fault(
            "picture.cut-off",
            N_("The paper is cut off: %(where)s is missing."),
            N_("Take the whole paper, with a little of the table around it."),
            {"where": _SIDES[where], "place": where},
        )


def _paper_at_sides(small: "NDArray[float32]") -> list[str]:
    """The sides at which bright paper meets the edge, if at others it does not."""
    import numpy as np  # noqa: PLC0415

    paper = float(np.percentile(small, 85))
    table = float(np.percentile(small, 8))
    if paper - table < 50:
        return []
    line = (paper + table) / 2
    depth = max(2, round(min(small.shape) * 0.012))
    strips = {
        "upper": small[:depth],
        "lower": small[-depth:],
        "left": small[:, :depth],
        "right": small[:, -depth:],
    }
    share = {side: float((strip > line).mean()) for side, strip in strips.items()}
    shown = [side for side, much in share.items() if much < 0.1]
    return [side for side, much in share.items() if much > 0.2] if shown else []


def _lines_at_sides(lines: Sequence[Line]) -> list[str]:
    """The sides that several lines of print run into."""
    counts = {
        "left": sum(line.spot.x < _EDGE for line in lines),
        "right": sum(line.spot.right > 1 - _EDGE for line in lines),
        "upper": 2 * sum(line.spot.y < _EDGE for line in lines),
        "lower": 2 * sum(line.spot.bottom > 1 - _EDGE for line in lines),
    }
    return [side for side, count in counts.items() if count >= 2]


def _corner(sides: Sequence[str]) -> str:
    """One side, or the corner two neighbours share; "" when nothing is missing."""
    down = [side for side in sides if side in ("upper", "lower")]
    across = [side for side in sides if side in ("left", "right")]
    if len(down) == 1 and len(across) == 1:
        return f"{down[0]} {across[0]}"
    return next(iter([*down, *across]), "")


def _tilt(small: "NDArray[float32]") -> Iterator[Fault]:
    angle = _angle(small)
    if abs(angle) > _TILTED:
        yield Fault(
            "picture.tilted",
            N_("The paper lies askew, by %(degrees)s degrees."),
            N_("Hold the phone straight above the paper."),
            {"degrees": abs(angle)},
        )


def _angle(small: "NDArray[float32]") -> int:
    """The angle at which rows of print separate best (degrees, 0 when none does).

    Print is taken as what is darker than its surroundings; the picture is sheared by
    every second degree, and the sharper the sums of the rows, the better the angle.
    """
    import numpy as np  # noqa: PLC0415

    step = max(1, min(small.shape) // 300)
    fine = small[::step, ::step]
    around = _around(fine)
    dark = (around - fine > 18).astype(np.float32)
    if dark.mean() < 0.004:
        return 0
    columns = np.arange(dark.shape[1])
    sharpness = {}
    for angle in range(-_STEEPEST, _STEEPEST + 1, 2):
        shift = np.round(np.tan(np.radians(angle)) * columns).astype(int)
        rows = (np.arange(dark.shape[0])[:, None] + shift[None]) % dark.shape[0]
        sums = dark[rows, columns[None]].sum(axis=1)
        sharpness[angle] = float(np.square(np.diff(sums)).sum())
    best = max(sharpness, key=lambda angle: sharpness[angle])
    return best if sharpness[best] > 1.4 * sharpness[0] else 0


def _around(fine: "NDArray[float32]") -> "NDArray[float32]":
    """Each place's surroundings: the mean of the square of 15 around it."""
    import numpy as np  # noqa: PLC0415

    reach = 7
    padded = np.pad(fine, reach + 1, mode="edge")
    sums = padded.cumsum(axis=0, dtype=np.float64).cumsum(axis=1)
    side = 2 * reach + 1
    total = (
        sums[side:, side:]
        - sums[:-side, side:]
        - sums[side:, :-side]
        + sums[:-side, :-side]
    )
    found: NDArray[float32] = (total / side**2).astype(np.float32)
    return found[: fine.shape[0], : fine.shape[1]]
