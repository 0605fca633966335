"""The check-up of a bundle: each rule finds what was planted, and nothing else cries wolf."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.catalogue.conftest import sheets
from yichuang.catalogue.rules import (
    BundleSheet,
    FieldRule,
    OptionRule,
    PartRule,
    QuestionRule,
    Sheet,
)
from yichuang.catalogue.rules.checkup import Finding, Severity, check_up_bundle
from yichuang.kernel.limits import Limit

Edit = Callable[[BundleSheet], BundleSheet]
ITEMS = {key: row for key, row in sheets().items() if isinstance(row, Sheet)}
BUNDLES = {key: row for key, row in sheets().items() if isinstance(row, BundleSheet)}
SHOP = replace(BUNDLES["open-convenience"], promise=Limit.parse("23W"))


def found(edit: Edit, items: dict[str, Sheet] = ITEMS) -> dict[str, Finding]:
    return {row.rule: row for row in check_up_bundle(edit(SHOP), items)}


def put(**values: Any) -> Edit:
    return lambda sheet: replace(sheet, **values)


def part(key: str, **values: Any) -> Edit:
    def edit(sheet: BundleSheet) -> BundleSheet:
        rows = (replace(p, **values) if p.key == key else p for p in sheet.parts)
        return replace(sheet, parts=tuple(rows))

    return edit


def asking(question: QuestionRule) -> Edit:
    return lambda sheet: replace(sheet, questions=(*sheet.questions, question))


def yes_no(key: str, text: str) -> QuestionRule:
    options = (OptionRule(key="yes", label="是"), OptionRule(key="no", label="否"))
    return QuestionRule(key=key, text=text, options=options)


def own(key: str) -> PartRule:
    return next(row for row in SHOP.parts if row.key == key)


def test_a_sound_bundle_has_no_finding() -> None:
    assert check_up_bundle(SHOP, ITEMS) == ()


@pytest.mark.parametrize("key", sorted(BUNDLES))
def test_no_shipped_bundle_contradicts_itself(key: str) -> None:
    rows = check_up_bundle(BUNDLES[key], ITEMS)
    assert not [row for row in rows if row.severity is Severity.ERROR]


def test_a_promise_shorter_than_the_longest_way_names_the_way_and_the_sum() -> None:
    row = found(put(promise=Limit.parse("20W")))["checkup.bundle-promise-too-short"]
    assert row.field == "promise"
    assert row.proposed == "promise: 23W"
    assert "→" in row.text(str)


def test_the_longest_way_of_any_situation_counts_not_the_sum_of_all_parts() -> None:
    assert not found(part("food", limit=Limit.parse("20W")))
    assert found(part("food", limit=Limit.parse("21W")))


def test_a_part_whose_item_is_withdrawn() -> None:
    without = {key: row for key, row in ITEMS.items() if key != "tobacco-retail"}
    row = found(put(), without)["checkup.bundle-part-withdrawn"]
    assert (row.field, row.severity) == ("parts.tobacco.item_key", Severity.ERROR)


def test_answers_after_which_nothing_is_applied_for() -> None:
    def edit(sheet: BundleSheet) -> BundleSheet:
        rows = (replace(p, when={"q": "licence", "in": ["no"]}) for p in sheet.parts)
        return replace(sheet, parts=tuple(rows))

    row = found(edit)["checkup.bundle-leads-nowhere"]
    assert row.severity is Severity.ERROR
    assert "有" in row.line


def test_an_answer_that_ends_the_matter_leads_somewhere() -> None:
    def edit(sheet: BundleSheet) -> BundleSheet:
        first, *rest = sheet.questions
        options = (replace(first.options[0], ends="不用办"), *first.options[1:])
        rows = (replace(p, when={"q": "licence", "in": ["no"]}) for p in sheet.parts)
        questions = (replace(first, options=options), *rest)
        return replace(sheet, parts=tuple(rows), questions=questions)

    assert "checkup.bundle-leads-nowhere" not in found(edit)


def test_a_question_that_changes_nothing() -> None:
    row = found(asking(yes_no("colour", "门面是红色的吗？")))[
        "checkup.bundle-idle-question"
    ]
    assert row.field == "questions.colour"
    assert row.proposed == "− questions.colour"


def test_the_same_paper_asked_for_by_two_parts_as_two() -> None:
    shares = tuple(row for row in own("food").shares if row != "id-card")
    name = "经营者身份证"
    items = ITEMS | {
        key: _renamed(ITEMS[key], "id-card", name, source)
        for key, source in (("food-operation", "10"), ("indiv-business", "20"))
    }
    rows = found(part("food", shares=shares), items)
    assert rows["checkup.bundle-same-paper"].field == "parts.food.shares"


def _renamed(item: Sheet, key: str, name: str, source: str) -> Sheet:
    papers = tuple(
        replace(p, name=name, source=source) if p.key == key else p for p in item.papers
    )
    return replace(item, papers=papers)


def test_a_cell_that_stands_twice_on_the_one_form() -> None:
    again = replace(SHOP.fields[0], key="again")
    assert isinstance(again, FieldRule)
    printed = part("food", form=(*own("food").form, "again: 经营者名称"))
    rows = found(lambda sheet: printed(put(fields=(*SHOP.fields, again))(sheet)))
    assert rows["checkup.bundle-asked-twice"].field == "fields.again"


def test_a_question_of_the_bundle_that_a_part_asks_again() -> None:
    text = ITEMS["food-operation"].questions[0].text
    asked = asking(yes_no("sells-too", text))
    rows = found(lambda s: asked(part("food", answers=())(s)))
    assert rows["checkup.bundle-asked-twice"].field == "parts.food.answers"


def test_what_keeps_it_from_being_published_comes_first_and_alone() -> None:
    rows = check_up_bundle(part("food", needs=("nobody",))(SHOP), ITEMS)
    assert "publish.unknown-part" in {row.rule for row in rows}
    assert not [row for row in rows if row.rule.startswith("checkup.")]
