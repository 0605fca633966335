"""The life of an appointment as a table of moves, and the words for its states."""

from enum import StrEnum

from yichuang.kernel.statechart import Move, Statechart
from yichuang.kernel.text import N_, Msgid


class AppointmentState(StrEnum):
    """Where an appointment stands. DISPLACED: the hall took the time away and owes
    another; it stays a right until it is used, changed or given up."""

    HELD = "held"
    BOOKED = "booked"
    DISPLACED = "displaced"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    MISSED = "missed"
    LAPSED = "lapsed"

    @property
    def label(self) -> Msgid:
        """English msgid of the state."""
        return STATE_SAYS[self]


STATE_SAYS: dict[AppointmentState, Msgid] = {
    AppointmentState.HELD: N_("kept for you"),
    AppointmentState.BOOKED: N_("booked"),
    AppointmentState.DISPLACED: N_("needs another time"),
    AppointmentState.ARRIVED: N_("checked in"),
    AppointmentState.CANCELLED: N_("cancelled"),
    AppointmentState.EXPIRED: N_("not confirmed"),
    AppointmentState.MISSED: N_("not kept"),
    AppointmentState.LAPSED: N_("not used after the hall moved it"),
}

S = AppointmentState
STANDING = (S.BOOKED, S.DISPLACED)
SEATED = (S.HELD, S.BOOKED, S.ARRIVED, S.MISSED)
"""States that take a seat of their slot."""
LIVE = (S.HELD, S.BOOKED, S.DISPLACED, S.ARRIVED)
"""States of which a person has one for a kind and day."""

LIFE = Statechart(
    Move("confirm", S.HELD, S.BOOKED, "appointment.book", N_("Book it")),
    Move("let-go", S.HELD, S.EXPIRED, "appointment.book", N_("Choose another time")),
    Move(
        "change",
        (S.BOOKED, S.DISPLACED),
        S.BOOKED,
        "appointment.book",
        N_("Another time"),
    ),
    Move(
        "cancel",
        (S.BOOKED, S.DISPLACED),
        S.CANCELLED,
        "appointment.book",
        N_("Cancel the appointment"),
    ),
    Move(
        "displace",
        S.BOOKED,
        S.DISPLACED,
        "appointment.arrange",
        N_("Offer another time"),
    ),
    Move(
        "arrive",
        (S.BOOKED, S.DISPLACED),
        S.ARRIVED,
        "appointment.check-in",
        N_("Check in"),
    ),
    Move("miss", S.BOOKED, S.MISSED, "appointment.check-in", N_("Did not come")),
    Move("lapse", S.DISPLACED, S.LAPSED, "appointment.check-in", N_("Did not come")),
    start=S.HELD,
)
