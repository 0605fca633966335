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
TERMINATED = event("case.terminated", N_("Ended without a decision: %(ground)s"))
RENEWED = event(
    "case.renewed",
    N_("Renewed by law: nobody decided before the certificate ended on %(until)s"),
)
SILENTLY_APPROVED = event(
    "case.approved-by-silence",
    N_("Approved by silence: nobody decided by %(until)s (%(basis)s)"),
)
FOLLOWS = event("case.follows", N_("%(kind)s of certificate %(earlier)s"))
SUCCEEDED = event(
    "case.succeeded", N_("Certificate %(earlier)s was replaced by %(number)s")
)
GREEN_ASKED = event(
    "case.green-asked", N_("Precedence asked for: %(reason)s"), personal=("evidence",)
)
GREEN_GRANTED = event("case.green-granted", N_("Goes before the others: %(reason)s"))
GREEN_DENIED = event(
    "case.green-denied", N_("No precedence: %(answer)s"), personal=("answer",)
)
TRANSFERRED = event(
    "case.transferred", N_("Handed on by %(origin)s to %(target)s, which decides")
)
TRANSFER_TAKEN = event("case.transfer-taken", N_("Taken over by %(target)s"))
PARCEL_SENT = event("case.parcel-sent", N_("On its way to %(target)s: %(what)s"))
PARCEL_ARRIVED = event("case.parcel-arrived", N_("Arrived at %(target)s: %(what)s"))
AT_ONCE = event("case.at-once", N_("Received, decided and handed over in one sitting"))
VISIT_ORDERED = event("visit.ordered", N_("Visit at home ordered for %(day)s"))
VISIT_SET_OUT = event("visit.set-out", N_("%(visitor)s and %(companion)s set out"))
VISIT_DONE = event("visit.done", N_("Visit at home done: %(result)s"))
VISIT_CALLED_OFF = event("visit.called-off", N_("Visit at home called off: %(result)s"))
RECEIVED_AT_HOME = event("case.received-at-home", N_("Papers received at home"))
TOLERANCE_ASKED = event(
    "case.tolerance-asked",
    N_("Asked to tolerate that %(paper)s is missing"),
    personal=("answer", "whom"),
)
TOLERANCE_AGREED = event("case.tolerance-agreed", N_("Tolerated: %(paper)s"))
TOLERANCE_DENIED = event(
    "case.tolerance-denied", N_("Not tolerated: %(paper)s (%(reason)s)")
)
UNDERTAKEN = event(
    "case.undertaken",
    N_("Undertaking signed: %(papers)s"),
    personal=("signer",),
)
TOLERANCE_REMINDED = event(
    "case.tolerance-reminded", N_("Reminded: %(paper)s is due by %(due)s")
)
TOLERANCE_LONGER = event(
    "case.tolerance-longer",
    N_("Longer for force majeure: %(paper)s until %(due)s (%(reason)s)"),
)
TOLERANCE_BROKEN = event(
    "case.tolerance-broken",
    N_("Closed: promised papers did not come in time: %(papers)s"),
)
PROMISED = event("case.promised", N_("Promised in writing in place of %(papers)s"))
PROMISE_WITHDRAWN = event(
    "case.promise-withdrawn", N_("The promise in place of %(paper)s was withdrawn")
)
PROMISE_CHECKED = event(
    "case.promise-checked", N_("The promise about %(paper)s was checked: %(state)s")
)
PROMISE_TO_MEND = event(
    "case.promise-to-mend", N_("%(paper)s is to be put right by %(due)s: %(reason)s")
)
ANNULLED = event("case.annulled", N_("Revoked, the promise was false: %(reason)s"))
DISPROVED = event("case.disproved", N_("Ended, the promise was false: %(reason)s"))
CREDIT_RECORDED = event(
    "credit.recorded", N_("Put on the credit record: %(fact)s"), personal=("subject",)
)
REPAIR_ASKED = event("credit.repair-asked", N_("Repair of the record asked for"))
REPAIRED = event("credit.repaired", N_("The record was repaired: %(reason)s"))
REPAIR_DENIED = event("credit.repair-denied", N_("Repair denied: %(reason)s"))
LIST_PUBLISHED = event(
    "tolerance.published", N_("Tolerance list %(version)s, in force from %(since)s")
)
TERMS_PUBLISHED = event(
    "hall.terms-published", N_("%(kind)s, version %(version)s, in force from %(since)s")
)
TOLERANCE_FULFILLED = event("case.tolerance-fulfilled", N_("%(paper)s came later"))
ROUTED = event("case.routed", N_("Sent to %(post)s"))
OPINION_ASKED = event("case.opinion-asked", N_("%(post)s was asked"))
OPINION_GIVEN = event("case.opinion-given", N_("%(post)s answered"))
OPINIONS_COMPLETE = event(
    "case.opinions-complete",
    N_("All answers are in: %(answered)s of %(asked)s, %(agree)s agree"),
)
OPINION_RETURNED = event(
    "case.opinion-returned", N_("%(post)s gave the question back: %(reason)s")
)
OPINION_WITHDRAWN = event(
    "case.opinion-withdrawn", N_("The question to %(post)s was withdrawn: %(reason)s")
)
OPINION_PASSED = event(
    "case.opinion-passed", N_("Went on without the answer of %(post)s: %(reason)s")
)
OPINION_REMINDED = event(
    "case.opinion-reminded", N_("%(post)s was reminded to answer by %(due)s")
)
OPINION_OVERDUE = event(
    "case.opinion-overdue",
    N_("%(post)s has not answered by %(due)s; its head was told"),
)
GIVEN_BACK = event(
    "case.given-back", N_("%(post)s gave the case back to %(to)s: %(reason)s")
)
SENT_UP = event(
    "case.sent-up", N_("Sent to %(body)s with our opinion and all %(papers)s papers")
)
RECEIVED_ABOVE = event(
    "case.received-above", N_("%(body)s has received it (%(number)s)")
)
CAME_BACK_GRANTED = event(
    "case.came-back-granted", N_("%(body)s has granted it (%(decision)s)")
)
CAME_BACK_REFUSED = event(
    "case.came-back-refused", N_("%(body)s has refused it (%(decision)s): %(reason)s")
)
RECUSAL_ASKED = event(
    "case.recusal-asked",
    N_("%(person)s keeps away from the case: %(ground)s"),
    personal=("relation",),
)
RECUSAL_DECIDED = event("case.recusal-decided", N_("%(person)s: %(how)s"))
SITE_CHECK_SET = event(
    "case.site-check-set", N_("To be looked at on site on %(day)s by %(inspectors)s")
)
SITE_CHECK_DONE = event(
    "case.site-check-done", N_("Looked at on site by %(inspectors)s")
)
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
SEASON_PLANNED = event("batch.planned", N_("Season announced: %(name)s"))
SEASON_MOVED = event(
    "batch.moved", N_("%(name)s takes applications until %(closes)s: %(reason)s")
)
SEASON_CLOSED = event(
    "batch.closed", N_("%(name)s closed with %(members)s applications")
)
# The limits of a member run from the day its season closes (教师资格条例 art. 16).
SEASON_COUNTED = event(
    "case.season-counted",
    N_("The limit runs from %(since)s, when the season closes; due %(due)s"),
)
FOUND_IN_ORDER = event("case.found-in-order", N_("Reviewed: in order"))
FOUND_WANTING = event("case.found-wanting", N_("Reviewed: not in order (%(reason)s)"))
FOLDER_BROUGHT = event(
    "folder.brought", N_("%(school)s handed in a list of %(people)s people and papers")
)
FOLDER_HANDED_IN = event(
    "folder.handed-in",
    N_("%(school)s handed in a list of %(people)s people over the portal"),
)
FOLDER_TAKEN = event("folder.taken", N_("The folder of %(school)s was taken over"))
FOLDER_GIVEN_BACK = event(
    "folder.given-back", N_("The folder of %(school)s was given back: %(reason)s")
)
FOLDER_ADDED_TO = event(
    "folder.added-to", N_("%(files)s files were added to the folder of %(school)s")
)
FOLDER_JUDGED = event(
    "folder.judged",
    N_("Row %(line)s looked at: %(right)s in order, %(fault)s for the notice"),
)
FOLDER_CHOSEN = event(
    "folder.chosen", N_("Row %(line)s: somebody said whose papers these are")
)
FOLDER_ASKED = event(
    "folder.asked", N_("%(count)s applications of %(school)s asked for")
)
RUN_ASKED = event("run.asked", N_("%(action)s: begun with %(total)s cases"))
RUN_STOPPED = event("run.stopped", N_("%(action)s: stopped after %(done)s cases"))
RUN_WENT_ON = event("run.went-on", N_("%(action)s: goes on after %(done)s cases"))
RUN_ENDED = event("run.ended", N_("%(action)s: %(done)s done, %(left_out)s left out"))
HEARING_TOLD = event(
    "case.hearing-told", N_("Told of the right to a hearing, until %(due)s")
)
HEARING_APPLIED = event(
    "case.hearing-applied",
    N_("A hearing was asked for; it is held by %(due)s"),
    personal=("who",),
)
HEARING_WAIVED = event("case.hearing-waived", N_("No hearing is wanted"))
HEARING_CALLED = event(
    "case.hearing-called",
    N_("Hearing called: %(when)s, %(place)s, chaired by %(chair)s"),
)
HEARING_CHALLENGED = event(
    "case.hearing-challenged", N_("The chair was challenged"), personal=("who",)
)
HEARING_JUDGED = event(
    "case.hearing-judged", N_("Decided on the challenge of the chair: %(decision)s")
)
HEARING_MINUTED = event("case.hearing-minuted", N_("Minutes of the hearing written"))
HEARING_SIGNED = event(
    "case.hearing-signed", N_("Minutes signed, or refused to"), personal=("who",)
)
HEARING_CLOSED = event(
    "case.hearing-closed", N_("Hearing closed; the decision rests on its minutes")
)
HEARING_CANCELLED = event(
    "case.hearing-cancelled", N_("The wish for a hearing was withdrawn")
)
DOSSIER_MADE = event(
    "archive.exported", N_("Dossier exported: %(pages)s pages, edition %(edition)s")
)
DOSSIER_TAKEN = event("archive.taken", N_("Dossier taken out, edition %(edition)s"))
DOSSIER_FILED = event("archive.filed", N_("Filed in the archive: %(term)s"))
ARCHIVE_HELD = event("archive.held", N_("Kept beyond its time: %(reason)s"))
ARCHIVE_LIFTED = event(
    "archive.lifted", N_("No longer kept beyond its time: %(reason)s")
)
RETENTION_SET = event(
    "archive.retention-set", N_("Kept %(term)s from %(since)s on: %(item)s")
)
DESTRUCTION_PROPOSED = event(
    "archive.destruction-proposed", N_("%(count)s dossiers proposed for destruction")
)
DESTRUCTION_DECIDED = event(
    "archive.destruction-decided", N_("List of destruction: %(decision)s")
)
DOSSIER_DESTROYED = event(
    "archive.destroyed", N_("Dossier destroyed after its time, list %(list)s")
)
LAMP = event("case.lamp", N_("Lamp: %(lamp)s, before: %(was)s"))
WARNED = event("case.warned", N_("Warned before the limit: %(who)s"))
SUPERVISED = event("case.supervised", N_("Supervision order %(document)s: %(kind)s"))
ORDER_OPENED = event(
    "order.opened", N_("Order %(document)s: %(kind)s; answer until %(due)s")
)
ORDER_ANSWERED = event("order.answered", N_("Answered: %(text)s"))
ORDER_ESCALATED = event(
    "order.escalated", N_("Not answered in time, now %(level)s; answer until %(due)s")
)
ORDER_INSISTED = event(
    "order.insisted", N_("Not sufficient: %(reason)s; answer again until %(due)s")
)
ORDER_CLOSED = event("order.closed", N_("Order closed: %(reason)s"))
VIEWED = event("case.viewed", N_("Case opened"))

BUNDLE_BEGUN = event("bundle.begun", N_("Application for several matters begun"))
BUNDLE_DISCARDED = event("bundle.discarded", N_("Draft thrown away"))
BUNDLE_SUBMITTED = event(
    "bundle.submitted", N_("Applied for %(count)s matters as one: %(parts)s")
)
BUNDLE_RECEIVED = event(
    "bundle.received", N_("Received at the window as one: %(parts)s")
)
BUNDLE_ACCEPTED = event(
    "bundle.accepted", N_("The first matter was accepted; the law's limit is %(due)s")
)
BUNDLE_FILE_ADDED = event("bundle.file-added", N_("%(paper)s: a page was added"))
BUNDLE_EXTENDED = event(
    "bundle.extended",
    N_("The joint limit was extended to %(due)s by %(head)s: %(reason)s"),
)
BUNDLE_ANSWERED = event("bundle.answered", N_("%(part)s: %(answer)s"))
BUNDLE_CLOSED = event(
    "bundle.closed", N_("All matters have ended: %(granted)s of %(count)s granted")
)
CHILD_MOVED = event("bundle.child-moved", N_("“%(item)s” went on, number %(number)s"))
CHILD_RELEASED = event(
    "case.released", N_("Waits for no other matter any more; it may be decided")
)
RESULT_HANDED_ON = event(
    "case.result-handed-on", N_("%(paper)s came from “%(source)s”, nobody was asked")
)

BUNDLE_MOVES = frozenset(
    kind.code
    for kind in (
        ACCEPTED, DEEMED, APPROVED, SILENTLY_APPROVED, REFUSED, ISSUED, DECLINED, LAPSED, WITHDRAWN,
        TERMINATED, TOLERANCE_BROKEN, DISPROVED, ANNULLED,
    )
)  # fmt: skip
"""After these a case is something else to the others of its bundle."""

PUBLIC = frozenset(
    kind.code
    for kind in (
        SUBMITTED, RECEIVED, NOTICE_SENT, SUPPLEMENTED, ACCEPTED, DEEMED, DECLINED,
        LAPSED, WITHDRAWN, TERMINATED, RENEWED, SILENTLY_APPROVED, FOLLOWS, SUCCEEDED, GREEN_GRANTED,
        TRANSFERRED, TRANSFER_TAKEN, PARCEL_SENT, PARCEL_ARRIVED, RECEIVED_AT_HOME,
        TOLERANCE_AGREED, TOLERANCE_FULFILLED, ROUTED,
        UNDERTAKEN, TOLERANCE_REMINDED, TOLERANCE_LONGER, TOLERANCE_BROKEN, PROMISED,
        PROMISE_WITHDRAWN, PROMISE_CHECKED, PROMISE_TO_MEND, ANNULLED, DISPROVED,
        STOPPED, SEASON_COUNTED,
        OPINION_ASKED, OPINION_GIVEN, OPINIONS_COMPLETE, SENT_UP, RECEIVED_ABOVE,
        CAME_BACK_GRANTED, CAME_BACK_REFUSED, SITE_CHECK_SET, SITE_CHECK_DONE,
        RESUMED, EXTENDED, APPROVED, REFUSED, ISSUED, ORIGINALS_TAKEN,
        ORIGINALS_RETURNED,
        HEARING_TOLD, HEARING_APPLIED, HEARING_WAIVED, HEARING_CALLED,
        HEARING_CHALLENGED, HEARING_JUDGED, HEARING_CLOSED, HEARING_CANCELLED,
    )
)  # fmt: skip
"""What the citizen sees on the timeline; the rest is for staff."""
