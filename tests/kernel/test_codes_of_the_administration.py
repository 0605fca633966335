"""Credit codes, item codes, certificate identifiers, case numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.vectors import (
    CERTIFICATE_IDENTIFIERS,
    CREDIT_CODES,
    HANDLING_CODES,
    ITEM_CODES,
    WRONG_CERTIFICATE_IDENTIFIER,
)
from yichuang.kernel.identity import (
    TASK_TYPES,
    CaseNumber,
    case_number,
    certificate_identifier,
    check_case_number,
    check_certificate_identifier,
    check_item_code,
    check_uscc,
    group_case_number,
    parse_case_number,
)
from yichuang.kernel.identity.checks import uscc_check
from yichuang.kernel.refusals import Refusal


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> tuple[str, str]:
    assert refused.value.remedy_text()
    return refused.value.code, refused.value.field


@pytest.mark.parametrize("code", CREDIT_CODES)
def test_codes_of_real_agencies_are_right(code):
    assert check_uscc(f" {code[:4]} {code[4:].lower()}") == code


@pytest.mark.parametrize("code", CREDIT_CODES)
def test_one_wrong_character_of_a_credit_code_is_refused(code):
    for place in range(8, 18):
        wrong = "1" if code[place] != "1" else "2"
        with pytest.raises(Refusal) as refused:
            check_uscc(code[:place] + wrong + code[place + 1 :])
        assert code_of(refused) == ("uscc.wrong-check", "uscc")


@pytest.mark.parametrize("code", ["", "11430602006362475", "1143O6020063624756", "证"])
def test_what_is_not_a_credit_code_is_refused(code):
    with pytest.raises(Refusal) as refused:
        check_uscc(code)
    assert code_of(refused) == ("uscc.wrong-form", "uscc")


def test_the_organisation_code_inside_has_its_own_check():
    """GB 11714 inside GB 32100: the outer check alone would let this pass."""
    body = "11430602006362476"
    with pytest.raises(Refusal) as refused:
        check_uscc(body + uscc_check(body))
    assert code_of(refused) == ("uscc.wrong-organisation", "uscc")


@pytest.mark.parametrize(("code", "organisation", "level", "base"), ITEM_CODES)
def test_an_item_code_comes_apart(code, organisation, level, base):
    item = check_item_code(code)
    assert (item.organisation, item.level, item.base) == (organisation, level, base)
    assert item.handling == ""
    assert item.task_type in TASK_TYPES
    assert str(item) == code


@pytest.mark.parametrize("code", HANDLING_CODES)
def test_a_handling_code_has_two_more_characters(code):
    item = check_item_code(code)
    assert item.handling == code[31:]
    assert str(item) == code


def test_the_base_code_tells_region_kind_department_and_parts():
    item = check_item_code("11431026MB0R05447F4430131056W00")
    assert item.is_local
    assert (item.region_prefix, item.task_type, item.department) == ("43", "01", "31")
    assert (item.main_item, item.sub_item) == ("056", "W00")
    assert not check_item_code(ITEM_CODES[0][0]).is_local


WRONG_ITEM_CODES = {
    "1144000067157148822000111003": "item-code.wrong-form",
    "11440000671571488220001110030000": "item-code.wrong-form",
    "1144000067157148828000111003000": "item-code.wrong-level",
    "1144000067157148812000111003000": "uscc.wrong-check",
}


@pytest.mark.parametrize(("code", "refusal"), WRONG_ITEM_CODES.items())
def test_a_wrong_item_code_is_refused(code, refusal):
    with pytest.raises(Refusal) as refused:
        check_item_code(code)
    assert code_of(refused) == (refusal, "code")


@pytest.mark.parametrize("identifier", CERTIFICATE_IDENTIFIERS)
def test_identifiers_of_real_certificates_are_right(identifier):
    parsed = check_certificate_identifier(identifier)
    assert str(parsed) == identifier
    again = certificate_identifier(
        parsed.kind, parsed.issuer, parsed.serial, parsed.version
    )
    assert again == identifier


def test_a_wrong_identifier_printed_in_a_manual_is_found():
    with pytest.raises(Refusal) as refused:
        check_certificate_identifier(WRONG_CERTIFICATE_IDENTIFIER)
    assert code_of(refused) == ("certificate-identifier.wrong-check", "identifier")
    right = WRONG_CERTIFICATE_IDENTIFIER[:-1] + "D"
    assert check_certificate_identifier(right).check == "D"


@pytest.mark.parametrize("text", ["", "1.2.3", CERTIFICATE_IDENTIFIERS[0][:-2]])
def test_what_is_not_an_identifier_is_refused(text):
    with pytest.raises(Refusal) as refused:
        check_certificate_identifier(text)
    assert code_of(refused)[0] == "certificate-identifier.wrong-form"


def test_an_identifier_is_not_made_of_wrong_parts():
    with pytest.raises(ValueError, match="36904"):
        certificate_identifier("111", "11430000006122244L", "1")


@given(
    st.integers(110000, 659999),
    st.from_regex(r"[0-9A-Z]{4}", fullmatch=True),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.integers(1, 99_999),
)
def test_a_case_number_comes_apart_as_it_was_made(region, unit, day, serial):
    number = case_number(str(region), unit, day, serial)
    assert len(number) == 24
    parsed = parse_case_number(group_case_number(number).lower())
    assert parsed == CaseNumber(str(region), unit, day, serial, number[-1])
    assert str(parsed) == check_case_number(number) == number


@given(st.integers(1, 99_999), st.integers(0, 22), st.sampled_from("0123456789"))
def test_a_miscopied_case_number_never_finds_another_case(serial, place, digit):
    number = case_number("430702", "0101", date(2026, 11, 21), serial)
    if number[place] != digit:
        with pytest.raises(Refusal) as refused:
            check_case_number(number[:place] + digit + number[place + 1 :])
        assert refused.value.code.startswith("case-number.wrong")
        assert refused.value.field == "number"


@pytest.mark.parametrize("text", ["", "4307", "4307020101202613210000AX", "<script>"])
def test_what_is_not_a_case_number_is_refused(text):
    with pytest.raises(Refusal) as refused:
        parse_case_number(text)
    assert code_of(refused) == ("case-number.wrong-form", "number")


@pytest.mark.parametrize("serial", [0, 100_000])
def test_the_numbers_of_a_day_can_be_used_up(serial):
    with pytest.raises(Refusal) as refused:
        case_number("430702", "0101", date(2026, 11, 21), serial)
    assert refused.value.code == "case-number.used-up"


@pytest.mark.parametrize(("region", "unit"), [("43070", "0101"), ("430702", "01")])
def test_a_case_number_is_not_made_of_wrong_parts(region, unit):
    with pytest.raises(ValueError, match="case number"):
        case_number(region, unit, date(2026, 11, 21), 1)
