"""Writes of the room: documents are issued, handed over, printed again and revoked."""

from yichuang.documents.services.delivering import deliver
from yichuang.documents.services.issuing import (
    CertificateTerms,
    certify,
    issue,
    revoke,
)
from yichuang.documents.services.printing import hand_out, render, reprint

__all__ = [
    "CertificateTerms",
    "certify",
    "deliver",
    "hand_out",
    "issue",
    "render",
    "reprint",
    "revoke",
]
