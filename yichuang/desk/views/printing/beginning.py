"""A run is begun: which certificates, on which stock, what is left out and why."""

from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.accounts.policies import acting
from yichuang.desk.forms.printing import RunForm
from yichuang.desk.presenters import printing as rows_of
from yichuang.desk.queries import printing as asking
from yichuang.desk.queries.places import hall_id_of
from yichuang.desk.views.gate import staff
from yichuang.documents.queries import stock
from yichuang.documents.queries.stock import TemplateCard
from yichuang.documents.rules.stock import SheetState
from yichuang.documents.services.stock import choosing, runs
from yichuang.documents.services.stock import plain as whole_sheets
from yichuang.documents.services.stock.choosing import Chosen
from yichuang.kernel.refusals import Refusal
from yichuang.web.errors import status_for
from yichuang.web.pages import page, pdf_response
from yichuang.web.presenters import Link

SHOWN = 50
"""Left-out certificates that are listed; their number is always said."""


@staff("print.run")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """What would be printed, and what not and why; the press begins the run."""
    by, at = acting(request), timezone.now()
    hall_id, wanted = hall_id_of(by), _wanted(request)
    offered = _offered(hall_id, wanted)
    printers = [(one.id, one.name) for one in stock.printers(hall_id)]
    template = _picked(request, offered)
    source = asking.chosen(wanted, template, by=by, at=at) if template else None
    form = RunForm(
        request.POST or None,
        templates=[(one.id, one.name) for one in offered],
        printers=printers,
        initial={
            "template": template.id if template else None,
            "name": source.name if source else "",
        },
    )
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid() and source:
            try:
                begun = _begin(form, source, hall_id, request)
            except Refusal as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
            else:
                url = reverse("desk:print-run", args=[begun.run.pk])
                return HttpResponseRedirect(url)
    printed = stock.printings(wanted.certificate) if wanted.certificate else ()
    rows = _rows(request, form, source, template) | {
        "ready": bool(offered and printers),
        "no_printer": not printers,
        "printings": rows_of.sheet_lines(printed, by),
        "certificate": wanted.certificate,
        "stands": any(row.state is not SheetState.VOID for row in printed),
        "offered": [_way(request, one, template) for one in offered],
        "crumbs": rows_of.crumbs(gettext("Print certificates")),
    }
    return page(request, "desk/printing/new.html", rows, status)


@staff("print.run")
@require_POST
def plain(request: HttpRequest) -> HttpResponse:
    """A certificate whole on plain paper: opened to be printed at once, on record."""
    by, at = acting(request), timezone.now()
    number = request.POST.get("certificate", "")[:60]
    made = whole_sheets.print_whole(
        number,
        reason=request.POST.get("reason", "")[:200],
        hall_id=hall_id_of(by),
        by=by,
        at=at,
    )
    return pdf_response(number, made, inline=True)


def _begin(
    form: RunForm, source: asking.Source, hall_id: int, request: HttpRequest
) -> runs.Begun:
    said = form.cleaned_data
    wish = runs.Wish(
        said["template"],
        said["printer"],
        source.numbers,
        said["name"],
        said["reason"],
    )
    by, at = acting(request), timezone.now()
    begun = runs.begin(wish, hall_id=hall_id, by=by, at=at)
    if begun.left_out:
        messages.warning(
            request,
            gettext("%(n)s were left out, each for its reason.")
            % {"n": len(begun.left_out)},
        )
    return begun


def _rows(
    request: HttpRequest,
    form: RunForm,
    source: asking.Source | None,
    template: TemplateCard | None,
) -> dict[str, object]:
    """What would be printed and what not; a reason is asked for where it matters."""
    chosen = _chosen(source, template, request)
    codes = {refusal.code for refusal in chosen.left_out.values()}
    before = "print.printed-before" in codes
    if not before and not form.errors.get("reason") and not chosen.before:
        del form.fields["reason"]
    return {
        "form": form,
        "says": gettext(source.says) if source else "",
        "count": len(chosen.documents),
        "left_out": rows_of.left_out(dict(list(chosen.left_out.items())[:SHOWN])),
        "left_count": len(chosen.left_out),
        "before": before,
    }


def _wanted(request: HttpRequest) -> asking.Wanted:
    batch = request.GET.get("batch", "")
    return asking.Wanted(
        request.GET.get("certificate", "")[:60],
        int(batch) if batch.isdecimal() else None,
    )


def _offered(hall_id: int, wanted: asking.Wanted) -> tuple[TemplateCard, ...]:
    """Templates in use; for one certificate, those of its title."""
    found = stock.templates(hall_id)
    if not wanted.certificate:
        return found
    title = stock.title_of(hall_id, wanted.certificate)
    return tuple(one for one in found if one.title == title)


def _way(request: HttpRequest, one: TemplateCard, picked: TemplateCard | None) -> Link:
    """The same page for this stock."""
    asked = {
        name: request.GET[name]
        for name in ("certificate", "batch")
        if request.GET.get(name)
    }
    url = "?" + urlencode({**asked, "template": one.id})
    return Link(one.name, url, current=one == picked)


def _picked(
    request: HttpRequest, offered: tuple[TemplateCard, ...]
) -> TemplateCard | None:
    asked = request.POST.get("template") or request.GET.get("template", "")
    first = offered[0] if offered else None
    return next((one for one in offered if str(one.id) == asked), first)


def _chosen(
    source: asking.Source | None, template: TemplateCard | None, request: HttpRequest
) -> Chosen:
    """What the press would print, looked at before it is pressed."""
    if source is None or template is None:
        return Chosen()
    again = bool(request.POST.get("reason", "").strip())
    return choosing.choose(source.numbers, template, again=again)
