"""How a document reaches somebody, and what counts as a signature."""

import re
from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


class DeliveryWay(StrEnum):
    """The ways of the receipt strip: at the window, by post, by message, downloaded."""

    WINDOW = "window"
    POST = "post"
    MESSAGE = "message"
    DOWNLOAD = "download"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def choice(self) -> tuple[str, str]:
        return self.value, self.label


_LABELS = {
    DeliveryWay.WINDOW: N_("At the window"),
    DeliveryWay.POST: N_("By post"),
    DeliveryWay.MESSAGE: N_("By message"),
    DeliveryWay.DOWNLOAD: N_("Downloaded"),
}

SIGNATURE_BOX = (1000, 400)
SIGNATURE_LONGEST = 40_000
_STROKES = re.compile(r"(?:M\d{1,4} \d{1,4}(?:L\d{1,4} \d{1,4})*)+")
_POINT = re.compile(r"(\d+) (\d+)")
FEWEST_POINTS = 8


def check_signature(path: str) -> str:
    """The drawn signature, if it is nothing but pen strokes ("M12 40L13 41…").

    Only absolute moves and lines with whole numbers inside the box are taken, so that
    the text can stand in an SVG or a PDF without being able to say anything else.

    Raises:
        Refusal: "documents.signature-bad", field "signature".
    """
    points = [(int(x), int(y)) for x, y in _POINT.findall(path[:SIGNATURE_LONGEST])]
    width, height = SIGNATURE_BOX
    drawn = (
        len(path) <= SIGNATURE_LONGEST
        and _STROKES.fullmatch(path) is not None
        and len(set(points)) >= FEWEST_POINTS
        and all(x <= width and y <= height for x, y in points)
    )
    if not drawn:
        raise Refusal(
            "documents.signature-bad",
            N_("The signature could not be read."),
            field="signature",
            remedy=N_("Clear the field and sign again with the pen."),
        )
    return path
