"""The guide's desk lends: what is in, who has what, back with one press, lost with a note."""

import secrets
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.accounts.policies import acting
from yichuang.assistance import queries
from yichuang.assistance.services import lending
from yichuang.desk.forms.lending import LendForm
from yichuang.desk.presenters.words import english
from yichuang.desk.queries.places import hall_id_of, hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal
from yichuang.web.errors import status_for
from yichuang.web.pages import page


def _name(name: str, name_en: str) -> str:
    return name_en if english() and name_en else name


@staff("lending.lend")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """What is in, who has what; lending one is one short form."""
    by, at = acting(request), timezone.now()
    hall_id = hall_of(by).id
    things = [one for one in queries.things(hall_id) if one.count]
    form = LendForm(
        request.POST or None,
        things=[(one.key, _name(one.name, one.name_en)) for one in things],
        initial={"key": secrets.token_urlsafe(16)},
    )
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            said = dict(form.cleaned_data)
            thing = said.pop("thing")
            try:
                lending.lend(hall_id, thing, by=by, at=at, **said)
            except Refusal as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
            else:
                messages.success(request, gettext("Lent; due back today."))
                return redirect("desk:lending")
    rows = {
        "things": [
            (
                _name(one.name, one.name_en),
                one.free,
                one.count,
                _name(one.place, one.place_en),
            )
            for one in things
        ],
        "loans": [
            (row.id, _name(row.thing, row.thing_en), row.who, row.lent_at, row.late)
            for row in queries.lent(hall_id, today_of(by, at))
        ],
        "form": form,
    }
    return page(request, "desk/hall/lending.html", rows, status)


@staff("lending.lend")
@require_POST
def end(request: HttpRequest, loan_id: int) -> HttpResponse:
    """It is back, or with a note it is lost."""
    by, at = acting(request), timezone.now()
    hall_id, note = hall_id_of(by), request.POST.get("note", "")
    try:
        if "lost" in request.POST:
            lending.lose(loan_id, hall_id=hall_id, note=note, by=by, at=at)
        else:
            lending.give_back(loan_id, hall_id=hall_id, by=by, at=at)
    except Refusal as refused:
        if refused.code == "lending.no-loan":
            raise Http404 from refused
        messages.warning(request, refused.text(gettext))
    return redirect("desk:lending")
