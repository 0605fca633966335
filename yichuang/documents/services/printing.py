"""Printing: the PDF of a row, the same bytes every time; each reprint is on record."""

from datetime import datetime

from yichuang.accounts.policies import Actor, ActorKind, require
from yichuang.documents import events
from yichuang.documents.engines import press
from yichuang.documents.models import Document
from yichuang.documents.policies import GRANTS
from yichuang.documents.queries import deliveries
from yichuang.documents.rules import DeliveryWay
from yichuang.documents.services.delivering import arrived, deliver
from yichuang.journal.services import record


def render(document: Document) -> bytes:
    """The PDF/A of a document, drawn from its frozen facts; writes nothing.

    Raises:
        Refusal: "documents.altered" when the facts no longer match their fingerprint;
            "print.no-font", "print.template" from the typesetter.
    """
    return press.pdf_of(document)


def hand_out(document: Document, *, by: Actor, at: datetime) -> bytes:
    """The PDF for whoever asked for it: a citizen's first download counts as delivery,
    what staff print is a reprint.

    Raises:
        Refusal: "permission.denied"; as `render`.
    """
    if by.kind is not ActorKind.CITIZEN:
        return reprint(document, by=by, at=at)
    if document.revoked_at is None:
        deliver(
            document, how=DeliveryWay.DOWNLOAD, receiver=by.name or by.ref, by=by, at=at
        )
        _opened(document, by=by, at=at)
    return render(document)


def _opened(document: Document, *, by: Actor, at: datetime) -> None:
    """Whoever opens the document has received the message that told of it."""
    told = deliveries(document).filter(how=DeliveryWay.MESSAGE, received_at=None)
    for receipt in told:
        arrived(receipt, by=by, at=at)


def reprint(document: Document, *, by: Actor, at: datetime) -> bytes:
    """The PDF once more for somebody; that it was printed again is put on record.

    Raises:
        Refusal: "permission.denied"; as `render`.
    """
    require(by, "document.reprint", GRANTS)
    pdf = press.pdf_of(document)
    printed(document, by=by, at=at)
    return pdf


def printed(document: Document, *, by: Actor, at: datetime) -> None:
    """Put on record that a document was printed again, where it was drawn before.

    Raises:
        Refusal: "permission.denied".
    """
    require(by, "document.reprint", GRANTS)
    record(
        events.REPRINTED,
        about=document.about,
        by=by,
        at=at,
        hall_id=document.hall_id,
        number=document.number,
        kind=document.kind,
    )
