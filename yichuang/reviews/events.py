"""What happens to reviews. Who reviewed, and which case it was, is never among the facts."""

from yichuang.journal.events import event
from yichuang.kernel.text import N_

GIVEN = event("review.given", N_("A review came: level %(level)s"))
NOTED = event(
    "review.noted", N_("A review that does not count was kept: level %(level)s")
)
SKIPPED = event("review.skipped", N_("Somebody did not want to review"))
CONTACTED = event("review.contacted", N_("The person behind a bad review was reached"))
RECTIFIED = event("review.rectified", N_("A bad review was answered: %(ending)s"))
