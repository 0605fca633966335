"""Templates of stock: listed, and edited over a scan of the blank sheet."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.accounts.policies import Actor, acting
from yichuang.desk.forms.printing import (
    FRESH,
    FieldSet,
    FieldsForm,
    TemplateForm,
    refuse_fields,
    typed_layout,
)
from yichuang.desk.policies import may
from yichuang.desk.presenters import printing as rows_of
from yichuang.desk.queries import printing as asking
from yichuang.desk.queries.places import hall_id_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.documents.queries import stock
from yichuang.documents.queries.stock import TemplateCard
from yichuang.documents.rules.stock import Layout, check_layout
from yichuang.documents.services.stock import proofs, templates
from yichuang.documents.services.stock.templates import StockPlan
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.text import N_
from yichuang.materials.services import store
from yichuang.web.errors import status_for
from yichuang.web.pages import page, pdf_response

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


@staff("print.view")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The hall's templates."""
    by = acting(request)
    rows = {
        "templates": [
            (
                reverse("desk:stock-template", args=[card.id]),
                card,
                f"{card.layout.paper.width:g} × {card.layout.paper.height:g}",
            )
            for card in stock.templates(hall_id_of(by), all_=True)
        ],
        "arranges": may(by, "print.arrange"),
        "crumbs": rows_of.crumbs(gettext("Stock and templates")),
    }
    return page(request, "desk/printing/templates.html", rows)


@staff("print.arrange")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A template is made."""
    return _edit(request, None)


@staff("print.arrange")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, template_id: int) -> HttpResponse:
    """A template is changed: each time it is saved it has a new version."""
    by = acting(request)
    return _edit(request, stock.template(hall_id_of(by), template_id))


def _edit(request: HttpRequest, card: TemplateCard | None) -> HttpResponse:
    by, at = acting(request), timezone.now()
    form, fields = _forms(request, card, today=at)
    status = HTTPStatus.OK
    if request.method == "POST":
        whole = form.is_valid() & fields.is_valid()
        do = request.POST.get("do", "save")
        if form.is_valid():
            _take_scan(form, by, at)
        if do == "add":
            fields = _one_more(fields)
        elif do == "save" and (not whole or form.errors):
            status = UNPROCESSABLE
        elif do == "save":
            try:
                pk, version = _save(form, fields, card, by=by, at=at)
            except (Refusal, Refusals) as refused:
                refuse_fields(form, fields, refused)
                status = HTTPStatus(status_for(request, refused))
            else:
                messages.success(
                    request,
                    gettext("Version %(n)s of the template is in force.")
                    % {"n": version},
                )
                url = reverse("desk:stock-template", args=[pk])
                return HttpResponseRedirect(url)
    return page(
        request, "desk/printing/editor.html", _shown(form, fields, card), status
    )


def _forms(
    request: HttpRequest, card: TemplateCard | None, *, today: datetime
) -> tuple[TemplateForm, FieldsForm]:
    by = acting(request)
    known = asking.titles(today_of(by, today))
    titles = tuple(dict.fromkeys([*([card.title] if card else []), *known]))
    data, files = (
        (request.POST, request.FILES) if request.method == "POST" else (None, None)
    )
    initial = {}
    rows = [FRESH.as_json()]
    if card:
        initial = {
            "seen": card.version,
            "name": card.name,
            "title": card.title,
            "width": card.layout.paper.width,
            "height": card.layout.paper.height,
            "numbered": card.numbered,
            "in_use": card.in_use,
            "kept_scan": card.scan,
        }
        rows = [field.as_json() for field in card.layout.fields]
    form = TemplateForm(data, files, titles=titles, initial=initial)
    return form, FieldSet(data, prefix="fields", initial=None if data else rows)


def _one_more(fields: FieldsForm) -> FieldsForm:
    """The same rows as typed, and a fresh one."""
    data, count = _as_typed(fields.data), len(fields.forms)
    data["fields-TOTAL_FORMS"] = str(count + 1)
    for name, value in FRESH.as_json().items():
        data[f"fields-{count}-{name}"] = str(value)
    more = FieldSet(data, prefix="fields")
    more.is_valid()
    return more


def _take_scan(form: TemplateForm, by: Actor, at: datetime) -> None:
    """Keep the picture that came with the form, whatever else is done with it."""
    scan = form.cleaned_data.get("scan")
    if scan is None:
        return
    hall_id = hall_id_of(by)
    try:
        stored = store(
            scan, by=by, at=at, purpose="", about=f"stock:{hall_id}", hall_id=hall_id
        )
    except Refusal as refused:
        form.refuse(refused.at("scan"))
    else:
        form.cleaned_data["kept_scan"] = stored.key
        form.data = _as_typed(form.data) | {"kept_scan": stored.key}


def _as_typed(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: data.get(name) for name in data}


def _save(
    form: TemplateForm,
    fields: FieldsForm,
    card: TemplateCard | None,
    *,
    by: Actor,
    at: datetime,
) -> tuple[int, int]:
    """The template's key and its version from now on."""
    said = form.cleaned_data
    layout = typed_layout(form, fields)
    assert layout is not None  # noqa: S101 - both forms are valid
    plan = StockPlan(
        name=said["name"],
        title=said["title"],
        layout=layout,
        scan=said["kept_scan"],
        numbered=said["numbered"],
        in_use=said["in_use"],
    )
    hall_id = hall_id_of(by)
    if card is None:
        kept = templates.create(plan, hall_id=hall_id, by=by, at=at)
    else:
        seen = said["seen"] or 0
        kept = templates.change(card.id, plan, seen=seen, hall_id=hall_id, by=by, at=at)
    return kept.pk, kept.version


def _shown(
    form: TemplateForm, fields: FieldsForm, card: TemplateCard | None
) -> dict[str, object]:
    if form.is_bound:
        layout = typed_layout(form, fields)
        scan = form.cleaned_data.get("kept_scan", "")
    else:
        layout = card.layout if card else None
        scan = card.scan if card else ""
    title = card.name if card else gettext("New template")
    return {
        "form": form,
        "fields": fields,
        "sheet": rows_of.sheet_of(
            layout, fields.kept_places, scan=scan, picture=_picture(layout)
        ),
        "title": title,
        "version": card.version if card else 0,
        "crumbs": rows_of.crumbs(
            f"{reverse('desk:stock-templates')}|{gettext('Stock and templates')}", title
        ),
    }


def _picture(layout: Layout | None) -> bytes:
    """The true type of what was typed, b"" where it cannot be set."""
    if layout is None:
        return b""
    try:
        check_layout(layout)
    except (Refusal, Refusals):
        return b""
    return proofs.picture(layout)


@staff("print.arrange")
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What was typed, set with invented words: the PDF, or its picture for the editor.
    Nothing is kept."""
    by, at = acting(request), timezone.now()
    known = asking.titles(today_of(by, at))
    form = TemplateForm(request.POST, titles=known)
    fields = FieldSet(request.POST, prefix="fields")
    form.is_valid()
    fields.is_valid()
    layout = typed_layout(form, fields)
    if layout is None:
        raise Refusal(
            "stock.unreadable",
            N_("What was typed cannot be drawn."),
            remedy=N_("Look at the fields marked on the page."),
        )
    check_layout(layout)
    if request.POST.get("as") == "picture":
        answer = HttpResponse(proofs.picture(layout), content_type="image/png")
        answer["Cache-Control"] = "private, no-store"
        return answer
    return pdf_response(gettext("Trial sheet"), proofs.trial(layout), inline=True)
