"""A mixed stack is sorted into people and their documents; no page is lost."""

import random

from hypothesis import given
from hypothesis import strategies as st

from tests.factories.accounts import invented_id
from tests.factories.readings import seen
from yichuang.materials.rules.classes import PageClass as Kind
from yichuang.materials.rules.grouping import Grouping, Seen, group

A, B, C = (invented_id(n) for n in (1, 40, 77))
STACK = (
    seen(1, Kind.ID_FRONT, name="陈晓", id_number=A),
    seen(2, Kind.ID_BACK, issuer="安平县公安局"),
    seen(3, Kind.DIPLOMA, name="陈晓", certificate_number="1001"),
    seen(4, None),
    seen(5, Kind.MANDARIN, name="陈晓", id_number=A),
    seen(6, Kind.APPLICATION_FORM, name="李志远", id_number=B),
    seen(7, Kind.APPLICATION_FORM),
    seen(8, Kind.ID_FRONT, name="李志远", id_number=B),
    seen(9, Kind.ID_BACK),
    seen(10, Kind.LEASE, lessor="王春", lessee="李志远"),
)


def pages_of(found: Grouping) -> list[list[int]]:
    return [list(one.pages) for one in found.applicants]


def test_two_people_scanned_one_after_the_other() -> None:
    found = group(STACK)
    assert pages_of(found) == [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10]]
    assert found.loose == ()
    first, second = found.applicants
    assert (first.name, first.id_number) == ("陈晓", A)
    assert [(doc.kind, doc.pages) for doc in first.documents] == [
        (Kind.ID_BOTH, (1, 2)),
        (Kind.DIPLOMA, (3,)),
        (None, (4,)),
        (Kind.MANDARIN, (5,)),
    ]
    assert (Kind.APPLICATION_FORM, (6, 7)) in [
        (d.kind, d.pages) for d in second.documents
    ]


def test_pages_in_any_order_come_back_to_their_owner_by_number_and_name() -> None:
    mixed = [
        seen(1, Kind.DIPLOMA, name="李志远"),
        seen(2, Kind.MANDARIN, name="陈晓", id_number=A),
        seen(3, Kind.ID_FRONT, name="李志远", id_number=B),
        seen(4, Kind.ID_FRONT, name="陈晓", id_number=A),
    ]
    assert pages_of(group(mixed)) == [[1, 3], [2, 4]]


def test_namesakes_are_told_apart_by_their_numbers() -> None:
    found = group(
        [
            seen(1, Kind.ID_FRONT, name="陈晓", id_number=A),
            seen(2, Kind.DIPLOMA, name="陈晓"),
            seen(3, Kind.ID_FRONT, name="陈晓", id_number=B),
        ]
    )
    assert len(found.applicants) == 2
    assert pages_of(found)[0][0] == 1


def test_a_worn_number_still_finds_its_owner() -> None:
    worn = A[:9] + ("1" if A[9] != "1" else "7") + A[10:]
    found = group(
        [
            seen(1, Kind.ID_FRONT, name="陈晓", id_number=A),
            seen(2, Kind.ID_FRONT, name="李志远", id_number=B),
            seen(3, Kind.MANDARIN, name="陈院", id_number=worn),
        ]
    )
    assert pages_of(found) == [[1, 3], [2]]


def test_a_misread_name_between_its_owners_pages_is_no_new_person() -> None:
    stack = [
        seen(1, Kind.ID_FRONT, name="宋东明", id_number=A),
        seen(2, Kind.DIPLOMA, name="宋明"),
        seen(3, Kind.MANDARIN, name="宋东明"),
    ]
    assert pages_of(group(stack)) == [[1, 2, 3]]
    own = [*stack, seen(4, Kind.ID_FRONT, name="宋明", id_number=B)]
    assert pages_of(group(own)) == [[1, 3], [2, 4]]


def test_folders_called_by_a_name_belong_to_that_person() -> None:
    found = group(
        [
            seen(1, Kind.PHOTO, folder="03-陈晓"),
            seen(2, None, folder="03-陈晓"),
            seen(3, Kind.PHOTO, folder="04-李志远"),
            seen(4, Kind.DIPLOMA, name="李志远", folder="04-李志远"),
            seen(5, Kind.ID_FRONT, name="李志远", id_number=B, folder="扫描件"),
        ]
    )
    assert pages_of(found) == [[1, 2], [3, 4, 5]]
    assert [one.name for one in found.applicants] == ["陈晓", "李志远"]


def test_two_cards_on_one_page_belong_to_both() -> None:
    both = Seen(
        1,
        seen(1, Kind.ID_FRONT).verdict,
        seen(1, None, name="陈晓", id_number=A).fields
        + seen(1, None, part=1, name="李志远", id_number=B).fields,
    )
    found = group([both])
    assert [(one.name, one.pages) for one in found.applicants] == [
        ("陈晓", (1,)), ("李志远", (1,)),
    ]  # fmt: skip


def test_a_landlord_or_a_child_is_not_an_applicant() -> None:
    found = group(
        [
            seen(1, Kind.ID_FRONT, name="陈晓", id_number=A),
            seen(2, Kind.LEASE, lessor="王春", lessee="陈晓"),
            seen(3, Kind.HOUSEHOLD_MEMBER, name="陈小安", id_number=C),
        ]
    )
    assert pages_of(found) == [[1, 2, 3]]


def test_pages_that_name_nobody_are_loose_when_nobody_is_known() -> None:
    found = group([seen(1, None), seen(2, Kind.PHOTO)])
    assert found == Grouping((), (1, 2))


def test_a_second_diploma_is_a_document_of_its_own() -> None:
    found = group(
        [
            seen(1, Kind.DIPLOMA, name="陈晓", certificate_number="1001"),
            seen(2, Kind.DIPLOMA, name="陈晓", certificate_number="2002"),
        ]
    )
    assert [doc.pages for doc in found.applicants[0].documents] == [(1,), (2,)]


KINDS = st.sampled_from([*Kind, None])
PEOPLE = st.sampled_from([("陈晓", A), ("李志远", B), ("", C), ("陈晓", ""), ("", "")])
PLACES = st.sampled_from(["", "陈晓", "扫描/李志远", "杂"])


@given(
    st.lists(st.tuples(KINDS, PEOPLE, PLACES), max_size=14),
    st.randoms(use_true_random=False),
)
def test_nobodys_pages_are_lost_and_the_order_handed_over_does_not_matter(
    rows: list[tuple[Kind | None, tuple[str, str], str]], dice: random.Random
) -> None:
    stack = [
        seen(
            number,
            kind,
            folder=place,
            **{k: v for k, v in (("name", name), ("id_number", own)) if v},
        )
        for number, (kind, (name, own), place) in enumerate(rows, 1)
    ]
    found = group(stack)
    shuffled = stack[:]
    dice.shuffle(shuffled)
    assert group(shuffled) == found
    held = [page for one in found.applicants for page in one.pages]
    assert sorted([*held, *found.loose]) == [page.number for page in stack]
