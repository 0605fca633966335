"""Numbers of people are checked, told apart and masked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.vectors import ID_NUMBERS
from yichuang.kernel.identity import (
    age,
    birth_date,
    check_id_number,
    check_mobile,
    mask_id,
    mask_name,
    mask_organisation,
    mask_phone,
    mask_uscc,
    sex,
)
from yichuang.kernel.identity.checks import id_check
from yichuang.kernel.identity.persons import PROVINCES
from yichuang.kernel.refusals import Refusal


def number_of(body: str) -> str:
    return body + id_check(body)


births = st.dates(date(1900, 1, 1), date(2026, 11, 20))
numbers = st.builds(
    lambda province, rest, born, order: number_of(
        f"{province}{rest:04d}{born:%Y%m%d}{order:03d}"
    ),
    st.sampled_from(sorted(PROVINCES)),
    st.integers(0, 9999),
    births,
    st.integers(0, 999),
)


@pytest.mark.parametrize("number", ID_NUMBERS)
def test_the_example_of_the_standard_is_right(number):
    assert check_id_number(number) == number


@given(numbers)
def test_a_number_is_taken_however_it_is_typed(number):
    typed = f" {number[:6]} {number[6:14]}-{number[14:].lower()} "
    full_width = "".join(chr(ord(character) + 0xFEE0) for character in number)
    assert check_id_number(typed) == check_id_number(full_width) == number


@given(numbers, st.data())
def test_any_single_wrong_digit_is_refused(number, data):
    place = data.draw(st.integers(0, 16))
    wrong = data.draw(
        st.sampled_from("0123456789").filter(lambda c: c != number[place])
    )
    with pytest.raises(Refusal) as refused:
        check_id_number(number[:place] + wrong + number[place + 1 :])
    assert refused.value.field == "id_number"


REFUSED = {
    "110105194912310021": "id.wrong-check",
    "110105491231002": "id.fifteen-digits",
    "1101051949123100": "id.wrong-length",
    "": "id.wrong-length",
    "X1010519491231002X": "id.wrong-length",
    "11010519491231002Y": "id.wrong-length",
    "<b>1010519491231002": "id.wrong-length",
    number_of("99010519491231002"): "id.unknown-region",
    number_of("11010519490230002"): "id.impossible-date",
    number_of("11010500001231002"): "id.impossible-date",
    number_of("11010519491331002"): "id.impossible-date",
}


@pytest.mark.parametrize(("typed", "code"), REFUSED.items(), ids=REFUSED.values())
def test_a_wrong_number_is_refused_at_its_field_with_a_remedy(typed, code):
    with pytest.raises(Refusal) as refused:
        check_id_number(typed)
    assert refused.value.code == code
    assert refused.value.field == "id_number"
    assert refused.value.remedy_text()


def test_digits_of_other_scripts_are_not_digits():
    with pytest.raises(Refusal):
        check_id_number("১১০১০৫১৯৪৯১২৩১০০২X")


def test_an_old_number_is_explained():
    """Resident Identity Card Law: first-generation cards ended on 1 January 2013."""
    with pytest.raises(Refusal, match="first-generation") as refused:
        check_id_number("110105491231002")
    assert "18-digit" in refused.value.remedy_text()


def test_nobody_is_born_tomorrow_or_before_the_oldest():
    today = date(2026, 11, 21)
    tomorrow, ancient = number_of("43070220261122001"), number_of("43070218751231001")
    assert check_id_number(number_of("43070220261121001"), on=today)
    for number in (tomorrow, ancient):
        assert check_id_number(number)
        with pytest.raises(Refusal) as refused:
            check_id_number(number, on=today)
        assert refused.value.code == "id.impossible-date"


def test_a_number_tells_birth_age_and_sex():
    number = ID_NUMBERS[0]
    assert birth_date(number) == date(1949, 12, 31)
    assert age(number, date(2026, 12, 30)) == 76
    assert age(number, date(2026, 12, 31)) == 77
    assert sex(number) == "female"
    assert sex(number_of("11010519491231001")) == "male"


@pytest.mark.parametrize(
    "typed",
    [
        "13812345678",
        "+86 138-1234-5678",
        "0086 138 1234 5678",
        "１３８１２３４５６７８",
    ],
)
def test_a_mobile_number_is_taken_however_it_is_typed(typed):
    assert check_mobile(typed) == "13812345678"


@pytest.mark.parametrize(
    "typed", ["", "12812345678", "1381234567", "0736-7256789", "x"]
)
def test_other_phone_numbers_are_refused(typed):
    with pytest.raises(Refusal) as refused:
        check_mobile(typed)
    assert (refused.value.code, refused.value.field) == ("mobile.wrong", "phone")


@given(numbers)
def test_a_masked_number_shows_neither_birth_nor_region(number):
    assert mask_id(number) == number[:3] + "*" * 11 + number[-4:]


@given(st.text(min_size=1, max_size=7))
def test_what_is_too_short_is_hidden_altogether(text):
    assert set(mask_phone(text)) == {"*"}


def test_masks_leave_enough_to_recognise():
    assert mask_phone("13812345678") == "138****5678"
    assert mask_uscc("114306020063624756") == "1143**********4756"
    assert mask_name(" 王芳 ") == "王**"
    assert mask_name("") == ""


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("湘江文化培训学校", "湘**培训学校"),
        ("禾下餐饮店", "禾**餐饮店"),
        ("某某有限责任公司", "某**有限责任公司"),
        ("学校", "学**"),
        ("ACME", "A**"),
    ],
)
def test_a_masked_organisation_keeps_its_kind(name, masked):
    assert mask_organisation(name) == masked
