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
AUTHORISATION_RENEWED = event(
    "organisation.authorisation-renewed",
    N_("Letter %(letter)s is followed by %(follower)s until %(until)s"),
)
AUTHORISATION_ENDING = event(
    "organisation.authorisation-ending",
    N_("Letter %(letter)s runs out on %(until)s and nothing follows it"),
    personal=("person",),
)
ABSENCE_PLANNED = event(
    "organisation.absence-planned",
    N_(
        "%(person)s is away from %(post)s from %(first)s to %(last)s; %(stands_in)s acts"
    ),
    personal=("person", "stands_in"),
)
ABSENCE_ENDED = event(
    "organisation.absence-ended",
    N_("%(person)s is back at %(post)s from %(day)s"),
    personal=("person",),
)
HALL_DAY_SET = event(
    "organisation.hall-day-set", N_("%(day)s: the hall is %(how)s (%(reason)s)")
)
HALL_DAY_CLEARED = event(
    "organisation.hall-day-cleared", N_("%(day)s is an ordinary day again")
)
WINDOW_PLACED = event(
    "organisation.window-placed",
    N_("Window %(window)s stands in row %(row)s, place %(place)s on the map"),
)
FLOOR_FORGOTTEN = event(
    "organisation.floor-forgotten",
    N_("The map shows the windows in the order of their numbers again"),
)
