"""Check characters find every single wrong character, and swapped neighbours."""

from datetime import date
from string import ascii_uppercase, digits

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yichuang.kernel.identity import case_number, iso7064_mod37_36
from yichuang.kernel.identity.checks import (
    ALPHANUMERIC,
    USCC_ALPHABET,
    id_check,
    organisation_check,
    uscc_check,
)

figures = st.text(digits, min_size=17, max_size=17)
uscc_bodies = st.text(USCC_ALPHABET, min_size=17, max_size=17)
organisations = st.text(ALPHANUMERIC, min_size=8, max_size=8)
fields = st.text(ALPHANUMERIC, min_size=1, max_size=60)

SCHEMES = [
    pytest.param(id_check, figures, digits, id="GB 11643"),
    pytest.param(uscc_check, uscc_bodies, USCC_ALPHABET, id="GB 32100"),
    pytest.param(iso7064_mod37_36, fields, ALPHANUMERIC, id="ISO 7064"),
]


@pytest.mark.parametrize(("check", "bodies", "alphabet"), SCHEMES)
@given(data=st.data())
def test_every_single_wrong_character_is_found(check, bodies, alphabet, data):
    body = data.draw(bodies)
    place = data.draw(st.integers(0, len(body) - 1))
    wrong = data.draw(st.sampled_from(alphabet).filter(lambda c: c != body[place]))
    assert check(body[:place] + wrong + body[place + 1 :]) != check(body)


@pytest.mark.parametrize(("check", "bodies", "alphabet"), SCHEMES[:2])
@given(data=st.data())
def test_every_swap_of_neighbours_is_found(check, bodies, alphabet, data):
    body = data.draw(bodies)
    place = data.draw(st.integers(0, len(body) - 2))
    assume(body[place] != body[place + 1])
    swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    assert check(swapped) != check(body)


@given(organisations, st.data())
def test_a_wrong_figure_in_an_organisation_code_is_found(body, data):
    """Modulo 11 tells any two figures apart; letters 11 apart it cannot (GB 11714)."""
    place = data.draw(st.integers(0, 7))
    wrong = data.draw(st.sampled_from(ALPHANUMERIC))
    distance = ALPHANUMERIC.index(wrong) - ALPHANUMERIC.index(body[place])
    changed = body[:place] + wrong + body[place + 1 :]
    found = organisation_check(changed) != organisation_check(body)
    assert found == (distance % 11 != 0)


@given(fields)
def test_the_whole_with_its_check_leaves_one(body):
    """ISO 7064 hybrid systems: carried through the check character, 1 remains."""
    product = 36
    for character in body:
        product = ((product + ALPHANUMERIC.index(character)) % 36 or 36) * 2 % 37
    assert (product + ALPHANUMERIC.index(iso7064_mod37_36(body))) % 36 == 1


@pytest.mark.parametrize("character", ["a", "-", "证", " "])
def test_other_characters_have_no_check(character):
    with pytest.raises(ValueError, match="substring"):
        iso7064_mod37_36(f"12{character}")


@given(
    st.integers(1, 99_999), st.text(ascii_uppercase + digits, min_size=4, max_size=4)
)
def test_case_numbers_never_collide_within_a_day(serial, unit):
    day = date(2026, 11, 21)
    number = case_number("430702", unit, day, serial)
    other = case_number("430702", unit, day, serial % 99_999 + 1)
    assert number[:-1] != other[:-1]
