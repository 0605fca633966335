"""Reading a page as a person does: its text without marks, its links, its fields."""

import html
import re
from typing import Any

TAG = re.compile(r"<[^>]+>")


def whole(response: Any) -> str:
    """The answer as text of HTML."""
    text: str = response.content.decode()
    return text


def main_of(response: Any) -> str:
    """What stands between header and footer."""
    found = re.search(r"<main.*?</main>", whole(response), re.S)
    assert found, whole(response)[:400]
    return found[0]


def words(response: Any) -> str:
    """The text of the page's main part, spaces folded."""
    return " ".join(html.unescape(TAG.sub(" ", main_of(response))).split())


def value_of(response: Any, name: str) -> str:
    """What stands in a field of the form."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', whole(response))
    assert found, f"no field {name}"
    value = re.search(r'value="([^"]*)"', found[0])
    return html.unescape(value[1]) if value else ""


def heading(response: Any) -> str:
    """The one h1."""
    found = re.findall(r"<h1[^>]*>(.*?)</h1>", whole(response), re.S)
    assert len(found) == 1, found
    return " ".join(TAG.sub("", found[0]).split())
