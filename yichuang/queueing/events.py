"""What happens in the lines. The order of a day is rebuilt from these (rules.replaying):
facts named `step` and `clock` say when, to the day, they happened. Never who it was."""

from yichuang.journal.events import event
from yichuang.kernel.text import N_

DAY_BEGAN = event("queue.day-began", N_("The lines of %(day)s began"))
DAY_ENDED = event(
    "queue.day-ended", N_("The lines of %(day)s were closed; %(left)s tickets fell")
)
POLICY = event(
    "queue.policy", N_("Order of calls, version %(version)s, from %(valid_from)s")
)
KIND = event("queue.kind", N_("Business kind %(kind)s was arranged"))
SKILLS = event("queue.skills", N_("What window %(window)s serves was arranged"))

TAKEN = event("ticket.taken", N_("Ticket %(number)s was taken"))
ARRIVED = event("ticket.arrived", N_("The holder of ticket %(number)s is in the hall"))
CALLED = event("ticket.called", N_("Ticket %(number)s was called to window %(window)s"))
RECALLED = event(
    "ticket.recalled", N_("Ticket %(number)s was called again to window %(window)s")
)
PARKED = event("ticket.parked", N_("Ticket %(number)s missed its call"))
RETURNED = event("ticket.returned", N_("Ticket %(number)s is back in line"))
STARTED = event("ticket.started", N_("Ticket %(number)s is at window %(window)s"))
HELD = event("ticket.held", N_("Ticket %(number)s was put on hold: %(reason)s"))
RESUMED = event("ticket.resumed", N_("Ticket %(number)s goes on"))
TRANSFERRED = event(
    "ticket.transferred", N_("Ticket %(number)s was sent on to %(line)s: %(reason)s")
)
STANDING = event(
    "ticket.standing", N_("The priority of ticket %(number)s was set by a guide")
)
LINKED = event("ticket.linked", N_("Ticket %(number)s led to %(case)s"))
ENDED = event("ticket.ended", N_("Ticket %(number)s was finished"))
LEFT = event("ticket.left", N_("The holder of ticket %(number)s gave up"))
VOIDED = event("ticket.voided", N_("Ticket %(number)s became void"))

OPENED = event("window.opened", N_("Window %(window)s was opened"))
PAUSED = event("window.paused", N_("Window %(window)s pauses: %(reason)s"))
REOPENED = event("window.reopened", N_("Window %(window)s goes on"))
RESKILLED = event("window.lines-changed", N_("Window %(window)s serves other lines"))
CLOSED = event("window.closed", N_("Window %(window)s was closed"))

TRAINED = event("roster.trained", N_("Trained for %(kinds)s"))
ROSTER = event("roster.published", N_("The roster of %(day)s was published"))
THRESHOLDS = event(
    "queue.thresholds",
    N_("When the hall is re-arranged, version %(version)s, from %(valid_from)s"),
)
PROPOSED = event("proposal.made", N_("Proposed for line %(line)s: %(action)s"))
ACCEPTED = event("proposal.accepted", N_("Accepted for line %(line)s: %(action)s"))
DECLINED = event("proposal.declined", N_("Declined for line %(line)s: %(reason)s"))
EFFECT = event("proposal.effect", N_("Half an hour later %(waiting)s wait"))

TERMS = event(
    "appointment.terms",
    N_("Terms of appointments, version %(version)s, from %(valid_from)s"),
)
SEATS = event(
    "appointment.seats", N_("Seats to book for %(kind)s on %(day)s were published")
)
GROUPS = event(
    "appointment.groups", N_("Groups were set for %(kind)s on %(day)s: %(labels)s")
)
SEAT_HELD = event("appointment.held", N_("A seat was kept: %(kind)s, %(when)s"))
BOOKED = event("appointment.booked", N_("Booked: %(kind)s, %(when)s"))
CHANGED = event("appointment.changed", N_("Moved from %(was)s to %(when)s"))
CANCELLED = event("appointment.cancelled", N_("Cancelled: %(kind)s, %(when)s"))
DISPLACED = event(
    "appointment.displaced", N_("The hall took away %(when)s and offered other times")
)
CHECKED_IN = event("appointment.arrived", N_("Checked in with ticket %(number)s"))
MISSED = event("appointment.missed", N_("Did not come: %(kind)s, %(when)s"))
FORGIVEN = event(
    "appointment.forgiven",
    N_("%(count)s appointments not kept were forgiven: %(reason)s"),
    ("reason",),
)

ORDER = (TAKEN, ARRIVED, CALLED, RETURNED, TRANSFERRED, STANDING, LEFT, VOIDED)
"""Events that can change who is next."""
