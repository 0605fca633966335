"""Receiving somebody: one page, one case, whoever comes and for whom."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.cast import Cast
from tests.desk.browse import Answer, hidden, text
from tests.factories.accounts import invented_id, invented_phone, invented_uscc
from yichuang.accounts.models import LegalEntity, Person
from yichuang.cases.models import Case
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.documents.models import Document
from yichuang.organisation.models import Hall

ADDRESS = "/desk/receive/edu-selfexam-diploma/"
PERSON: dict[str, Any] = {
    "who": "person",
    "q-year": "after",
    "q-who": "self",
    "person_id_kind": "resident",
    "person_id_number": invented_id(701),
    "person_name": "唐晓禾",
    "person_phone": invented_phone(4701),
    "delivery": "window",
}


def fill(client: Client, **over: Any) -> Answer:
    """Open the page and send its form."""
    page = client.get(ADDRESS)
    given = {"token": hidden(page, "token")} | PERSON | over
    answer: Answer = client.post(ADDRESS, given)
    return answer


def test_two_characters_find_the_matter(hall: Hall, cast: Cast) -> None:
    page = text(cast.client("clerk").get("/desk/receive/", {"q": "毕业"}))
    assert ADDRESS in page
    none = text(cast.client("clerk").get("/desk/receive/", {"q": "火箭"}))
    assert "没有叫这个名字的事项" in none


def test_a_person_is_received_with_papers_and_needs(hall: Hall, cast: Cast) -> None:
    client = cast.client("clerk")
    answer = fill(client, papers=["form"], needs=["wheelchair", "glasses"])
    case = Case.objects.get()
    assert answer["Location"] == f"/desk/cases/{case.number}/"
    assert case.state == CaseState.RECEIVED
    assert case.applicant is not None
    assert case.applicant.name == "唐晓禾"
    assert case.needs == "轮椅、老花镜"
    assert case.papers.get(key="form").state == "present"
    assert case.papers.get(key="photo").state == "missing"
    receipt = Document.objects.get(about=case.about, kind="receipt")
    assert receipt.number in text(client.get(answer["Location"]))


@pytest.mark.parametrize("last", "0123456789X")
def test_a_wrong_check_digit_is_told_with_its_remedy(
    hall: Hall, cast: Cast, last: str
) -> None:
    right = invented_id(701)
    if last == right[-1]:
        return
    answer = fill(cast.client("clerk"), person_id_number=right[:-1] + last)
    assert answer.status_code == 422
    page = text(answer)
    assert 'href="#id_person_id_number"' in page
    assert f'value="{right[:-1] + last}"' in page
    assert 'value="唐晓禾"' in page
    assert not Case.objects.exists()


def test_nobody_named_is_told_at_the_field(hall: Hall, cast: Cast) -> None:
    answer = fill(cast.client("clerk"), person_name="", person_id_number="")
    assert answer.status_code == 422
    assert 'href="#id_person_name"' in text(answer)
    assert 'href="#id_person_id_number"' in text(answer)


def test_a_double_click_makes_one_case(hall: Hall, cast: Cast) -> None:
    client = cast.client("clerk")
    token = hidden(client.get(ADDRESS), "token")
    first = client.post(ADDRESS, {"token": token} | PERSON)
    second = client.post(ADDRESS, {"token": token} | PERSON)
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_the_same_person_may_come_again_with_a_new_form(hall: Hall, cast: Cast) -> None:
    client = cast.client("clerk")
    fill(client)
    fill(client)
    assert Case.objects.count() == 2
    assert Person.objects.filter(name="唐晓禾").count() == 1


def test_an_organisation_comes_with_its_representative(hall: Hall, cast: Cast) -> None:
    answer = fill(
        cast.client("clerk"),
        who="entity",
        entity_name="青禾县小满餐饮店",
        entity_uscc=invented_uscc(88),
        entity_kind="sole_trader",
    )
    assert answer.status_code == 302
    entity = LegalEntity.objects.get()
    assert entity.representative is not None
    assert entity.representative.name == "唐晓禾"
    assert Case.objects.get().entity_id == entity.pk


def test_a_wrong_credit_code_is_told_at_its_field(hall: Hall, cast: Cast) -> None:
    wrong = invented_uscc(88)[:-1] + ("0" if invented_uscc(88)[-1] != "0" else "1")
    answer = fill(
        cast.client("clerk"), who="entity", entity_name="店", entity_uscc=wrong
    )
    assert answer.status_code == 422
    assert 'href="#id_entity_uscc"' in text(answer)
    assert not LegalEntity.objects.exists()


def test_an_agent_comes_with_relation_and_mandate(hall: Hall, cast: Cast) -> None:
    answer = fill(
        cast.client("clerk"),
        **{
            "q-who": "agent",
            "agent": "on",
            "agent_id_number": invented_id(702),
            "agent_name": "周月",
            "agent_relation": "母亲",
            "papers": ["mandate"],
        },
    )
    assert answer.status_code == 302
    case = Case.objects.get()
    assert case.agent is not None
    assert (case.agent.name, case.agent_relation) == ("周月", "母亲")
    assert case.papers.get(key="mandate").state == "present"


def test_the_answers_decide_the_papers_before_anything_is_saved(
    hall: Hall, cast: Cast
) -> None:
    client = cast.client("clerk")
    for who, there in (("self", False), ("agent", True)):
        page = text(
            client.post(
                ADDRESS,
                {
                    "look": "1",
                    "token": "t",
                    "q-who": who,
                },
            )
        )
        assert ('value="mandate"' in page) is there
        assert "yc-errsum" not in page
    assert not Case.objects.exists()


def test_somebody_known_is_recognised_masked(hall: Hall, cast: Cast) -> None:
    client, person = cast.client("clerk"), cast.person("citizen")
    typed = {"look": "1", "token": "t", "person_id_number": person.id_number}
    page = text(client.post(ADDRESS, typed))
    assert "以前来过" in page
    assert not re.search(person.phone, page)


def test_a_number_on_record_under_another_name_is_refused(
    hall: Hall, cast: Cast
) -> None:
    number = cast.person("citizen").id_number
    answer = fill(cast.client("clerk"), person_id_number=number, person_name="张三")
    assert answer.status_code == 422
    assert 'href="#id_person_name"' in text(answer)
    assert not Case.objects.exists()


def test_by_post_an_address_is_needed(hall: Hall, cast: Cast) -> None:
    answer = fill(cast.client("clerk"), delivery="post")
    assert answer.status_code == 422
    assert 'href="#id_address"' in text(answer)
    done = fill(cast.client("clerk"), delivery="post", address="深圳市福田区…")
    assert done.status_code == 302


def test_nothing_of_the_person_is_kept_when_the_case_cannot_begin(
    hall: Hall, cast: Cast
) -> None:
    fill(cast.client("clerk"), agent="on", agent_name="周月", agent_id_number="")
    assert not Person.objects.filter(name__in=["唐晓禾", "周月"]).exists()
    assert not Case.objects.exists()


def test_a_matter_that_is_not_in_force_is_not_found(hall: Hall, cast: Cast) -> None:
    assert cast.client("clerk").get("/desk/receive/moon-landing/").status_code in {
        404,
        422,
    }


def test_who_comes_for_another_is_asked_for_once(hall: Hall, cast: Cast) -> None:
    """ "For another" in the situation opens the agent's fields, and needs them."""
    client = cast.client("clerk")
    looked = client.post(ADDRESS, PERSON | {"q-who": "agent", "look": "1"})
    assert 'name="agent_name"' in text(looked)
    refused = fill(client, **{"q-who": "agent"})
    assert refused.status_code == 422
    assert not Case.objects.exists()


def test_an_agent_whom_the_situation_denies_is_refused(hall: Hall, cast: Cast) -> None:
    """The mandate is asked for by the situation, so an agent must be in it."""
    answer = fill(
        cast.client("clerk"),
        agent="on",
        agent_name="胡秀兰",
        agent_id_number=invented_id(702),
        agent_relation="母亲",
    )
    assert answer.status_code == 422
    assert "情形里没有选" in text(answer)
    assert not Case.objects.exists()


def test_after_a_search_enter_opens_the_first_matter(hall: Hall, cast: Cast) -> None:
    client = cast.client("clerk")
    found = text(client.get("/desk/receive/", {"q": "毕业"}))
    assert 'data-yc-focus href="/desk/receive/' in found
    typing = client.get("/desk/receive/", {"q": "毕业"}, headers={"HX-Request": "true"})
    assert "data-yc-focus href" not in text(typing)
