"""Printers: listed, measured with a ruler, tried with a grid."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.accounts.policies import acting
from yichuang.desk.forms.printing import MeasureForm, MoveForm, PrinterForm
from yichuang.desk.policies import may
from yichuang.desk.presenters import printing as rows_of
from yichuang.desk.queries.places import hall_id_of
from yichuang.desk.views.gate import staff
from yichuang.documents.queries import stock
from yichuang.documents.queries.stock import PrinterCard, TemplateCard
from yichuang.documents.rules.stock import ARM, Offset, Paper
from yichuang.documents.services.stock import printers, proofs
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.web.errors import status_for
from yichuang.web.formats import day_clock
from yichuang.web.pages import page, pdf_response

A4 = Paper(210.0, 297.0)
UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


@staff("print.view")
@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """The hall's printers; who arranges puts another on the list."""
    by = acting(request)
    arranges = may(by, "print.arrange")
    if request.method == "POST" and not arranges:
        raise Http404
    hall_id = hall_id_of(by)
    form, status = PrinterForm(request.POST or None), HTTPStatus.OK
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                made = printers.keep(
                    **form.cleaned_data, hall_id=hall_id, by=by, at=timezone.now()
                )
            except Refusal as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
            else:
                messages.success(request, gettext("The printer is on the list."))
                return HttpResponseRedirect(reverse("desk:printer", args=[made.pk]))
    rows = {
        "printers": [
            (
                reverse("desk:printer", args=[card.id]),
                card.name,
                card.note,
                rows_of.offset_says(card),
                day_clock(card.measured_at) if card.measured_at else "",
            )
            for card in stock.printers(hall_id)
        ],
        "form": form,
        "arranges": arranges,
        "crumbs": rows_of.crumbs(gettext("Printers")),
    }
    return page(request, "desk/printing/printers.html", rows, status)


@staff("print.view")
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, printer_id: int) -> HttpResponse:
    """One printer: its sheets to measure with, and what the ruler says."""
    by, hall_id = acting(request), hall_id_of(acting(request))
    card = stock.printer(hall_id, printer_id)
    calibrates = may(by, "print.calibrate")
    if request.method == "POST" and not calibrates:
        raise Http404
    typed = request.method == "POST" and "dx" in request.POST
    measure = MeasureForm(
        None if typed else request.POST or None, initial={"seen": card.version}
    )
    move = MoveForm(
        request.POST if typed else None,
        initial={"seen": card.version, "dx": card.offset.dx, "dy": card.offset.dy},
    )
    status = HTTPStatus.OK
    if request.method == "POST":
        try:
            if _kept(request, card, move if typed else measure):
                return HttpResponseRedirect(reverse("desk:printer", args=[card.id]))
            status = UNPROCESSABLE
        except (Refusal, Refusals) as refused:
            (move if typed else measure).refuse(refused)
            status = HTTPStatus(status_for(request, refused))
    rows = {
        "printer": card,
        "offset": rows_of.offset_says(card),
        "when": day_clock(card.measured_at) if card.measured_at else "",
        "measure": measure,
        "move": move,
        "calibrates": calibrates,
        "templates": [(one.id, one.name) for one in stock.templates(hall_id)],
        "crumbs": rows_of.crumbs(
            f"{reverse('desk:printers')}|{gettext('Printers')}", card.name
        ),
    }
    return page(request, "desk/printing/printer.html", rows, status)


def _kept(
    request: HttpRequest, card: PrinterCard, form: MeasureForm | MoveForm
) -> bool:
    """Whether what was typed could be read and is kept."""
    if not form.is_valid():
        return False
    by, at = acting(request), timezone.now()
    seen = form.cleaned_data["seen"]
    if isinstance(form, MeasureForm):
        printers.calibrate(
            card.id, form.measured(), seen=seen, hall_id=card.hall_id, by=by, at=at
        )
    else:
        offset = Offset(
            round(form.cleaned_data["dx"], 1), round(form.cleaned_data["dy"], 1)
        )
        printers.move(card.id, offset, seen=seen, hall_id=card.hall_id, by=by, at=at)
    messages.success(
        request, gettext("The printer is moved. Print the test grid to see it.")
    )
    return True


def _template(request: HttpRequest, hall_id: int) -> TemplateCard | None:
    """The template named in the address, None for plain A4."""
    asked = request.GET.get("template", "")
    return stock.template(hall_id, int(asked)) if asked.isdecimal() else None


@staff("print.view")
@require_safe
def crosses(request: HttpRequest, printer_id: int) -> HttpResponse:
    """The calibration sheet of a printer, on A4 or on the paper of a stock."""
    hall_id = hall_id_of(acting(request))
    card, template = stock.printer(hall_id, printer_id), _template(request, hall_id)
    says = (
        f"{gettext('Calibration sheet')} · {card.name}",
        gettext(
            "Print it in actual size (100 %). The ruler above must be as long as it says."
        ),
        gettext(
            "Cross A: measure from the left and from the upper edge of the paper. "
            "Cross B: from the right and from the lower edge."
        ),
        gettext("Both should be %(arm)s mm from each edge.") % {"arm": f"{ARM:g}"},
    )
    paper = template.layout.paper if template else A4
    return pdf_response(
        gettext("Calibration sheet"), proofs.crosses(paper, says), inline=True
    )


@staff("print.view")
@require_safe
def grid(request: HttpRequest, printer_id: int) -> HttpResponse:
    """The test grid as this printer prints, with the fields of a template."""
    hall_id = hall_id_of(acting(request))
    card, template = stock.printer(hall_id, printer_id), _template(request, hall_id)
    layout = template.layout if template else None
    fields = tuple(
        (field, field.text or gettext(field.source.label))
        for field in (layout.fields if layout else ())
    )
    says = (
        f"{gettext('Test grid')} · {card.name} · {rows_of.offset_says(card)}",
        gettext("One square is 10 mm."),
    )
    paper = layout.paper if layout else A4
    return pdf_response(
        gettext("Test grid"), proofs.grid(paper, fields, card, says), inline=True
    )
