"""Seats of a day, extended and weekend hours, groups of busy days, the terms."""

from collections.abc import Mapping
from datetime import date, timedelta
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from yichuang.accounts.policies import acting
from yichuang.desk.forms.appointments import (
    GroupsForm,
    SeatsForm,
    SpecialForm,
    TermsForm,
)
from yichuang.desk.presenters import appointments as rows
from yichuang.desk.queries.places import hall_of, today_of
from yichuang.desk.views.appointments.day import day_asked
from yichuang.desk.views.gate import staff
from yichuang.desk.views.planning.plans import names_of
from yichuang.kernel.refusals import Refusal
from yichuang.queueing.queries.appointments import booked, offered
from yichuang.queueing.queries.days import kind
from yichuang.queueing.rules.appointments.slots import Grouping
from yichuang.queueing.rules.appointments.terms import Terms
from yichuang.queueing.services.appointments import grouping, publishing
from yichuang.web.errors import status_for
from yichuang.web.pages import page
from yichuang.web.presenters import Link

GET_POST = ["GET", "POST"]
CUT = "appointment.cut-hits"


@staff("appointment.arrange")
@require_http_methods(GET_POST)
def seats(request: HttpRequest) -> HttpResponse:
    """How many seats each half-hour has; a cut shows first whom it hits."""
    by, at = acting(request), timezone.now()
    hall_id, today = hall_of(by).id, today_of(by, at)
    names = names_of(hall_id)
    code = request.GET.get("kind", "")
    code = code if code in names else next(iter(names), "")
    day = day_asked(request, today + timedelta(days=1))
    card = kind(hall_id, code)
    known = offered.seats_of_day(hall_id, card.id, day) if card else {}
    form = SeatsForm(request.POST or None, seats=known)
    status = HTTPStatus.OK
    hits: tuple[rows.HitLine, ...] = ()
    if request.method == "POST" and form.is_valid():
        plan = publishing.Seats(code, day, form.seats)
        try:
            hit = publishing.publish_seats(
                hall_id, plan, by=by, at=at, agreed=_agreed(request)
            )
            messages.success(request, _said(len(hit)))
            return redirect(f"{reverse('desk:seats')}?kind={code}&day={day}")
        except Refusal as refused:
            form.refuse(refused)
            status = HTTPStatus(status_for(request, refused))
            if refused.code == CUT and card:
                hits = _hits(hall_id, card.id, day, form.seats)
    shown = {
        "form": form,
        "cells": [(form[f"n{slot}"], taken) for slot, (_n, taken) in known.items()],
        "hits": hits,
        "kinds": [(key, name, key == code) for key, name in names.items()],
        "kind": code,
        "day": day,
        "before": (day - timedelta(days=1)).isoformat(),
        "after": (day + timedelta(days=1)).isoformat(),
        "crumbs": (rows.crumb(), Link(gettext("Seats"), "")),
    }
    return page(request, "desk/appointments/seats.html", shown, status)


def _agreed(request: HttpRequest) -> frozenset[int]:
    """Those on the list the manager has seen."""
    given = request.POST.getlist("agreed")
    return frozenset(int(one) for one in given if one.isdecimal() and len(one) < 12)


def _hits(
    hall_id: int, kind_id: int, day: date, seats: Mapping[int, int]
) -> tuple[rows.HitLine, ...]:
    """Everybody a cut would hit, with what each would be offered."""
    at = timezone.now()
    fallen = booked.hit_by(hall_id, kind_id, day, seats, at=at)
    return tuple(rows.hit_line(row) for row in fallen)


def _said(hit: int) -> str:
    if not hit:
        return gettext("The seats are published.")
    return ngettext(
        "The seats are published; %(n)s person was told and offered other times.",
        "The seats are published; %(n)s people were told and offered other times.",
        hit,
    ) % {"n": hit}


@staff("appointment.arrange")
@require_http_methods(GET_POST)
def special(request: HttpRequest) -> HttpResponse:
    """Extended hours after closing, or a weekend one to one."""
    by, at = acting(request), timezone.now()
    hall_id = hall_of(by).id
    form = SpecialForm(request.POST or None, kinds=list(names_of(hall_id).items()))
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            said = form.cleaned_data
            slots = range(said["first"], said["before"])
            plan = publishing.Seats(
                said["kind"],
                said["day"],
                dict.fromkeys(slots, said["seats"]),
                special=True,
                window=said["window"],
                served_by=said["served_by"],
            )
            try:
                publishing.publish_seats(hall_id, plan, by=by, at=at)
                messages.success(request, _said(0))
                return redirect(f"{reverse('desk:appointments')}?day={said['day']}")
            except Refusal as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
    shown = {
        "title": gettext("Extended hours and weekends"),
        "text": gettext(
            "After closing it is extended hours; on days off one to one, booked up to two weeks ahead."
        ),
        "verb": gettext("Publish"),
    }
    return _form_page(request, form, shown, status)


@staff("appointment.arrange")
@require_http_methods(GET_POST)
def groups(request: HttpRequest) -> HttpResponse:
    """A busy day by letter, school or village."""
    by, at = acting(request), timezone.now()
    hall_id = hall_of(by).id
    form = GroupsForm(request.POST or None, kinds=list(names_of(hall_id).items()))
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            said = form.cleaned_data
            try:
                grouping.set_groups(
                    hall_id,
                    said["kind"],
                    said["day"],
                    Grouping(said["grouping"]),
                    said["labels"].splitlines(),
                    by=by,
                    at=at,
                )
                messages.success(request, gettext("The groups are set."))
                return redirect(f"{reverse('desk:appointments')}?day={said['day']}")
            except Refusal as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
    shown = {
        "title": gettext("Groups of a busy day"),
        "text": gettext(
            "Each group books its own time of the day, with about as many seats. Who has booked keeps their time."
        ),
        "verb": gettext("Set the groups"),
    }
    return _form_page(request, form, shown, status)


@staff("appointment.arrange")
@require_http_methods(GET_POST)
def terms(request: HttpRequest) -> HttpResponse:
    """The terms of appointments, published as a new version."""
    by, at = acting(request), timezone.now()
    hall_id, today = hall_of(by).id, today_of(by, at)
    now = offered.terms_on(hall_id, today) or Terms()
    form = TermsForm(request.POST or None, now=now, initial={"valid_from": today})
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                publishing.publish_terms(
                    hall_id, form.terms, form.cleaned_data["valid_from"], by=by, at=at
                )
                messages.success(request, gettext("The terms are published."))
                return redirect("desk:appointments")
            except Refusal as refused:
                form.refuse(refused)
                status = HTTPStatus(status_for(request, refused))
    shown = {"title": gettext("Terms of appointments"), "verb": gettext("Publish")}
    return _form_page(request, form, shown, status)


def _form_page(
    request: HttpRequest, form: object, shown: Mapping[str, object], status: int
) -> HttpResponse:
    rest = {
        "form": form,
        "back": reverse("desk:appointments"),
        "crumbs": (rows.crumb(), Link(str(shown["title"]), "")),
    }
    return page(request, "desk/batch_form.html", {**shown, **rest}, status)
