"""The life of a ticket as a table of moves, and the words for its states."""

from enum import StrEnum

from yichuang.kernel.statechart import Move, Statechart
from yichuang.kernel.text import N_, Msgid


class TicketState(StrEnum):
    """Where a ticket stands. A transfer makes it wait again, in another line."""

    COMING = "coming"
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    PARKED = "parked"
    DONE = "done"
    LEFT = "left"
    VOID = "void"

    @property
    def label(self) -> Msgid:
        """English msgid of the state."""
        return STATE_SAYS[self]


STATE_SAYS: dict[TicketState, Msgid] = {
    TicketState.COMING: N_("on the way"),
    TicketState.WAITING: N_("waiting"),
    TicketState.CALLED: N_("called"),
    TicketState.SERVING: N_("being served"),
    TicketState.HELD: N_("on hold"),
    TicketState.PARKED: N_("missed its call"),
    TicketState.DONE: N_("served"),
    TicketState.LEFT: N_("left"),
    TicketState.VOID: N_("void"),
}

LIFE = Statechart(
    Move(
        "arrive",
        TicketState.COMING,
        TicketState.WAITING,
        "ticket.take",
        N_("I am here"),
    ),
    Move(
        "call", TicketState.WAITING, TicketState.CALLED, "ticket.call", N_("Call next")
    ),
    Move(
        "recall",
        TicketState.CALLED,
        TicketState.CALLED,
        "ticket.call",
        N_("Call again"),
    ),
    Move("park", TicketState.CALLED, TicketState.PARKED, "ticket.call", N_("Not here")),
    Move("start", TicketState.CALLED, TicketState.SERVING, "ticket.call", N_("Begin")),
    Move("hold", TicketState.SERVING, TicketState.HELD, "ticket.call", N_("Hold")),
    Move("resume", TicketState.HELD, TicketState.SERVING, "ticket.call", N_("Go on")),
    Move(
        "return",
        TicketState.PARKED,
        TicketState.WAITING,
        "ticket.return",
        N_("Back in line"),
    ),
    Move(
        "transfer",
        (TicketState.CALLED, TicketState.SERVING, TicketState.HELD),
        TicketState.WAITING,
        "ticket.call",
        N_("Send on"),
    ),
    Move(
        "end",
        (TicketState.SERVING, TicketState.HELD),
        TicketState.DONE,
        "ticket.call",
        N_("Finish"),
    ),
    Move(
        "leave",
        (TicketState.COMING, TicketState.WAITING, TicketState.PARKED),
        TicketState.LEFT,
        "ticket.leave",
        N_("Give up my place"),
    ),
    Move(
        "void",
        (
            TicketState.COMING,
            TicketState.WAITING,
            TicketState.PARKED,
            TicketState.CALLED,
        ),
        TicketState.VOID,
        "ticket.void",
        N_("Make void"),
    ),
    start=TicketState.COMING,
)

LIVE = frozenset(TicketState) - {
    TicketState.DONE,
    TicketState.LEFT,
    TicketState.VOID,
}
"""States in which somebody still wants something of the hall today."""

AT_A_WINDOW = (TicketState.CALLED, TicketState.SERVING)
"""States of which a window has at most one ticket."""


class Outcome(StrEnum):
    """What a talk at the window came to; the case itself knows the rest."""

    DONE = "done"
    RECEIVED = "received"
    ADVISED = "advised"
    NOT_POSSIBLE = "not_possible"
    WRONG_PLACE = "wrong_place"
    UNCLOSED = "unclosed"

    @property
    def says(self) -> Msgid:
        """English msgid of the outcome."""
        return OUTCOME_SAYS[self]


OUTCOME_SAYS: dict[Outcome, Msgid] = {
    Outcome.DONE: N_("Settled on the spot"),
    Outcome.RECEIVED: N_("Received: a case goes on"),
    Outcome.ADVISED: N_("Advised"),
    Outcome.NOT_POSSIBLE: N_("Could not be done"),
    Outcome.WRONG_PLACE: N_("Belongs elsewhere"),
    Outcome.UNCLOSED: N_("Not finished by the window that day"),
}
