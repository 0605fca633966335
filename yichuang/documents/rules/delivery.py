"""How a document reaches somebody, and what counts as a signature."""

import re
from collections.abc import Mapping
from datetime import date
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


class DeliveryResult(StrEnum):
    """What became of it. Whoever refuses to sign cannot keep a document from taking
    effect: it is left before a witness (留置), or announced (公告) where nobody is found."""

    SIGNED = "signed"
    PAPER = "paper"
    SENT = "sent"
    LEFT = "left"
    DEEMED = "deemed"

    @property
    def label(self) -> str:
        return _RESULTS[self]

    @property
    def choice(self) -> tuple[str, str]:
        return self.value, self.label


_RESULTS = {
    DeliveryResult.SIGNED: N_("Signed for"),
    DeliveryResult.PAPER: N_("Signed for on the paper copy"),
    DeliveryResult.SENT: N_("On its way"),
    DeliveryResult.LEFT: N_("Left before a witness: signing was refused"),
    DeliveryResult.DEEMED: N_("Deemed delivered after public notice"),
}

NOTICE_DAYS = 30
"""Natural days after which an announcement counts as delivered (民事诉讼法 art. 95,
which administrative documents follow)."""

# As printed on the proof: part of the document, not of the interface.
_PRINTED: Mapping[StrEnum, tuple[str, str]] = {
    DeliveryWay.WINDOW: ("当面送达", "at the window"),
    DeliveryWay.POST: ("邮寄送达", "by post"),
    DeliveryWay.MESSAGE: ("电子送达（短信）", "by message"),
    DeliveryWay.DOWNLOAD: ("电子送达（下载）", "downloaded"),
    DeliveryResult.PAPER: ("签收在纸质回证上", "signed on the paper copy"),
    DeliveryResult.LEFT: ("拒绝签收，留置送达", "left, signing was refused"),
    DeliveryResult.DEEMED: ("公告送达", "by public notice"),
}


def printed(how: DeliveryWay, result: DeliveryResult, *, english: bool = False) -> str:
    """The way as the proof prints it.

    >>> printed(DeliveryWay.WINDOW, DeliveryResult.LEFT)
    '当面送达，拒绝签收，留置送达'
    """
    said = [_PRINTED[one][english] for one in (how, result) if one in _PRINTED]
    return (", " if english else "，").join(said)


def require_announced(announced_on: date | None, today: date) -> None:
    """A public notice counts as delivery once it stood for `NOTICE_DAYS` days.

    Raises:
        Refusal: "documents.notice-too-young", field "announced_on".
    """
    if announced_on is None or (today - announced_on).days < NOTICE_DAYS:
        raise Refusal(
            "documents.notice-too-young",
            N_("A public notice counts as delivery only after %(days)s days."),
            field="announced_on",
            remedy=N_("Enter the day of the notice; wait until the days have passed."),
            days=NOTICE_DAYS,
        )


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
    if not path:
        raise Refusal(
            "documents.signature-bad",
            N_("The signature is missing."),
            field="signature",
            remedy=N_("Sign in the field; a keyboard can draw too."),
        )
    if not drawn:
        raise Refusal(
            "documents.signature-bad",
            N_("The signature could not be read."),
            field="signature",
            remedy=N_("Clear the field and sign again with the pen."),
        )
    return path
