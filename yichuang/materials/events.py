"""What can happen to a file, a stack of papers and the classifier of a hall."""

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

STACK_BROUGHT = event(
    "stack.brought", N_("A stack of papers was brought: %(title)s, %(files)s files.")
)
STACK_ADDED_TO = event(
    "stack.added-to", N_("%(files)s files were added to the stack of papers.")
)
STACK_READ = event(
    "stack.read",
    N_("The stack was read: %(pages)s pages, %(applicants)s people."),
)
STACK_CLOSED = event("stack.closed", N_("The stack was sorted."))
STACK_REOPENED = event("stack.reopened", N_("The stack was taken up again."))
STACK_REMOVED = event(
    "stack.removed", N_("The stack and its %(pages)s pages were removed.")
)
PAGE_CONFIRMED = event(
    "stack.page-confirmed", N_("Page %(page)s was confirmed as %(kind)s.")
)
PAGES_CONFIRMED = event(
    "stack.pages-confirmed",
    N_("%(pages)s pages of which the robot was sure were accepted."),
)
PAGE_MOVED = event("stack.page-moved", N_("Page %(page)s was put to another person."))
PAGE_TURNED = event("stack.page-turned", N_("Page %(page)s was turned."))
PAGE_DROPPED = event("stack.page-dropped", N_("Page %(page)s was left out."))
SORTING_UNDONE = event("stack.undone", N_("The last step of sorting was undone."))
APPLICANT_ADDED = event(
    "stack.applicant-added", N_("A person was added: %(name)s."), personal=("name",)
)
PAGES_HANDED_OVER = event(
    "stack.handed-over", N_("%(pages)s pages were put to %(subject)s.")
)
PAGE_OPENED = event("stack.page-opened", N_("Page %(page)s was opened."))

TRAINED = event(
    "classifier.trained", N_("Version %(version)s was trained from %(samples)s pages.")
)
SWITCHED = event(
    "classifier.switched", N_("Version %(version)s now judges the pages of the hall.")
)
