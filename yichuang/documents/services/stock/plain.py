"""A certificate drawn whole on plain paper: on record as any sheet, once, and again only for
a reason."""

from collections.abc import Sequence
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
from yichuang.kernel.refusals import Refusal
from yichuang.web.gathering import gather
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
    void_before(chosen, reason, by=by, at=at)
    claim(chosen.documents, by=by, at=at)


def standing_already(documents: Sequence[Document]) -> dict[int, Refusal]:
    """Why some of these certificates are not printed unawares, by document; other
    documents may be printed as often as anybody likes."""
    mine = {one.pk: one for one in documents if one.kind == DocumentKind.CERTIFICATE}
    found = {}
    for pk, before in standing(list(mine)).items():
        try:
            require_again(before, mine[pk], again=False)
        except Refusal as refusal:
            found[pk] = refusal
    return found


def claim(documents: Sequence[Document], *, by: Actor, at: datetime) -> None:
    """Put the certificates among these on record as printed whole, each on its sheet;
    part of the caller's transaction.

    Raises:
        Refusal: "permission.denied".
        IntegrityError: one of them was printed by somebody else since it was looked at.
    """
    require(by, "document.reprint", GRANTS)
    mine = [one for one in documents if one.kind == DocumentKind.CERTIFICATE]
    earlier = last_sheets([one.pk for one in mine])
    made = PrintRecord.objects.bulk_create(
        [
            PrintRecord(
                document=document,
                state=SheetState.PRINTED,
                by=by.ref,
                by_name=by.name,
                sent_at=at,
                settled_at=at,
                **next_copy(earlier.get(document.pk)),
            )
            for document in mine
        ]
    )
    with gather() as kept:
        for sheet in made:
            record(
                events.PRINTED,
                about=sheet.document.about,
                by=by,
                at=at,
                hall_id=sheet.document.hall_id,
                number=sheet.document.number,
                sheet="—",
                copy=sheet.copy,
                reason=sheet.reason,
            )
        kept.write()
