"""Whatever is not done is told in plain words: what is so, what to do next."""

import re

import pytest
from django.conf import settings as configured
from django.test import Client
from pytest_django import Settings

pytestmark = pytest.mark.urls("tests.web.pages_for_tests")


@pytest.fixture
def visitor(db: None) -> Client:
    client = Client(raise_request_exception=False)
    client.cookies[configured.LANGUAGE_COOKIE_NAME] = "en"
    return client


@pytest.mark.parametrize(
    ("name", "status", "says"),
    [
        ("moved-on", 409, "Window 6 has accepted this case."),
        ("field", 422, "This is required."),
        ("many", 422, "This must be a list."),
        ("gone", 404, "There is no such page"),
        ("large", 413, "The file is too large"),
        ("often", 429, "Too many requests"),
    ],
)
def test_a_refusal_becomes_a_page_with_its_own_words(
    visitor: Client, name: str, status: int, says: str
) -> None:
    answer = visitor.get(f"/refuse/{name}/")
    assert answer.status_code == status
    assert says in answer.content.decode()


def test_a_stranger_learns_nothing_where_staff_are_told_why(visitor: Client) -> None:
    assert visitor.get("/refuse/denied/").status_code == 404
    assert visitor.get("/refuse/denied/?as=citizen").status_code == 404
    assert visitor.get("/refuse/denied/?as=staff").status_code == 403
    assert visitor.get("/forbid/").status_code == 403


def test_a_refusal_speaks_the_readers_language(visitor: Client) -> None:
    visitor.cookies[configured.LANGUAGE_COOKIE_NAME] = "zh-hans"
    text = visitor.get("/refuse/field/").content.decode()
    assert "这一项必填。" in text
    assert "This is required." not in text


def test_facts_of_a_refusal_are_shown_as_text_not_as_html(visitor: Client) -> None:
    text = visitor.get("/refuse/html/").content.decode()
    assert "&lt;b&gt;&amp;" in text
    assert "<b>&" not in text


def test_to_htmx_a_refusal_is_a_note_above_the_page(visitor: Client) -> None:
    answer = visitor.get("/refuse/moved-on/", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#yc-messages"
    text = answer.content.decode()
    assert "<html" not in text
    assert "Window 6" in text


def test_the_way_back_stays_in_the_house(visitor: Client) -> None:
    own = visitor.get(
        "/refuse/moved-on/", headers={"Referer": "http://testserver/desk/work/?c=2"}
    )
    assert 'href="/desk/work/?c=2"' in own.content.decode()
    other = visitor.get("/refuse/moved-on/", headers={"Referer": "https://evil.test/x"})
    assert "evil.test" not in other.content.decode()


def test_a_fault_of_ours_gives_a_number_that_is_in_the_log(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    answer = visitor.get("/fail/")
    assert answer.status_code == 500
    number = re.search(r"E-[0-9A-F]{8}", answer.content.decode())
    assert number is not None
    assert number[0] in caplog.text


def test_the_error_page_survives_its_own_failure(
    visitor: Client, settings: Settings
) -> None:
    settings.YICHUANG_CHROME = "tests.web.nowhere.chrome"
    answer = visitor.get("/fail/")
    assert answer.status_code == 500
    assert "E-" in answer.content.decode()


def test_an_unknown_address_and_a_body_too_large(visitor: Client) -> None:
    assert visitor.get("/no/such/").status_code == 404
    assert visitor.get("/too-big/").status_code == 413


def test_a_form_without_its_token_is_told_what_to_do(db: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies[configured.LANGUAGE_COOKIE_NAME] = "en"
    answer = strict.post("/preferences/", {"mode": "elder"})
    assert answer.status_code == 403
    assert "This page is too old to submit" in answer.content.decode()
    assert "yc_mode" not in answer.cookies


@pytest.mark.parametrize("address", ["/no/such/", "/refuse/moved-on/", "/fail/"])
def test_error_pages_have_one_heading_and_a_way_on(
    visitor: Client, address: str
) -> None:
    text = visitor.get(address).content.decode()
    assert text.count("<h1") == 1
    assert 'class="btn btn-primary"' in text
    assert "12345" in text
