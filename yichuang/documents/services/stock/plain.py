"""A certificate drawn whole on plain paper: on record as any sheet, once, and again only for
a reason."""

from datetime import datetime

from django.db import IntegrityError

from yichuang.accounts.policies import Actor, require
from yichuang.documents import events
from yichuang.documents.engines import press
from yichuang.documents.models import Document, PrintRecord
from yichuang.documents.policies import GRANTS
from yichuang.documents.rules import DocumentKind
from yichuang.documents.rules.stock import SheetState, require_reason
from yichuang.documents.services.stock.choosing import (
    Chosen,
    in_force,
    require_again,
    standing,
)
from yichuang.documents.services.stock.runs import (
    last_sheets,
    next_copy,
    taken,
    void_before,
)
from yichuang.journal.services import record
from yichuang.web.together import whole


def print_whole(
    number: str, *, reason: str = "", hall_id: int, by: Actor, at: datetime
) -> bytes:
    """The PDF/A of a certificate to be printed now; what it stood on before is void.

    Raises:
        Refusal: "permission.denied"; "documents.not-found", "print.void",
            "documents.altered"; "print.under-way", "print.printed-before" (field
            "reason"); "print.taken" when somebody else prints it at this moment.
    """
    require(by, "print.run", GRANTS)
    rows = Document.objects.filter(hall_id=hall_id, kind=DocumentKind.CERTIFICATE)
    document = in_force(rows.filter(number=number).first(), number)
    why = require_reason(reason) if reason.strip() else ""
    chosen = Chosen(documents=[document], before=dict(standing([document.pk])))
    for before in chosen.before.values():
        require_again(before, document, again=bool(why))
    pdf = press.pdf_of(document)
    try:
        whole(lambda: _write(chosen, why, by=by, at=at))
    except IntegrityError as twice:
        raise taken() from twice
    return pdf


def _write(chosen: Chosen, reason: str, *, by: Actor, at: datetime) -> None:
    document = chosen.documents[0]
    void_before(chosen, reason, by=by, at=at)
    made = PrintRecord.objects.create(
        document=document,
        state=SheetState.PRINTED,
        by=by.ref,
        by_name=by.name,
        sent_at=at,
        settled_at=at,
        **next_copy(last_sheets([document.pk]).get(document.pk)),
    )
    record(
        events.PRINTED,
        about=document.about,
        by=by,
        at=at,
        hall_id=document.hall_id,
        number=document.number,
        sheet="—",
        copy=made.copy,
        reason=made.reason,
    )
