"""Collected here, decided there 通办: the way a matter may travel, and what each hall does.

The receiving hall looks at form and identity and passes the papers on; the power to
decide stays where it was, and the clock starts with acceptance there.
"""

from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


class Way(StrEnum):
    """How a matter reaches another place (the three kinds of 通办)."""

    ONLINE = "online"
    COLLECTED = "collected"
    JOINT = "joint"

    @property
    def label(self) -> str:
        """English msgid of the way."""
        return WAY_LABELS[self]


WAY_LABELS: dict[Way, str] = {
    Way.ONLINE: N_("handled wholly online"),
    Way.COLLECTED: N_("collected here, decided there"),
    Way.JOINT: N_("handled by several places together"),
}


class TransferState(StrEnum):
    """How far the papers are on their way."""

    SENT = "sent"
    TAKEN = "taken"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        """English msgid of the state."""
        return TRANSFER_LABELS[self]


TRANSFER_LABELS: dict[TransferState, str] = {
    TransferState.SENT: N_("sent to the deciding hall"),
    TransferState.TAKEN: N_("taken over by the deciding hall"),
    TransferState.RETURNED: N_("result on its way back"),
}


class Direction(StrEnum):
    """Which way a parcel goes."""

    THERE = "there"
    BACK = "back"


NATION, PROVINCE, CITY, COUNTY = "1", "2", "3", "4"
# 通办范围代码 of GB/T 39046; a division code is province 2, city 4, county 6 digits.
SHARED_DIGITS = {NATION: 0, PROVINCE: 2, CITY: 4, COUNTY: 6, "5": 6, "6": 6}


def reaches(reach_code: str, here: str, there: str) -> bool:
    """Whether the item may be collected in division `here` for division `there`.

    >>> reaches("3", "430999", "430921"), reaches("4", "430999", "430921")
    (True, False)
    """
    digits = SHARED_DIGITS.get(reach_code)
    return digits is not None and here[:digits] == there[:digits]


def require_reach(*, reach_code: str, here: str, there: str, hall: str) -> None:
    """Refuse where the guide does not let the matter be collected elsewhere.

    Raises:
        Refusal: "elsewhere.not-here".
    """
    if not reaches(reach_code, here, there):
        raise Refusal(
            "elsewhere.not-here",
            N_("This matter is decided by %(hall)s and may not be collected here."),
            field="item",
            remedy=N_("Help to apply online, or tell the way to that hall."),
            hall=hall,
        )


def require_checked(*, identity: str) -> None:
    """Nothing is passed on before somebody compared face and document.

    Raises:
        Refusal: "elsewhere.identity" (field "identity").
    """
    if not identity.strip():
        raise Refusal(
            "elsewhere.identity",
            N_("Say how the identity was checked."),
            field="identity",
            remedy=N_("The deciding hall relies on it and does not ask again."),
        )


def require_tracking(tracking: str, signature: str) -> None:
    """Originals travel by courier with a number, or from hand to hand with a signature.

    Raises:
        Refusal: "elsewhere.tracking" (field "tracking").
    """
    if not tracking.strip() and not signature.strip():
        raise Refusal(
            "elsewhere.tracking",
            N_("Enter the courier’s number, or let whoever takes it sign."),
            field="tracking",
            remedy=N_("An original without a receipt is an original lost."),
        )
