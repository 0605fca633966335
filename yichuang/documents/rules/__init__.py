"""Pure rules of documents: kinds, numbers, verification codes, facts, proof of delivery."""

from yichuang.documents.rules.delivery import (
    NOTICE_DAYS,
    DeliveryResult,
    DeliveryWay,
    check_signature,
    printed,
    require_announced,
)
from yichuang.documents.rules.facts import (
    canonical,
    check_facts,
    fingerprint,
    fingerprint_of,
    zone,
)
from yichuang.documents.rules.kinds import KINDS, DocumentKind, Kind, kind_choices
from yichuang.documents.rules.numbering import (
    certificate_number,
    document_number,
    series_name,
)
from yichuang.documents.rules.verification import (
    CODE_ALPHABET,
    CODE_LENGTH,
    clean_code,
    clean_number,
    spaced,
)

__all__ = [
    "CODE_ALPHABET",
    "CODE_LENGTH",
    "KINDS",
    "NOTICE_DAYS",
    "DeliveryResult",
    "DeliveryWay",
    "DocumentKind",
    "Kind",
    "canonical",
    "certificate_number",
    "check_facts",
    "check_signature",
    "clean_code",
    "clean_number",
    "document_number",
    "fingerprint",
    "fingerprint_of",
    "kind_choices",
    "printed",
    "require_announced",
    "series_name",
    "spaced",
    "zone",
]
