"""What was issued, how it was delivered, and on which sheet of paper it stands."""

from yichuang.documents.models.document import DeliveryReceipt, Document
from yichuang.documents.models.stock import (
    Printer,
    PrintRecord,
    PrintRun,
    StockLayout,
    StockTemplate,
)

__all__ = [
    "DeliveryReceipt",
    "Document",
    "PrintRecord",
    "PrintRun",
    "Printer",
    "StockLayout",
    "StockTemplate",
]
