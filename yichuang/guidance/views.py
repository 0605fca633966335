"""The item manager's pages: questions without an answer, and what becomes of them."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages as notices
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yichuang.accounts.policies import Actor, acting, can
from yichuang.catalogue import queries as catalogue
from yichuang.catalogue.rules import FaqRule, said
from yichuang.guidance import queries, services
from yichuang.guidance.forms import AliasForm, Choices, FaqForm
from yichuang.guidance.policies import GRANTS
from yichuang.guidance.presenters.asked import QuestionRow, question_row, told
from yichuang.guidance.queries import OpenQuestion
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.organisation.queries import places
from yichuang.web.errors import status_of
from yichuang.web.forms import TellingForm
from yichuang.web.pages import page

SINCE = timedelta(days=90)
MOST = 200


def _closed(request: HttpRequest, permission: str) -> HttpResponse | None:
    """The way to sign in for strangers, None for who may; everybody else gets 404."""
    by = acting(request)
    if not by.is_signed_in:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    if not can(by, permission, GRANTS):
        raise Http404
    return None


def _hall(by: Actor) -> int:
    return by.hall_id or places.first_hall_id() or 0


def _names() -> dict[str, str]:
    language = get_language() or "zh-hans"
    today = timezone.localdate()
    return {
        row.key: said(row, "name", language) for row in catalogue.guides_in_force(today)
    }


@never_cache
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """What could not be answered, the most asked first."""
    if (door := _closed(request, "asked.list")) is not None:
        return door
    by, since = acting(request), timezone.localdate() - SINCE
    names = _names()
    found = queries.open_questions(_hall(by), since=since, most=MOST)
    rows = {
        "rows": [question_row(row, names) for row in found],
        "told": told(queries.figures(_hall(by), since=since)),
        "may": can(by, "asked.settle", GRANTS),
    }
    return page(request, "guidance/questions.html", rows)


@never_cache
@require_safe
def question(request: HttpRequest, key: str) -> HttpResponse:
    """One question, with what can become of it."""
    if (door := _closed(request, "asked.settle")) is not None:
        return door
    return _sheet(request, _find(request, key))


def _find(request: HttpRequest, key: str) -> OpenQuestion:
    found = queries.open_question(_hall(acting(request)), key)
    if found is None:
        raise Http404
    return found


def _sheet(
    request: HttpRequest,
    row: OpenQuestion,
    alias: AliasForm | None = None,
    faq: FaqForm | None = None,
    status: int = 200,
) -> HttpResponse:
    names = _names()
    choices = _choices(row, names)
    shown: QuestionRow = question_row(row, names)
    rows = {
        "question": shown,
        "alias": alias or AliasForm(choices, initial={"words": row.question[:40]}),
        "faq": faq
        or FaqForm(choices, initial={"question": row.question}, prefix="faq"),
        "wrong": alias or faq,
    }
    return page(request, "guidance/question.html", rows, status=status)


def _choices(row: OpenQuestion, names: dict[str, str]) -> Choices:
    """The items in force, those the robot thinks of first."""
    try:
        decision = queries.understand(row.question, on=timezone.localdate())
        near = [one.entry.key for one in decision.candidates]
    except Refusal:  # what was kept is no question any more
        near = []
    first = [key for key in dict.fromkeys([row.item_key, *near]) if key in names]
    return [(key, names[key]) for key in dict.fromkeys([*first, *names])]


@never_cache
@require_POST
def alias(request: HttpRequest, key: str) -> HttpResponse:
    """The question's words become a name of a matter."""
    if (door := _closed(request, "asked.settle")) is not None:
        return door
    row = _find(request, key)
    form = AliasForm(_choices(row, _names()), request.POST)
    return _act(
        request,
        form,
        lambda by: services.as_alias(
            key,
            form.cleaned_data["item"],
            form.cleaned_data["words"],
            hall_id=_hall(by),
            by=by,
            at=timezone.now(),
        ),
        lambda status: _sheet(request, row, alias=form, status=status),
    )


@never_cache
@require_POST
def faq(request: HttpRequest, key: str) -> HttpResponse:
    """The question is answered in a guide."""
    if (door := _closed(request, "asked.settle")) is not None:
        return door
    row = _find(request, key)
    form = FaqForm(_choices(row, _names()), request.POST, prefix="faq")

    def act(by: Actor) -> None:
        given = form.cleaned_data
        rule = FaqRule(
            question=given["question"],
            answer=given["answer"],
            question_en=given["question_en"],
            answer_en=given["answer_en"],
        )
        services.as_faq(
            key, given["item"], rule, hall_id=_hall(by), by=by, at=timezone.now()
        )

    return _act(
        request, form, act, lambda status: _sheet(request, row, faq=form, status=status)
    )


def _act(
    request: HttpRequest,
    form: TellingForm,
    act: Callable[[Actor], None],
    again: Callable[[int], HttpResponse],
) -> HttpResponse:
    if not form.is_valid():
        return again(422)
    try:
        act(acting(request))
    except (Refusal, Refusals) as refused:
        form.refuse(refused)
        return again(status_of(refused))
    notices.success(
        request,
        gettext("It stands in the draft of the next version; publish it there."),
    )
    return redirect("guidance:questions")


@never_cache
@require_POST
def dismiss(request: HttpRequest, key: str) -> HttpResponse:
    """Nothing to do about a question."""
    if (door := _closed(request, "asked.settle")) is not None:
        return door
    by = acting(request)
    services.dismiss(key, hall_id=_hall(by), by=by, at=timezone.now())
    notices.success(request, gettext("The question is off the list."))
    return redirect("guidance:questions")
