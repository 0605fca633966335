"""The form: who applies, papers, delivery, check, submit. Saved at each step."""

import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from yichuang.catalogue import rules
from yichuang.catalogue.rules import Answers, Guide
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.portal.forms import DeliveryForm, WhoForm, relation_key
from yichuang.portal.presenters import applying as sheets
from yichuang.portal.presenters import guide as guides
from yichuang.portal.presenters import questions
from yichuang.portal.queries import hall as hall_queries
from yichuang.portal.queries import matters, own
from yichuang.portal.rules.steps import Step
from yichuang.portal.services import applying
from yichuang.portal.views import asking
from yichuang.portal.views.drafts import Draft, draft_of, move
from yichuang.portal.views.guide import current
from yichuang.web.errors import status_of
from yichuang.web.forms import add_refusals
from yichuang.web.pages import page

GUIDE_GONE = frozenset({"item.version-withdrawn", "item.not-published"})


@never_cache
@asking.citizens
@sensitive_post_parameters("id_number", "applicant_id")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """The first page of the form; saving it begins the draft."""
    guide = current(key)
    answers = asking.answers(request, guide)
    if rules.next_question(guide, answers) is not None or rules.ending(guide, answers):
        return redirect(asking.with_answers("portal:questions", key, answers))
    if not guide.online:
        return redirect(asking.with_answers("portal:guide", key, answers))
    form = _who_form(request, guide, answers)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            number = applying.begin(
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
            return redirect("portal:papers", number)
    if form.errors:
        status = 422
    return page(
        request, "portal/who.html", _who_rows(request, guide, answers, form), status
    )


def roles_for(guide: Guide) -> tuple[str, ...]:
    """Persons, their agents and organisations, as the guide serves them."""
    persons = "1" in guide.audience_codes or not guide.audience_codes
    others = any(code != "1" for code in guide.audience_codes)
    agent = persons and guide.agent_allowed and not guide.personal_only
    offered = (("self", persons), ("agent", agent), ("organisation", others))
    return tuple(role for role, open_ in offered if open_)


def _who_form(request: HttpRequest, guide: Guide, answers: Answers) -> WhoForm:
    roles = roles_for(guide)
    role = "agent" if answers.get("who") == "agent" else roles[0]
    if role not in roles:
        role = roles[0]
    return WhoForm(
        asking.posted(request),
        roles=_fitting(roles, answers),
        known=asking.who(request).person_id is not None,
        initial={"role": role, "form_key": f"web:{secrets.token_hex(12)}"},
    )


def _fitting(roles: tuple[str, ...], answers: Answers) -> tuple[str, ...]:
    """Whoever said "somebody else" in the questions acts for somebody, and the other
    way round; the list of papers rests on that answer."""
    said = answers.get("who")
    if said == "agent":
        fitting = tuple(role for role in roles if role != "self")
    elif said == "self":
        fitting = tuple(role for role in roles if role != "agent")
    else:
        fitting = roles
    return fitting or roles


def _who_rows(
    request: HttpRequest, guide: Guide, answers: Answers, form: WhoForm
) -> dict[str, Any]:
    by = asking.who(request)
    known = own.known(by.person_id)
    return {
        "form": form,
        "name": guides.matter_line(guide).name,
        "guide_url": asking.with_answers("portal:guide", guide.key, answers),
        "me": known.name if known else "",
        "asks_consent": not own.consented(by.person_id),
        "drafts": sheets.open_drafts(own.mine(by, asking.today()), guide),
        "steps": sheets.step_bar(Step.WHO),
        "situation": guides.situation(guide, answers),
    }


@never_cache
@asking.citizens
@sensitive_post_parameters("id_number", "applicant_id")
@require_http_methods(["GET", "POST"])
def who(request: HttpRequest, number: str) -> HttpResponse:
    """Change who applies."""
    draft = draft_of(request, number)
    guide, answers = draft.guide, draft.case.answers
    roles = own.roles_of(draft.by, number)
    form = WhoForm(
        asking.posted(request),
        roles=_fitting(roles_for(guide), answers),
        known=True,
        initial={
            "role": roles.role,
            "applicant_name": roles.applicant,
            "entity_name": roles.entity,
            "uscc": roles.uscc,
            "relation": relation_key(roles.relation),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            applying.change_parties(
                number, form.parties(), by=draft.by, at=asking.now()
            )
        except (Refusal, Refusals) as refused:
            add_refusals(form, refused)
        else:
            return redirect("portal:papers", number)
    shown = _who_rows(request, guide, answers, form) | {
        "number": number,
        "drafts": (),
    }
    return page(request, "portal/who.html", shown, 422 if form.errors else 200)


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def delivery(request: HttpRequest, number: str) -> HttpResponse:
    """Choose how the result comes."""
    draft = draft_of(request, number)
    known = own.known(draft.by.person_id)
    form = DeliveryForm(
        asking.posted(request),
        ways=sheets.delivery_ways(draft.guide),
        initial={
            "way": draft.case.delivery,
            "address": own.address_of(draft.by, number)
            or (known.address if known else ""),
        },
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            applying.choose_delivery(
                number, data["way"], data["address"], by=draft.by, at=asking.now()
            )
        except Refusal as refused:
            add_refusals(form, refused)
            status = status_of(refused)
        else:
            return redirect("portal:check", number)
    shown = _frame(draft, Step.DELIVERY) | {"form": form}
    return page(request, "portal/delivery.html", shown, status)


def _frame(draft: Draft, step: Step) -> dict[str, Any]:
    return {
        "number": draft.case.number,
        "name": guides.matter_line(draft.guide).name,
        "steps": sheets.step_bar(step),
    }


@never_cache
@asking.citizens
@require_safe
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Everything once more, before it is submitted."""
    draft = draft_of(request, number)
    change = questions.change_url(draft.guide, draft.case.answers, number)
    shown = _frame(draft, Step.CHECK) | {
        "sheet": sheets.check_page(
            draft.case, address=own.address_of(draft.by, number)
        ),
        "questions_url": change,
    }
    return page(request, "portal/check.html", shown)


@never_cache
@asking.citizens
@require_POST
def submit(request: HttpRequest, number: str) -> HttpResponse:
    """Submit, once; a changed guide is explained first."""
    by, at = asking.who(request), asking.now()
    try:
        applying.submit(number, by=by, at=at)
    except Refusal as refused:
        if refused.code in GUIDE_GONE:
            return redirect("portal:update", number)
        if refused.code == "papers.not-uploaded":
            return redirect("portal:papers", number)
        raise
    return redirect("portal:done", number)


@never_cache
@asking.citizens
@require_http_methods(["GET", "POST"])
def update(request: HttpRequest, number: str) -> HttpResponse:
    """The guide changed while the form was half filled: what is new, and one button."""
    by = asking.who(request)
    case = own.one(by, number, today=asking.today())
    if request.method == "POST":
        applying.bring_up_to_date(number, by=by, at=asking.now())
        return redirect("portal:case", number)
    shown = sheets.news_rows(case, matters.guide_in_force(case.guide, asking.today()))
    return page(request, "portal/update.html", shown)


@never_cache
@asking.citizens
@require_POST
def change_answers(request: HttpRequest, number: str) -> HttpResponse:
    """Keep the answers of the questionnaire in the draft."""
    draft = draft_of(request, number)
    answers = asking.posted_answers(request, draft.guide)
    applying.change_answers(number, answers, by=draft.by, at=asking.now())
    return redirect("portal:papers", number)


@never_cache
@asking.citizens
@require_POST
def discard(request: HttpRequest, number: str) -> HttpResponse:
    """Throw the draft away."""
    move(request, number, applying.discard)
    return HttpResponseRedirect(reverse("portal:mine"))


@never_cache
@asking.citizens
@require_safe
def done(request: HttpRequest, number: str) -> HttpResponse:
    """It is in: the number, the code, and what happens next by when."""
    by = asking.who(request)
    case = own.one(by, number, today=asking.today())
    return page(request, "portal/done.html", {"sheet": sheets.done_page(case)})
