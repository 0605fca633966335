"""What happens to a case. Sentences are filled from the facts of the entry."""

from yichuang.journal.events import event
from yichuang.kernel.text import N_

BEGUN = event("case.begun", N_("Application begun"))
DISCARDED = event("case.discarded", N_("Draft thrown away"))
SUBMITTED = event("case.submitted", N_("Application submitted online"))
RECEIVED = event("case.received", N_("Papers received"))
PAPER_CHECKED = event("case.paper-checked", N_("%(paper)s: %(state)s"))
PAPERS_CHECKED = event("case.papers-checked", N_("Papers checked and in order"))
PAPER_FILED = event("case.paper-filed", N_("%(paper)s: a page was added"))
NOTICE_SENT = event(
    "case.notice-sent", N_("Told once what is missing: %(papers)s, until %(due)s")
)
NOTICE_BREACH = event(
    "case.notice-breach",
    N_("A second list was demanded, by a supervisor's override: %(reason)s"),
)
SUPPLEMENTED = event("case.supplemented", N_("Missing papers handed in"))
ACCEPTED = event("case.accepted", N_("Accepted, promised until %(due)s"))
DEEMED = event(
    "case.deemed",
    N_("Deemed accepted as of %(since)s: nobody told within 5 days what is missing"),
)
DECLINED = event("case.declined", N_("Not accepted: %(reason)s"))
LAPSED = event("case.lapsed", N_("Closed: the missing papers did not come in time"))
WITHDRAWN = event("case.withdrawn", N_("Withdrawn: %(reason)s"))
TOLERANCE_ASKED = event(
    "case.tolerance-asked",
    N_("Asked to tolerate that %(paper)s is missing"),
    personal=("answer", "whom"),
)
TOLERANCE_AGREED = event("case.tolerance-agreed", N_("Tolerated: %(paper)s"))
TOLERANCE_DENIED = event(
    "case.tolerance-denied", N_("Not tolerated: %(paper)s (%(reason)s)")
)
TOLERANCE_FULFILLED = event("case.tolerance-fulfilled", N_("%(paper)s came later"))
ROUTED = event("case.routed", N_("Sent to %(post)s"))
OPINION_ASKED = event("case.opinion-asked", N_("%(post)s was asked"))
OPINION_GIVEN = event("case.opinion-given", N_("%(post)s answered"))
STOPPED = event("case.stopped", N_("Clock stopped: %(ground)s, %(days)s working days"))
RESUMED = event("case.resumed", N_("Clock runs on, promised until %(due)s"))
EXTENDED = event(
    "case.extended", N_("The law's limit was extended to %(due)s: %(reason)s")
)
APPROVED = event("case.approved", N_("Approved"))
REFUSED = event("case.refused", N_("Refused: %(reason)s"))
ISSUED = event("case.issued", N_("Handed over: %(how)s"), personal=("receiver",))
CLOSED = event("case.closed", N_("Closed: %(outcome)s"))
ORIGINALS_TAKEN = event("case.originals-taken", N_("Original taken in: %(paper)s"))
ORIGINALS_RETURNED = event(
    "case.originals-returned", N_("Original given back: %(paper)s"), personal=("to",)
)
VIEWED = event("case.viewed", N_("Case opened"))

PUBLIC = frozenset(
    kind.code
    for kind in (
        SUBMITTED, RECEIVED, NOTICE_SENT, SUPPLEMENTED, ACCEPTED, DEEMED, DECLINED,
        LAPSED, WITHDRAWN, TOLERANCE_AGREED, TOLERANCE_FULFILLED, ROUTED, STOPPED,
        RESUMED, EXTENDED, APPROVED, REFUSED, ISSUED, ORIGINALS_TAKEN,
        ORIGINALS_RETURNED,
    )
)  # fmt: skip
"""What the citizen sees on the timeline; the rest is for staff."""
