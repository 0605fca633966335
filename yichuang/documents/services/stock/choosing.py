"""Which certificates go on sheets: what is not of this stock, not in force, too long or
printed before is left out, each with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from yichuang.documents.engines import overlay, press
from yichuang.documents.models import Document, PrintRecord
from yichuang.documents.queries.stock import STANDS, TemplateCard
from yichuang.documents.rules import DocumentKind
from yichuang.documents.rules.stock import MOST_AT_ONCE, Layout, SheetState
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


@dataclass(slots=True)
class Chosen:
    """Documents in the order of the shelf, the sheets they stood on before by document,
    and what was left out by number."""

    documents: list[Document] = field(default_factory=list)
    before: dict[int, PrintRecord] = field(default_factory=dict)
    left_out: dict[str, Refusal] = field(default_factory=dict)


def choose(numbers: Sequence[str], template: TemplateCard, *, again: bool) -> Chosen:
    """Sort out what can be printed on this stock; `again` when a reason was given to
    print what stands on a sheet already."""
    wanted = tuple(dict.fromkeys(numbers))
    rows = Document.objects.filter(hall_id=template.hall_id)
    there = {row.number: row for row in rows.filter(number__in=wanted)}
    stands = standing([row.pk for row in there.values()])
    chosen = Chosen()
    for number in wanted:
        try:
            document = fitting(there.get(number), number, template)
            before = stands.get(document.pk)
            if before is not None:
                require_again(before, document, again=again)
                chosen.before[document.pk] = before
        except Refusal as refusal:
            chosen.left_out[number] = refusal
        else:
            chosen.documents.append(document)
    _leave_out_too_long(chosen, template.layout)
    return chosen


def standing(documents: Sequence[int]) -> Mapping[int, PrintRecord]:
    """The sheet each of these documents stands on, or is about to, by document."""
    rows = PrintRecord.objects.filter(STANDS, document__in=documents)
    return {row.document_id: row for row in rows}


def fitting(document: Document | None, number: str, template: TemplateCard) -> Document:
    """The document, if it is a certificate in force that belongs on this stock.

    Raises:
        Refusal: as `in_force`; "print.other-stock".
    """
    found = in_force(document, number)
    if found.facts.get("title") != template.title:
        raise Refusal(
            "print.other-stock",
            N_("%(number)s is “%(title)s” and does not belong on this stock."),
            remedy=N_("Choose the template of that certificate."),
            number=number,
            title=found.facts.get("title", ""),
        )
    return found


def in_force(document: Document | None, number: str) -> Document:
    """The document, if it is a certificate that has force and is as it was issued.

    Raises:
        Refusal: "documents.not-found", "print.void", "documents.altered".
    """
    if document is None or document.kind != DocumentKind.CERTIFICATE:
        raise Refusal(
            "documents.not-found",
            N_("There is no certificate %(number)s in this hall."),
            remedy=N_("Compare the number with the certificate."),
            number=number,
        )
    if document.revoked_at is not None:
        raise Refusal(
            "print.void",
            N_("Certificate %(number)s lost its force and is not printed."),
            remedy=N_("See which certificate took its place."),
            number=number,
        )
    press.require_unaltered(document)
    return document


def require_again(before: PrintRecord, document: Document, *, again: bool) -> None:
    """What stands on a sheet is printed again only for a reason; what is about to be
    printed, not at all.

    Raises:
        Refusal: "print.under-way", "print.printed-before" (field "reason").
    """
    if before.state in {SheetState.WAITING, SheetState.SENT}:
        raise Refusal(
            "print.under-way",
            N_("Certificate %(number)s is being printed in another run."),
            remedy=N_("Finish that run, or end it."),
            number=document.number,
        )
    if not again:
        raise Refusal(
            "print.printed-before",
            N_("Certificate %(number)s was printed before: copy %(copy)s, by %(who)s."),
            field="reason",
            remedy=N_(
                "If it must be printed again, give the reason; the sheet before is "
                "then void."
            ),
            number=document.number,
            copy=before.copy,
            who=before.by_name,
        )


def _leave_out_too_long(chosen: Chosen, layout: Layout) -> None:
    """Set the type of all once, and leave out what is too long for its field."""
    found: dict[int, list[int]] = {}
    for first in range(0, len(chosen.documents), MOST_AT_ONCE):
        part = chosen.documents[first : first + MOST_AT_ONCE]
        _pdf, long = overlay.sheets_of(layout, part, overlay.NONE)
        for one in long:
            found.setdefault(first + one.sheet, []).append(one.field)
    for index, fields in found.items():
        document = chosen.documents[index]
        chosen.left_out[document.number] = _too_long(document, layout, fields[0])
    chosen.documents = [
        document
        for index, document in enumerate(chosen.documents)
        if index not in found
    ]


def _too_long(document: Document, layout: Layout, index: int) -> Refusal:
    one = layout.fields[index]
    return Refusal(
        "print.too-long",
        N_("“%(what)s” of %(number)s is too long for its field, even in small type."),
        field=f"fields-{index}-width",
        remedy=N_("Make the field wider or give it another line in the template."),
        what=one.text or N_(one.source.label),
        number=document.number,
    )
