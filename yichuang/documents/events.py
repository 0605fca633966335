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
