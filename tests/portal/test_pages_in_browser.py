"""Every page of citizens in a browser: phone and desktop, light, dark and elder; axe."""

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast
from tests.factories import catalogue, organisation
from tests.factories import online as make
from tests.factories.catalogue import DIPLOMA
from yichuang.catalogue.models import ItemVersion
from yichuang.organisation.models import Hall

SELF = "year=after&who=self"


@pytest.fixture
def open_hall(transactional_db: None, now: object) -> Hall:
    return organisation.make_hall()


@pytest.fixture
def matter(open_hall: Hall) -> ItemVersion:
    return catalogue.make_item()


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return Cast()


@pytest.fixture
def at(live_server: LiveServer, page: Page) -> Callable[[str], Page]:
    """Open an address of the house."""

    def go(address: str) -> Page:
        page.goto(live_server.url + address)
        return page

    return go


def sign_in(page: Page, live_server: LiveServer, cast: Cast, who: str) -> None:
    """Take over a session as the cookie a browser would hold."""
    cookie = cast.client(who).cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": cookie.value,
                "url": live_server.url,
            }
        ]
    )


PUBLIC = {
    "home": "/",
    "search": "/search/?q=毕业证",
    "search-nothing": "/search/?q=火星移民",
    "matters": "/matters/",
    "guide": f"/matters/{DIPLOMA}/",
    "question": f"/matters/{DIPLOMA}/questions/?year=after&_last=year",
    "questions-done": f"/matters/{DIPLOMA}/questions/?year=after&who=agent&_last=who",
    "follow": "/track/",
    "hall": "/hall/",
    "accessibility": "/about/accessibility/",
    "privacy": "/about/privacy/",
    "stuck": "/about/stuck/",
}


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page(
    name: str,
    matter: ItemVersion,
    at: Callable[[str], Page],
    screens: Callable[..., None],
) -> None:
    screens(at(PUBLIC[name]), f"portal-{name}")


def test_the_pages_of_a_draft(
    matter: ItemVersion,
    people: Cast,
    live_server: LiveServer,
    at: Callable[[str], Page],
    page: Page,
    screens: Callable[..., None],
) -> None:
    sign_in(page, live_server, people, "citizen")
    draft = make.make_draft(people)
    make.papers.attach(
        draft, "form", make.photo(), by=people.actor("citizen"), at=make.NOW
    )
    screens(at(f"/matters/{DIPLOMA}/apply/?year=after&who=agent"), "portal-who")
    for step in ("papers", "delivery", "check"):
        screens(at(f"/my/{draft.number}/{step}/"), f"portal-{step}")


def test_the_pages_of_cases(
    matter: ItemVersion,
    people: Cast,
    live_server: LiveServer,
    at: Callable[[str], Page],
    page: Page,
    screens: Callable[..., None],
) -> None:
    sign_in(page, live_server, people, "citizen")
    waiting = make.make_correction(people)
    closed = make.make_closed(people)
    screens(at("/"), "portal-home-mine")
    screens(at("/my/"), "portal-mine")
    screens(at(f"/my/{waiting.number}/"), "portal-case-correction")
    screens(at(f"/my/{closed.number}/"), "portal-case-closed")
    screens(at(f"/my/{waiting.number}/withdraw/"), "portal-withdraw")
    screens(at(f"/my/{closed.number}/done/"), "portal-done")
    code = f"/track/?number={waiting.number}&code={waiting.query_code}"
    screens(at(code), "portal-case-by-code")
