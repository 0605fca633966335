"""How a page looks is the person's choice, kept in a cookie, without any script."""

from pathlib import Path

import pytest
from django.conf import settings as configured
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

from yichuang.web.preferences import Preferences


@pytest.fixture
def visitor(db: None, settings: Settings) -> Client:
    settings.YICHUANG_GALLERY = True
    return Client()


def html_of(visitor: Client, address: str = "/dev/parts/") -> str:
    return visitor.get(address).content.decode().split("<head>")[0]


def test_a_choice_is_kept_and_the_page_is_drawn_with_it(visitor: Client) -> None:
    answer = visitor.post("/preferences/", {"mode": "elder", "next": "/dev/parts/"})
    assert answer.status_code == 302
    assert answer["Location"] == "/dev/parts/"
    assert answer.cookies["yc_mode"]["httponly"]
    assert answer.cookies["yc_mode"]["samesite"] == "Lax"
    assert 'data-yc-mode="elder"' in html_of(visitor)


def test_dark_is_in_the_page_itself_so_nothing_flashes(visitor: Client) -> None:
    visitor.post("/preferences/", {"theme": "dark"})
    assert 'data-bs-theme="dark"' in html_of(visitor)


def test_the_language_is_the_pages_language(visitor: Client) -> None:
    assert 'lang="zh-Hans"' in html_of(visitor)
    visitor.post("/preferences/", {"language": "en"})
    assert visitor.cookies[configured.LANGUAGE_COOKIE_NAME].value == "en"
    text = visitor.get("/dev/parts/").content.decode()
    assert '<html lang="en"' in text
    assert "Skip to the content" in text
    assert "跳到正文" not in text


def test_single_letter_keys_can_be_switched_off(visitor: Client) -> None:
    assert "data-yc-single-keys" not in html_of_body(visitor)
    visitor.post("/preferences/", {"keys": "off"})
    assert 'data-yc-single-keys="off"' in html_of_body(visitor)


def html_of_body(visitor: Client) -> str:
    text = visitor.get("/dev/parts/desk/").content.decode()
    return text[text.index("<body") :].split(">")[0]


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.test/", "//evil.test/", "/\\evil.test", "javascript:alert(1)", ""],
)
def test_the_way_on_stays_in_the_house(visitor: Client, wanted: str) -> None:
    answer = visitor.post("/preferences/", {"theme": "dark", "next": wanted})
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    "posted",
    [{"theme": "pink"}, {"mode": ""}, {"language": "xx"}, {"sessionid": "stolen"}],
)
def test_what_is_not_on_offer_is_not_kept(
    visitor: Client, posted: dict[str, str]
) -> None:
    assert not visitor.post("/preferences/", posted).cookies


def test_a_cookie_with_nonsense_counts_as_not_chosen(visitor: Client) -> None:
    visitor.cookies["yc_theme"] = '"><script>'
    visitor.cookies["yc_mode"] = "../../x"
    text = html_of(visitor)
    assert 'data-yc-theme="auto"' in text
    assert 'data-yc-mode="normal"' in text
    assert "<script>" not in text


def test_only_a_post_changes_anything(visitor: Client) -> None:
    assert visitor.get("/preferences/?mode=elder").status_code == 405


def offered(theme: str) -> list[str]:
    return [choice.name for choice in Preferences(theme=theme).next_themes]


def test_the_theme_button_goes_round() -> None:
    assert offered("light") == ["dark"]
    assert offered("dark") == ["auto"]


def test_while_the_device_decides_only_the_other_brightness_is_on_offer(
    visitor: Client,
) -> None:
    """A button that changed nothing would be worse than none."""
    assert offered("auto") == ["light", "dark"]
    page = visitor.get("/dev/parts/").content.decode()
    assert 'yc-to-light"' in page
    assert 'yc-to-dark"' in page
    styles = Path(str(finders.find("web/css/ground.css"))).read_text("utf-8")
    assert (
        '[data-bs-theme="light"] .yc-to-light, [data-bs-theme="dark"] .yc-to-dark'
        " { display: none; }"
    ) in styles
