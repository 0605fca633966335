"""People are entered once, with numbers that check out, and found by them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.conftest import Announced
from tests.factories.accounts import (
    NOW,
    invented_id,
    invented_phone,
    invented_uscc,
    make_citizen,
    make_entity,
    make_person,
)
from yichuang.accounts import queries
from yichuang.accounts.models import Person
from yichuang.accounts.policies import STRANGER, SYSTEM
from yichuang.accounts.rules.people import same_name
from yichuang.accounts.services import people
from yichuang.kernel.refusals import Refusal, Refusals

pytestmark = pytest.mark.django_db
ID = invented_id(2)


def refused(**over: str) -> Refusal | Refusals:
    with pytest.raises((Refusal, Refusals)) as caught:
        make_person(**over)
    return caught.value


def test_the_same_number_is_the_same_person() -> None:
    first = make_person(id_number=ID)
    again = make_person(id_number=f" {ID[:6]} {ID[6:14]} {ID[14:].lower()} ")
    assert first.pk == again.pk
    assert Person.objects.count() == 1


def test_the_birth_date_comes_from_the_number() -> None:
    assert make_person(id_number=ID).birth_date == date(1999, 5, 23)


def test_a_wrong_check_digit_names_the_field_and_the_remedy() -> None:
    other = "0" if ID[-1] != "0" else "1"
    refusal = refused(id_number=ID[:-1] + other)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.field) == ("id.wrong-check", "id_number")
    assert refusal.remedy
    assert not Person.objects.exists()


def test_everything_wrong_is_said_at_once() -> None:
    refusal = refused(name=" ", id_number="12", phone="12", email="nobody")
    assert isinstance(refusal, Refusals)
    fields = [item.field for item in refusal.items]
    assert fields == ["name", "id_number", "phone", "email"]
    assert all(item.remedy for item in refusal.items)


def test_the_number_under_another_name_is_refused() -> None:
    make_person(id_number=ID, name="林知夏")
    refusal = refused(id_number=ID, name="周大顺")
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.field) == ("person.other-name", "name")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("林知夏", "林 知夏", True),
        ("阿依古丽·买买提", "阿依古丽•买买提", True),
        ("ＷＡＮＧ", "wang", True),
        ("林知夏", "林之夏", False),
    ],
)
def test_names_are_compared_as_people_write_them(
    one: str, other: str, same: bool
) -> None:
    assert same_name(one, other) is same


@given(st.text(min_size=1, max_size=20))
def test_a_name_is_always_its_own(name: str) -> None:
    assert same_name(name, name)


def test_contact_is_filled_in_but_never_overwritten() -> None:
    phone = invented_phone(5)
    make_person(id_number=ID, phone="")
    assert make_person(id_number=ID, phone=phone).phone == phone
    kept = make_person(id_number=ID, phone=invented_phone(6))
    assert kept.phone == Person.objects.get(pk=kept.pk).phone == phone


def test_a_change_on_top_of_a_change_is_refused() -> None:
    person = make_person(id_number=ID)
    new = people.Contact(email="lin@example.cn")
    people.change_contact(person.pk, new, version=person.version, by=SYSTEM, at=NOW)
    with pytest.raises(Refusal) as caught:
        people.change_contact(person.pk, new, version=person.version, by=SYSTEM, at=NOW)
    assert caught.value.code == "person.moved-on"


def test_a_person_is_found_by_number_phone_and_name_only_when_asked() -> None:
    person = make_person(id_number=ID, phone=invented_phone(9), name="林知夏")
    for text in (ID, ID.lower(), invented_phone(9), f"+86{invented_phone(9)}", "林知"):
        assert [card.id for card in queries.search_people(text)] == [person.pk], text
    assert queries.search_people("") == []
    assert queries.search_people("林") == []
    assert queries.search_people(ID[:17]) == []


def test_cards_carry_no_full_number() -> None:
    card = queries.person_card(make_person(id_number=ID, phone=invented_phone(9)).pk)
    assert ID not in str(card)
    assert invented_phone(9) not in str(card)


def test_strangers_enter_nobody() -> None:
    with pytest.raises(Refusal) as caught:
        make_person(by=STRANGER)
    assert caught.value.code == "permission.denied"


def test_entering_is_announced_without_the_number(announced: Announced) -> None:
    person = make_person(id_number=ID)
    said = announced.last("person.entered")
    assert said["about"] == f"person:{person.pk}"
    assert ID not in str(said)


def test_an_entity_is_entered_once() -> None:
    code = invented_uscc(7)
    assert make_entity(uscc=code).pk == make_entity(uscc=code.lower()).pk
    with pytest.raises(Refusal) as caught:
        make_entity(uscc=code, name="别家公司")
    assert caught.value.code == "entity.other-name"


def test_a_wrong_credit_code_names_its_field() -> None:
    code = invented_uscc(7)
    with pytest.raises(Refusal) as caught:
        make_entity(uscc=code[:-1] + ("A" if code[-1] != "A" else "B"))
    assert caught.value.field == "uscc"


def claim(user, **over):  # type: ignore[no-untyped-def]
    given = {"name": "林知夏", "id_number": ID, "by": queries.actor_of(user), "at": NOW}
    return people.claim_person(**(given | over))


def test_a_citizen_says_who_they_are_once() -> None:
    user = make_citizen(phone=invented_phone(40))
    person = claim(user)
    user.refresh_from_db()
    assert user.person == person
    assert person.phone == invented_phone(40)
    with pytest.raises(Refusal) as caught:
        claim(user)
    assert caught.value.code == "person.already-claimed"


def test_a_record_is_not_given_to_another_phone() -> None:
    make_person(id_number=ID, name="林知夏", phone=invented_phone(41))
    thief = make_citizen(phone=invented_phone(42))
    with pytest.raises(Refusal) as caught:
        claim(thief)
    assert caught.value.code == "person.held-elsewhere"
    thief.refresh_from_db()
    assert thief.person is None


def test_a_record_made_at_the_counter_is_given_to_its_phone() -> None:
    known = make_person(id_number=ID, name="林知夏", phone=invented_phone(43))
    assert claim(make_citizen(phone=invented_phone(43))) == known


def test_nobody_claims_what_another_account_holds() -> None:
    held = make_person(id_number=ID, name="林知夏", phone="")
    make_citizen(person=held, phone=invented_phone(44))
    with pytest.raises(Refusal) as caught:
        claim(make_citizen(phone=invented_phone(45)))
    assert caught.value.code == "person.held-elsewhere"
