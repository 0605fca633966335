"""Sheets to look at and to measure with, made of invented words; nothing is written."""

from yichuang.documents.engines import overlay
from yichuang.documents.queries.stock import PrinterCard
from yichuang.documents.rules.stock import Layout, Paper, StockField


def trial(layout: Layout) -> bytes:
    """One sheet with invented words in every field, to hold against the stock.

    Raises:
        Refusal: "print.no-font", "print.template".
    """
    return overlay.sample(layout)


def picture(layout: Layout) -> bytes:
    """The same as a PNG one can see through."""
    return overlay.sample_picture(layout)


def crosses(paper: Paper, says: tuple[str, ...]) -> bytes:
    """The calibration sheet; it is never moved."""
    return overlay.crosses(paper, says)


def grid(
    paper: Paper,
    fields: tuple[tuple[StockField, str], ...],
    printer: PrinterCard,
    says: tuple[str, ...],
) -> bytes:
    """The test grid as this printer prints, with the frames of the fields."""
    return overlay.grid(paper, fields, printer.offset, says)
