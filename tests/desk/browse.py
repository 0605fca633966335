"""Walking through the desk as a person does: open the page, read the form, press."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from yichuang.cases.models import Case

Answer = Any
"""What the test client answers; its stubs name a class that does not exist."""


def text(answer: Answer) -> str:
    """The page as text."""
    return str(answer.content.decode())


def hidden(answer: Answer, name: str) -> str:
    """The value of a hidden field on the page."""
    page = text(answer)
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, f"no field {name}"
    return found[1]


def case_page(client: Client, case: Case, **query: str) -> Answer:
    """The page of a case."""
    answer: Answer = client.get(reverse("desk:case", args=[case.number]), query)
    return answer


def look(client: Client, case: Case, act: str, on: str = "") -> Answer:
    """The confirm page of an act."""
    answer: Answer = client.get(
        reverse("desk:act", args=[case.number, act]), {"on": on}
    )
    return answer


def do(client: Client, case: Case, act: str, on: str = "", **data: Any) -> Answer:
    """Open the act's page and press its button."""
    page = look(client, case, act, on)
    assert page.status_code == 200, page.status_code
    given = {"seen": hidden(page, "seen"), "on": on} | data
    return press(client, case, act, **given)


def press(client: Client, case: Case, act: str, **data: Any) -> Answer:
    """Press an act's button with exactly this form."""
    answer: Answer = client.post(reverse("desk:act", args=[case.number, act]), data)
    return answer


def paper(client: Client, case: Case, key: str, **data: Any) -> Answer:
    """Save a paper's form as it stands on the page of the case."""
    page = case_page(client, case, paper=key)
    given = {"seen": hidden(page, "seen"), "on": key} | data
    answer: Answer = client.post(reverse("desk:paper", args=[case.number, key]), given)
    return answer
