"""Nothing, too much, and numbers of persons: told plainly, and never kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.guidance.conftest import Ask
from yichuang.guidance.rules.question import (
    MOST,
    checked,
    fit_to_keep,
    same_words,
    without_numbers,
)
from yichuang.kernel.refusals import Refusal


@pytest.mark.parametrize("question", ["", "   ", "？？！", "\u200b\n"])
def test_no_question(question: str) -> None:
    with pytest.raises(Refusal) as no:
        checked(question)
    assert no.value.code == "ask.empty"
    assert no.value.remedy


@pytest.mark.parametrize("length", [MOST + 1, 100_000])
def test_too_long(length: int) -> None:
    with pytest.raises(Refusal) as no:
        checked("证" * length)
    assert no.value.code == "ask.too-long"


@given(st.text(max_size=MOST))
def test_whatever_is_typed_is_a_question_or_none(text: str) -> None:
    code = ""
    try:
        said = checked(text)
    except Refusal as no:
        said, code = "", no.code
    assert bool(said) != (code == "ask.empty")


@pytest.mark.parametrize(
    "number",
    ["430702199001011234", "43070219900101123X", "13812345678", "138 1234 5678"],
)
def test_numbers_of_persons_are_not_kept(number: str) -> None:
    assert number not in fit_to_keep(f"我的号码{number}丢了")
    assert "2026" in without_numbers("2026年什么时候报名")


def test_the_same_words_have_the_same_key() -> None:
    assert same_words("身份证 丢了？") == same_words("身份证丢了")
    assert same_words("身份证丢了") != same_words("身份证到期")


def test_the_robot_stands_anything(asked: Ask) -> None:
    for text in ("a" * MOST, "证" * MOST, "\U0001f600" * 9 + "a", "1234567890", "﷽a"):
        answer = asked(text)
        assert answer.refused or answer.asks or answer.items or answer.way
