"""A thing to lend or a facility is called otherwise, is elsewhere, or is retired: lent or
checked no more, while what is out comes back and what was found wrong stays on record."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.accounts.policies import Actor, acting
from yichuang.assistance import queries
from yichuang.assistance.services import checking, lending
from yichuang.desk.forms.stock import FacilityForm, KeptForm, ThingChange
from yichuang.desk.queries.places import hall_id_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal
from yichuang.web.pages import page

Keep = Callable[[KeptForm, Actor, datetime], object]


@staff("lending.arrange")
@require_http_methods(["GET", "HEAD", "POST"])
def change_thing(request: HttpRequest, key: str) -> HttpResponse:
    """Another name or another place to ask."""
    hall_id = hall_id_of(acting(request))
    row = queries.thing(hall_id, key)
    if row is None:
        raise Http404
    said = {
        "key": row.key,
        "name": row.name,
        "name_en": row.name_en,
        "place": row.place,
        "place_en": row.place_en,
    }

    def keep(form: KeptForm, by: Actor, at: datetime) -> None:
        plan = lending.ThingPlan(
            **(form.cleaned_data | {"key": row.key, "count": row.count})
        )
        lending.arrange_thing(hall_id, plan, by=by, at=at)

    return _change(request, ThingChange(request.POST or None, initial=said), keep)


@staff("facility.arrange")
@require_http_methods(["GET", "HEAD", "POST"])
def change_facility(request: HttpRequest, facility_id: int) -> HttpResponse:
    """Another name or place, other points to look at, another period."""
    by = acting(request)
    hall_id = hall_id_of(by)
    row = queries.facility(hall_id, facility_id, today_of(by, timezone.now()))
    if row is None:
        raise Http404
    said = {
        "key": "kept",
        "name": row.name,
        "name_en": row.name_en,
        "place": row.place,
        "period_days": row.period_days,
        "points": "\n".join(row.checklist),
    }

    def keep(form: KeptForm, by: Actor, at: datetime) -> None:
        given = dict(form.cleaned_data)
        plan = checking.FacilityPlan(checklist=given.pop("points"), **given)
        checking.change(facility_id, plan, hall_id=hall_id, by=by, at=at)

    return _change(request, FacilityForm(request.POST or None, initial=said), keep)


def _change(request: HttpRequest, form: KeptForm, keep: Keep) -> HttpResponse:
    """Keep what was typed, or say at its field what is wrong with it."""
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                keep(form, acting(request), timezone.now())
            except Refusal as refused:
                form.refuse(refused)
            else:
                messages.success(request, gettext("It is changed."))
                return redirect("desk:stock")
    name = form.initial["name"]
    return page(request, "desk/hall/change.html", {"form": form, "name": name}, status)


@staff("lending.arrange")
@require_POST
def retire_thing(request: HttpRequest, key: str) -> HttpResponse:
    """Lent no more; with `again` it is lent as before."""
    by, again = acting(request), "again" in request.POST
    try:
        lending.retire(hall_id_of(by), key, by=by, at=timezone.now(), again=again)
    except Refusal as unknown:
        raise Http404 from unknown
    return _retired(request, again=again)


@staff("facility.arrange")
@require_POST
def retire_facility(request: HttpRequest, facility_id: int) -> HttpResponse:
    """Checked no more; with `again` it is checked as before."""
    by, again = acting(request), "again" in request.POST
    try:
        checking.retire(
            facility_id, hall_id=hall_id_of(by), by=by, at=timezone.now(), again=again
        )
    except Refusal as unknown:
        raise Http404 from unknown
    return _retired(request, again=again)


def _retired(request: HttpRequest, *, again: bool) -> HttpResponse:
    said = gettext("It is in use again.") if again else gettext("It is retired.")
    messages.success(request, said)
    return redirect("desk:stock")
