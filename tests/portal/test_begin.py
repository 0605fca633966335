"""The first page of the form: who applies, the consent, and a draft that stays."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories.accounts import invented_id, invented_uscc, make_citizen
from tests.factories.catalogue import DIPLOMA
from tests.portal.reading import heading, main_of, value_of, words
from yichuang.accounts.models import Consent, Person
from yichuang.cases.models import Case
from yichuang.catalogue.models import ItemVersion

ANSWERED = "?year=after&who=self"
APPLY = f"/matters/{DIPLOMA}/apply/"
ME = {"name": "周小满", "id_kind": "resident", "id_number": invented_id(77)}
SELF = {"role": "self", "consent": "on"}
OTHER = {
    "role": "agent",
    "applicant_name": "林妈妈",
    "applicant_id": invented_id(78),
    "relation": "child",
    "consent": "on",
}
AGENT = "?year=after&who=agent"


@pytest.fixture
def newcomer(diploma: ItemVersion) -> Client:
    """Signed in by phone for the first time: the hall does not know who it is."""
    client = Client()
    client.force_login(make_citizen())
    return client


def begin(client: Client, **data: Any) -> Any:
    answered = AGENT if data["role"] == "agent" else ANSWERED
    return client.post(APPLY + answered, data)


def only_case() -> Case:
    return Case.objects.get()


def test_strangers_sign_in_and_come_back_here(
    client: Client, diploma: ItemVersion
) -> None:
    answer = client.get(APPLY + ANSWERED)
    assert answer.status_code == 302
    assert answer["Location"] == (
        f"/sign-in/?next=%2Fmatters%2F{DIPLOMA}%2Fapply%2F%3Fyear%3Dafter%26who%3Dself"
    )


def test_questions_come_before_the_form(citizen: Client) -> None:
    answer = citizen.get(APPLY + "?year=after")
    assert answer["Location"] == f"/matters/{DIPLOMA}/questions/?year=after"


def test_a_newcomer_says_who_they_are(newcomer: Client) -> None:
    answer = begin(newcomer, **SELF, **ME)
    case = only_case()
    assert answer["Location"] == f"/my/{case.number}/papers/"
    assert (case.state, case.applicant_name) == ("draft", "周小满")
    assert case.answers == {"year": "after", "who": "self"}


def test_a_wrong_check_digit_keeps_what_was_typed(newcomer: Client) -> None:
    number = ME["id_number"]
    wrong = number[:-1] + ("1" if number[-1] != "1" else "2")
    page = begin(newcomer, **SELF, **(ME | {"id_number": wrong}))
    assert page.status_code == 422
    assert value_of(page, "name") == "周小满"
    assert value_of(page, "id_number") == wrong
    assert "1 处要改" in words(page)
    assert 'aria-invalid="true"' in main_of(page)
    assert not Case.objects.exists()
    assert not Person.objects.exists()


def test_everything_that_is_wrong_is_said_at_once(newcomer: Client) -> None:
    empty = ("applicant_name", "applicant_id", "relation", "consent")
    nothing = dict.fromkeys(empty, "")
    page = begin(newcomer, **(OTHER | nothing), name="", id_number="1")
    assert page.status_code == 422
    assert "6 处要改" in words(page)
    assert main_of(page).count('aria-invalid="true"') == 6
    assert not Person.objects.filter(name="").exists()


def test_the_consent_is_needed_and_asked_once(citizen: Client, cast: Cast) -> None:
    refused = begin(citizen, **(SELF | {"consent": ""}))
    assert refused.status_code == 422
    assert "需要您同意" in words(refused)
    assert begin(citizen, **SELF).status_code == 302
    assert Consent.objects.filter(person=cast.person("citizen")).count() == 1
    assert 'name="consent"' not in main_of(citizen.get(APPLY + ANSWERED))


def test_the_same_form_sent_twice_is_one_draft(citizen: Client) -> None:
    key = value_of(citizen.get(APPLY + ANSWERED), "form_key")
    first = begin(citizen, **SELF, form_key=key)
    second = begin(citizen, **SELF, form_key=key)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_a_form_key_of_somebody_else_gives_nothing_away(
    citizen: Client, cast: Cast
) -> None:
    key = value_of(citizen.get(APPLY + ANSWERED), "form_key")
    begin(citizen, **SELF, form_key=key)
    answer = begin(cast.client("other_citizen"), **SELF, form_key=key)
    assert Case.objects.count() == 2
    assert Case.objects.latest("pk").number in answer["Location"]


class TestAgent:
    """For somebody else: their name and number, one's own as agent, the mandate."""

    def test_the_applicant_is_the_other_person(
        self, citizen: Client, cast: Cast
    ) -> None:
        begin(citizen, **OTHER)
        case = only_case()
        assert case.applicant is not None
        assert case.applicant.name == "林妈妈"
        assert case.agent == cast.person("citizen")
        assert case.agent_relation == "子女"

    def test_the_mandate_is_asked_for(self, citizen: Client) -> None:
        begin(citizen, **OTHER)
        assert only_case().papers.filter(key="mandate").exists()

    def test_the_wrong_number_is_marked_at_its_own_field(self, citizen: Client) -> None:
        page = begin(citizen, **(OTHER | {"applicant_id": "123"}))
        assert page.status_code == 422
        assert 'href="#id_applicant_id"' in main_of(page)
        assert value_of(page, "applicant_name") == "林妈妈"

    def test_nobody_is_agent_of_themselves(self, citizen: Client, cast: Cast) -> None:
        me = cast.person("citizen")
        mine = {"applicant_name": me.name, "applicant_id": me.id_number}
        page = begin(citizen, **(OTHER | mine))
        assert "这是您自己的证件号码" in words(page)


def test_an_organisation_gives_its_code(citizen: Client, diploma: ItemVersion) -> None:
    from datetime import date

    from tests.factories import catalogue

    catalogue.follow(date(2026, 3, 1), audience_codes=("1", "2"))
    firm = {
        "role": "organisation",
        "entity_name": "青禾县小满餐饮店",
        "uscc": invented_uscc(5),
        "relation": "colleague",
        "consent": "on",
    }
    wrong = begin(citizen, **(firm | {"uscc": "12345"}))
    assert 'href="#id_uscc"' in main_of(wrong)
    begin(citizen, **firm)
    case = only_case()
    assert case.entity is not None
    assert case.applicant_name == "青禾县小满餐饮店"


def test_marks_in_a_name_stay_text(citizen: Client) -> None:
    name = "<img src=x onerror=alert(1)>"
    answer = begin(citizen, **(OTHER | {"applicant_name": name}))
    if answer.status_code == 302:
        answer = citizen.get(f"/my/{only_case().number}/check/")
    assert "<img src=x" not in answer.content.decode()


def test_a_draft_left_half_way_is_offered(citizen: Client) -> None:
    begin(citizen, **SELF)
    page = citizen.get(APPLY + ANSWERED)
    assert heading(page) == "谁来办？"
    assert f'href="/my/{only_case().number}/"' in main_of(page)
