"""The life of a case as a table. Buttons, API, permissions, docs and tests come from it."""

from enum import StrEnum

from yichuang.kernel.statechart import Move, Statechart
from yichuang.kernel.text import N_


class CaseState(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RECEIVED = "received"
    CORRECTION = "correction"
    ACCEPTED = "accepted"
    SUSPENDED = "suspended"
    APPROVED = "approved"
    REFUSED = "refused"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """English msgid of the state's name."""
        return STATE_LABELS[self]


STATE_LABELS: dict[CaseState, str] = {
    CaseState.DRAFT: N_("Draft"),
    CaseState.SUBMITTED: N_("Submitted"),
    CaseState.RECEIVED: N_("Received"),
    CaseState.CORRECTION: N_("Waiting for papers"),
    CaseState.ACCEPTED: N_("Accepted"),
    CaseState.SUSPENDED: N_("Clock stopped"),
    CaseState.APPROVED: N_("Approved"),
    CaseState.REFUSED: N_("Refused"),
    CaseState.CLOSED: N_("Closed"),
}


class Outcome(StrEnum):
    """How a case ended."""

    APPROVED = "approved"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    NOT_COMPETENT = "not_competent"
    NOT_REQUIRED = "not_required"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    TERMINATED = "terminated"
    REVOKED = "revoked"

    @property
    def label(self) -> str:
        """English msgid of the outcome's name."""
        return OUTCOME_LABELS[self]


OUTCOME_LABELS: dict[Outcome, str] = {
    Outcome.APPROVED: N_("Approved"),
    Outcome.REFUSED: N_("Refused"),
    Outcome.NOT_ACCEPTED: N_("Not accepted"),
    Outcome.NOT_COMPETENT: N_("Belongs to another authority"),
    Outcome.NOT_REQUIRED: N_("No permission needed"),
    Outcome.WITHDRAWN: N_("Withdrawn"),
    Outcome.LAPSED: N_("Lapsed: papers not supplied"),
    Outcome.TERMINATED: N_("Ended without a decision"),
    Outcome.REVOKED: N_("Revoked afterwards"),
}

BEFORE_ACCEPTANCE = (CaseState.SUBMITTED, CaseState.RECEIVED, CaseState.CORRECTION)
IN_PROCESS = (CaseState.ACCEPTED, CaseState.SUSPENDED)
OPEN_STATES = frozenset(CaseState) - {CaseState.DRAFT, CaseState.CLOSED}

LIFECYCLE = Statechart(
    Move(
        "submit",
        CaseState.DRAFT,
        CaseState.SUBMITTED,
        needs="case.submit",
        says=N_("Submit"),
    ),
    Move(
        "receive",
        CaseState.SUBMITTED,
        CaseState.RECEIVED,
        needs="case.receive",
        says=N_("Receive"),
    ),
    # 行政许可法 art. 32(4): told once, completely, on the spot or within 5 days.
    Move(
        "notify",
        (CaseState.SUBMITTED, CaseState.RECEIVED),
        CaseState.CORRECTION,
        needs="case.notify",
        says=N_("Send the one complete notice"),
    ),
    Move(
        "supplement",
        CaseState.CORRECTION,
        CaseState.RECEIVED,
        needs="case.supplement",
        says=N_("Hand in the missing papers"),
    ),
    Move(
        "accept",
        (CaseState.SUBMITTED, CaseState.RECEIVED),
        CaseState.ACCEPTED,
        needs="case.accept",
        says=N_("Accept"),
    ),
    Move(
        "deem",
        BEFORE_ACCEPTANCE[:2],
        CaseState.ACCEPTED,
        needs="case.deem",
        says=N_("Deemed accepted"),
    ),
    # art. 32(1), (2), (5): not needed, not ours, or not accepted, in writing.
    Move(
        "decline",
        BEFORE_ACCEPTANCE,
        CaseState.CLOSED,
        needs="case.decline",
        says=N_("Do not accept"),
    ),
    Move(
        "lapse",
        CaseState.CORRECTION,
        CaseState.CLOSED,
        needs="case.lapse",
        says=N_("Close: papers not supplied"),
    ),
    Move(
        "withdraw",
        (*BEFORE_ACCEPTANCE, *IN_PROCESS),
        CaseState.CLOSED,
        needs="case.withdraw",
        says=N_("Withdraw"),
    ),
    # The applicant died, the organisation ended, what was applied for is gone.
    Move(
        "terminate",
        (*BEFORE_ACCEPTANCE, *IN_PROCESS),
        CaseState.CLOSED,
        needs="case.terminate",
        says=N_("End without a decision"),
    ),
    # Collected here, decided there: the papers go on, the clock has not begun.
    Move(
        "transfer",
        CaseState.RECEIVED,
        CaseState.RECEIVED,
        needs="case.transfer",
        says=N_("Send to the deciding hall"),
    ),
    # art. 50(2): not decided when the certificate ends, so it is renewed.
    Move(
        "renew",
        (CaseState.SUBMITTED, CaseState.RECEIVED, *IN_PROCESS),
        CaseState.APPROVED,
        needs="case.renew",
        says=N_("Renewed by law"),
    ),
    # 超时默认: only where the item's version names the clause that says so.
    Move(
        "silence",
        CaseState.ACCEPTED,
        CaseState.APPROVED,
        needs="case.silence",
        says=N_("Approved by silence"),
    ),
    Move(
        "route",
        CaseState.ACCEPTED,
        CaseState.ACCEPTED,
        needs="case.route",
        says=N_("Send to a post"),
    ),
    Move(
        "opine",
        CaseState.ACCEPTED,
        CaseState.ACCEPTED,
        needs="case.opine",
        says=N_("Give an opinion"),
    ),
    # What is not a post's own goes back fast to where it came from.
    Move(
        "return",
        CaseState.ACCEPTED,
        CaseState.ACCEPTED,
        needs="case.opine",
        says=N_("Give the case back"),
    ),
    # art. 34, 55: facts are checked on site by two or more.
    Move(
        "inspect",
        CaseState.ACCEPTED,
        CaseState.ACCEPTED,
        needs="case.inspect",
        says=N_("Check on site"),
    ),
    # art. 35, 43: first review here, the decision above; rules.upward has its states.
    Move(
        "send_up",
        CaseState.ACCEPTED,
        CaseState.ACCEPTED,
        needs="case.upward",
        says=N_("Send up with the first review"),
    ),
    Move(
        "confirm_up",
        CaseState.ACCEPTED,
        CaseState.ACCEPTED,
        needs="case.upward",
        says=N_("Record the receipt from above"),
    ),
    Move(
        "come_back_granted",
        CaseState.ACCEPTED,
        CaseState.APPROVED,
        needs="case.upward",
        says=N_("Granted above"),
    ),
    Move(
        "come_back_refused",
        CaseState.ACCEPTED,
        CaseState.REFUSED,
        needs="case.upward",
        says=N_("Refused above"),
    ),
    # art. 45: only its closed list of grounds stops the clock.
    Move(
        "suspend",
        CaseState.ACCEPTED,
        CaseState.SUSPENDED,
        needs="case.suspend",
        says=N_("Stop the clock"),
    ),
    Move(
        "resume",
        CaseState.SUSPENDED,
        CaseState.ACCEPTED,
        needs="case.suspend",
        says=N_("Let the clock run on"),
    ),
    Move(
        "extend",
        CaseState.ACCEPTED,
        CaseState.ACCEPTED,
        needs="case.extend",
        says=N_("Extend once"),
    ),
    Move(
        "approve",
        CaseState.ACCEPTED,
        CaseState.APPROVED,
        needs="case.decide",
        says=N_("Approve"),
    ),
    Move(
        "refuse",
        CaseState.ACCEPTED,
        CaseState.REFUSED,
        needs="case.decide",
        says=N_("Refuse"),
    ),
    Move(
        "issue",
        CaseState.APPROVED,
        CaseState.CLOSED,
        needs="case.issue",
        says=N_("Issue"),
    ),
    Move(
        "deliver",
        CaseState.REFUSED,
        CaseState.CLOSED,
        needs="case.issue",
        says=N_("Deliver the decision"),
    ),
    # 容缺: a paper promised for later did not come; only the clock makes this move.
    Move(
        "breach",
        (*IN_PROCESS, CaseState.APPROVED),
        CaseState.CLOSED,
        needs="case.breach",
        says=N_("Close: the promised papers did not come"),
    ),
    # 国办发〔2020〕42号: a false promise ends the handling, or undoes the decision.
    Move(
        "disprove",
        IN_PROCESS,
        CaseState.CLOSED,
        needs="case.annul",
        says=N_("End: the promise is false"),
    ),
    Move(
        "annul",
        CaseState.APPROVED,
        CaseState.CLOSED,
        needs="case.annul",
        says=N_("Revoke: the promise is false"),
    ),
)
