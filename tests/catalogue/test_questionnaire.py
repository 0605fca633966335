"""Situations: a person sees only the papers their own situation needs."""

import pytest

from tests.catalogue.conftest import sheet_named
from yichuang.catalogue.rules import (
    UNSURE,
    Need,
    Treatment,
    check_answers,
    ending,
    fees_for,
    next_question,
    open_papers,
    options_of,
    paper_summary,
    papers_for,
)
from yichuang.kernel.refusals import Refusal

DIPLOMA = sheet_named("edu-selfexam-diploma")
MOTHER = {"who": "agent", "year": "since-2006", "register": "no"}
HERSELF = {"who": "self", "year": "since-2006", "register": "yes"}


def keys(answers: dict[str, str]) -> list[str]:
    return [paper.key for paper in papers_for(DIPLOMA, answers)]


def test_the_daughter_herself_brings_one_paper() -> None:
    assert keys(HERSELF) == ["application", "id-card", "register-form", "photo"]
    summary = paper_summary(DIPLOMA, HERSELF)
    assert [p.key for p in summary.bring] == ["application"]
    assert [p.key for p in summary.fetched] == ["id-card"]
    assert [p.key for p in summary.replaceable] == ["register-form"]
    assert summary.count == 1


def test_the_mother_brings_a_mandate_too() -> None:
    extra = set(keys(MOTHER)) - set(keys(HERSELF))
    assert extra == {"archive-note", "mandate", "kinship"}


def test_a_cancelled_paper_never_comes_back() -> None:
    assert "notice" not in keys({})
    history = {p.key: p for p in DIPLOMA.papers}
    assert history["notice"].need is Need.CANCELLED
    assert history["notice"].cancelled_reason_en


def test_not_sure_is_always_offered_and_keeps_to_the_safe_side() -> None:
    for question in DIPLOMA.questions:
        assert options_of(question)[-1].key == UNSURE
    assert "mandate" in keys({"who": UNSURE})


def test_an_open_question_leaves_its_papers_open() -> None:
    assert [p.key for p in open_papers(DIPLOMA, {})] == [
        "archive-note",
        "mandate",
        "kinship",
    ]
    assert open_papers(DIPLOMA, MOTHER) == ()


def test_questions_come_in_order_until_all_is_clear() -> None:
    answers: dict[str, str] = {}
    asked = []
    while question := next_question(DIPLOMA, answers):
        asked.append(question.key)
        answers[question.key] = question.options[0].key
    assert asked == ["who", "year", "register"]


def test_an_answer_can_show_that_nothing_is_needed() -> None:
    food = sheet_named("food-operation")
    over = ending(food, {"sells": "packaged"})
    assert over is not None
    assert over.option.ends.startswith("只卖预包装食品")
    assert next_question(food, {"sells": "packaged"}) is None
    hygiene = sheet_named("health-public-place")
    instead = ending(hygiene, {"place": "food"})
    assert instead is not None
    assert instead.option.instead == "food-operation"


def test_an_answer_nobody_offers_is_refused_by_name() -> None:
    with pytest.raises(Refusal) as refused:
        check_answers(DIPLOMA, {"who": "neighbour"})
    assert refused.value.code == "answers.unknown"
    assert refused.value.field == "who"
    assert "self, agent, unsure" in refused.value.remedy_text()


def test_what_hung_on_a_changed_answer_is_dropped() -> None:
    homestay = sheet_named("open-homestay")
    assert "building" in check_answers(homestay, {"area": "large", "building": "yes"})
    changed = {"area": "tiny", "building": "yes"}
    assert check_answers(homestay, changed) == {"area": "tiny"}


def test_a_fee_is_only_asked_where_it_is_due() -> None:
    card = sheet_named("id-card-reissue")
    assert [f.amount for f in fees_for(card, {"urgent": "no"})] == [40]
    assert [f.amount for f in fees_for(card, {"urgent": "yes"})] == [40, 10]


def test_every_shipped_paper_says_what_to_do_about_it() -> None:
    told = {p.treatment for p in DIPLOMA.active_papers}
    assert told == {
        Treatment.BRING,
        Treatment.FETCHED,
        Treatment.EVIDENCE,
        Treatment.LATER,
    }
