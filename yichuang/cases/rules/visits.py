"""Visits at home 上门办: for whom the window comes to the door, and by how many."""

from enum import StrEnum

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.statechart import Move, Statechart
from yichuang.kernel.text import N_

PAIR = 2
"""Two go: they handle identity papers and originals outside the hall, and each is
the other's witness (as 行政许可法 art. 34 asks of a check on site)."""


class VisitState(StrEnum):
    """How far a visit is."""

    ORDERED = "ordered"
    UNDER_WAY = "under_way"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """English msgid of the state."""
        return VISIT_LABELS[self]


VISIT_LABELS: dict[VisitState, str] = {
    VisitState.ORDERED: N_("ordered"),
    VisitState.UNDER_WAY: N_("under way"),
    VisitState.DONE: N_("done"),
    VisitState.CANCELLED: N_("called off"),
}


class VisitReason(StrEnum):
    """For whom the window comes to the door."""

    DISABLED = "disabled"
    ELDERLY = "elderly"
    ILL = "ill"
    CARING = "caring"
    FAR = "far"

    @property
    def label(self) -> str:
        """English msgid of the reason."""
        return REASON_LABELS[self]


REASON_LABELS: dict[VisitReason, str] = {
    VisitReason.DISABLED: N_("Disabled, cannot come"),
    VisitReason.ELDERLY: N_("Elderly, hard to move"),
    VisitReason.ILL: N_("Ill or in hospital"),
    VisitReason.CARING: N_("Cares for somebody who cannot be left"),
    VisitReason.FAR: N_("Lives far from the road"),
}

VISIT_LIFE = Statechart(
    Move(
        "set-out",
        VisitState.ORDERED,
        VisitState.UNDER_WAY,
        needs="visit.go",
        says=N_("Set out"),
    ),
    Move(
        "finish",
        VisitState.UNDER_WAY,
        VisitState.DONE,
        needs="visit.go",
        says=N_("Finish the visit"),
    ),
    Move(
        "call-off",
        (VisitState.ORDERED, VisitState.UNDER_WAY),
        VisitState.CANCELLED,
        needs="visit.order",
        says=N_("Call off"),
    ),
)


def require_pair(first: str, second: str) -> None:
    """Two different people go.

    Raises:
        Refusal: "visit.two" (field "companion").
    """
    if not second.strip() or first.strip() == second.strip():
        raise Refusal(
            "visit.two",
            N_("Two people go to somebody’s home."),
            field="companion",
            remedy=N_("Name the colleague who goes along."),
        )


def require_result(result: str) -> None:
    """A visit ends with what came of it.

    Raises:
        Refusal: "visit.result" (field "result").
    """
    if not result.strip():
        raise Refusal(
            "visit.result",
            N_("Say what came of the visit."),
            field="result",
            remedy=N_("For example: photo and fingerprints taken, card comes by post."),
        )
