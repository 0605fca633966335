"""A printer's deviation, measured with a ruler on its calibration sheet.

The sheet shows two crosses, each 20 mm from its two nearest edges: A at the upper left,
B at the lower right. Shifted by d, A stands at 20 + d and B at 20 - d; half of their
difference is the shift, and what their sum is off is the printer's own scaling, which no
offset can mend.
"""

from dataclasses import dataclass

from yichuang.kernel.refusals import Gathering, Refusal
from yichuang.kernel.text import N_

ARM = 20.0
"""Millimetres from each cross to its two nearest edges."""

FURTHEST = 20.0
"""Millimetres; whatever is off by more was fed or set wrongly."""

SCALES = 0.75
"""Millimetres the crosses may lie nearer or further than they should: the reading of a
ruler, twice. More is a printer that fits the page to its margins."""


@dataclass(frozen=True, slots=True)
class Offset:
    """Millimetres everything is moved when printed: right and down are positive."""

    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Distances in millimetres: cross A from the left and the upper edge, cross B from
    the right and the lower edge. All are 20.0 on a printer that is exact."""

    left: float
    top: float
    right: float
    bottom: float


def offset_from(measured: Measured) -> Offset:
    """The offset that brings the crosses to where they belong.

    >>> offset_from(Measured(left=21.5, top=19.2, right=18.5, bottom=20.8))
    Offset(dx=-1.5, dy=0.8)

    Raises:
        Refusal | Refusals: "printer.measured" (a distance that cannot be),
            "printer.scales", "printer.offset", with the field of the form.
    """
    wrong = Gathering()
    for name in ("left", "top", "right", "bottom"):
        if not 0 <= getattr(measured, name) <= 2 * ARM + FURTHEST:
            wrong.add(_cannot_be(name))
    wrong.close()
    for near, far in (("left", "right"), ("top", "bottom")):
        off = (getattr(measured, near) + getattr(measured, far)) / 2 - ARM
        if abs(off) > SCALES:
            wrong.add(_scales(near))
    wrong.close()
    found = Offset(
        round((measured.right - measured.left) / 2, 1),
        round((measured.bottom - measured.top) / 2, 1),
    )
    check_offset(found)
    return found


def check_offset(offset: Offset) -> None:
    """Raises Refusal | Refusals "printer.offset" (field "dx" or "dy") beyond 20 mm."""
    wrong = Gathering()
    for name in ("dx", "dy"):
        if abs(getattr(offset, name)) > FURTHEST:
            wrong.add(
                Refusal(
                    "printer.offset",
                    N_("A printer is moved by at most %(most)s mm."),
                    field=name,
                    remedy=N_(
                        "Look whether the right paper lies the right way in the tray, "
                        "and print the calibration sheet again."
                    ),
                    most=f"{FURTHEST:g}",
                )
            )
    wrong.close()


def _cannot_be(name: str) -> Refusal:
    return Refusal(
        "printer.measured",
        N_("The cross cannot stand there: it belongs %(arm)s mm from the edge."),
        field=name,
        remedy=N_("Measure again from the edge of the paper, in millimetres."),
        arm=f"{ARM:g}",
    )


def _scales(name: str) -> Refusal:
    return Refusal(
        "printer.scales",
        N_("The printer makes the page larger or smaller; no offset mends that."),
        field=name,
        remedy=N_(
            "Print the sheet again with “actual size” (100 %%), not “fit to page”, and "
            "measure again."
        ),
    )
