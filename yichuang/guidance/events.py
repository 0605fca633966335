"""What happens with questions: never who asked, and the words only where they are settled."""

from yichuang.journal.events import event
from yichuang.kernel.text import N_

SETTLED = event("guidance.settled", N_("A question was settled: %(how)s"))
