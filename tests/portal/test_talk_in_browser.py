"""The conversation on a phone, with script and without; axe finds nothing in any dress."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.factories import catalogue, organisation
from tests.kit.browser import again

LOST = "自考毕业证丢了怎么补办"


@pytest.fixture
def matter(transactional_db: None, now: object) -> None:
    organisation.make_hall()
    catalogue.make_item()


def test_asked_and_led_to_the_papers_on_a_phone(
    matter: None,
    live_server: LiveServer,
    page: Page,
    axe: Callable[[Page], None],
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/ask/")
    page.get_by_label("要办什么事？").fill(LOST)
    page.get_by_role("button", name="问一问").click()
    heading = page.get_by_role("heading", name="自学考试毕业证明书补办")
    expect(heading).to_be_focused()
    assert page.url.endswith("/ask/")  # only the conversation was exchanged
    axe(page)
    page.get_by_role("button", name="2006年及以后").click()
    expect(page.get_by_role("heading", name="谁来办？")).to_be_visible()
    page.get_by_role("button", name="我替别人办").click()
    expect(page.get_by_text("委托书", exact=True)).to_be_visible()
    axe(page)
    page.get_by_role("button", name="没用").click()
    expect(page.get_by_role("status")).to_contain_text("找人帮您")


@pytest.mark.parametrize(
    ("name", "query"), [("begin", ""), ("answer", f"?q={LOST}"), ("refused", "?q=护照")]
)
def test_its_pages_in_every_dress(
    matter: None,
    live_server: LiveServer,
    page: Page,
    screens: Callable[..., None],
    name: str,
    query: str,
) -> None:
    page.goto(f"{live_server.url}/ask/{query}")
    screens(page, f"talk-{name}")


def test_reading_aloud_is_offered_where_there_is_a_voice(
    matter: None, live_server: LiveServer, page: Page
) -> None:
    said: list[str] = []
    page.expose_function("said", lambda text: said.append(text))
    page.add_init_script(
        """
        const voice = {lang: window.name === "mute" ? "de-DE" : "zh-CN", name: "voice"};
        Object.defineProperty(window, "speechSynthesis", {value: {
          getVoices: () => [voice], cancel() {}, addEventListener() {},
          speak(one) { window.said(one.text); },
        }});
        window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
        """
    )
    page.goto(f"{live_server.url}/ask/?q={LOST}")
    button = page.get_by_role("button", name="读给我听")
    button.click()
    expect(page.get_by_role("button", name="不读了")).to_be_visible()
    assert said[0] == "自学考试毕业证明书补办"
    assert "15 个工作日" in said
    assert not [line for line in said if "办事指南第" in line]
    page.evaluate("window.name = 'mute'")
    again(page)
    expect(page.get_by_text("自学考试毕业证明书补办").first).to_be_visible()
    expect(button).to_be_hidden()


def test_the_same_without_script(
    matter: None, live_server: LiveServer, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{live_server.url}/ask/")
    page.get_by_label("要办什么事？").fill(LOST)
    page.get_by_role("button", name="问一问").click()
    page.get_by_role("button", name="2006年及以后").click()
    page.get_by_role("button", name="我自己").click()
    expect(page.get_by_text("按您的情况要带什么")).to_be_visible()
    assert page.get_by_role("button", name="读给我听").count() == 0
    context.close()
