"""Numbers of documents and of certificates."""

from yichuang.documents.rules.kinds import KINDS, DocumentKind
from yichuang.kernel.identity import iso7064_mod37_36


def series_name(kind: DocumentKind, prefix: str, year: int) -> str:
    """The series that numbers documents with the same prefix and word in one year.

    >>> series_name(DocumentKind.ACCEPTANCE, "青教", 2026)
    'document:青教受:2026'
    """
    return f"document:{prefix}{KINDS[kind].word}:{year}"


def document_number(kind: DocumentKind, prefix: str, year: int, serial: int) -> str:
    """The number as an office writes it; `prefix` is hall short name + department's.

    >>> document_number(DocumentKind.ACCEPTANCE, "青教", 2026, 123)
    '青教受字〔2026〕第000123号'
    """
    return f"{prefix}{KINDS[kind].word}字〔{year}〕第{serial:06d}号"


def certificate_number(division: str, year: int, serial: int) -> str:
    """Six-digit division, year and serial with an ISO 7064 MOD 37,36 check character."""
    body = f"{division}{year}{serial:06d}"
    return f"{division}-{year}-{serial:06d}-{iso7064_mod37_36(body)}"
