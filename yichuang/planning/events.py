"""What happens when a hall plans ahead."""

from yichuang.journal.events import event
from yichuang.kernel.text import N_

PEAK_ENTERED = event(
    "plan.peak-entered", N_("Peak “%(name)s” from %(first)s to %(last)s was entered")
)
PEAK_WITHDRAWN = event("plan.peak-withdrawn", N_("Peak “%(name)s” was withdrawn"))
ASKED = event("plan.asked", N_("A plan for %(day)s was asked for"))
ADOPTED = event("plan.adopted", N_("Plan %(number)s for %(day)s was adopted"))
"""`duties` among the facts: [{"window": 3, "slots": [18, 19, …]}], for the roster."""
