"""What does not fit is said: numbers, days, expiry, and papers of another person."""

from datetime import date

import pytest

from tests.factories.accounts import invented_id, invented_uscc
from tests.factories.readings import fields
from yichuang.materials.rules.classes import PageClass as Kind
from yichuang.materials.rules.fields import (
    EXPECTED,
    LABELS,
    Doubt,
    Paper,
    agree,
    check,
)
from yichuang.materials.rules.fields.plans import PLANS

ON = date(2026, 3, 10)
A, B = invented_id(1), invented_id(40)
SEX = "男" if int(A[16]) % 2 else "女"
CARD = {
    "name": "陈晓",
    "sex": SEX,
    "birth": "1999-05-23",
    "address": "湖南省朗州市桂花路1号",
    "id_number": A,
}


def codes(found: tuple[Doubt, ...]) -> set[tuple[str, str]]:
    return {(doubt.field, doubt.code) for doubt in found}


def test_a_sound_card_leaves_no_doubt() -> None:
    assert check(Kind.ID_FRONT, fields(**CARD), ON) == ()


@pytest.mark.parametrize(
    ("changed", "doubt"),
    [
        ({"id_number": A[:-1] + ("0" if A[-1] != "0" else "1")}, ("id_number", "id.wrong-check")),
        ({"id_number": "00" + A[2:]}, ("id_number", "id.unknown-region")),
        ({"birth": "1998-05-23"}, ("birth", "paper.birth-differs")),
        ({"birth": "2031-05-23"}, ("birth", "paper.in-the-future")),
        ({"sex": "女" if SEX == "男" else "男"}, ("sex", "paper.sex-differs")),
    ],
)  # fmt: skip
def test_a_card_that_contradicts_itself(
    changed: dict[str, str], doubt: tuple[str, str]
) -> None:
    assert doubt in codes(check(Kind.ID_FRONT, fields(**CARD | changed), ON))


def test_a_card_ends_on_its_day_and_not_before() -> None:
    until = {"issuer": "安平县公安局", "valid_from": "2016-03-10"}
    last = fields(**until, valid_until="2026-03-10")
    over = fields(**until, valid_until="2026-03-09")
    forever = fields(**until, valid_until="长期")
    assert check(Kind.ID_BACK, last, ON) == ()
    assert check(Kind.ID_BACK, forever, ON) == ()
    (doubt,) = check(Kind.ID_BACK, over, ON)
    assert (doubt.code, doubt.facts["until"]) == ("paper.expired", date(2026, 3, 9))
    assert doubt.remedy


def test_a_paper_that_ends_before_it_begins() -> None:
    lease = fields(
        lessor="王春", lessee="陈晓", valid_from="2027-01-01", valid_until="2026-12-31"
    )
    assert codes(check(Kind.LEASE, lease, ON)) == {
        ("valid_until", "paper.ends-before-it-begins")
    }


def test_a_credit_code_and_a_failed_examination() -> None:
    code = invented_uscc(7)
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
    licence = fields(uscc=wrong, company="朗州市易氏餐饮店")
    assert codes(check(Kind.BUSINESS_LICENCE, licence, ON)) == {
        ("uscc", "uscc.wrong-check")
    }
    exam = fields(name="陈晓", conclusion="不合格")
    assert ("conclusion", "paper.not-passed") in codes(
        check(Kind.PHYSICAL_EXAM, exam, ON)
    )


def test_what_was_not_read_is_said() -> None:
    assert codes(check(Kind.MANDARIN, fields(name="陈晓"), ON)) == {
        ("level", "paper.not-read"),
        ("certificate_number", "paper.not-read"),
    }


def test_both_cards_of_a_page_are_checked() -> None:
    two = fields(**CARD) + fields(
        part=1, **CARD | {"id_number": B, "birth": "1990-01-01"}
    )
    assert ("birth", "paper.birth-differs") in codes(check(Kind.ID_FRONT, two, ON))


def test_papers_of_one_person_agree() -> None:
    papers = (
        Paper(1, Kind.ID_FRONT, fields(**CARD)),
        Paper(2, Kind.DIPLOMA, fields(name="陈晓", birth="1999-05-23")),
        Paper(3, Kind.LEASE, fields(name="王春")),  # a landlord may be called otherwise
    )
    assert agree(papers, {}) == ()
    assert agree(papers, {"name": "陈晓", "id_number": A}) == ()


def test_a_paper_of_somebody_else_is_found_out() -> None:
    papers = (
        Paper(1, Kind.DIPLOMA, fields(name="陈小")),
        Paper(2, Kind.DEGREE, fields(name="陈小")),
        Paper(3, Kind.ID_FRONT, fields(**CARD)),
    )
    found = agree(papers, {})
    assert {(one.facts["page"], one.facts["expected"]) for one in found} == {
        (1, "陈晓"), (2, "陈晓"),
    }  # fmt: skip
    with_form = agree(papers, {"name": "陈小", "id_number": B})
    assert codes(with_form) == {
        ("name", "paper.differs-from-form"),
        ("id_number", "paper.differs-from-form"),
    }
    assert {one.facts["page"] for one in with_form} == {3}


def test_every_field_has_a_name_and_every_expected_one_a_way_to_be_read() -> None:
    for kind, plans in PLANS.items():
        assert {plan.field for plan in plans} <= set(LABELS)
        assert set(EXPECTED.get(kind, ())) <= {plan.field for plan in plans}
