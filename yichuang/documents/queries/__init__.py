"""Reads of the room: what was issued and how it was delivered; what is printed on stock
has its own module (`queries.stock`)."""

from yichuang.documents.queries.issued import (
    DeliveryRow,
    DocumentRow,
    Office,
    Verified,
    about,
    by_number,
    delivered,
    deliveries,
    latest,
    latest_of_many,
    office,
    receipt,
    verify,
)

__all__ = [
    "DeliveryRow",
    "DocumentRow",
    "Office",
    "Verified",
    "about",
    "by_number",
    "delivered",
    "deliveries",
    "latest",
    "latest_of_many",
    "office",
    "receipt",
    "verify",
]
