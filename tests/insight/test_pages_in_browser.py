"""The page of today in Chromium: looks, lists behind figures, and a network that fails."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.factories import online
from tests.factories import reviews as make
from tests.reviews.entering import Enter
from yichuang.organisation.models import Hall

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = ("light", "dark")


@pytest.fixture
def busy(hall: Hall, cast: Cast) -> None:
    """Something of everything."""
    make.make_review(cast, 5)
    online.make_accepted(cast)
    online.make_correction(cast)


def test_today_and_its_lists(
    busy: None, enter: Enter, screens: Callable[..., None]
) -> None:
    screens(enter("hall_manager", "/today/"), "today", looks=LOOKS)
    for name in ("received", "open", "positive"):
        screens(enter("hall_manager", f"/today/{name}/"), f"today-{name}", looks=LOOKS)


def test_an_empty_hall(hall: Hall, enter: Enter, screens: Callable[..., None]) -> None:
    screens(enter("hall_manager", "/today/"), "today-empty", looks=LOOKS)
    screens(enter("hall_manager", "/today/overdue/"), "today-nothing", looks=LOOKS)


def test_a_figure_opens_its_list(busy: None, enter: Enter) -> None:
    page = enter("hall_manager", "/today/")
    figure = page.locator("a.yc-fig", has_text="收件")
    count = figure.locator(".v").inner_text().split()[0].removesuffix("件")
    figure.click()
    expect(page.locator("h1 .yc-num")).to_have_text(count)
    assert page.locator("td.row1").count() == int(count)


def test_without_network_the_last_state_stays_and_says_so(
    busy: None, enter: Enter
) -> None:
    page = enter("hall_manager", "/today/")
    before = page.locator(".in-figs").inner_text()
    ask = "htmx.ajax('GET', '/today/', {source: '#in-live', swap: 'outerHTML'})"
    page.context.set_offline(True)
    page.evaluate(f"() => {{ {ask}.catch(() => 0) }}")
    expect(page.locator("#in-stale")).to_be_visible()
    assert page.locator(".in-figs").inner_text() == before
    page.context.set_offline(False)
    page.evaluate(f"() => {{ {ask} }}")
    expect(page.locator("#in-stale")).to_be_hidden()
    expect(page.locator(".in-figs")).to_be_visible()
