"""Every way through the questions of the four bundles ends in a set that fits together."""

from dataclasses import replace

import pytest

from tests.cases.bundles.shipped import (
    BUNDLES,
    all_plans,
    bundle_of,
    guides_of,
    plan_of,
    situations,
    told_for,
)
from yichuang.cases.rules.bundles import make_plan, materials_of, unanswered
from yichuang.catalogue.rules import pairs, papers_for
from yichuang.catalogue.rules.graph import circle, waves
from yichuang.catalogue.rules.joining import unfit_bundle
from yichuang.kernel.refusals import Refusal

RESTAURANT = "open-restaurant"


def keys(answers: dict[str, str]) -> list[str]:
    return [part.key for part in plan_of(RESTAURANT, answers).parts]


def test_every_situation_has_parts_that_can_all_begin() -> None:
    count = 0
    for key, answers, plan in all_plans():
        count += 1
        assert plan.parts, (key, answers)
        assert circle(plan.waits) == ()
        assert sum(map(len, waves(plan.waits))) == len(plan.parts)
        groups = [part.alternative for part in plan.parts if part.alternative]
        assert len(groups) == len(set(groups)), (key, answers)
    assert count == 9 + 3**5 + 9 + sum(
        1 for _ in situations(bundle_of("open-homestay"))
    )


@pytest.mark.parametrize("licence", ["yes", "no", "unsure"])
@pytest.mark.parametrize("small", ["yes", "no", "unsure"])
@pytest.mark.parametrize("area", ["small", "large", "unsure"])
@pytest.mark.parametrize("sign", ["yes", "no", "unsure"])
@pytest.mark.parametrize("tobacco", ["yes", "no", "unsure"])
def test_a_restaurant_in_every_branch(
    licence: str, small: str, area: str, sign: str, tobacco: str
) -> None:
    """Each answer adds its own matter and touches no other (items.yaml)."""
    found = keys(
        {
            "licence": licence,
            "small": small,
            "area": area,
            "sign": sign,
            "tobacco": tobacco,
        }
    )
    assert ("register" in found) is (licence != "yes")
    assert ("small-food" in found) is (small == "yes")
    assert ("food" in found) is (small != "yes")
    assert ("fire" in found) is (area != "small")
    assert ("sign" in found) is (sign != "no")
    assert ("tobacco" in found) is (tobacco == "yes")


def test_a_homestay_is_spared_what_its_size_does_not_need() -> None:
    """株洲 2019: hygiene from 300 m², design from 300 m² and 300,000 yuan, fire from 50."""
    tiny = {"licence": "yes", "area": "tiny", "meals": "no"}
    assert [p.key for p in plan_of("open-homestay", tiny).parts] == ["lodging"]
    large = {"licence": "yes", "area": "large", "building": "yes", "meals": "no"}
    plan = plan_of("open-homestay", large)
    assert {p.key for p in plan.parts} == {"hygiene", "lodging", "fire", "design"}
    assert plan.waits["fire"] == ("design",)


def test_answers_that_select_nothing_are_explained() -> None:
    bundle = bundle_of("open-restaurant")
    only = tuple(part for part in bundle.parts if part.key in {"sign", "fire"})
    small = replace(bundle, parts=only)
    none = {
        "licence": "yes",
        "small": "yes",
        "area": "small",
        "sign": "no",
        "tobacco": "no",
    }
    with pytest.raises(Refusal) as told:
        make_plan(small, none, guides_of(bundle), told={})
    assert told.value.code == "bundle.nothing-chosen"
    assert told.value.remedy


def test_a_question_left_open_is_named() -> None:
    with pytest.raises(Refusal) as told:
        plan_of(RESTAURANT, {"licence": "yes"})
    assert (told.value.code, told.value.field) == ("bundle.unanswered", "small")


def test_an_answer_that_needs_no_licence_is_told_with_its_reason() -> None:
    """Only packaged food: a notice is enough, so the licence is not applied for."""
    answers = {"licence": "yes", "tobacco": "no"}
    bundle = bundle_of("open-convenience")
    parts = tuple(
        replace(part, answers=()) if part.key == "food" else part
        for part in bundle.parts
    )
    with pytest.raises(Refusal) as told:
        make_plan(
            replace(bundle, parts=parts),
            answers,
            guides_of(bundle),
            told={"food-sells": "packaged"},
        )
    assert told.value.code == "bundle.part-not-needed"
    assert "备案" in str(told.value)


def test_the_same_question_of_several_items_is_asked_once() -> None:
    for _key, _answers, plan in all_plans():
        texts = [asked.rule.text for asked in plan.questions]
        assert len(texts) == len(set(texts))
        assert "who" not in {asked.rule.key for asked in plan.questions}


def test_all_questions_answered_leave_none_open() -> None:
    for key, answers, plan in all_plans():
        told = told_for(plan.questions)
        again = plan_of(key, answers, told)
        while left := unanswered(again, told):
            told |= told_for(left)
            again = plan_of(key, answers, told)
        assert unanswered(again, told) == ()


def test_each_cell_is_asked_once_and_printed_by_whoever_needs_it() -> None:
    for _key, _answers, plan in all_plans():
        asked = [field.key for field in plan.fields]
        assert len(asked) == len(set(asked))
        printed = {cell for part in plan.parts for cell in pairs(part.form)}
        assert set(asked) == printed


def test_each_paper_of_each_item_comes_from_exactly_one_place() -> None:
    """Handed in once, written by the form, or handed on by a sibling: never lost."""
    for _key, _answers, plan in all_plans():
        papers = materials_of(plan)
        joined = [use for material in papers.materials for use in material.uses]
        every = [*joined, *papers.filled, *papers.results]
        asked = [
            (part, rule.key)
            for part, guide in plan.guides.items()
            for rule in papers_for(guide, plan.answers[part])
        ]
        assert sorted(every) == sorted(asked)
        assert len({material.key for material in papers.materials}) == len(
            papers.materials
        )


def test_a_licence_that_is_being_made_is_asked_of_nobody() -> None:
    fresh = {
        "licence": "no",
        "small": "no",
        "area": "large",
        "sign": "yes",
        "tobacco": "yes",
    }
    papers = materials_of(plan_of(RESTAURANT, fresh))
    assert papers.results[("food", "business-licence")] == "register"
    assert papers.results[("tobacco", "business-licence")] == "register"
    held = materials_of(plan_of(RESTAURANT, fresh | {"licence": "yes"}))
    assert held.results == {}


def test_the_lease_is_handed_in_once_for_five_offices() -> None:
    fresh = {
        "licence": "no",
        "small": "no",
        "area": "large",
        "sign": "yes",
        "tobacco": "yes",
    }
    papers = materials_of(plan_of(RESTAURANT, fresh, {"food-address": "other"}))
    (lease,) = [row for row in papers.materials if "register" in row.parts][1:2]
    assert set(lease.parts) >= {"register", "sign", "fire", "tobacco"}


@pytest.mark.parametrize("key", BUNDLES)
def test_what_is_shipped_is_fit(key: str) -> None:
    assert unfit_bundle(bundle_of(key)) == ()
    papers = {
        k: {p.key for p in g.papers} for k, g in guides_of(bundle_of(key)).items()
    }
    for part in bundle_of(key).parts:
        named = {*part.fills, *pairs(part.takes), *pairs(part.shares)}
        assert named <= papers.get(part.item_key, set()), part.key
