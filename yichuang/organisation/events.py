"""What happens to the organisation itself."""

from yichuang.journal.events import event
from yichuang.kernel.text import N_

CALENDAR_PUBLISHED = event(
    "organisation.calendar-published", N_("Calendar of %(year)s published: %(source)s")
)
AUTHORISED = event(
    "organisation.authorised",
    N_("%(person)s authorised for %(item)s by letter %(letter)s until %(until)s"),
    personal=("person",),
)
AUTHORISATION_REVOKED = event(
    "organisation.authorisation-revoked", N_("Letter %(letter)s revoked: %(reason)s")
)
POST_TAKEN = event(
    "organisation.post-taken",
    N_("%(person)s holds %(post)s as %(cover)s"),
    personal=("person",),
)
COVER_CHANGED = event(
    "organisation.cover-changed", N_("%(post)s: holder A away: %(away)s")
)
HALL_ARRANGED = event("organisation.hall-arranged", N_("Hall %(name)s set up"))
