"""AB cover and the hall's own days."""

from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from yichuang.accounts import policies as account_policies
from yichuang.accounts.policies import Actor, acting
from yichuang.desk.forms.authority import AbsenceForm, HallDayForm
from yichuang.desk.presenters import letters as rows_of
from yichuang.desk.presenters.matrix import tabs
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.gate import staff
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.organisation import policies as organisation_policies
from yichuang.organisation.queries import authority
from yichuang.organisation.services import days, holding
from yichuang.web.errors import status_of
from yichuang.web.pages import page

SINCE = timedelta(days=30)


def _may(by: Actor, permission: str) -> bool:
    return account_policies.can(by, permission, organisation_policies.GRANTS)


@staff("organisation.see-authority")
@require_http_methods(["GET", "HEAD", "POST"])
def cover(request: HttpRequest) -> HttpResponse:
    """Who holds which post as A and B, who is away when; a new absence is planned."""
    by, at = acting(request), timezone.now()
    today, hall = today_of(by, at), hall_of(by)
    keeps = _may(by, "organisation.cover")
    if request.method == "POST" and not keeps:
        raise Http404
    form = AbsenceForm(
        request.POST or None,
        holders=authority.holders(hall.id, today, authority.Cover.A),
        stand_ins=authority.standing_in(hall.id, today),
    )
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                _plan(form, by, at)
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
                status = HTTPStatus(status_of(refused))
            else:
                messages.success(request, gettext("Planned. B acts on these days."))
                return redirect("desk:cover")
    rows = {
        "tabs": tabs(by, "cover"),
        "form": form if keeps else None,
        "seats": rows_of.seat_lines(authority.seats(hall.id, today)),
        "absences": rows_of.absence_lines(
            authority.absences(hall.id, today - SINCE), today, keeps=keeps
        ),
    }
    return page(request, "desk/authority/cover.html", rows, status)


def _plan(form: AbsenceForm, by: Actor, at: Any) -> None:
    given = form.cleaned_data
    away = holding.Away(
        first=given["first"],
        last=given["last"],
        reason=given["reason"],
        handover=given["handover"],
        stands_in=given["stands_in"],
    )
    holding.plan_absence(authority.kept_holding(given["holding"]), away, by=by, at=at)


@staff("organisation.cover")
@require_POST
def end(request: HttpRequest, absence_id: int) -> HttpResponse:
    """A is back today."""
    by, at = acting(request), timezone.now()
    row = authority.kept_absence(hall_of(by).id, absence_id)
    if row is None:
        raise Http404
    holding.end_absence(row, on=today_of(by, at), by=by, at=at)
    messages.success(request, gettext("Back: A acts again from today."))
    return redirect("desk:cover")


@staff("organisation.days")
@require_http_methods(["GET", "HEAD", "POST"])
def hall_days(request: HttpRequest) -> HttpResponse:
    """Days on which the hall is closed or open against its habit."""
    by, at = acting(request), timezone.now()
    today, hall = today_of(by, at), hall_of(by)
    form = HallDayForm(request.POST or None)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            given = form.cleaned_data
            try:
                days.set_day(
                    hall.id,
                    given["day"],
                    opens=given["opens"] == "yes",
                    reason=given["reason"],
                    today=today,
                    by=by,
                    at=at,
                )
            except (Refusal, Refusals) as refused:
                form.refuse(refused)
                status = HTTPStatus(status_of(refused))
            else:
                messages.success(
                    request, gettext("Set. Citizens see it on the hall’s page.")
                )
                return redirect("desk:hall-days")
    rows = {
        "tabs": tabs(by, "hall-days"),
        "form": form,
        "days": authority.hall_days(hall.id, today),
    }
    return page(request, "desk/authority/days.html", rows, status)


@staff("organisation.days")
@require_POST
def clear_day(request: HttpRequest, day: str) -> HttpResponse:
    """Let a day be as the hall's hours say again."""
    by, at = acting(request), timezone.now()
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    days.clear_day(hall_of(by).id, wanted, by=by, at=at)
    messages.success(request, gettext("An ordinary day again."))
    return redirect("desk:hall-days")
