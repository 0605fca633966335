"""What can happen to a document; the sentences of its timeline."""

from yichuang.journal.events import event
from yichuang.kernel.text import N_

ISSUED = event("documents.issued", N_("Document %(number)s was issued."))
DELIVERED = event(
    "documents.delivered",
    N_("Document %(number)s was delivered."),
    personal=("receiver",),
)
SENT = event(
    "documents.sent",
    N_("Document %(number)s was sent."),
    personal=("receiver",),
)
REVOKED = event("documents.revoked", N_("Document %(number)s was revoked: %(reason)s"))
REPRINTED = event("documents.reprinted", N_("Document %(number)s was printed again."))

# Positioned printing. "sheet" is the number of the blank sheet, "—" where it has none.
PRINTED = event(
    "documents.printed",
    N_("Document %(number)s was printed on sheet %(sheet)s, copy %(copy)s."),
)
SHEET_VOID = event(
    "documents.sheet-void",
    N_("Sheet %(sheet)s of document %(number)s is void: %(reason)s"),
)
RUN_BEGUN = event("print-run.begun", N_("%(count)s sheets are to be printed: %(name)s"))
SHEETS_SENT = event("print-run.sent", N_("%(count)s sheets went to the printer."))
SHEETS_SETTLED = event(
    "print-run.settled",
    N_("%(good)s sheets came out well, %(spoiled)s are void, %(left)s wait."),
)
RUN_ENDED = event(
    "print-run.ended", N_("The run was ended; %(left)s were not printed.")
)
TEMPLATE_MADE = event("stock.made", N_("Template “%(name)s” was made."))
TEMPLATE_CHANGED = event(
    "stock.changed", N_("Template “%(name)s” has version %(version)s.")
)
PRINTER_KEPT = event("printer.kept", N_("Printer “%(name)s” is kept."))
PRINTER_MOVED = event(
    "printer.moved", N_("Printer “%(name)s” now prints %(dx)s, %(dy)s mm further.")
)
