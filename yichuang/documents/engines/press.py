"""The press: the PDF of a document from its row alone, the same bytes every time."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from yichuang.documents import rules
from yichuang.documents.engines.codes import qr_svg
from yichuang.documents.models import Document
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.web.typesetting import typeset

WORDINGS = Path(__file__).parents[1] / "templates" / "documents"
"""v1, v2, …: what was issued under a wording is printed in it for ever."""


def pdf_of(document: Document) -> bytes:
    """The document as PDF/A-2b.

    Raises:
        Refusal: "documents.altered" when the row is not what was issued.
    """
    require_unaltered(document)
    certificate = document.kind == DocumentKind.CERTIFICATE
    name = "certificate.typ" if certificate else "notice.typ"
    return typeset(WORDINGS / f"v{document.template_version}" / name, data_of(document))


def require_unaltered(document: Document) -> None:
    """Raises Refusal "documents.altered" when the facts are not those of the issue."""
    if rules.fingerprint(document.facts) != document.sha256:
        raise Refusal(
            "documents.altered",
            N_("Document %(number)s is not as it was issued and is not printed."),
            remedy=N_("Tell the administrator: the database was changed by hand."),
            number=document.number,
        )


def data_of(document: Document) -> dict[str, Any]:
    """What the templates read: the frozen facts, the row around them, the drawn code."""
    facts = document.facts
    code = qr_svg(facts.get("track_url") or facts["verify_url"])
    return {**said_of(document), "qr": code}


def said_of(document: Document) -> dict[str, Any]:
    """What a document says: the frozen facts and the row around them."""
    facts = document.facts
    issued = document.issued_at.astimezone(rules.zone(facts))
    return {
        "kind": document.kind,
        "number": document.number,
        "identifier": document.identifier or "",
        "addressee": document.addressee,
        "language": "en" if document.language == "en" else "zh",
        "issued": issued.strftime("%Y-%m-%dT%H:%M"),
        "revoked": _iso(_local_day(document, document.revoked_at)),
        "valid_from": _iso(document.valid_from),
        "valid_until": _iso(document.valid_until),
        "verify_code": rules.spaced(document.verify_code),
        "facts": facts,
    }


def _local_day(document: Document, moment: datetime | None) -> date | None:
    return moment.astimezone(rules.zone(document.facts)).date() if moment else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
