"""A citizen asks in their own words and is led to the right matter."""

import pytest

from tests.guidance.conftest import Ask, questions


def ids(asked: Ask, question: str) -> list[str]:
    return [one.id for one in asked(question).items]


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("身份证掉哒，何什补", "id-card-reissue"),
        ("伢儿该发蒙了，么子时候报名", "school-enrol"),
        ("开名宿要办几个证", "open-homestay"),
        ("学藉在哪里查", "edu-query"),
        ("我崽的生分证丢了", "id-card-reissue"),
        ("lost my identity card", "id-card-reissue"),
        ("shenfenzheng diule", "id-card-reissue"),
        ("卖卤菜要搞食品证不", "food-operation"),
    ],
)
def test_dialect_slips_and_english(asked: Ask, question: str, item: str) -> None:
    assert ids(asked, question)[0] == item


def test_a_licence_is_an_item_and_all_of_them_a_bundle(asked: Ask) -> None:
    assert ids(asked, "开个粉店要办食品证不")[0] == "food-operation"
    assert ids(asked, "开个粉店要办哪些证")[0] == "open-restaurant"


@pytest.mark.parametrize("name", ["dev", "own", "fresh"])
def test_the_sets_stay_found(asked: Ask, name: str) -> None:
    """The bench measures this among 2,000 others; here the goal alone must hold."""
    rows = [(k, q) for k, some in questions(name)["questions"].items() for q in some]
    first = among = 0
    for key, question in rows:
        found = ids(asked, question)
        first += found[:1] == [key]
        among += key in found[:3]
    assert first / len(rows) >= 0.85
    assert among / len(rows) >= 0.95


def test_two_of_a_kind_are_asked_apart(asked: Ask) -> None:
    answer = asked("教师资格证")
    assert answer.asks is not None
    offered = [choice.key for choice in answer.asks.choices]
    assert set(offered[:2]) == {"edu-univ-teacher", "edu-k12-teacher"}
    assert answer.found is None
    chosen = next(c for c in answer.asks.choices if c.key == "edu-univ-teacher")
    assert asked("", chosen.context).found.id == "edu-univ-teacher"  # type: ignore[union-attr]


def test_who_names_nothing_is_asked_what(asked: Ask) -> None:
    answer = asked("我要办个证")
    assert answer.asks is not None
    assert len(answer.asks.choices) > 2
    assert not answer.says
