"""Templates, printers and certificates to print on stock, made through the services."""

from collections.abc import Sequence
from typing import Any

from tests.factories.documents import AT, TERMS, make_office
from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.documents import services
from yichuang.documents.models import Document, Printer, PrintRun, StockTemplate
from yichuang.documents.rules.stock import (
    Align,
    Layout,
    Paper,
    Source,
    StockField,
)
from yichuang.documents.services.stock import printers, runs, sheets, templates
from yichuang.documents.services.stock.runs import Begun, Wish

TITLE = "教师资格证书"
PAPER = Paper(210.0, 148.5)
NAME = StockField(Source.ADDRESSEE, 50.0, 40.0, 40.0, size=14.0)
NUMBER = StockField(Source.NUMBER, 120.0, 60.0, 60.0, align=Align.RIGHT)
BODY = StockField(Source.BODY, 30.0, 80.0, 150.0, lines=3, pitch=9.0)
FIELDS = (NAME, NUMBER, BODY)


def make_template(
    *fields: StockField, by: Actor = SYSTEM, paper: Paper = PAPER, **over: Any
) -> StockTemplate:
    """A template of the hall for certificates titled TITLE."""
    hall, _department = make_office()
    given = {"name": "教师资格证空白页", "title": TITLE, **over}
    plan = templates.StockPlan(layout=Layout(paper, fields or FIELDS), **given)
    return templates.create(plan, hall_id=hall.pk, by=by, at=AT)


def make_printer(name: str = "二楼 1 号打印机", *, by: Actor = SYSTEM) -> Printer:
    """A printer of the hall that nobody has measured yet."""
    hall, _department = make_office()
    return printers.keep(name, hall_id=hall.pk, by=by, at=AT)


def make_certificates(
    count: int = 1, *, title: str = TITLE, addressee: str = "林知夏"
) -> list[Document]:
    """Certificates about as many cases, in the order of their numbers."""
    hall, department = make_office()
    return [
        services.certify(
            about=f"case:4309210001202603100{index:05}",
            addressee=addressee,
            facts={"title": title, "body": [f"{addressee}，特发此证。"]},
            terms=TERMS,
            by=SYSTEM,
            at=AT,
            hall_id=hall.pk,
            department_id=department.pk,
        )
        for index in range(count)
    ]


def begin_run(
    documents: Sequence[Document],
    *,
    template: StockTemplate | None = None,
    printer: Printer | None = None,
    by: Actor = SYSTEM,
    reason: str = "",
) -> Begun:
    """These certificates in a run, in this order."""
    hall, _department = make_office()
    template = template or StockTemplate.objects.first() or make_template()
    printer = printer or Printer.objects.first() or make_printer()
    numbers = tuple(document.number for document in documents)
    wish = Wish(template.pk, printer.pk, numbers, "春季证书", reason)
    return runs.begin(wish, hall_id=hall.pk, by=by, at=AT)


def make_sent() -> PrintRun:
    """A run of one certificate that is in the printer."""
    run = begin_run(make_certificates(1)).run
    sheets.send(
        run.pk,
        count=1,
        first_number="QH000001",
        seen=run.version,
        hall_id=run.hall_id,
        by=SYSTEM,
        at=AT,
    )
    return run
