"""Templates of pre-printed stock, printers, runs and their sheets, as frozen rows."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from yichuang.accounts.policies import Actor, can
from yichuang.documents.models import (
    Document,
    Printer,
    PrintRecord,
    PrintRun,
    StockLayout,
    StockTemplate,
)
from yichuang.documents.policies import GRANTS
from yichuang.documents.rules import DocumentKind
from yichuang.documents.rules.stock import (
    MOST_SHEETS,
    Layout,
    Offset,
    Paper,
    RunState,
    SheetState,
    StockField,
)
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

PAGE = 50
STANDS = ~Q(state=SheetState.VOID)
"""A sheet that stands, or is about to: its certificate is not printed unawares."""


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """A template with the layout in force. `scan` is the key of a stored picture."""

    id: int
    hall_id: int
    name: str
    title: str
    numbered: bool
    in_use: bool
    version: int
    layout_id: int
    layout: Layout
    scan: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class PrinterCard:
    """A printer and the offset it prints with, in millimetres."""

    id: int
    hall_id: int
    name: str
    offset: Offset
    note: str
    measured_by: str
    measured_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class RunCard:
    """A run and where its sheets are. `void` are sheets it spoiled."""

    id: int
    hall_id: int
    name: str
    template_id: int
    template: str
    numbered: bool
    layout_version: int
    printer: PrinterCard
    total: int
    waiting: int
    sent: int
    printed: int
    void: int
    asked_by: str
    asked_at: datetime
    ended_at: datetime | None
    version: int

    @property
    def state(self) -> RunState:
        """Where the run stands."""
        if self.sent:
            return RunState.SENT
        if self.waiting:
            return RunState.READY
        return RunState.DONE if self.printed >= self.total else RunState.ENDED


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One sheet: which certificate, the how manieth printing, on which paper."""

    id: int
    run_id: int | None
    position: int
    number: str
    addressee: str
    state: SheetState
    copy: int
    stock_number: str
    reason: str
    void_reason: str
    by_name: str
    sent_at: datetime | None


def visible(about: str, by: Actor) -> bool:
    """Whether the actor may see the scan of a blank sheet ("stock:<hall>")."""
    hall_id = about.partition(":")[2]
    return can(by, "print.view", GRANTS) and str(by.hall_id or hall_id) == hall_id


def templates(hall_id: int, *, all_: bool = False) -> tuple[TemplateCard, ...]:
    """The hall's templates by name, with `all_` also those out of use: one query."""
    rows = _layouts().filter(template__hall_id=hall_id)
    if not all_:
        rows = rows.filter(template__in_use=True)
    return tuple(_template(row) for row in rows.order_by("template__name"))


def template(hall_id: int, template_id: int) -> TemplateCard:
    """One template of the hall.

    Raises:
        Refusal: "stock.not-found", alike for what is not there and what is elsewhere.
    """
    row = _layouts().filter(template_id=template_id, template__hall_id=hall_id).first()
    if row is None:
        raise Refusal("stock.not-found", N_("There is no such template."))
    return _template(row)


def _layouts() -> QuerySet[StockLayout]:
    """The layouts in force."""
    rows = StockLayout.objects.select_related("template")
    return rows.filter(version=F("template__version"))


def layout_of(row: StockLayout) -> Layout:
    """What stands where, in one version."""
    return Layout(
        Paper(float(row.width), float(row.height)),
        tuple(StockField.from_json(kept) for kept in row.fields),
    )


def _template(row: StockLayout) -> TemplateCard:
    owner: StockTemplate = row.template
    return TemplateCard(
        id=owner.pk,
        hall_id=owner.hall_id,
        name=owner.name,
        title=owner.title,
        numbered=owner.numbered,
        in_use=owner.in_use,
        version=row.version,
        layout_id=row.pk,
        layout=layout_of(row),
        scan=row.scan,
        made_at=row.made_at,
    )


def printers(hall_id: int) -> tuple[PrinterCard, ...]:
    """The hall's printers by name: one query."""
    rows = Printer.objects.filter(hall_id=hall_id).order_by("name")
    return tuple(printer_card(row) for row in rows)


def printer(hall_id: int, printer_id: int) -> PrinterCard:
    """One printer of the hall.

    Raises:
        Refusal: "printer.not-found".
    """
    row = Printer.objects.filter(pk=printer_id, hall_id=hall_id).first()
    if row is None:
        raise Refusal("printer.not-found", N_("There is no such printer."))
    return printer_card(row)


def printer_card(row: Printer) -> PrinterCard:
    """The row as a card."""
    return PrinterCard(
        id=row.pk,
        hall_id=row.hall_id,
        name=row.name,
        offset=Offset(float(row.dx), float(row.dy)),
        note=row.note,
        measured_by=row.measured_by,
        measured_at=row.measured_at,
        version=row.version,
    )


def _runs(hall_id: int) -> QuerySet[PrintRun]:
    rows = PrintRun.objects.filter(hall_id=hall_id)
    counts = {
        state.value: Count("sheets", filter=Q(sheets__state=state))
        for state in SheetState
    }
    return rows.select_related("layout__template", "printer").annotate(**counts)


def runs(hall_id: int, page: int = 1) -> tuple[RunCard, ...]:
    """A page of the hall's runs, the latest first: one query."""
    first = (page - 1) * PAGE
    rows = _runs(hall_id).order_by("-id")[first : first + PAGE]
    return tuple(_run(row) for row in rows)


def count_runs(hall_id: int) -> int:
    """How many runs the hall has had."""
    return PrintRun.objects.filter(hall_id=hall_id).count()


def run(hall_id: int, run_id: int) -> RunCard:
    """One run of the hall.

    Raises:
        Refusal: "print-run.not-found".
    """
    row = _runs(hall_id).filter(pk=run_id).first()
    if row is None:
        raise Refusal("print-run.not-found", N_("There is no such print run."))
    return _run(row)


def _run(row: PrintRun) -> RunCard:
    owner: StockTemplate = row.layout.template
    counts = {state: getattr(row, state) for state in SheetState}
    return RunCard(
        id=row.pk,
        hall_id=row.hall_id,
        name=row.name,
        template_id=owner.pk,
        template=owner.name,
        numbered=owner.numbered,
        layout_version=row.layout.version,
        printer=printer_card(row.printer),
        total=row.total,
        asked_by=row.asked_by_name,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        version=row.version,
        **counts,
    )


def sheets(run_id: int, *, state: str = "", page: int = 1) -> tuple[SheetRow, ...]:
    """A page of a run's sheets in the order they are printed: one query."""
    rows = PrintRecord.objects.filter(run_id=run_id)
    if state in set(SheetState):
        rows = rows.filter(state=state)
    first = (page - 1) * PAGE
    found = rows.select_related("document").order_by("position", "copy")
    return tuple(_sheet(row) for row in found[first : first + PAGE])


def sheet(hall_id: int, sheet_id: int) -> SheetRow:
    """One sheet that went through a run of the hall.

    Raises:
        Refusal: "sheets.not-found".
    """
    rows = PrintRecord.objects.filter(pk=sheet_id, run__hall_id=hall_id)
    row = rows.select_related("document").first()
    if row is None:
        raise Refusal("sheets.not-found", N_("There is no such sheet."))
    return _sheet(row)


def printings(number: str) -> tuple[SheetRow, ...]:
    """Every sheet a certificate was printed on, the first first: one query."""
    rows = PrintRecord.objects.filter(document__number=number)
    found = rows.select_related("document").order_by("copy")
    return tuple(_sheet(row) for row in found)


def _sheet(row: PrintRecord) -> SheetRow:
    return SheetRow(
        id=row.pk,
        run_id=row.run_id,
        position=row.position,
        number=row.document.number,
        addressee=row.document.addressee,
        state=SheetState(row.state),
        copy=row.copy,
        stock_number=row.stock_number,
        reason=row.reason,
        void_reason=row.void_reason,
        by_name=row.by_name,
        sent_at=row.sent_at,
    )


def last_stock_number(template_id: int) -> str:
    """The number of the sheet used last, "" before the first."""
    rows = PrintRecord.objects.filter(template_id=template_id)
    used = rows.exclude(stock_number="").exclude(sent_at=None)
    latest = used.order_by("-sent_at", "-position", "-copy").first()
    return latest.stock_number if latest else ""


def unprinted(hall_id: int, title: str) -> tuple[str, ...]:
    """Numbers of the hall's certificates with this title that stand on no sheet, in the
    order of the shelf: by what they are about (cases lie there by number). At most one
    more than a run takes, so that too many show."""
    standing = PrintRecord.objects.filter(STANDS, document=OuterRef("pk"))
    rows = Document.objects.filter(
        ~Exists(standing),
        hall_id=hall_id,
        kind=DocumentKind.CERTIFICATE,
        revoked_at=None,
        facts__title=title,
    ).order_by("about", "id")
    return tuple(rows.values_list("number", flat=True)[: MOST_SHEETS + 1])


def title_of(hall_id: int, number: str) -> str:
    """The title of a certificate of the hall.

    Raises:
        Refusal: "documents.not-found".
    """
    rows = Document.objects.filter(
        hall_id=hall_id, kind=DocumentKind.CERTIFICATE, number=number
    )
    facts = rows.values_list("facts", flat=True).first()
    if facts is None:
        raise Refusal("documents.not-found", N_("There is no such document."))
    return str(facts.get("title", ""))


def certificates_of(subjects: tuple[str, ...]) -> tuple[str, ...]:
    """Numbers of the certificates in force of these subjects, in the order given."""
    rows = Document.objects.filter(
        about__in=subjects, kind=DocumentKind.CERTIFICATE, revoked_at=None
    )
    latest = dict(rows.order_by("id").values_list("about", "number"))
    return tuple(latest[subject] for subject in subjects if subject in latest)
