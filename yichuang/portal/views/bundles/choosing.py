"""A bundle before it is applied for: the questions, and what the answers come to."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from yichuang.cases.queries import bundles as bundle_queries
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue import rules
from yichuang.catalogue.rules import Answers, BundleGuide
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import calendars
from yichuang.portal.presenters import questions
from yichuang.portal.presenters.bundles.choice import choice_page
from yichuang.portal.queries import hall as hall_queries
from yichuang.portal.services import bundling
from yichuang.portal.views import asking
from yichuang.web.pages import page


def current(key: str) -> BundleGuide:
    """The bundle in force; 404 when there never was one of that key.

    Raises:
        Http404: nothing of that name is in force.
    """
    try:
        return catalogue_queries.current_bundle(key, asking.today())
    except Refusal as refused:
        raise Http404 from refused


def answers_in(request: HttpRequest, found: BundleGuide) -> Answers:
    """The answers in the address that fit the bundle."""
    given = {name: request.GET.get(name, "") for name in request.GET}
    return rules.known_answers(found, given)


@require_safe
def bundle(request: HttpRequest, key: str) -> HttpResponse:
    """One thing in life, several matters: which of them this situation needs, what they
    want together, and how long they take. `_draft` is a draft whose answers change."""
    found = current(key)
    answers = answers_in(request, found)
    draft = request.GET.get(questions.DRAFT, "")
    by = asking.who(request)
    if draft and answers and rules.next_question(found, answers) is None:
        bundling.change_answers(draft, answers, by=by)
        return redirect("portal:bundle-form", draft)
    shown: dict[str, Any] = {
        "bundle": questions.bundle_page(found, answers),
        "draft": draft,
        "plan": None,
        "wrong": "",
    }
    if answers:
        shown |= _outcome(found, answers)
    return page(request, "portal/bundle.html", shown)


def _outcome(found: BundleGuide, answers: Answers) -> dict[str, Any]:
    """What the answers come to, or in words why they come to nothing."""
    try:
        plan = bundle_queries.preview(found, answers, asking.today())
    except Refusal as refused:
        wrong = refused.told(gettext)
        return {"wrong": wrong.strip()}
    url = asking.with_answers("portal:bundle-apply", found.key, answers)
    hall_id = hall_queries.online_hall()
    start = hall_queries.counted_from(hall_id, asking.now())
    return {"plan": choice_page(plan, url, start, calendars.calendar_for(hall_id))}


def change_url(key: str, answers: Answers, number: str) -> str:
    """The questions of a draft, all its answers given and changeable."""
    return asking.with_answers(
        "portal:bundle", key, answers, **{questions.DRAFT: number}
    )
