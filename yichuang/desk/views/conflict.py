"""Somebody else was faster: who did what when, and what was typed is kept."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from yichuang.desk.forms.base import ActForm
from yichuang.desk.presenters import case as case_rows
from yichuang.desk.queries.opened import Opened
from yichuang.web.pages import page


def show(
    request: HttpRequest, opened: Opened, form: ActForm, title: str
) -> HttpResponse:
    """The page of the conflict, with the case as it stands now."""
    rows = {
        "title": title,
        "heading": case_rows.heading(opened),
        "happened": case_rows.timeline(opened)[:3],
        "typed": form.typed,
        "latest": reverse("desk:case", args=[opened.detail.number]),
    }
    return page(request, "desk/conflict.html", rows, HTTPStatus.CONFLICT)
