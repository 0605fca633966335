"""What can happen to a file."""

from yichuang.journal.events import event
from yichuang.kernel.text import N_

STORED = event(
    "materials.stored", N_("A file was added: %(name)s."), personal=("name",)
)
REMOVED = event(
    "materials.removed", N_("A file was removed: %(name)s."), personal=("name",)
)
OPENED = event(
    "materials.opened", N_("The file %(name)s was opened."), personal=("name",)
)
