"""The steps of an online application, and the first that is not done."""

from collections.abc import Iterable
from enum import StrEnum

from yichuang.kernel.text import N_, Msgid


class Step(StrEnum):
    """One page of the form each."""

    WHO = "who"
    PAPERS = "papers"
    DELIVERY = "delivery"
    CHECK = "check"

    @property
    def label(self) -> Msgid:
        """English msgid of the step's name."""
        return LABELS[self]


LABELS = {
    Step.WHO: N_("Who will apply"),
    Step.PAPERS: N_("Papers"),
    Step.DELIVERY: N_("How to get it"),
    Step.CHECK: N_("Look over"),
}
ORDER = tuple(Step)


def first_open(*, known: bool, lacking: Iterable[str]) -> Step:
    """Where somebody who comes back goes on: who is asked first, papers next; with
    nothing lacking only delivery and the check are left."""
    if not known:
        return Step.WHO
    return Step.PAPERS if any(True for _ in lacking) else Step.DELIVERY


def after(step: Step) -> Step:
    """The step that follows; the check is the last."""
    place = ORDER.index(step)
    return ORDER[min(place + 1, len(ORDER) - 1)]
