"""Numbers: written as an office writes them, running by year, with a check where typed."""

from hypothesis import given
from hypothesis import strategies as st

from yichuang.documents import rules
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.identity import iso7064_mod37_36


def test_a_notice_number_names_hall_department_kind_year_and_serial() -> None:
    number = rules.document_number(DocumentKind.CORRECTION, "青教", 2026, 318)
    assert number == "青教补字〔2026〕第000318号"


def test_every_kind_has_a_word_of_its_own_series() -> None:
    shared = {DocumentKind.NOT_ACCEPTED, DocumentKind.NOT_COMPETENT}
    names = [
        rules.series_name(kind, "青教", 2026)
        for kind in DocumentKind
        if kind is not DocumentKind.NOT_COMPETENT
    ]
    assert len(set(names)) == len(names)
    assert len({rules.series_name(kind, "青教", 2026) for kind in shared}) == 1


@given(st.integers(1, 999_999), st.integers(2020, 2099))
def test_a_certificate_number_carries_its_check_character(
    serial: int, year: int
) -> None:
    number = rules.certificate_number("430921", year, serial)
    body, check = number.replace("-", "")[:-1], number[-1]
    assert iso7064_mod37_36(body) == check


@given(st.text(alphabet=rules.CODE_ALPHABET, min_size=12, max_size=12))
def test_a_check_code_is_read_however_it_is_typed(code: str) -> None:
    spaced = rules.spaced(code)
    assert rules.clean_code(spaced.lower()) == code
    assert rules.clean_code(spaced.replace(" ", "-")) == code


@given(st.text(max_size=40))
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    code = rules.clean_code(typed)
    assert code == "" or len(code) == rules.CODE_LENGTH


def test_brackets_and_width_of_a_typed_number_do_not_matter() -> None:
    printed = rules.clean_number("青教受字〔2026〕第000123号")
    for typed in ("青教受字[2026]第000123号", " 青教受字（２０２６）第 000123 号"):
        assert rules.clean_number(typed) == printed
    assert rules.clean_number("青教受字〔2026〕第000124号") != printed
