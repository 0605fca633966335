"""Why handling ends without a decision 终止办理, other than by the applicant's wish."""

from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


class EndGround(StrEnum):
    """The closed list; 行政许可法 art. 70 and 行政程序 practice for what lies before."""

    DIED = "died"
    DISSOLVED = "dissolved"
    OBJECT_GONE = "object_gone"
    IMPOSSIBLE = "impossible"
    LOST_GROUND = "lost_ground"
    LAW = "law"

    @property
    def label(self) -> str:
        """English msgid of the ground."""
        return GROUNDS[self][0]

    @property
    def zh(self) -> str:
        """The ground in the words of the notice."""
        return GROUNDS[self][1]


GROUNDS: dict[EndGround, tuple[str, str]] = {
    EndGround.DIED: (
        N_("The applicant died or lost the capacity the matter needs"),
        "申请人死亡或者丧失相应行为能力",
    ),
    EndGround.DISSOLVED: (
        N_("The organisation that applied has ended"),
        "申请的法人或者其他组织依法终止",
    ),
    EndGround.OBJECT_GONE: (
        N_("What was applied for no longer exists"),
        "申请事项所涉标的已经不存在",
    ),
    EndGround.IMPOSSIBLE: (
        N_("Force majeure makes it impossible"),
        "因不可抗力无法继续办理",
    ),
    EndGround.LOST_GROUND: (
        N_("The matter it rests on was not granted"),
        "作为办理前提的前置事项未获准予",
    ),
    EndGround.LAW: (
        N_("A law or rule says that handling ends"),
        "法律、法规、规章规定应当终止的其他情形",
    ),
}


def require_ground(ground: str, reason: str) -> EndGround:
    """A ground of the list and its facts, in writing.

    Raises:
        Refusal: "termination.no-ground" (field "ground"), "case.reason-unsaid".
    """
    try:
        known = EndGround(ground)
    except ValueError:
        raise Refusal(
            "termination.no-ground",
            N_("Handling ends only on a ground of the list."),
            field="ground",
            remedy=N_(
                "Choose the ground. Missing papers, a wish of the applicant and a refusal have acts of their own."
            ),
        ) from None
    if not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_("Write in one or two sentences why; the applicant reads it."),
        )
    return known
