"""The manager's board: lines and windows now, what is proposed, what came of it."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.accounts.policies import acting
from yichuang.desk.forms.roster import DeclineForm, ThresholdForm
from yichuang.desk.policies import may
from yichuang.desk.presenters import hall as shown
from yichuang.desk.presenters.words import english
from yichuang.desk.queries.hall import figures_until
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal
from yichuang.queueing.queries import adjusting as proposed
from yichuang.queueing.queries.days import kinds
from yichuang.queueing.queries.window import hall_view
from yichuang.queueing.rules.adjusting import Thresholds
from yichuang.queueing.services import adjusting
from yichuang.web.errors import status_for
from yichuang.web.pages import page
from yichuang.web.presenters import Link


def names_of(hall_id: int) -> dict[str, str]:
    """The kinds' names in the reader's language."""
    return {
        one.code: one.name_en if english() and one.name_en else one.name
        for one in kinds(hall_id)
    }


@staff("queue.view")
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The hall now; the page asks again by itself."""
    by, at = acting(request), timezone.now()
    hall_id, today = hall_of(by).id, today_of(by, at)
    view = hall_view(hall_id, at=at)
    day = figures_until(hall_id, today, at.replace(second=0, microsecond=0))
    names = names_of(hall_id)
    cards = [shown.proposal(row, names) for row in proposed.proposals(hall_id, today)]
    rows = {
        "now": at,
        "figures": shown.figures(view, day),
        "open": [card for card in cards if card.open],
        "past": [card for card in cards if not card.open],
        "lines": shown.lines(view, day),
        "windows": shown.windows(view, day),
        "rest": proposed.rest_area_open(hall_id, at),
        "manages": may(by, "queue.manage"),
        "places": may(by, "organisation.floor"),
        "terms": proposed.thresholds_on(hall_id, today),
    }
    return page(request, "desk/hall/board.html", rows, fragment="desk/hall/board.html")


def _need(hall_id: int, proposal_id: int) -> None:
    if not proposed.known(hall_id, proposal_id):
        raise Http404


@staff("queue.manage")
@require_POST
def accept(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """One press does what was proposed."""
    by, at = acting(request), timezone.now()
    _need(hall_of(by).id, proposal_id)
    try:
        adjusting.accept(proposal_id, hall_id=hall_of(by).id, by=by, at=at)
    except Refusal as refused:
        said = refused.told(gettext)
        messages.warning(request, said)
    else:
        messages.success(request, gettext("Done. In half an hour its effect is shown."))
    return redirect("desk:hall")


@staff("queue.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Say why things stay as they are."""
    by, at = acting(request), timezone.now()
    _need(hall_of(by).id, proposal_id)
    form, status = DeclineForm(request.POST or None), HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            adjusting.decline(
                proposal_id,
                hall_id=hall_of(by).id,
                reason=form.cleaned_data["reason"],
                by=by,
                at=at,
            )
        except Refusal as refused:
            form.refuse(refused)
            status = HTTPStatus(status_for(request, refused))
        else:
            messages.success(request, gettext("Declined."))
            return redirect("desk:hall")
    return _form(
        request, form, gettext("Decline the proposal"), gettext("Decline"), status
    )


@staff("queue.arrange")
@require_http_methods(["GET", "HEAD", "POST"])
def thresholds(request: HttpRequest) -> HttpResponse:
    """When something is proposed, from a day on."""
    by, at = acting(request), timezone.now()
    hall_id, today = hall_of(by).id, today_of(by, at)
    known = proposed.thresholds_on(hall_id, today)
    begin = {**ThresholdForm.values_of(known), "valid_from": today}
    form, status = ThresholdForm(request.POST or None, initial=begin), HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            said = dict(form.cleaned_data)
            since = said.pop("valid_from")
            try:
                adjusting.publish_thresholds(
                    hall_id, Thresholds(**said), valid_from=since, by=by, at=at
                )
            except Refusal as refused:
                form.refuse(refused)
            else:
                messages.success(request, gettext("Published."))
                return redirect("desk:hall")
    title = gettext("When the hall is re-arranged")
    return _form(request, form, title, gettext("Publish"), status)


def _form(
    request: HttpRequest,
    form: DeclineForm | ThresholdForm,
    title: str,
    verb: str,
    status: HTTPStatus,
) -> HttpResponse:
    back = reverse("desk:hall")
    rows = {
        "title": title,
        "form": form,
        "verb": verb,
        "text": "",
        "back": back,
        "crumbs": (Link(gettext("Hall"), back), Link(title, "")),
    }
    return page(request, "desk/batch_form.html", rows, status)
