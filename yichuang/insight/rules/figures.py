"""The figures of a day: their addresses, and what each one counts."""

from collections.abc import Mapping
from enum import StrEnum

from yichuang.kernel.text import N_


class Figure(StrEnum):
    """A figure and, as its value, the address of its list."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECIDED = "decided"
    ISSUED = "issued"
    OVERDUE = "overdue"
    ON_TIME = "on-time"
    WORKING_TIME = "working-time"
    POSITIVE = "positive"
    OPEN = "open"

    @property
    def label(self) -> str:
        """English msgid of the figure's name."""
        return FIGURE_LABELS[self]

    @property
    def explained(self) -> str:
        """English msgid: what exactly is counted."""
        return EXPLAINED[self]


FIGURE_LABELS: Mapping[Figure, str] = {
    Figure.RECEIVED: N_("Cases received"),
    Figure.ACCEPTED: N_("Cases accepted"),
    Figure.DECIDED: N_("Cases decided"),
    Figure.ISSUED: N_("Results handed over"),
    Figure.OVERDUE: N_("Overdue"),
    Figure.ON_TIME: N_("Decided on time"),
    Figure.WORKING_TIME: N_("Time to decide"),
    Figure.POSITIVE: N_("Positive, of reviews"),
    Figure.OPEN: N_("Cases in hand"),
}

EXPLAINED: Mapping[Figure, str] = {
    Figure.RECEIVED: N_(
        "Each case once: submitted online, or received at the window or from another "
        "system."
    ),
    Figure.ACCEPTED: N_("Accepted by a clerk, or deemed accepted because of silence."),
    Figure.DECIDED: N_("Approved or refused; handing over comes later."),
    Figure.ISSUED: N_("The result is in the person's hands or on its way."),
    Figure.OVERDUE: N_(
        "Cases in hand whose promised or statutory day has passed, now; decided late "
        "and not yet handed over included."
    ),
    Figure.ON_TIME: N_(
        "Decided on or before both the promised and the statutory day, among all that "
        "were decided."
    ),
    Figure.WORKING_TIME: N_(
        "From acceptance to decision, in minutes of office hours: nights, noon breaks "
        "and days off do not count, a stopped clock does."
    ),
    Figure.POSITIVE: N_(
        "The three best of five levels among the reviews people gave freely; what was "
        "filled in for somebody never counts."
    ),
    Figure.OPEN: N_("Submitted and not yet handed over or closed, now."),
}

OF_NOW = frozenset({Figure.OVERDUE, Figure.OPEN})
"""These tell how things stand at this moment; the rest belong to a day."""
