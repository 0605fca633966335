"""The overlay: words alone, each at its millimetre, on sheets that are printed already."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yichuang.documents.engines import press
from yichuang.documents.engines.codes import qr_svg
from yichuang.documents.models import Document
from yichuang.documents.rules.stock import (
    ARM,
    SMALLEST,
    Layout,
    Offset,
    Paper,
    Source,
    StockField,
    words_of,
)
from yichuang.web.typesetting import picture, typeset, typeset_and_ask

FOLDER = Path(__file__).parents[1] / "templates" / "documents" / "stock"
OVERLAY, RULER = FOLDER / "overlay.typ", FOLDER / "ruler.typ"

PLAIN = "1.7"
"""An overlay is no document of its own, so it is no PDF/A: the archive's copy is."""

NONE = Offset(0.0, 0.0)
SCREEN = 110
"""Dots per inch of the picture in the editor."""


@dataclass(frozen=True, slots=True)
class TooLong:
    """Words of one document that do not fit their field in the smallest size."""

    sheet: int
    field: int


def sheets_of(
    layout: Layout, documents: Sequence[Document], offset: Offset
) -> tuple[bytes, tuple[TooLong, ...]]:
    """One page for each document in order, of exactly the stock's size, moved by the
    printer's offset; and what did not fit (there it is set in the smallest size).

    Raises:
        Refusal: "documents.altered" for a row changed by hand; "print.template".
    """
    texts = [_texts(layout, document) for document in documents]
    pdf, found = typeset_and_ask(
        OVERLAY, _data(layout, texts, offset), "too-long", standard=PLAIN
    )
    return pdf, tuple(TooLong(one["sheet"], one["field"]) for one in found)


def sample(layout: Layout, offset: Offset = NONE) -> bytes:
    """One page with invented words in every field, as PDF."""
    return typeset(OVERLAY, _data(layout, [_samples(layout)], offset), standard=PLAIN)


def sample_picture(layout: Layout) -> bytes:
    """The same page as a PNG one can see through, to lay over the scan."""
    data = _data(layout, [_samples(layout)], NONE)
    return picture(OVERLAY, data, dots_per_inch=SCREEN)


def crosses(paper: Paper, says: Sequence[str]) -> bytes:
    """The calibration sheet, never moved: two crosses and a ruler of 100 mm."""
    return _ruler("crosses", paper, NONE, (), says)


def grid(
    paper: Paper,
    fields: Sequence[tuple[StockField, str]],
    offset: Offset,
    says: Sequence[str],
) -> bytes:
    """The test grid: a line every 10 mm and the frame of each field (with its name)."""
    return _ruler("grid", paper, offset, fields, says)


def _ruler(
    mode: str,
    paper: Paper,
    offset: Offset,
    fields: Sequence[tuple[StockField, str]],
    says: Sequence[str],
) -> bytes:
    frames = []
    for field, name in fields:
        left, top, right, bottom = field.box
        box = {"x": left, "y": top, "w": right - left, "h": bottom - top}
        frames.append({**box, "says": name})
    data = {
        "mode": mode,
        "width": paper.width,
        "height": paper.height,
        "arm": ARM,
        "dx": offset.dx,
        "dy": offset.dy,
        "fields": frames,
        "says": list(says),
    }
    return typeset(RULER, data, standard=PLAIN)


def _data(
    layout: Layout, texts: Sequence[Sequence[str]], offset: Offset
) -> dict[str, Any]:
    return {
        "width": layout.paper.width,
        "height": layout.paper.height,
        "dx": offset.dx,
        "dy": offset.dy,
        "fields": [
            {
                "x": field.x,
                "y": field.y,
                "width": field.width,
                "size": field.size,
                "align": field.align.value,
                "lines": field.lines,
                "pitch": field.pitch,
                "qr": field.source is Source.QR,
                "smallest": SMALLEST,
            }
            for field in layout.fields
        ],
        "sheets": texts,
    }


def _texts(layout: Layout, document: Document) -> list[str]:
    """The words of each field; the facts are read once they match their fingerprint."""
    press.require_unaltered(document)
    facts = press.said_of(document)
    return [
        _drawn(field, words_of(field.source, facts, text=field.text))
        for field in layout.fields
    ]


def _samples(layout: Layout) -> list[str]:
    return [_drawn(field, field.text or field.source.sample) for field in layout.fields]


def _drawn(field: StockField, words: str) -> str:
    return qr_svg(words) if field.source is Source.QR and words else words
