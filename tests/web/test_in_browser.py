"""In Chromium: parts look right everywhere, and the little script does what it says."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from tests.kit.browser import again
from tests.web.pages_for_tests import SUBMITTED

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.web.pages_for_tests"),
]


@pytest.fixture
def house(
    live_server: object, settings: Settings, page: Page
) -> Iterator[Callable[[str], Page]]:
    """`house("/form/")` opens the page; nothing may reach the console."""
    settings.YICHUANG_GALLERY = True
    settings.YICHUANG_CHROME = "tests.web.pages_for_tests.chrome"
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    def visit(address: str) -> Page:
        page.goto(f"{live_server}{address}")
        return page

    yield visit
    # Chromium and htmx both report each answer of 4xx, which some tests want
    noise = ("the server responded", "Response Status Error Code 4")
    assert not [one for one in said if not any(n in one for n in noise)], said


@pytest.mark.parametrize("sheet", ["citizen", "desk"])
def test_every_part_in_every_state(
    house: Callable[[str], Page], screens: Callable[..., None], sheet: str
) -> None:
    screens(house(f"/dev/parts/{sheet}/"), f"parts-{sheet}")


def test_an_error_page(
    house: Callable[[str], Page], screens: Callable[..., None]
) -> None:
    screens(house("/refuse/moved-on/"), "error", looks=("light", "dark", "elder"))


def test_a_key_presses_its_button_and_is_shown_on_it(
    house: Callable[[str], Page],
) -> None:
    page = house("/dev/parts/desk/")
    button = page.locator("[data-yc-key='Ctrl+M']")
    expect(button.locator("kbd")).to_have_text("Ctrl M")
    expect(button).to_have_attribute("aria-keyshortcuts", "Control+M")
    button.evaluate("b => b.addEventListener('click', () => b.dataset.pressed = 1)")
    page.keyboard.press("Control+m")
    expect(button).to_have_attribute("data-pressed", "1")


def test_slash_searches_but_not_while_typing(house: Callable[[str], Page]) -> None:
    page = house("/dev/parts/desk/")
    page.locator("#fresh_note").fill("3")
    page.locator("#fresh_note").press("/")
    expect(page.locator("#fresh_note")).to_have_value("3/")
    page.locator("#fresh_note").blur()
    page.keyboard.press("/")
    expect(page.locator("#yc-find")).to_be_focused()


def test_single_letter_keys_are_silent_when_switched_off(
    house: Callable[[str], Page],
) -> None:
    page = house("/dev/parts/desk/")
    page.locator("summary.who").click()
    page.locator("button[name=keys]").click()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("#yc-find")).not_to_be_focused()


def test_question_mark_lists_the_keys(house: Callable[[str], Page]) -> None:
    page = house("/dev/parts/desk/")
    page.keyboard.press("?")
    dialog = page.locator("#yc-keys")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("受理")
    expect(dialog).to_contain_text("Ctrl M")
    page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()


def test_j_and_k_walk_the_rows(house: Callable[[str], Page]) -> None:
    page = house("/dev/parts/desk/")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    links = page.locator("[data-yc-rows] tbody a.t")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()


def test_a_double_click_submits_once(house: Callable[[str], Page]) -> None:
    page = house("/form/")
    SUBMITTED.clear()
    button = page.locator("button[data-yc-working]")
    button.evaluate("b => { b.form.action = '/slow/'; b.form.noValidate = true }")
    with page.expect_navigation(url="**/form/"):
        button.evaluate("b => { b.click(); b.click(); b.click() }")
    assert len(SUBMITTED) == 1


def test_while_it_works_the_button_says_so(house: Callable[[str], Page]) -> None:
    page = house("/form/")
    button = page.locator("button[data-yc-working]")
    button.evaluate(
        "b => { b.form.noValidate = true;"
        " b.form.addEventListener('submit', e => e.preventDefault()); b.click() }"
    )
    expect(button).to_have_text("正在提交")
    expect(button).to_have_attribute("aria-busy", "true")


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(
    house: Callable[[str], Page],
) -> None:
    page = house("/dev/parts/")
    summary = page.locator(".yc-errsum")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(page.locator("#id_id_number")).to_be_focused()


def test_a_chosen_file_is_named_and_one_too_large_is_told_at_once(
    house: Callable[[str], Page],
) -> None:
    page = house("/dev/parts/")
    field = page.locator("#fresh_photo")
    box = page.locator(".yc-drop", has=field)
    field.set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x" * 2048}
    )
    expect(box).to_contain_text("a.txt · 2 KB")
    field.evaluate("f => { f.dataset.ycMax = 1024 }")
    field.set_input_files(
        {"name": "b.txt", "mimeType": "text/plain", "buffer": b"x" * 4096}
    )
    expect(box.locator(".yc-err")).to_contain_text("太大")
    assert field.evaluate("f => f.validationMessage") == "太大"


def test_a_refusal_to_htmx_lands_above_the_page_and_takes_the_focus(
    house: Callable[[str], Page],
) -> None:
    page = house("/form/")
    page.evaluate(
        "() => { const b = document.createElement('button'); b.id = 'try';"
        " b.setAttribute('hx-get', '/refuse/moved-on/');"
        " document.querySelector('main').prepend(b); htmx.process(b); b.click() }"
    )
    note = page.locator("#yc-messages .yc-note.bad", has_text="6")
    expect(note).to_be_visible()
    expect(note).to_be_focused()


def test_toasts_leave_and_errors_stay(house: Callable[[str], Page]) -> None:
    page = house("/form/")
    page.clock.install()
    again(page)
    toast = page.locator("#yc-toasts .yc-toast")
    expect(toast).to_have_count(1)
    page.clock.run_for(8500)
    expect(toast).to_have_count(0)
    expect(page.locator("#yc-messages")).to_contain_text("没有发出去")


def test_auto_follows_the_device_before_anything_is_drawn(
    house: Callable[[str], Page],
) -> None:
    page = house("/form/")
    html = page.locator("html")
    page.emulate_media(color_scheme="dark")
    again(page)
    expect(html).to_have_attribute("data-bs-theme", "dark")
    page.emulate_media(color_scheme="light")
    expect(html).to_have_attribute("data-bs-theme", "light")


def test_preferences_work_without_script(
    house: Callable[[str], Page], browser: object, live_server: object
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(f"{live_server}/dev/parts/")
    page.get_by_role("button", name="长辈版").click()
    expect(page.locator("html")).to_have_attribute("data-yc-mode", "elder")
    assert page.url.endswith("/dev/parts/")
    page.get_by_role("button", name="标准版").click()
    page.locator(".yc-tools").get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    context.close()
