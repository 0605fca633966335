"""Receiving somebody: choose the matter, fill in one page, the case is there."""

import secrets
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from yichuang.accounts import queries as account_queries
from yichuang.accounts.policies import acting
from yichuang.cases.queries import filing as filing_queries
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import Guide, Treatment, ending, papers_for
from yichuang.desk.forms.receiving import RELATIONS, ReceiveForm
from yichuang.desk.policies import may
from yichuang.desk.presenters.papers import kind_of
from yichuang.desk.presenters.words import language, limit_says, told
from yichuang.desk.queries.items import matters
from yichuang.desk.queries.places import today_of
from yichuang.desk.services import receiving
from yichuang.desk.views.gate import staff
from yichuang.documents import queries as document_queries
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.queueing.services import serving
from yichuang.web.errors import status_for
from yichuang.web.pages import page


@staff("case.receive")
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Find the matter by two characters of its name, or as people call it."""
    on = today_of(acting(request), timezone.now())
    text = request.GET.get("q", "").strip()[:60]
    hits = [
        (row.key, told(row, "name"), told(row, "department_name"))
        for row in matters(text, on, language())
    ]
    live = request.headers.get("HX-Request") == "true"
    rows = {"text": text, "hits": hits, "live": live, "carry": _carried(request)}
    return page(request, "desk/choose.html", rows)


def _carried(request: HttpRequest) -> str:
    """The ticket of whoever sits at the window, on the way to the form."""
    ticket = request.GET.get("ticket", "")
    return f"?ticket={ticket}" if ticket.isdecimal() and len(ticket) < 15 else ""


@staff("case.receive")
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, key: str) -> HttpResponse:
    """One page: questions, who comes, what lies on the counter."""
    by, at = acting(request), timezone.now()
    guide = catalogue_queries.current_guide(key, today_of(by, at))
    if request.method == "GET":
        initial = {"token": secrets.token_urlsafe(16)} | _from_papers(request)
        form = ReceiveForm(guide=guide, initial=initial)
        return show_form(request, guide, form)
    wanted = request.GET.get("visit", "")
    visit = int(wanted) if wanted.isdecimal() and len(wanted) < 10 else None
    form = ReceiveForm(request.POST, guide=guide)
    if "look" in request.POST:
        return show_form(request, guide, _looking(request, guide))
    if not form.is_valid():
        return show_form(request, guide, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        done = receiving.receive(
            form.intake(),
            token=form.cleaned_data["token"],
            visit=visit,
            by=by,
            at=at,
        )
    except (Refusal, Refusals) as refused:
        form.refuse(refused)
        return show_form(request, guide, form, status_for(request, refused))
    if done.new and (carried := _carried(request)):
        _link(request, int(carried.removeprefix("?ticket=")), done.number)
    messages.success(request, _said(done))
    return HttpResponseRedirect(_next(request, done.number, visit))


def _said(done: receiving.Received) -> str:
    """What is said after the press, with the receipt that was made by itself."""
    if not done.new:
        return gettext("This form was sent before; here is its case.")
    made = document_queries.about(f"case:{done.number}", DocumentKind.RECEIPT)
    if not made:
        return gettext("Received.")
    return gettext("Received. The receipt is %(number)s, under documents.") % {
        "number": made[-1].number
    }


def _next(request: HttpRequest, number: str, visit: int | None) -> str:
    """On to the visit it belongs to, to the papers it came from, or to the case."""
    if visit is not None:
        return reverse("desk:visit", args=[visit])
    if (person := _person(request)) is not None:
        return reverse("desk:case-scan", args=[number]) + f"?person={person}"
    return reverse("desk:case", args=[number])


def _person(request: HttpRequest) -> int | None:
    """Somebody of a sorted stack whose papers lead here."""
    asked = request.GET.get("person", "")
    sorts = may(acting(request), "material.sort")
    return int(asked) if sorts and asked.isdecimal() and len(asked) < 15 else None


def _from_papers(request: HttpRequest) -> dict[str, str]:
    """What the papers of somebody in a stack say, filled in for the clerk to compare."""
    by, person = acting(request), _person(request)
    if person is None:
        return {}
    on = today_of(by, timezone.now())
    facts = filing_queries.facts_of_person(person, by=by, on=on)
    return {
        f"person_{name}": facts[name]
        for name in ("name", "id_number", "phone")
        if facts.get(name)
    }


def _link(request: HttpRequest, ticket: int, number: str) -> None:
    """The ticket at the window led to this case. That the ticket is gone meanwhile
    undoes nothing: the case stands, and can be linked by its number."""
    try:
        serving.link_case(ticket, number, by=acting(request), at=timezone.now())
    except Refusal as refused:
        messages.warning(request, refused.text(gettext))


def _looking(request: HttpRequest, guide: Guide) -> ReceiveForm:
    """The form with what was typed and no complaint: somebody looks papers or a person
    up while still filling in."""
    typed = ReceiveForm(request.POST, guide=guide)
    form = ReceiveForm(guide=guide, initial=_initial(request, typed))
    form.fields = typed.fields
    return form


def _initial(request: HttpRequest, typed: ReceiveForm) -> dict[str, Any]:
    many = {"needs", "papers"}
    return {
        name: request.POST.getlist(name) if name in many else typed.data.get(name, "")
        for name in typed.fields
    }


def show_form(
    request: HttpRequest, guide: Guide, form: ReceiveForm, status: int = HTTPStatus.OK
) -> HttpResponse:
    """The page of receiving for a form, of one matter or of several as one."""
    answers = {
        question.key: answer
        for question in guide.questions
        if (answer := request.POST.get(f"q-{question.key}"))
    }
    number = request.POST.get("person_id_number", "")
    found = account_queries.find_person(number) if number else None
    agent = request.POST.get("agent_id_number", "")
    figure, unit = limit_says(guide.promise)
    end = ending(guide, answers)
    rows = {
        "guide": guide,
        "title": told(guide, "name"),
        "department": told(guide, "department_name"),
        "promise": f"{figure} {unit}".strip(),
        "form": form,
        "questions": [form[name] for name in form.fields if name.startswith("q-")],
        "cells": [form[name] for name in form.fields if name.startswith("c-")],
        "papers": [
            {
                "control": choice.tag(),
                "id": choice.id_for_label,
                "name": told(paper, "name"),
                "kind": kind_of(paper),
                "how": told(paper, "guidance") or told(paper, "share_source"),
                "fetched": paper.treatment is Treatment.FETCHED,
            }
            for choice, paper in zip(
                form["papers"], papers_for(guide, answers), strict=False
            )
        ],
        "found": found,
        "found_agent": account_queries.find_person(agent) if agent else None,
        "ends": told(end.option, "ends") if end else "",
        "relations": [str(one) for one in RELATIONS],
        "entity": request.POST.get("who") == "entity",
        "with_agent": bool(form["agent"].value()),
    }
    return page(request, "desk/receive.html", rows, status)
