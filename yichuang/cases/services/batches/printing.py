"""Printing many: certificates or notices in shelf order, bound in volumes."""

import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Run, RunRow
from yichuang.cases.rules import batches as rules
from yichuang.documents import queries as document_queries
from yichuang.documents import services as document_services
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.documents.services.stock import plain
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.web.gathering import gather

CHUNK = 20
"""Documents drawn in one go: a second or so."""

KINDS: dict[str, tuple[DocumentKind, ...]] = {
    "acceptance": (DocumentKind.ACCEPTANCE,),
    "decision": (DocumentKind.DECISION, DocumentKind.REFUSAL),
    "certificate": (DocumentKind.CERTIFICATE,),
}
"""What can be printed of many cases, by the word of the page."""


def folder_of(run_id: int) -> Path:
    """Where the sheets of a run lie until they are bound."""
    return Path(settings.DATA) / "prints" / str(run_id)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The documents drawn for some rows by row id, and what was refused."""

    documents: Mapping[int, Document]
    refused: Mapping[int, Refusal]


def draw(run: Run, rows: Sequence[RunRow]) -> Drawn:
    """Draw the documents of these rows into one part for each volume they reach; there
    is no transaction open meanwhile. A part is named by its first row, so doing it
    again writes the same file."""
    kinds = KINDS[str(run.options["kind"])]
    about = {row.pk: row.case.about for row in rows}
    found = document_queries.latest_of_many(list(about.values()), kinds)
    standing = plain.standing_already(list(found.values()))
    documents: dict[int, Document] = {}
    refused: dict[int, Refusal] = {}
    sheets: dict[int, list[bytes]] = defaultdict(list)
    for row in rows:
        document = found.get(about[row.pk])
        try:
            if document is None:
                raise _nothing()
            if document.pk in standing:
                raise standing[document.pk]
            pdf = document_services.render(document)
        except Refusal as refusal:
            refused[row.pk] = refusal
        else:
            documents[row.pk] = document
            sheets[_volume(row.position)].append(pdf)
    for number, part in sheets.items():
        _put(folder_of(run.pk) / f"{number:04}-{rows[0].position:06}.pdf", bind(part))
    return Drawn(documents, refused)


def keep(drawn: Drawn, *, by: Actor, at: datetime) -> dict[int, Refusal]:
    """Put on record that the documents were printed."""
    documents = list(drawn.documents.values())
    # A certificate stands on one sheet, whoever prints it and however.
    plain.claim(documents, by=by, at=at)
    with gather() as kept:
        for document in documents:
            if document.kind != DocumentKind.CERTIFICATE:
                document_services.printed(document, by=by, at=at)
        kept.write()
    return dict(drawn.refused)


def _volume(position: int) -> int:
    return (position - 1) // rules.VOLUME + 1


def _nothing() -> Refusal:
    return Refusal(
        "print.nothing",
        N_("There is no such document of this case."),
        remedy=N_("It is made when the case is accepted or decided."),
    )


def bind(parts: Sequence[bytes]) -> bytes:
    """PDFs one behind the other, as one."""
    import pypdfium2  # noqa: PLC0415 - 10 MB that only printing many needs

    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        with pypdfium2.PdfDocument(part) as one:
            whole.import_pages(one)
    target = io.BytesIO()
    whole.save(target)
    whole.close()
    return target.getvalue()


def _put(path: Path, content: bytes) -> None:
    """Whole or not at all: a worker that dies leaves no half file under this name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".part")
    partial.write_bytes(content)
    partial.replace(path)


def volume(run_id: int, number: int) -> bytes:
    """One printed volume, in the order of the shelf.

    Raises:
        Refusal: "print.nothing" when it has no sheets.
    """
    parts = sorted(folder_of(run_id).glob(f"{number:04}-*.pdf"))
    if not parts:
        raise _nothing()
    return bind([path.read_bytes() for path in parts])


def volumes(run_id: int) -> tuple[int, ...]:
    """The numbers of the volumes that have sheets."""
    names = {path.name[:4] for path in folder_of(run_id).glob("*.pdf")}
    return tuple(sorted(map(int, names)))
