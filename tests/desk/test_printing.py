"""Positioned printing as its people use it: a template over a scan, a printer measured with a
ruler, a run with a jam, a certificate printed again, all by pages that work without script."""

import io
import re
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tests.cast import Cast
from tests.desk.browse import hidden, text
from tests.factories.stock import (
    TITLE,
    begin_run,
    make_certificates,
    make_printer,
    make_template,
)
from yichuang.documents.models import Document, Printer, PrintRecord, PrintRun
from yichuang.documents.queries import stock
from yichuang.materials.models import StoredFile
from yichuang.organisation.models import Hall

MM = 25.4 / 72
FIELD = {
    "source": "addressee",
    "text": "",
    "x": "50",
    "y": "40",
    "width": "60",
    "size": "14",
    "align": "left",
    "lines": "1",
    "pitch": "8",
}
A5 = {"name": "空白证书", "width": "210", "height": "148.5", "numbered": "on"}


def form(*fields: dict[str, str], title: str, **over: Any) -> dict[str, Any]:
    """What the editor's form sends."""
    sent: dict[str, Any] = {**A5, "title": title, "in_use": "on", "do": "save", **over}
    sent |= {"fields-TOTAL_FORMS": str(len(fields)), "fields-INITIAL_FORMS": "0"}
    for index, field in enumerate(fields):
        sent |= {f"fields-{index}-{name}": value for name, value in field.items()}
    return sent


def scan() -> SimpleUploadedFile:
    picture = io.BytesIO()
    Image.new("RGB", (420, 297), "ivory").save(picture, "JPEG")
    return SimpleUploadedFile("空白.jpg", picture.getvalue(), "image/jpeg")


@pytest.fixture
def manager(hall: Hall, cast: Cast) -> Client:
    return cast.client("item_manager")


@pytest.fixture
def issuer(hall: Hall, cast: Cast) -> Client:
    return cast.client("issuer")


def title_on(page: str) -> str:
    """The first title the editor offers."""
    found = re.search(r'<option value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_template_is_made_over_a_scan_and_changed(manager: Client) -> None:
    new = reverse("desk:stock-template-new")
    title = title_on(text(manager.get(new)))
    answer = manager.post(new, form(FIELD, title=title, scan=scan()))
    card = stock.templates(1)[0]
    assert answer["Location"] == reverse("desk:stock-template", args=[card.id])
    assert card.scan == StoredFile.objects.get().key
    page = text(manager.get(answer["Location"]))
    assert 'viewBox="0 0 210 148.5"' in page
    assert reverse("materials:page", args=[card.scan, 1]) in page
    assert "data:image/png;base64," in page
    picture = manager.get(reverse("materials:page", args=[card.scan, 1]))
    assert picture["Content-Type"] == "image/jpeg"
    moved = form(
        FIELD | {"x": "51.3"}, title=title, seen=str(card.version), kept_scan=card.scan
    )
    manager.post(answer["Location"], moved)
    after = stock.templates(1)[0]
    assert (after.version, after.layout.fields[0].x, after.scan) == (2, 51.3, card.scan)
    late = manager.post(answer["Location"], moved)
    assert late.status_code in {409, 422}
    assert "没有保存" in text(late)


def test_what_is_typed_is_drawn_again_and_fields_come_and_go(manager: Client) -> None:
    new = reverse("desk:stock-template-new")
    title = title_on(text(manager.get(new)))
    looked = manager.post(new, form(FIELD | {"x": "77.7"}, title=title, do="look"))
    assert looked.status_code == 200
    assert '<rect x="77.70"' in text(looked)
    more = text(manager.post(new, form(FIELD, title=title, do="add")))
    assert 'name="fields-1-x"' in more
    both = form(FIELD, FIELD | {"DELETE": "on", "x": "900"}, title=title)
    manager.post(new, both)
    assert len(stock.templates(1)[0].layout.fields) == 1


def test_a_field_outside_the_paper_is_told_at_its_number(manager: Client) -> None:
    new = reverse("desk:stock-template-new")
    title = title_on(text(manager.get(new)))
    answer = manager.post(new, form(FIELD, FIELD | {"x": "190"}, title=title))
    assert answer.status_code == 422
    assert 'id="id_fields-1-width-error"' in text(answer)
    nothing = manager.post(new, form(title=title))
    assert nothing.status_code == 409
    assert not stock.templates(1)


def test_the_trial_sheet_is_what_is_typed(manager: Client) -> None:
    new = reverse("desk:stock-template-new")
    title = title_on(text(manager.get(new)))
    address = reverse("desk:stock-preview")
    pdf = manager.post(address, form(FIELD, title=title))
    wide, high = pypdfium2.PdfDocument(pdf.content)[0].get_size()
    assert (round(wide * MM, 1), round(high * MM, 1)) == (210.0, 148.5)
    picture = manager.post(address, form(FIELD, title=title) | {"as": "picture"})
    assert picture["Content-Type"] == "image/png"
    wrong = manager.post(address, form(FIELD | {"x": "lots"}, title=title))
    assert wrong.status_code == 409


def test_a_printer_is_measured_with_a_ruler(manager: Client, issuer: Client) -> None:
    listing = reverse("desk:printers")
    manager.post(listing, {"name": "二楼 1 号", "note": "下纸盒"})
    twice = manager.post(listing, {"name": "二楼 1 号"})
    assert twice.status_code == 422
    printer = Printer.objects.get()
    page = reverse("desk:printer", args=[printer.pk])
    seen = hidden(issuer.get(page), "seen")
    far = {"seen": seen, "left": "23", "top": "20", "right": "23", "bottom": "20"}
    scaled = issuer.post(page, far)
    assert scaled.status_code == 422
    assert 'id="id_left-error"' in text(scaled)
    issuer.post(
        page, far | {"left": "21.5", "top": "19.6", "right": "18.5", "bottom": "20.4"}
    )
    printer.refresh_from_db()
    assert (float(printer.dx), float(printer.dy)) == (-1.5, 0.4)
    assert "向左" in text(issuer.get(page))
    late = issuer.post(page, {"seen": seen, "dx": "3", "dy": "0"})
    assert late.status_code in {409, 422}
    assert issuer.post(page, {"seen": "2", "dx": "21", "dy": "0"}).status_code == 422
    for name in ("printer-crosses", "printer-grid"):
        sheet = issuer.get(reverse(f"desk:{name}", args=[printer.pk]))
        assert sheet.content.startswith(b"%PDF-")


def begun(issuer: Client, count: int = 3) -> PrintRun:
    """A run of all certificates that are not printed yet."""
    make_template()
    make_printer()
    make_certificates(count)
    new = reverse("desk:print-new")
    page = issuer.get(new)
    sent = {"template": hidden(page, "template"), "name": "春季证书"}
    answer = issuer.post(new, sent | {"printer": str(Printer.objects.get().pk)})
    assert answer.status_code == 302, text(answer)
    return PrintRun.objects.get()


def act(issuer: Client, run: PrintRun, name: str, **data: str) -> Any:
    page = issuer.get(reverse("desk:print-run", args=[run.pk]))
    return issuer.post(
        reverse(f"desk:print-{name}", args=[run.pk]),
        {"seen": hidden(page, "seen"), **data},
    )


def test_a_run_with_a_jam_from_the_first_press_to_the_last(issuer: Client) -> None:
    run = begun(issuer)
    act(issuer, run, "send", count="3", first_number="qh 0007")
    pdf = issuer.get(reverse("desk:print-pdf", args=[run.pk]))
    assert len(pypdfium2.PdfDocument(pdf.content)) == 3
    wrong = act(issuer, run, "settle", good="1", spoiled="1")
    assert wrong.status_code == 422
    assert 'id="id_reason-error"' in text(wrong)
    act(issuer, run, "settle", good="1", spoiled="1", reason="卡纸")
    page = issuer.get(reverse("desk:print-run", args=[run.pk]))
    assert "QH0008" in text(page)
    assert "卡纸" in text(page)
    assert 'value="QH0009"' in text(page)
    act(issuer, run, "send", count="2", first_number="QH0009")
    act(issuer, run, "settle", good="2", spoiled="0")
    page = issuer.get(reverse("desk:print-run", args=[run.pk]))
    assert "3 / 3" in text(page)
    assert issuer.get(reverse("desk:print-pdf", args=[run.pk])).status_code != 200
    assert "春季证书" in text(issuer.get(reverse("desk:print-runs")))


def test_a_number_used_before_is_told_at_its_field(issuer: Client) -> None:
    run = begun(issuer, 2)
    act(issuer, run, "send", count="1", first_number="QH1")
    act(issuer, run, "settle", good="1", spoiled="0")
    answer = act(issuer, run, "send", count="1", first_number="QH1")
    assert answer.status_code == 422
    assert 'id="id_first_number-error"' in text(answer)


def test_a_certificate_is_printed_again_only_with_its_reason(issuer: Client) -> None:
    run = begun(issuer, 1)
    act(issuer, run, "send", count="1", first_number="QH1")
    act(issuer, run, "settle", good="1", spoiled="0")
    number = Document.objects.get().number
    address = reverse("desk:print-new") + f"?certificate={number}"
    page = text(issuer.get(address))
    assert "QH1" in page
    assert "已经打印过" in page
    sent = {
        "template": hidden(issuer.get(address), "template"),
        "printer": str(Printer.objects.get().pk),
        "name": number,
    }
    refused = issuer.post(address, sent)
    assert refused.status_code == 422
    assert 'id="id_reason-error"' in text(refused)
    issuer.post(address, sent | {"reason": "证书受潮"})
    states = PrintRecord.objects.order_by("copy").values_list("state", "copy")
    assert list(states) == [("void", 1), ("waiting", 2)]


def test_what_does_not_fit_is_listed_before_anything_is_printed(issuer: Client) -> None:
    make_template()
    make_printer()
    make_certificates(1)
    make_certificates(1, addressee="阿" * 30)
    page = text(issuer.get(reverse("desk:print-new")))
    assert "放不下" in page
    nothing = text(issuer.get(reverse("desk:print-new") + "?batch=999999"))
    assert "999999" not in nothing


def test_without_template_or_printer_the_page_says_whom_to_ask(issuer: Client) -> None:
    assert "模板" in text(issuer.get(reverse("desk:print-new")))
    make_template()
    assert "打印机" in text(issuer.get(reverse("desk:print-new")))


def test_a_printed_sheet_is_made_void_for_a_reason(issuer: Client) -> None:
    run = begun(issuer, 1)
    act(issuer, run, "send", count="1", first_number="QH1")
    act(issuer, run, "settle", good="1", spoiled="0")
    address = reverse("desk:print-void", args=[PrintRecord.objects.get().pk])
    assert issuer.post(address, {"reason": " "}).status_code == 422
    issuer.post(address, {"reason": "印花了"})
    assert PrintRecord.objects.get().void_reason == "印花了"


def test_a_run_is_ended_by_who_saw_its_last_step(issuer: Client) -> None:
    run = begun(issuer, 2)
    issuer.post(reverse("desk:print-end", args=[run.pk]), {"seen": "99"})
    assert PrintRecord.objects.count() == 2
    act(issuer, run, "end")
    assert not PrintRecord.objects.exists()


def test_another_halls_stock_is_not_found(
    hall: Hall, cast: Cast, issuer: Client
) -> None:
    template = make_template()
    run = begin_run(make_certificates(1)).run
    elsewhere = Hall.objects.create(
        pk=99, code="9999", division=hall.division, name="外县大厅", short_name="外"
    )
    PrintRun.objects.update(hall=elsewhere)
    type(template).objects.update(hall=elsewhere)
    manager = cast.client("item_manager")
    for client, name, pk in (
        (manager, "stock-template", template.pk),
        (issuer, "print-run", run.pk),
    ):
        assert client.get(reverse(f"desk:{name}", args=[pk])).status_code == 404


def test_titles_are_those_of_the_matters(manager: Client) -> None:
    make_template()
    page = text(manager.get(reverse("desk:stock-templates")))
    assert TITLE in page


def test_whole_on_plain_paper_counts_as_its_sheet_too(issuer: Client) -> None:
    document = make_certificates(1)[0]
    address = reverse("desk:print-plain")
    pdf = issuer.post(address, {"certificate": document.number})
    assert pdf.content.startswith(b"%PDF-")
    twice = issuer.post(address, {"certificate": document.number})
    assert twice.status_code == 422
    again = {"certificate": document.number, "reason": "打歪了"}
    assert issuer.post(address, again).status_code == 200
    states = PrintRecord.objects.order_by("copy").values_list("state", "reason")
    assert list(states) == [("void", ""), ("printed", "打歪了")]
    make_template()
    make_printer()
    page = text(
        issuer.get(reverse("desk:print-new") + f"?certificate={document.number}")
    )
    assert "已经打印过" in page
