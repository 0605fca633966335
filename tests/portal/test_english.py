"""Whoever reads English meets no Chinese that the house could have said in English."""

import re

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import online as make
from tests.factories.catalogue import DIPLOMA
from tests.portal.reading import whole, words
from yichuang.portal.presenters.kept import relation_label, withdrawal_label
from yichuang.portal.presenters.words import HOLIDAYS

HAN = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = {"accept-language": "en"}


def title_of(page: object) -> str:
    found = re.search(r"<title>(.*?)</title>", whole(page), re.S)
    return found[1] if found else ""


def test_the_page_to_withdraw_names_the_matter_in_english(
    citizen: Client, cast: Cast
) -> None:
    case = make.make_submitted(cast)
    page = citizen.get(f"/my/{case.number}/withdraw/", headers=ENGLISH)
    assert not HAN.search(title_of(page).split("·")[1])


def test_the_reason_that_was_chosen_is_said_in_the_readers_language(
    citizen: Client, cast: Cast
) -> None:
    case = make.make_submitted(cast)
    data = {"reason": "wrong", "words": "写错名字"}
    citizen.post(f"/my/{case.number}/withdraw/", data)
    page = words(citizen.get(f"/my/{case.number}/", headers=ENGLISH))
    assert "I made a mistake and will apply again: 写错名字" in page
    assert "填错了" not in page


@pytest.mark.parametrize("kept", ["子女", "远房表叔"])
def test_a_relation_written_by_others_stays_as_it_is(kept: str, db: None) -> None:
    assert relation_label(kept) == kept
    assert withdrawal_label(kept) == kept


def test_first_question_leads_back_to_the_guide(citizen: Client) -> None:
    page = citizen.get(f"/matters/{DIPLOMA}/questions/", headers=ENGLISH)
    assert "Back to the guide" in words(page)
    assert "The question before" not in words(page)


def test_every_holiday_has_an_english_name() -> None:
    assert HOLIDAYS
    assert not any(HAN.search(name) for name in HOLIDAYS.values())
