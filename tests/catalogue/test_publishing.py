"""What keeps an item from being published: every refusal names the field and the remedy."""

from dataclasses import replace
from typing import Any

import pytest

from tests.catalogue.conftest import sheet_named
from yichuang.catalogue.rules import (
    CitationRule,
    Line,
    Need,
    ProjectKind,
    Sheet,
    Tolerance,
)
from yichuang.catalogue.rules.guide import FeeRule
from yichuang.catalogue.rules.joining import unfit_bundle
from yichuang.catalogue.rules.publishing import longer, unfit
from yichuang.kernel.limits import Limit

DIPLOMA = sheet_named("edu-selfexam-diploma")
FOOD = sheet_named("food-operation")


def paper(sheet: Sheet, key: str, **over: Any) -> Sheet:
    """The sheet with one paper changed."""
    papers = tuple(replace(p, **over) if p.key == key else p for p in sheet.papers)
    return replace(sheet, papers=papers)


def step(sheet: Sheet, number: int, **over: Any) -> Sheet:
    steps = list(sheet.steps)
    steps[number] = replace(steps[number], **over)
    return replace(sheet, steps=tuple(steps))


def silent(sheet: Sheet, law: str = "集会游行示威法", **over: Any) -> Sheet:
    """The sheet as if a clause let silence approve it."""
    row = CitationRule(law=law, article="第九条", about="silence")
    steps = tuple(step for step in sheet.steps if "现场" not in step.name)
    given: dict[str, Any] = {
        "silence_approves": True,
        "citations": (*sheet.citations, row),
        "steps": steps,
    }
    return replace(sheet, **(given | over))


CASES = [
    (
        "publish.silence-without-clause",
        "citations",
        silent(FOOD, citations=FOOD.citations),
    ),
    ("publish.silence-below-law", "citations", silent(FOOD, law="某局超时默认办法")),
    ("publish.silence-without-limit", "statutory", silent(DIPLOMA)),
    ("publish.silence-unseen", "silence_approves", silent(FOOD, steps=FOOD.steps)),
    (
        "publish.silence-unseen",
        "silence_approves",
        silent(FOOD, special_procedures=(Line("听证"),)),
    ),
    (
        "publish.silence-of-another",
        "silence_approves",
        silent(FOOD, upper_body="市教育局"),
    ),
    ("publish.promise-too-long", "promise", replace(FOOD, promise=Limit.parse("11W"))),
    (
        "publish.on-spot-with-days",
        "promise",
        replace(FOOD, project_kind=ProjectKind.ON_SPOT),
    ),
    (
        "publish.promised-without-days",
        "project_kind",
        replace(FOOD, promise=Limit.parse("S"), steps=FOOD.steps[2:]),
    ),
    (
        "publish.fee-without-basis",
        "fees",
        replace(FOOD, fee_charged=True, fees=(FeeRule(name="工本费", amount=10),)),
    ),
    ("publish.fee-without-lines", "fees", replace(FOOD, fee_charged=True)),
    (
        "publish.fee-not-declared",
        "fee_charged",
        replace(FOOD, fees=(FeeRule(name="工本费", amount=10, basis="某文件"),)),
    ),
    ("publish.agent-contradiction", "agent_allowed", replace(FOOD, personal_only=True)),
    ("code.base", "base_code", replace(FOOD, base_code="00013102400")),
    ("item-code.wrong-form", "task_code", replace(FOOD, task_code="123")),
    (
        "publish.unknown-answer",
        "papers.premises.when",
        paper(FOOD, "premises", when={"q": "adress", "in": ["other"]}),
    ),
    (
        "publish.limit-without-citation",
        "statutory",
        replace(FOOD, citations=FOOD.citations[:1]),
    ),
    ("publish.no-ground", "citations", replace(DIPLOMA, citations=())),
    ("publish.no-steps", "steps", replace(FOOD, steps=())),
    ("publish.steps-too-long", "steps", step(FOOD, 0, limit=Limit.parse("2W"))),
    (
        "publish.step-stops-clock",
        "steps.investigate.stops_clock",
        step(FOOD, 1, stops_clock=True),
    ),
    (
        "publish.catch-all-paper",
        "papers.rules.name",
        paper(FOOD, "rules", name="其他材料"),
    ),
    (
        "publish.paper-without-condition",
        "papers.premises.when",
        paper(FOOD, "premises", when=None),
    ),
    (
        "publish.cancelled-without-reason",
        "papers.rules.cancelled_reason",
        paper(FOOD, "rules", need=Need.CANCELLED),
    ),
    (
        "publish.paper-without-source",
        "papers.rules.share_source",
        paper(FOOD, "rules", tolerance=Tolerance.SHARE),
    ),
    ("publish.not-on-application", "kind_code", replace(FOOD, kind_code="02")),
    (
        "publish.repeated-key",
        "papers",
        replace(FOOD, papers=(*FOOD.papers, FOOD.papers[0])),
    ),
    (
        "publish.question-without-choice",
        "questions.address.options",
        replace(
            FOOD,
            questions=(
                FOOD.questions[0],
                replace(FOOD.questions[1], options=FOOD.questions[1].options[1:]),
                *FOOD.questions[2:],
            ),
        ),
    ),
]


@pytest.mark.parametrize(("code", "field", "sheet"), CASES, ids=[c[0] for c in CASES])
def test_it_is_refused_with_field_and_remedy(
    code: str, field: str, sheet: Sheet
) -> None:
    refusals = unfit(sheet)
    assert code in [refusal.code for refusal in refusals]
    refusal = next(r for r in refusals if r.code == code)
    assert refusal.field == field
    assert refusal.remedy_text()
    assert "%(" not in refusal.text() + refusal.remedy_text()


def test_a_fit_item_has_nothing_against_it() -> None:
    assert unfit(FOOD) == ()
    assert unfit(DIPLOMA) == ()
    assert unfit(silent(FOOD)) == ()


def test_the_message_says_both_limits() -> None:
    refusal = unfit(replace(FOOD, promise=Limit.parse("11W")))[0]
    assert "11W" in refusal.text()
    assert "Promise 10W or less." in refusal.remedy_text()


@pytest.mark.parametrize(
    ("one", "other", "is_longer"),
    [
        ("10W", "10W", False),
        ("11W", "10W", True),
        ("S", "3W", False),
        ("10W", "60N", False),
        ("50W", "60N", True),
        ("8H", "1W", False),
        ("9H", "1W", True),
    ],
)
def test_limits_in_other_units_are_compared_by_days(
    one: str, other: str, *, is_longer: bool
) -> None:
    assert longer(Limit.parse(one), Limit.parse(other)) is is_longer


def test_parts_that_wait_for_each_other_are_refused() -> None:
    bundle = sheet_named("open-restaurant")
    first, *others = bundle.parts
    circle = replace(bundle, parts=(replace(first, needs=("food",)), *others))
    codes = {refusal.code: refusal for refusal in unfit_bundle(circle)}
    assert "register" in str(codes["publish.parts-in-circle"].facts["parts"])
    lost = replace(bundle, parts=(replace(first, needs=("nobody",)), *others))
    assert "publish.unknown-part" in {r.code for r in unfit_bundle(lost)}
    assert unfit_bundle(bundle) == ()


def test_a_line_in_both_languages_is_one_sentence() -> None:
    assert FOOD.conditions[0] == Line(
        "先取得营业执照", "The business is registered first"
    )
