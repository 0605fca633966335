"""The public catalogue API: list, search, guide, papers for a situation."""

from typing import Any

import pytest
from django.test import Client

from yichuang.catalogue.services import ImportReport

pytestmark = pytest.mark.django_db
BASE = "/api/v1/items"


def get(address: str, **headers: str) -> Any:
    answer = Client(headers=headers).get(address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_anybody_lists_what_is_in_force(catalogue: ImportReport) -> None:
    rows = get(BASE)
    assert len(rows) == 29
    assert {row["kind"] for row in rows} == {"item", "bundle"}
    civil = get(f"{BASE}?department=civil")
    assert {row["department_key"] for row in civil} == {"civil"}


def test_search_answers_in_the_callers_language(some: ImportReport) -> None:
    (first, *_) = get(f"{BASE}/search?q=lost+diploma", accept_language="en")
    assert first["key"] == "edu-selfexam-diploma"
    assert first["reason"] == "in the name"
    assert 0 < first["share"] <= 1


def test_the_whole_guide_in_both_languages(some: ImportReport) -> None:
    guide = get(f"{BASE}/edu-selfexam-diploma")
    assert guide["promise"] == "15W"
    assert guide["statutory"] == ""
    assert guide["result"]["en"].startswith("Proof of graduation")
    assert [p["key"] for p in guide["papers"]][:2] == ["application", "id-card"]
    assert "notice" not in {p["key"] for p in guide["papers"]}


def test_answers_bring_the_papers_of_that_situation(some: ImportReport) -> None:
    address = f"{BASE}/edu-selfexam-diploma/papers"
    first = post(address, {})
    assert first["next_question"]["key"] == "who"
    assert first["next_question"]["options"][-1]["key"] == "unsure"
    done = post(address, {"who": "agent", "year": "since-2006", "register": "no"})
    assert done["next_question"] is None
    assert "mandate" in {p["key"] for p in done["papers"]}
    assert done["bring"] == 2


def test_an_answer_that_ends_it_says_where_to_go(some: ImportReport) -> None:
    over = post(f"{BASE}/health-public-place/papers", {"place": "food"})
    assert over["ending"]["en"] == "The food licence covers this"
    assert over["instead"] == "food-operation"


def test_a_wrong_answer_is_a_problem_that_names_it(some: ImportReport) -> None:
    answer = Client().post(
        f"{BASE}/food-operation/papers",
        {"answers": {"sells": "cars"}},
        content_type="application/json",
    )
    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("application/problem+json")
    assert "answers.unknown" in answer.content.decode()


def test_an_unknown_item_is_not_found(hall: None) -> None:
    assert Client().get(f"{BASE}/nothing").status_code == 404


def post(address: str, answers: dict[str, str]) -> Any:
    answer = Client().post(
        address, {"answers": answers}, content_type="application/json"
    )
    assert answer.status_code == 200, answer.content
    return answer.json()
