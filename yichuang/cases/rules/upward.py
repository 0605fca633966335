"""First review 初审: what a lower authority examines and a higher one decides.

行政许可法 art. 35: the lower one sends its opinion and all papers up, and the higher one
may not ask the applicant for them again; art. 43: within 20 days of acceptance.
"""

from enum import StrEnum

from yichuang.kernel.limits import Limit
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.statechart import Move, Statechart
from yichuang.kernel.text import N_

FIRST_REVIEW_LIMIT = Limit.parse("20W")
"""art. 43, in working days (art. 82), from acceptance."""


class Above(StrEnum):
    """Where a matter lies that was sent up."""

    SENT = "sent"
    RECEIVED = "received"
    GRANTED = "granted"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """English msgid of the state's name."""
        return ABOVE_LABELS[self]


ABOVE_LABELS: dict[Above, str] = {
    Above.SENT: N_("sent up"),
    Above.RECEIVED: N_("received above"),
    Above.GRANTED: N_("granted above"),
    Above.REFUSED: N_("refused above"),
}

UPWARD = Statechart(
    Move(
        "confirm",
        Above.SENT,
        Above.RECEIVED,
        needs="case.upward",
        says=N_("Record the receipt from above"),
    ),
    Move(
        "grant",
        (Above.SENT, Above.RECEIVED),
        Above.GRANTED,
        needs="case.upward",
        says=N_("Granted above"),
    ),
    Move(
        "refuse",
        (Above.SENT, Above.RECEIVED),
        Above.REFUSED,
        needs="case.upward",
        says=N_("Refused above"),
    ),
)

AWAY = frozenset({Above.SENT, Above.RECEIVED})
"""While it lies above, nothing is decided here."""


def require_first_review(body: str) -> None:
    """Only items whose decision lies above are sent up.

    Raises:
        Refusal: "upward.ours".
    """
    if not body:
        raise Refusal(
            "upward.ours",
            N_("This matter is decided here; its guide names no higher authority."),
            remedy=N_("Decide it at the post that is authorised."),
        )


def require_ours(body: str) -> None:
    """What a higher authority decides is not decided here.

    Raises:
        Refusal: "upward.decided-above".
    """
    if body:
        raise Refusal(
            "upward.decided-above",
            N_("%(body)s decides this matter; here it gets its first review."),
            remedy=N_(
                "Send it up with the opinion and all papers (Licensing Law art. 35)."
            ),
            body=body,
        )


def require_here(*, away: bool, body: str) -> None:
    """Nothing is done with a case that lies above.

    Raises:
        Refusal: "upward.away".
    """
    if away:
        raise Refusal(
            "upward.away",
            N_("The case lies with %(body)s; it goes on when it has come back."),
            remedy=N_("Record the receipt or the answer from above when it arrives."),
            body=body,
        )


def require_no_second_asking(papers: str) -> None:
    """The higher authority may not ask the applicant for papers again (art. 35).

    Raises:
        Refusal: "upward.asks-again" (field "asks").
    """
    if papers.strip():
        raise Refusal(
            "upward.asks-again",
            N_("The higher authority may not ask the applicant for papers again."),
            field="asks",
            remedy=N_(
                "Licensing Law art. 35: send the copy kept in the file, and answer that all papers went up."
            ),
        )
