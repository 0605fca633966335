"""Asking at the kiosk: the robot's answer, large, and a number for the matter."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import Cast
from tests.factories import queueing as lines
from yichuang.catalogue.queries import guides_in_force
from yichuang.catalogue.rules import Guide
from yichuang.organisation.models import Hall


@pytest.fixture
def kiosk(hall: Hall, cast: Cast) -> Client:
    """A device that a guide made a kiosk, in a hall with one guide in force."""
    lines.make_lines(hall)
    device = cast.client("guide")
    device.post("/kiosk/1/pair/")
    return device


def guide_in_force() -> Guide:
    """A guide of the cast's hall."""
    return guides_in_force(timezone.localdate())[0]


def asked(kiosk: Client, **form: str) -> str:
    return kiosk.post("/kiosk/1/ask/", form).content.decode()


def test_the_start_page_leads_to_it_and_it_comes_back_by_itself(kiosk: Client) -> None:
    assert 'href="/kiosk/1/ask/' in kiosk.get("/kiosk/1/").content.decode()
    page = kiosk.get("/kiosk/1/ask/").content.decode()
    assert "data-k-idle" in page
    assert page.count("data-k-letter") == 27


def test_any_other_device_is_sent_to_the_start(kiosk: Client) -> None:
    assert Client().get("/kiosk/1/ask/").status_code == 302
    assert Client().post("/kiosk/1/ask/", {"q": "身份证"}).status_code == 302


def test_a_matter_of_another_authority_is_named_with_its_telephone(
    kiosk: Client,
) -> None:
    page = asked(kiosk, q="护照到期了怎么换")
    assert "12367" in page
    assert "/kiosk/1/take/" not in re.sub(r"<footer.*", "", page, flags=re.S)


def test_an_empty_question_is_said_with_what_to_do(kiosk: Client) -> None:
    answer = kiosk.post("/kiosk/1/ask/", {"q": " "})
    assert answer.status_code == 409
    assert "k-wrong" in answer.content.decode()


def test_the_answer_has_the_guides_lines_and_a_number_for_it(kiosk: Client) -> None:
    guide = guide_in_force()
    page = asked(kiosk, q=guide.name)
    assert guide.name in page
    assert "/kiosk/1/take/" in page
    assert "data-k-take" in page


def test_a_pressed_row_leads_on_with_its_context(kiosk: Client) -> None:
    guide = guide_in_force()
    page = asked(kiosk, item=guide.key, kind="item", answers="", aspects="papers,x")
    assert guide.name in unescape(page)


def test_a_matter_that_is_no_longer_in_force_is_a_plain_refusal(kiosk: Client) -> None:
    assert kiosk.post("/kiosk/1/ask/", {"item": "gone"}).status_code == 409
