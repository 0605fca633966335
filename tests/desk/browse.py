"""Walking through the desk as a person does: open the page, read the form, press."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from yichuang.cases.models import Case


def text(answer: HttpResponse) -> str:
    """The page as text."""
    return answer.content.decode()


def hidden(answer: HttpResponse, name: str) -> str:
    """The value of a hidden field on the page."""
    page = text(answer)
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found[1]


def case_page(client: Client, case: Case, **query: str) -> HttpResponse:
    """The page of a case."""
    answer: HttpResponse = client.get(reverse("desk:case", args=[case.number]), query)  # type: ignore[assignment]
    return answer


def look(client: Client, case: Case, act: str, on: str = "") -> HttpResponse:
    """The confirm page of an act."""
    answer: HttpResponse = client.get(
        reverse("desk:act", args=[case.number, act]), {"on": on}
    )  # type: ignore[assignment]
    return answer


def do(client: Client, case: Case, act: str, on: str = "", **data: Any) -> HttpResponse:
    """Open the act's page and press its button."""
    page = look(client, case, act, on)
    assert page.status_code == 200, page.status_code
    given = {"seen": hidden(page, "seen"), "on": on} | data
    return press(client, case, act, **given)


def press(client: Client, case: Case, act: str, **data: Any) -> HttpResponse:
    """Press an act's button with exactly this form."""
    answer: HttpResponse = client.post(
        reverse("desk:act", args=[case.number, act]), data
    )  # type: ignore[assignment]
    return answer


def paper(client: Client, case: Case, key: str, **data: Any) -> HttpResponse:
    """Save a paper's form as it stands on the page of the case."""
    page = case_page(client, case, paper=key)
    given = {"seen": hidden(page, "seen"), "on": key} | data
    answer: HttpResponse = client.post(
        reverse("desk:paper", args=[case.number, key]), given
    )  # type: ignore[assignment]
    return answer
