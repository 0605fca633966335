"""Nothing is invented: what is said stands in the published version, word for word."""

from dataclasses import fields

import pytest

from tests.guidance.conftest import TODAY, Ask, questions
from yichuang.catalogue import queries as catalogue
from yichuang.catalogue.rules import Guide
from yichuang.guidance.rules import Answer
from yichuang.guidance.rules.lines import lines_about


def texts_of(guide: object) -> set[str]:
    """Every text a guide holds, and each number of it as text."""
    found: set[str] = set()
    for field in fields(guide):  # type: ignore[arg-type]
        value = getattr(guide, field.name)
        for one in value if isinstance(value, tuple) else (value,):
            if hasattr(one, "__dataclass_fields__"):
                found |= texts_of(one)
            elif isinstance(one, str):
                found.add(one)
    return found


VALUES = {
    "promise",
    "fee_charged",
    "personal_only",
    "visits",
    "online",
    "agent_allowed",
}


@pytest.mark.parametrize(
    "question",
    [
        "身份证丢了要带什么",
        "办营业执照多久",
        "身份证补办多少钱",
        "食品经营许可在哪里办",
        "小学报名什么条件",
        "一事一议流程",
        "开公司要跑哪些部门",
        "我要办卫生许可，本人去吗",
    ],
)
def test_word_for_word(asked: Ask, question: str) -> None:
    answer = asked(question)
    assert answer.says
    found = answer.items[0]
    guide = (
        catalogue.current_bundle(found.id, TODAY)
        if found.kind == "bundle"
        else catalogue.current_guide(found.id, TODAY)
    )
    published = texts_of(guide)
    for line in answer.says:
        assert (line.item, line.version) == (guide.key, guide.number)
        if line.line not in VALUES and not line.line.startswith("fees."):
            assert line.says in published


def about(answer: Answer, start: str) -> list[str]:
    return [line.says for line in answer.says if line.line.startswith(start)]


def test_a_fee_is_the_fee_of_the_guide(asked: Ask) -> None:
    guide = catalogue.current_guide("id-card-reissue", TODAY)
    said = about(asked("补身份证要多少钱"), "fees.")
    assert len(said) == len(guide.fees)
    assert all(
        f"{int(fee.amount)}" in row for fee, row in zip(guide.fees, said, strict=True)
    )


def test_a_promise_is_the_promise_of_the_guide(asked: Ask) -> None:
    assert about(asked("补身份证要多久"), "promise")[0] == "10 个工作日"
    english = asked("how long does the replacement identity card take", language="en")
    assert about(english, "promise")[0] == "10 working days"


def test_what_the_guide_does_not_say_is_missing(asked: Ask) -> None:
    answer = asked("查自考成绩有效期多久")
    assert answer.found is not None
    guide = catalogue.current_guide(answer.found.id, TODAY)
    assert isinstance(guide, Guide)
    for aspect in answer.aspects:
        if not lines_about(guide, aspect, {}, "zh-hans"):
            assert answer.missing


def test_a_question_of_the_guide_is_answered_with_its_answer(asked: Ask) -> None:
    answer = asked("自考毕业证丢了还要登报吗")
    guide = catalogue.current_guide("edu-selfexam-diploma", TODAY)
    faq = next(one for one in guide.faqs if "登报" in one.question)
    assert faq.answer in [line.says for line in answer.says]


def test_every_item_of_the_sets_has_something_to_say(asked: Ask) -> None:
    for key, rows in questions("dev")["questions"].items():
        answer = asked(rows[0])
        assert answer.says or answer.asks, key
