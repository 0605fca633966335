"""Pure rules of positioned printing 套打: what stands where on a pre-printed sheet, how a
printer's deviation is measured, what becomes of each numbered sheet."""

from yichuang.documents.rules.stock.calibration import (
    ARM,
    FURTHEST,
    Measured,
    Offset,
    check_offset,
    offset_from,
)
from yichuang.documents.rules.stock.layout import (
    LEAST_SIZE,
    MOST_FIELDS,
    SMALLEST,
    Align,
    Layout,
    Paper,
    StockField,
    check_layout,
)
from yichuang.documents.rules.stock.numbers import serials
from yichuang.documents.rules.stock.sheets import (
    MOST_AT_ONCE,
    MOST_SHEETS,
    Fate,
    RunState,
    SheetState,
    fates,
    require_reason,
    require_some,
)
from yichuang.documents.rules.stock.sources import SOURCES, Source, words_of

__all__ = [
    "ARM",
    "FURTHEST",
    "LEAST_SIZE",
    "MOST_AT_ONCE",
    "MOST_FIELDS",
    "MOST_SHEETS",
    "SMALLEST",
    "SOURCES",
    "Align",
    "Fate",
    "Layout",
    "Measured",
    "Offset",
    "Paper",
    "RunState",
    "SheetState",
    "Source",
    "StockField",
    "check_layout",
    "check_offset",
    "fates",
    "offset_from",
    "require_reason",
    "require_some",
    "serials",
    "words_of",
]
