"""What is printed stands where the template says, read back from the PDF to 0.1 mm."""

import ctypes
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest

from tests.factories.stock import BODY, FIELDS, NAME, NUMBER, PAPER, make_certificates
from yichuang.documents.engines import overlay
from yichuang.documents.models import Document
from yichuang.documents.rules.stock import (
    ARM,
    SMALLEST,
    Align,
    Layout,
    Offset,
    Paper,
    Source,
    StockField,
)

pytestmark = pytest.mark.django_db
MM = 25.4 / 72
NEAR = 0.1


def page_of(pdf: bytes, number: int = 0) -> pypdfium2.PdfPage:
    return pypdfium2.PdfDocument(pdf)[number]


def words(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float]]:
    """(left edge, line, size in points) of each piece of text, in mm from the upper left."""
    high = page.get_height()
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_TEXT]):
        matrix = item.get_matrix()
        size = ctypes.c_float()
        pdfium_c.FPDFTextObj_GetFontSize(item, size)
        yield matrix.e * MM, (high - matrix.f) * MM, size.value * abs(matrix.d)


def right_edge(page: pypdfium2.PdfPage) -> float:
    """Where the ink of the page ends at the right."""
    edge = max(item.get_bounds()[2] for item in page.get_objects())
    return float(edge) * MM


@pytest.fixture
def document() -> Document:
    return make_certificates(1)[0]


@pytest.mark.parametrize("field", FIELDS[::2], ids=["name", "text"])
@pytest.mark.parametrize("offset", [Offset(0.0, 0.0), Offset(1.5, -2.3)])
def test_words_stand_at_their_millimetre(
    document: Document, field: StockField, offset: Offset
) -> None:
    pdf, long = overlay.sheets_of(Layout(PAPER, (field,)), [document], offset)
    assert not long
    left, line, _size = next(words(page_of(pdf)))
    assert left == pytest.approx(field.x + offset.dx, abs=NEAR)
    assert line == pytest.approx(field.y + offset.dy, abs=NEAR)


def test_at_the_right_and_in_the_middle_too(document: Document) -> None:
    at_right, _long = overlay.sheets_of(
        Layout(PAPER, (NUMBER,)), [document], overlay.NONE
    )
    page = page_of(at_right)
    assert right_edge(page) == pytest.approx(NUMBER.x + NUMBER.width, abs=0.4)
    middle = replace(NUMBER, align=Align.CENTER)
    pdf, _long = overlay.sheets_of(Layout(PAPER, (middle,)), [document], overlay.NONE)
    page = page_of(pdf)
    left = next(words(page))[0]
    room_right = middle.x + middle.width - right_edge(page)
    assert left - middle.x == pytest.approx(room_right, abs=0.4)


def test_lines_stand_on_the_ruled_lines() -> None:
    long_text = make_certificates(1, addressee="林知夏" * 24)[0]
    pdf, _long = overlay.sheets_of(Layout(PAPER, (BODY,)), [long_text], overlay.NONE)
    lines = sorted({round(line, 1) for _left, line, _size in words(page_of(pdf))})
    assert lines == [80.0, 89.0, 98.0][: len(lines)]
    assert len(lines) > 1


@pytest.mark.parametrize("paper", [Paper(210.0, 297.0), Paper(185.5, 128.0)])
def test_the_page_is_exactly_the_paper(document: Document, paper: Paper) -> None:
    layout = Layout(paper, (replace(NAME, x=20.0),))
    pdf, _long = overlay.sheets_of(layout, [document], Offset(3.0, 3.0))
    wide, high = page_of(pdf).get_size()
    assert wide * MM == pytest.approx(paper.width, abs=0.01)
    assert high * MM == pytest.approx(paper.height, abs=0.01)


def test_every_certificate_has_one_page_in_order() -> None:
    documents = make_certificates(5)
    pdf, _long = overlay.sheets_of(Layout(PAPER, (NUMBER,)), documents, overlay.NONE)
    pages = pypdfium2.PdfDocument(pdf)
    read = [page.get_textpage().get_text_bounded().strip() for page in pages]
    assert read == [document.number for document in documents]


def test_a_field_nothing_is_said_in_still_feeds_the_sheet() -> None:
    silent = StockField(Source.VALID_UNTIL, 50.0, 40.0, 40.0)
    pdf, long = overlay.sheets_of(
        Layout(PAPER, (silent,)), make_certificates(2), overlay.NONE
    )
    assert len(pypdfium2.PdfDocument(pdf)) == 2
    assert not long


def test_words_too_long_are_set_smaller_within_their_width() -> None:
    document = make_certificates(1, addressee="买买提明阿不都热西提")[0]
    pdf, long = overlay.sheets_of(Layout(PAPER, (NAME,)), [document], overlay.NONE)
    assert not long
    page = page_of(pdf)
    _left, _line, size = next(words(page))
    assert SMALLEST * NAME.size <= size < NAME.size
    assert right_edge(page) <= NAME.x + NAME.width + NEAR


def test_words_that_never_fit_are_named_not_cut() -> None:
    short, long_name = (
        make_certificates(1)[0],
        make_certificates(1, addressee="阿" * 30)[0],
    )
    _pdf, long = overlay.sheets_of(
        Layout(PAPER, FIELDS), [short, long_name], overlay.NONE
    )
    assert [(one.sheet, one.field) for one in long] == [(1, 0)]


def test_a_code_to_scan_has_its_size(document: Document) -> None:
    field = StockField(Source.QR, 150.0, 20.0, 22.0)
    pdf, _long = overlay.sheets_of(Layout(PAPER, (field,)), [document], overlay.NONE)
    picture = page_of(pdf).render(scale=4).to_pil().convert("L")
    left, top, right, bottom = picture.point(lambda dark: 255 * (dark < 128)).getbbox()
    # A quiet zone stands around the code, within its square.
    assert 150.0 <= left / 4 * MM < right / 4 * MM <= 172.0
    assert 20.0 <= top / 4 * MM < bottom / 4 * MM <= 42.0
    assert right - left == pytest.approx(bottom - top, abs=2)


def test_the_crosses_stand_20_mm_from_their_edges() -> None:
    page = page_of(overlay.crosses(Paper(210.0, 297.0), ["—"]))
    found = set()
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = (edge * MM for edge in item.get_bounds())
        middle = ((left + right) / 2, 297.0 - (bottom + top) / 2)
        if right - left > 15 and top - bottom < 1 and right - left < 17:
            found.add((round(middle[0], 1), round(middle[1], 1)))
    assert found == {(ARM, ARM), (210 - ARM, 297 - ARM)}


def test_what_people_wrote_is_printed_not_run() -> None:
    name = "#sys.inputs *粗*"
    document = make_certificates(1, addressee=name)[0]
    field = replace(NAME, width=100.0)
    pdf, _long = overlay.sheets_of(Layout(PAPER, (field,)), [document], overlay.NONE)
    text = page_of(pdf).get_textpage().get_text_bounded()
    assert "".join(name.split()) in "".join(text.split())
