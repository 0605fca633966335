"""Printing: the PDF of a row, the same bytes every time; each reprint is on record."""

from datetime import datetime

from yichuang.accounts.policies import Actor, require
from yichuang.documents import events
from yichuang.documents.engines import press
from yichuang.documents.models import Document
from yichuang.documents.policies import GRANTS
from yichuang.journal.services import record


def render(document: Document) -> bytes:
    """The PDF/A of a document, drawn from its frozen facts; writes nothing.

    Raises:
        Refusal: "documents.altered" when the facts no longer match their fingerprint;
            "print.no-font", "print.template" from the typesetter.
    """
    return press.pdf_of(document)


def reprint(document: Document, *, by: Actor, at: datetime) -> bytes:
    """The PDF once more for somebody; that it was printed again is put on record.

    Raises:
        Refusal: "permission.denied"; as `render`.
    """
    require(by, "document.reprint", GRANTS)
    pdf = press.pdf_of(document)
    record(
        events.REPRINTED,
        about=document.about,
        by=by,
        at=at,
        hall_id=document.hall_id,
        number=document.number,
        kind=document.kind,
    )
    return pdf
