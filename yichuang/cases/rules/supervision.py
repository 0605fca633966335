"""Supervision orders 督办: what calls for one, who answers it, and who is asked next.

Triggers and signals are those of the electronic supervision of administrative approval:
warning, yellow card, red card, an order that must be answered, and the next level when it
is not. Where places differ, `Policy` holds the stated default.
"""

from dataclasses import dataclass
from enum import StrEnum

from yichuang.documents.rules import DocumentKind
from yichuang.kernel.lamps import Lamp
from yichuang.kernel.limits import Limit, Unit
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.statechart import Move, Statechart
from yichuang.kernel.text import N_


class OrderKind(StrEnum):
    """Why somebody has to answer."""

    STEP_LATE = "step_late"
    LATE = "late"
    OVERDUE = "overdue"
    REFUSED = "refused"
    NO_REASONS = "no_reasons"
    MISROUTE = "misroute"
    CHARGE = "charge"
    OTHER = "other"

    @property
    def label(self) -> str:
        """English msgid."""
        return KIND_LABELS[self]


KIND_LABELS: dict[OrderKind, str] = {
    OrderKind.STEP_LATE: N_("A step past its limit"),
    OrderKind.LATE: N_("Past the promise (yellow card)"),
    OrderKind.OVERDUE: N_("Past the statutory limit (red card)"),
    OrderKind.REFUSED: N_("A lawful application was turned away"),
    OrderKind.NO_REASONS: N_("Refused without reasons"),
    OrderKind.MISROUTE: N_("Sent to the wrong place"),
    OrderKind.CHARGE: N_("Charged without a legal basis"),
    OrderKind.OTHER: N_("Another breach"),
}

CARDS: dict[Lamp, OrderKind] = {
    Lamp.STEP: OrderKind.STEP_LATE,
    Lamp.YELLOW: OrderKind.LATE,
    Lamp.RED: OrderKind.OVERDUE,
}
"""Which lamp opens which order by itself, once for a case and kind."""

DOCUMENTS: dict[OrderKind, DocumentKind] = {
    OrderKind.LATE: DocumentKind.YELLOW_CARD,
    OrderKind.OVERDUE: DocumentKind.RED_CARD,
}


def document_of(kind: OrderKind) -> DocumentKind:
    """The paper an order goes out on; what is no card is an order in words."""
    return DOCUMENTS.get(kind, DocumentKind.SUPERVISION_ORDER)


class Level(StrEnum):
    """Who has to answer: blue the person, orange their head, red the hall manager."""

    BLUE = "blue"
    ORANGE = "orange"
    RED = "red"

    @property
    def label(self) -> str:
        """English msgid."""
        return LEVEL_LABELS[self]


LEVEL_LABELS: dict[Level, str] = {
    Level.BLUE: N_("Blue: who handles it"),
    Level.ORANGE: N_("Orange: the department head"),
    Level.RED: N_("Red: the hall manager"),
}
NEXT: dict[Level, Level] = {Level.BLUE: Level.ORANGE, Level.ORANGE: Level.RED}
"""Unanswered, an order goes to the next level; red stays with the hall manager."""


class OrderState(StrEnum):
    """Where an order stands."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """English msgid."""
        return ORDER_LABELS[self]


ORDER_LABELS: dict[OrderState, str] = {
    OrderState.OPEN: N_("Waits for an answer"),
    OrderState.ANSWERED: N_("Answered, to be reviewed"),
    OrderState.CLOSED: N_("Order closed"),
}

ORDERS = Statechart(
    Move(
        "answer",
        OrderState.OPEN,
        OrderState.ANSWERED,
        needs="supervision.answer",
        says=N_("Answer the order"),
    ),
    Move(
        "suffice",
        OrderState.ANSWERED,
        OrderState.CLOSED,
        needs="supervision.review",
        says=N_("The answer is sufficient"),
    ),
    Move(
        "insist",
        OrderState.ANSWERED,
        OrderState.OPEN,
        needs="supervision.review",
        says=N_("Not sufficient"),
    ),
    Move(
        "withdraw",
        OrderState.OPEN,
        OrderState.CLOSED,
        needs="supervision.review",
        says=N_("Withdraw the order"),
    ),
    Move(
        "escalate",
        OrderState.OPEN,
        OrderState.OPEN,
        needs="supervision.escalate",
        says=N_("To the next level"),
    ),
)


@dataclass(frozen=True, slots=True)
class Policy:
    """What a place may set otherwise; the numbers here are the stated default.

    `blue_days`, `orange_days` and `red_days` are the working days each level has to
    answer, `head_after_hours` how many office hours a warning stands before the
    department head hears of it too.
    """

    blue_days: int = 2
    orange_days: int = 2
    red_days: int = 1
    head_after_hours: int = 4

    def answer(self, level: Level) -> Limit:
        """How long the level has to answer."""
        days = {Level.BLUE: self.blue_days, Level.ORANGE: self.orange_days}
        return Limit(days.get(level, self.red_days), Unit.WORKDAYS)

    @property
    def head_after(self) -> Limit:
        """How long a warning stands before the head hears of it."""
        return Limit(self.head_after_hours, Unit.HOURS)


def first_level(kind: OrderKind) -> Level:
    """A red card goes to the head at once; everything else to who handles it."""
    return Level.ORANGE if kind is OrderKind.OVERDUE else Level.BLUE


def require_words(text: str, field: str) -> str:
    """What an order, an answer or a review says must be said.

    Raises:
        Refusal: "supervision.unsaid".
    """
    said = text.strip()
    if not said:
        raise Refusal(
            "supervision.unsaid",
            N_("Say it in a sentence or two."),
            field=field,
            remedy=N_("Who reads it later must understand what happened."),
        )
    return said


def require_answerer(*, responsible: bool, level: Level) -> None:
    """Only the level that was asked answers.

    Raises:
        Refusal: "supervision.not-asked".
    """
    if not responsible:
        raise Refusal(
            "supervision.not-asked",
            N_("This order is not yours to answer: %(level)s."),
            remedy=N_("Leave it to whom it was sent to."),
            level=LEVEL_LABELS[level],
        )


def require_other_eyes(*, answered_by: str, reviews: str) -> None:
    """Nobody finds their own answer sufficient.

    Raises:
        Refusal: "supervision.own-answer".
    """
    if answered_by == reviews:
        raise Refusal(
            "supervision.own-answer",
            N_("You answered this order yourself, so somebody else reviews it."),
            remedy=N_("Leave it to another supervisor."),
        )
