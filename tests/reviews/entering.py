"""Coming into the house with a real browser, as somebody of the cast or as nobody."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.cast import Cast

Enter = Callable[[str, str], Page]


@pytest.fixture
def enter(live_server: Any, cast: Cast, page: Page) -> Iterator[Enter]:
    """`enter("clerk", "/desk/")` opens a page; no script may fail, no policy be hurt."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "console",
        lambda message: (
            said.append(message.text)
            if "Content Security Policy" in message.text
            else None
        ),
    )

    def open_as(who: str, address: str) -> Page:
        page.context.clear_cookies(name="sessionid")
        cookies = cast.client(who).cookies
        known = [
            {"name": name, "value": cookies[name].value, "url": live_server.url}
            for name in ("sessionid",)
            if name in cookies
        ]
        page.context.add_cookies(known)  # type: ignore[arg-type]
        page.goto(f"{live_server.url}{address}")
        return page

    yield open_as
    assert not said, said
