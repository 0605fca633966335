"""Positioned printing 套打: templates, printers, runs, and every sheet that was used."""

from django.db import models
from django.db.models import Q

from yichuang.documents.models.document import Document
from yichuang.documents.rules.stock import FURTHEST, SheetState


class StockTemplate(models.Model):
    """A kind of pre-printed sheet 空白证照 of a hall, and which certificates go on it.

    `title` is the title of those certificates; `numbered` says that each blank sheet
    carries a serial number of its own; `version` is that of the layout in force.
    """

    hall = models.ForeignKey("organisation.Hall", on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    title = models.CharField(max_length=120)
    numbered = models.BooleanField(default=True)
    in_use = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "name", name="stock_template_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class StockLayout(models.Model):
    """One version of what stands where; never changed, so a sheet can be traced to it.

    `width` and `height` are the paper's millimetres, `fields` those of
    `rules.stock.StockField`; `scan` is the key of a stored picture of the blank sheet,
    for the editor only.
    """

    template = models.ForeignKey(
        StockTemplate, on_delete=models.PROTECT, related_name="layouts"
    )
    version = models.PositiveIntegerField()
    width = models.DecimalField(max_digits=5, decimal_places=1)
    height = models.DecimalField(max_digits=5, decimal_places=1)
    fields = models.JSONField()
    scan = models.CharField(max_length=32, blank=True)
    made_by = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("template", "version", name="stock_layout_once"),
        ]

    def __str__(self) -> str:
        return f"{self.template_id} v{self.version}"


class Printer(models.Model):
    """A printer of a hall and how far everything is moved on it, in millimetres."""

    hall = models.ForeignKey("organisation.Hall", on_delete=models.PROTECT)
    name = models.CharField(max_length=60)
    dx = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    dy = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    note = models.CharField(max_length=200, blank=True)
    measured_by = models.CharField(max_length=120, blank=True)
    measured_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint("hall", "name", name="printer_name_once"),
            models.CheckConstraint(
                condition=Q(dx__range=(-FURTHEST, FURTHEST))
                & Q(dy__range=(-FURTHEST, FURTHEST)),
                name="printer_offset_in_reach",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PrintRun(models.Model):
    """Certificates printed one after the other in the order of the shelf.

    The template's version and the printer are those it was begun with; the printer's
    offset is read when sheets are handed out, so a new calibration counts at once.
    """

    hall = models.ForeignKey("organisation.Hall", on_delete=models.PROTECT)
    layout = models.ForeignKey(StockLayout, on_delete=models.PROTECT)
    printer = models.ForeignKey(Printer, on_delete=models.PROTECT)
    name = models.CharField(max_length=120)
    total = models.PositiveIntegerField()
    asked_by = models.CharField(max_length=40)
    asked_by_name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index("hall", "id", name="print_run_of_hall")]

    def __str__(self) -> str:
        return self.name


class PrintRecord(models.Model):
    """One sheet of paper with one certificate: who printed it, when, the how manieth.

    A certificate stands on one sheet that is not void; printing it again makes the
    sheet before void, for a reason. So no number is printed twice unawares, whoever
    presses at the same moment. `reason` is why it was printed again ("" for the first);
    run and template are empty for a certificate that was drawn whole, on plain paper.
    """

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="prints"
    )
    copy = models.PositiveIntegerField(help_text="1 for the first printing")
    run = models.ForeignKey(
        PrintRun, on_delete=models.PROTECT, related_name="sheets", null=True
    )
    position = models.PositiveIntegerField(default=1, help_text="place in the run")
    template = models.ForeignKey(StockTemplate, on_delete=models.PROTECT, null=True)
    state = models.CharField(
        max_length=8,
        choices=[(state.value, state.label) for state in SheetState],
        default=SheetState.WAITING.value,
    )
    stock_number = models.CharField(max_length=30, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    dx = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    dy = models.DecimalField(max_digits=4, decimal_places=1, default=0)
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=120)
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    void_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index("run", "position", "copy", name="print_record_in_run"),
        ]
        constraints = [
            models.UniqueConstraint("document", "copy", name="print_copy_once"),
            models.UniqueConstraint(
                fields=["document"],
                condition=~Q(state="void"),
                name="print_on_one_sheet",
            ),
            models.UniqueConstraint(
                fields=["template", "stock_number"],
                condition=~Q(stock_number=""),
                name="print_stock_number_once",
            ),
            models.CheckConstraint(
                condition=(Q(state="void") & ~Q(void_reason=""))
                | (~Q(state="void") & Q(void_reason="")),
                name="print_void_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(copy=1) | ~Q(reason=""), name="print_again_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(copy__gte=1) & Q(position__gte=1),
                name="print_counts_from_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.copy}"
