"""Text is made comparable before it is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yichuang.kernel.text import (
    N_,
    bigrams,
    closest,
    compact,
    coverage,
    grouped,
    normalise,
    similarity,
)

words = st.text(max_size=40)
ITEMS = (
    "自学考试毕业证明书补办",
    "教师资格认定",
    "食品经营许可",
    "民办非企业单位成立登记",
)


@given(words)
def test_normalising_twice_changes_nothing_more(text):
    once = normalise(text)
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("毕业证　补办", "毕业证 补办"),
        ("\ufeff补\u200b办\n", "补办"),
        ("（A4）", "(a4)"),
    ],
)
def test_width_case_and_invisible_characters_do_not_matter(typed, meant):
    assert normalise(typed) == meant


@given(words, words)
def test_similarity_is_a_share_and_goes_both_ways(one, other):
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, other) == similarity(other, one)


@given(words.filter(lambda text: bool(bigrams(text))))
def test_a_text_is_fully_like_itself_and_covered_by_itself(text):
    assert similarity(text, text) == coverage(text, text) == 1


@given(words, words)
def test_what_is_contained_is_covered(query, rest):
    assert coverage(query, f"{query} {rest}") in (0.0, 1.0)
    assert 0 <= coverage(query, rest) <= 1


@pytest.mark.parametrize(
    ("query", "item"),
    list(zip(["毕业", "教师", "食品", "登记"], ITEMS, strict=True)),
)
def test_two_characters_find_their_item(query, item):
    assert max(ITEMS, key=lambda each: coverage(query, each)) == item


def test_a_question_finds_what_it_shares_words_with():
    assert closest("毕业证书补办", ITEMS) == ("自学考试毕业证明书补办",)
    assert closest("完全无关", ITEMS) == ()


def test_latin_words_and_figures_stay_whole():
    assert bigrams("GB/T 39046-2020 第4表") == (
        "gb",
        "t",
        "39046",
        "2020",
        "第",
        "4",
        "表",
    )
    assert bigrams("、。！") == ()


@given(st.text("0123456789ABCX", max_size=40), st.integers(1, 6))
def test_grouping_only_adds_spaces(number, size):
    assert grouped(number, size).replace(" ", "") == number
    assert grouped(number, (3, 4, 4)).replace(" ", "") == number
    assert compact(grouped(number, size)) == number


def test_a_marked_sentence_is_the_sentence():
    assert N_("Close") == "Close"
    assert {"Close": 1}[N_("Close")] == 1
