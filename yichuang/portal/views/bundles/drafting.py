"""The form of a bundle: who, the one form, papers, delivery, check. Saved at each step."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.accounts.policies import Actor
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.queries.bundles import BundleDetail, BundleState
from yichuang.catalogue import rules
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.text import N_
from yichuang.portal.forms import (
    DeliveryForm,
    OneForm,
    WhoForm,
    relation_key,
)
from yichuang.portal.presenters.bundles import sheets
from yichuang.portal.presenters.words import tell
from yichuang.portal.queries import hall as hall_queries
from yichuang.portal.queries import own
from yichuang.portal.services import bundling
from yichuang.portal.views import asking
from yichuang.portal.views.apply import roles_for
from yichuang.portal.views.bundles import choosing
from yichuang.web.errors import status_of
from yichuang.web.forms import add_refusals
from yichuang.web.pages import page


@never_cache
@asking.citizens
@sensitive_post_parameters("id_number", "applicant_id")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """The first page of the form; saving it begins the draft."""
    found = choosing.current(key)
    answers = choosing.answers_in(request, found)
    if rules.next_question(found, answers) is not None:
        return redirect(asking.with_answers("portal:bundle", key, answers))
    plan = bundle_queries.preview(found, answers, asking.today())
    roles = _roles(plan.guides.values())
    form = WhoForm(
        asking.posted(request),
        roles=roles,
        known=asking.who(request).person_id is not None,
        initial={"role": roles[0], "form_key": f"web:{secrets.token_hex(12)}"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            number = bundling.begin(
                key,
                answers,
                form.parties(),
                hall_id=hall_queries.online_hall(),
                origin=form.cleaned_data["form_key"],
                by=asking.who(request),
                at=asking.now(),
            )
        except (Refusal, Refusals) as refused:
            add_refusals(form, refused)
        else:
            return redirect("portal:bundle-form", number)
    shown = _who_rows(request, form, tell(found, "name"))
    return page(request, "portal/who.html", shown, 422 if form.errors else 200)


def _roles(guides: Any) -> tuple[str, ...]:
    """Who may apply for all of the matters at once."""
    offered = [set(roles_for(guide)) for guide in guides]
    every = set.intersection(*offered) if offered else {"self"}
    fitting = tuple(r for r in ("self", "agent", "organisation") if r in every)
    return fitting or ("self",)


def _who_rows(request: HttpRequest, form: WhoForm, name: str) -> dict[str, Any]:
    by = asking.who(request)
    known = own.known(by.person_id)
    return {
        "form": form,
        "name": name,
        "me": known.name if known else "",
        "asks_consent": not own.consented(by.person_id),
        "drafts": (),
        "steps": sheets.step_bar("who"),
    }


@dataclass(frozen=True, slots=True)
class Draft:
    """Who fills in what."""

    by: Actor
    found: BundleDetail

    @property
    def number(self) -> str:
        return self.found.number


def draft_of(request: HttpRequest, number: str) -> Draft:
    """The draft of this citizen.

    Raises:
        Refusal: "bundle.not-found"; "draft.submitted" when it is no draft any more.
    """
    by = asking.who(request)
    bundle = bundling.find(by, number)
    if bundle.state != BundleState.DRAFT:
        raise Refusal(
            "draft.submitted",
            N_("This application has been submitted and is no longer a draft."),
            remedy=N_("Look at where it stands; you can withdraw it there."),
        )
    return Draft(by, bundle_queries.detail(bundle, today=asking.today()))


def frame(draft: Draft, step: str) -> dict[str, Any]:
    """What every page of the form shows."""
    bundle = draft.found.bundle
    return {
        "number": draft.number,
        "name": tell(draft.found.plan.bundle, "name"),
        "steps": sheets.step_bar(step),
        "questions_url": choosing.change_url(
            bundle.bundle_key, bundle.answers, bundle.number
        ),
    }


@never_cache
@asking.citizens
@sensitive_post_parameters("id_number", "applicant_id")
@require_http_methods(["GET", "POST"])
def who(request: HttpRequest, number: str) -> HttpResponse:
    """Change who applies."""
    draft = draft_of(request, number)
    bundle = draft.found.bundle
    form = WhoForm(
        asking.posted(request),
        roles=_roles(draft.found.plan.guides.values()),
        known=True,
        initial={
            "role": "organisation"
            if bundle.entity_id
            else "agent"
            if bundle.agent_id
            else "self",
            "applicant_name": bundle.applicant.name
            if bundle.applicant and bundle.agent_id
            else "",
            "entity_name": bundle.entity.name if bundle.entity else "",
            "uscc": bundle.entity.uscc if bundle.entity else "",
            "relation": relation_key(bundle.agent_relation),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            bundling.change_parties(
                number, form.parties(), by=draft.by, at=asking.now()
            )
        except (Refusal, Refusals) as refused:
            add_refusals(form, refused)
        else:
            return redirect("portal:bundle-form", number)
    shown = _who_rows(request, form, tell(draft.found.plan.bundle, "name"))
    return page(request, "portal/who.html", shown, 422 if form.errors else 200)


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def one_form(request: HttpRequest, number: str) -> HttpResponse:
    """The one form: each cell once, whoever prints it. What is typed is kept even while
    something is missing; then the page says what."""
    draft = draft_of(request, number)
    bundle, plan = draft.found.bundle, draft.found.plan
    form = OneForm(
        asking.posted(request),
        cells=plan.fields,
        asked=plan.questions,
        initial={**bundle.form, **bundle.told},
    )
    if request.method == "POST" and form.is_valid():
        bundling.fill_in(number, form.typed(), form.told(), by=draft.by)
        if "later" in request.POST:
            return redirect("portal:mine")
        draft = draft_of(request, number)
        wrong = bundle_queries.open_in_form(draft.found)
        for refusal in wrong:
            if refusal.field in form.fields:
                add_refusals(form, refusal)
        if not wrong:
            return redirect("portal:bundle-papers", number)
        if not form.errors:  # an answer brought a question of its own
            return redirect("portal:bundle-form", number)
    shown = frame(draft, "form") | {"form": form, "cells": list(form)}
    return page(request, "portal/bundles/form.html", shown, 422 if form.errors else 200)


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def delivery(request: HttpRequest, number: str) -> HttpResponse:
    """Choose how the results come, all of them alike."""
    draft = draft_of(request, number)
    bundle = draft.found.bundle
    known = own.known(draft.by.person_id)
    form = DeliveryForm(
        asking.posted(request),
        ways=(
            ("window", gettext("I collect it at the hall")),
            ("post", gettext("Send it to me by post")),
            ("download", gettext("I download it here")),
        ),
        initial={
            "way": bundle.delivery,
            "address": bundle.address or (known.address if known else ""),
        },
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            bundling.choose_delivery(number, data["way"], data["address"], by=draft.by)
        except Refusal as refused:
            add_refusals(form, refused)
            status = status_of(refused)
        else:
            return redirect("portal:bundle-check", number)
    shown = frame(draft, "delivery") | {"form": form}
    return page(request, "portal/bundles/delivery.html", shown, status)


@never_cache
@asking.citizens
@require_safe
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Everything once more, before it is submitted."""
    draft = draft_of(request, number)
    shown = frame(draft, "check") | {"sheet": sheets.check_page(draft.found)}
    return page(request, "portal/bundles/check.html", shown)


@never_cache
@asking.citizens
@require_POST
def submit(request: HttpRequest, number: str) -> HttpResponse:
    """Submit, once; what is missing leads to its page."""
    try:
        bundling.submit(number, by=asking.who(request), at=asking.now())
    except Refusals:
        return redirect("portal:bundle-check", number)
    except Refusal as refused:
        if refused.code == "papers.not-uploaded":
            return redirect("portal:bundle-papers", number)
        if refused.code.startswith("form.") or refused.code == "bundle.unanswered":
            return redirect("portal:bundle-form", number)
        raise
    return redirect("portal:bundle-done", number)


@never_cache
@asking.citizens
@require_POST
def discard(request: HttpRequest, number: str) -> HttpResponse:
    """Throw the draft away."""
    bundling.discard(number, by=asking.who(request), at=asking.now())
    notices.success(request, gettext("Done."))
    return redirect("portal:mine")
