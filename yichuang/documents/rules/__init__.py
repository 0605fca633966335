"""Pure rules of documents: kinds, numbers, verification codes, facts, proof of delivery."""

from yichuang.documents.rules.delivery import DeliveryWay, check_signature
from yichuang.documents.rules.kinds import KINDS, DocumentKind, Kind

__all__ = ["KINDS", "DeliveryWay", "DocumentKind", "Kind", "check_signature"]
