"""Showing a person's full number: with a reason, on record."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yichuang.accounts.policies import acting
from yichuang.accounts.services import reveals
from yichuang.accounts.services.reveals import Field
from yichuang.desk.forms.acts import RevealForm
from yichuang.desk.presenters import case as case_rows
from yichuang.desk.queries.opened import open_case
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal
from yichuang.web.errors import reason
from yichuang.web.pages import page
from yichuang.web.presenters import Link


@staff("case.view")
@require_http_methods(["GET", "POST"])
def reveal(request: HttpRequest, number: str, person: int) -> HttpResponse:
    """Ask why, record it, show the number once."""
    by, at = acting(request), timezone.now()
    opened = open_case(by, number, at=at)
    line = next(
        (
            shown
            for shown, row in zip(
                case_rows.people(opened, by), opened.detail.people, strict=True
            )
            if row.person_id == person
        ),
        None,
    )
    if line is None or not line.reveal:
        raise Http404
    form = RevealForm(request.POST or None, initial={"field": Field.ID_NUMBER.value})
    value, status = "", HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            value = reveals.reveal(
                person,
                Field(form.cleaned_data["field"]),
                reason=form.cleaned_data["reason"],
                by=by,
                at=at,
            )
        except Refusal as refused:
            said = reason(refused)
            form.add_error("reason", f"{said.says} {said.remedy}")
            status = HTTPStatus.UNPROCESSABLE_ENTITY
    back = reverse("desk:case", args=[opened.detail.number])
    rows = {
        "form": form,
        "person": line,
        "value": value,
        "back": back,
        "crumbs": (Link(opened.detail.number, back), Link(line.name, "")),
    }
    response = page(request, "desk/reveal.html", rows, status)
    response["Cache-Control"] = "private, no-store"
    return response
