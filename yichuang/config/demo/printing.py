"""Positioned printing in the demo: blank licences with a drawn scan, a measured printer, and
a run that stopped at a jam, so that whoever tries it goes on from there."""

import io
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from yichuang.accounts.policies import Actor
from yichuang.config.demo.specimen import FAINT, FONT, INK, PAPER
from yichuang.documents.queries import stock as queries
from yichuang.documents.rules.stock import (
    Align,
    Layout,
    Measured,
    Paper,
    Source,
    StockField,
)
from yichuang.documents.services.stock import printers, runs, sheets, templates
from yichuang.materials.services import store

TITLE = "营业执照"
SHEET = Paper(297.0, 210.0)
DOTS = 5
"""Of the drawn scan, per millimetre."""

FIELDS = (
    StockField(Source.NUMBER, 205.0, 42.0, 70.0, size=12.0),
    StockField(Source.ADDRESSEE, 75.0, 84.0, 90.0, size=18.0),
    StockField(Source.BODY, 75.0, 102.0, 170.0, size=14.0, lines=3, pitch=12.0),
    StockField(Source.ISSUED_YEAR, 206.0, 176.0, 16.0, align=Align.CENTER),
    StockField(Source.ISSUED_MONTH, 228.0, 176.0, 10.0, align=Align.CENTER),
    StockField(Source.ISSUED_DAY, 244.0, 176.0, 10.0, align=Align.CENTER),
    StockField(Source.QR, 34.0, 150.0, 28.0),
)
CAPTIONS = (
    (190.0, 42.0, 4.2, "编 号"),
    (40.0, 84.0, 5.4, "名  称"),
    (40.0, 102.0, 5.4, "事  项"),
    (223.0, 176.0, 4.6, "年"),
    (239.0, 176.0, 4.6, "月"),
    (255.0, 176.0, 4.6, "日"),
)
"""What stands printed on the blank sheet: x, line, height in millimetres, words."""


def tell(hall_id: int, staff: dict[str, Actor], *, at: datetime) -> None:
    """The stock, the printer, and a run of the day with one spoiled sheet."""
    manager, issuer = staff["manager"], staff["issuer"]
    scan = store(
        _blank(),
        by=manager,
        at=at,
        purpose="",
        about=f"stock:{hall_id}",
        hall_id=hall_id,
    )
    plan = templates.StockPlan(
        "营业执照空白正本", TITLE, Layout(SHEET, FIELDS), scan=scan.key
    )
    stock = templates.create(plan, hall_id=hall_id, by=manager, at=at)
    printer = printers.keep(
        "出件窗口打印机", "手送纸盒，正面朝上", hall_id=hall_id, by=manager, at=at
    )
    printers.calibrate(
        printer.pk,
        Measured(left=21.2, top=19.4, right=18.8, bottom=20.6),
        seen=1,
        hall_id=hall_id,
        by=issuer,
        at=at - timedelta(hours=1),
    )
    _run(hall_id, stock.pk, printer.pk, issuer, at=at - timedelta(minutes=30))


def _run(
    hall_id: int, template_id: int, printer_id: int, issuer: Actor, *, at: datetime
) -> None:
    """Half of what is issued, one sheet of which was eaten by the printer."""
    numbers = queries.unprinted(hall_id, TITLE)
    half = numbers[: max(2, len(numbers) // 2)]
    if not half:
        return
    wish = runs.Wish(template_id, printer_id, half, f"{at:%m月%d日}营业执照")
    run = runs.begin(wish, hall_id=hall_id, by=issuer, at=at).run
    sheets.send(
        run.pk,
        count=len(half),
        first_number="QH0024317",
        seen=1,
        hall_id=hall_id,
        by=issuer,
        at=at,
    )
    sheets.settle(
        run.pk,
        good=len(half) - 1,
        spoiled=1,
        reason="卡纸",
        seen=2,
        hall_id=hall_id,
        by=issuer,
        at=at + timedelta(minutes=4),
    )


def _blank() -> SimpleUploadedFile:
    """The blank sheet as a scanner sees it, and SPECIMEN across it, as JPEG."""
    size = (round(SHEET.width * DOTS), round(SHEET.height * DOTS))
    page = Image.new("RGB", size, PAPER)
    pen = ImageDraw.Draw(page)
    for inset, width in ((8, 6), (11, 2)):
        edge = inset * DOTS
        box = (edge, edge, size[0] - edge, size[1] - edge)
        pen.rectangle(box, outline=FAINT, width=width)
    title = ImageFont.truetype(str(FONT), 14 * DOTS)
    pen.text((size[0] / 2, 32 * DOTS), "营 业 执 照", font=title, fill=INK, anchor="mm")
    mark = ImageFont.truetype(str(FONT), 6 * DOTS)
    pen.text(
        (size[0] / 2, 58 * DOTS), "样本 SPECIMEN", font=mark, fill=FAINT, anchor="mm"
    )
    for x, line, tall, words in CAPTIONS:
        type_ = ImageFont.truetype(str(FONT), round(tall * DOTS))
        pen.text((x * DOTS, line * DOTS), words, font=type_, fill=INK, anchor="ls")
    for line in (86, 104, 116, 128):
        ends = (72 * DOTS, line * DOTS, 248 * DOTS, line * DOTS)
        pen.line(ends, fill=(190, 190, 186), width=2)
    kept = io.BytesIO()
    page.save(kept, "JPEG", quality=82)
    return SimpleUploadedFile("营业执照空白正本.jpg", kept.getvalue(), "image/jpeg")
