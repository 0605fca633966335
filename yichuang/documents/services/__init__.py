"""Writes of the room: documents are issued, handed over, printed again and revoked."""

from yichuang.documents.services.delivering import Manner, arrived, deliver
from yichuang.documents.services.issuing import (
    CertificateTerms,
    certify,
    issue,
    revoke,
)
from yichuang.documents.services.printing import hand_out, printed, render, reprint
from yichuang.documents.services.proving import prove
from yichuang.documents.services.superseding import supersede

__all__ = [
    "CertificateTerms",
    "Manner",
    "arrived",
    "certify",
    "deliver",
    "hand_out",
    "issue",
    "printed",
    "prove",
    "render",
    "reprint",
    "revoke",
    "supersede",
]
