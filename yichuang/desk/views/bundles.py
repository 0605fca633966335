"""Bundles at the desk: received as one, followed with all children, answered, extended."""

import secrets
from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.accounts.policies import acting
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.queries.bundles import BundleDetail, BundleState
from yichuang.cases.rules.bundles import Plan, Standing, materials_of
from yichuang.cases.services.bundles import ending
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import BundleGuide, Guide, known_answers, next_question
from yichuang.desk.forms.base import ActForm
from yichuang.desk.forms.bundles import (
    AnswerForm,
    ExtendForm,
    ReceiveBundleForm,
    WithdrawPartsForm,
    as_one_guide,
)
from yichuang.desk.policies import may
from yichuang.desk.presenters import bundles as rows
from yichuang.desk.presenters.words import told
from yichuang.desk.queries.places import today_of
from yichuang.desk.services import bundles as services
from yichuang.desk.views.gate import staff
from yichuang.desk.views.receiving import show_form
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.web.errors import status_for
from yichuang.web.pages import page


@staff("case.view")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The bundles in hand, the nearest promise first, and the last ones that ended."""
    by = acting(request)
    today = today_of(by, timezone.now())
    shown = {
        "open": [
            rows.bundle_line(row, today) for row in bundle_queries.open_in_hall(by)
        ],
        "closed": [
            rows.bundle_line(row, today) for row in bundle_queries.closed_in_hall(by)
        ],
        "receives": may(by, "case.receive"),
        "kinds": [
            (reverse("desk:receive-bundle", args=[row.key]), told(row, "name"))
            for row in catalogue_queries.bundles_in_force(today)
        ],
    }
    return page(request, "desk/bundles/list.html", shown)


def _found(request: HttpRequest, number: str) -> BundleDetail:
    by = acting(request)
    bundle = bundle_queries.find(by, number)
    return bundle_queries.detail(bundle, today=today_of(by, timezone.now()))


@staff("case.view")
@require_safe
def bundle(request: HttpRequest, number: str) -> HttpResponse:
    """One bundle with all its children: who waits for whom, how far each is."""
    by = acting(request)
    found = _found(request, number)
    running = found.state == BundleState.OPEN
    shown = {
        "sheet": rows.sheet(found, answers=running and may(by, "bundle.answer")),
        "extend_url": reverse("desk:bundle-extend", args=[number])
        if running
        and found.bundle.statute_due
        and not found.bundle.extended_days
        and may(by, "bundle.extend")
        else "",
        "withdraw_url": reverse("desk:bundle-withdraw", args=[number])
        if running and may(by, "case.withdraw")
        else "",
    }
    return page(request, "desk/bundles/bundle.html", shown)


@staff("bundle.answer")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Enter what another authority answered about its part."""
    found = _found(request, number)
    part = next((row for row in found.children if row.key == key), None)
    if part is None or part.row is not None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            ending.answer(
                found.bundle,
                key,
                done=data["done"] == "yes",
                words=data["answer"],
                by=acting(request),
                at=timezone.now(),
            )
        except Refusal as refused:
            form.refuse(refused)
        else:
            messages.success(request, gettext("Entered."))
            return redirect("desk:bundle", number)
    title = told(part.part, "name")
    return _act(request, found, form, title, gettext("Enter the answer"))


@staff("bundle.extend")
@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, number: str) -> HttpResponse:
    """Extend the joint limit once (行政许可法 art. 42(2))."""
    found = _found(request, number)
    form = ExtendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            ending.extend(
                found.bundle,
                data["days"],
                head=data["head"],
                reason=data["reason"],
                by=acting(request),
                at=timezone.now(),
            )
        except Refusal as refused:
            form.refuse(refused)
        else:
            messages.success(request, gettext("Extended."))
            return redirect("desk:bundle", number)
    title = gettext("Extend the joint limit")
    return _act(request, found, form, title, gettext("Extend"))


@staff("case.withdraw")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """The applicant takes parts back at the window."""
    found = _found(request, number)
    parts = {
        row.key: told(row.part, "name")
        for row in found.children
        if row.standing is Standing.RUNNING
    }
    form = WithdrawPartsForm(
        request.POST if request.method == "POST" else None, parts=parts
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            ending.withdraw(
                found.bundle,
                data["parts"],
                reason=data["reason"],
                by=acting(request),
                at=timezone.now(),
            )
        except Refusal as refused:
            form.refuse(refused)
        else:
            messages.success(request, gettext("Taken back."))
            return redirect("desk:bundle", number)
    title = gettext("Taken back by the applicant")
    return _act(request, found, form, title, gettext("Take back"))


def _act(
    request: HttpRequest, found: BundleDetail, form: ActForm, title: str, press: str
) -> HttpResponse:
    shown = {
        "form": form,
        "title": title,
        "press": press,
        "name": told(found.plan.bundle, "name"),
        "url": reverse("desk:bundle", args=[found.number]),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "desk/bundles/act.html", shown, status)


def _in_force(key: str, on: date) -> BundleGuide:
    """The guide; 404 where there is none, for a key is part of the address here."""
    try:
        return catalogue_queries.current_bundle(key, on)
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal


@staff("case.receive")
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, key: str) -> HttpResponse:
    """One page for all matters: questions, the one form, who comes, papers each once."""
    by, at = acting(request), timezone.now()
    found = _in_force(key, today_of(by, at))
    plan = _plan(request, found)
    guide = _one_guide(found, plan, today_of(by, at))
    cells = plan.fields if plan else ()
    if request.method == "GET":
        first = {"token": secrets.token_urlsafe(16)}
        return show_form(
            request, guide, ReceiveBundleForm(guide=guide, cells=cells, initial=first)
        )
    form = ReceiveBundleForm(request.POST, guide=guide, cells=cells)
    if "look" in request.POST:
        quiet = ReceiveBundleForm(
            guide=guide, cells=cells, initial=_initial(request, form)
        )
        quiet.fields = form.fields
        return show_form(request, guide, quiet)
    if not form.is_valid():
        return show_form(request, guide, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    given = form.intake()
    own = {question.key for question in found.questions}
    try:
        done = services.receive(
            given.answering({k: v for k, v in given.answers.items() if k in own}),
            {k: v for k, v in given.answers.items() if k not in own},
            form.one_form(),
            token=form.cleaned_data["token"],
            by=by,
            at=at,
        )
    except (Refusal, Refusals) as refused:
        form.refuse(refused)
        return show_form(request, guide, form, status_for(request, refused))
    messages.success(
        request,
        gettext("Received.")
        if done.new
        else gettext("This form was sent before; here is its case."),
    )
    return redirect("desk:bundle", done.number)


def _plan(request: HttpRequest, found: BundleGuide) -> Plan | None:
    """What the answers so far come to; None while they are not complete."""
    given = {
        name.removeprefix("q-"): request.POST.get(name, "")
        for name in request.POST
        if name.startswith("q-")
    }
    answers = known_answers(found, given)
    if next_question(found, answers) is not None:
        return None
    today = today_of(acting(request), timezone.now())
    agent = bool(request.POST.get("agent")) and request.POST.get("who") != "entity"
    try:
        return bundle_queries.preview(found, answers, today, told=given, agent=agent)
    except Refusal:
        return None


def _one_guide(found: BundleGuide, plan: Plan | None, today: Any) -> Guide:
    like = next(part.item_key for part in found.parts if part.item_key)
    guide = catalogue_queries.current_guide(like, today)
    if plan is None:
        return as_one_guide(found, guide, (), ())
    return as_one_guide(found, guide, plan.questions, materials_of(plan).materials)


def _initial(request: HttpRequest, form: ReceiveBundleForm) -> dict[str, Any]:
    many = {"needs", "papers"}
    return {
        name: request.POST.getlist(name) if name in many else form.data.get(name, "")
        for name in form.fields
    }
