"""Who holds a certificate is not led through a first application of it."""

import pytest

from tests.guidance.conftest import Ask
from yichuang.guidance.presenters import as_json
from yichuang.guidance.rules import Context


@pytest.mark.parametrize(
    ("question", "item", "mode"),
    [
        ("食品经营许可证到期怎么续", "food-operation", "renewal"),
        ("烟草证过期了", "tobacco-retail", "renewal"),
        ("营业执照丢了怎么补", "indiv-business", "reissue"),
        ("卫生许可证要换负责人", "health-public-place", "change"),
        ("我的食品证搬家了要变更地址", "food-operation", "change"),
    ],
)
def test_the_guide_is_found_with_what_is_wanted_of_its_certificate(
    asked: Ask, question: str, item: str, mode: str
) -> None:
    answer = asked(question)
    assert answer.found is not None
    assert answer.found.id == item
    assert answer.mode is not None
    assert answer.mode.kind == mode


def test_papers_fee_and_time_of_a_first_application_are_not_told(asked: Ask) -> None:
    answer = asked("营业执照丢了补办要多少钱，要带什么")
    assert answer.leads is None
    assert not any(line.line.startswith(("papers", "fee")) for line in answer.says)
    assert {"result", "place"} <= set(answer.aspects)
    assert len(answer.missing) == 2


def test_what_is_asked_on_stays_about_the_certificate_one_has(asked: Ask) -> None:
    first = asked("食品经营许可证到期怎么续")
    then = asked("要带什么材料", first.context)
    assert then.mode == first.mode
    assert not any(line.line.startswith("papers") for line in then.says)


def test_of_two_certificates_the_chosen_one_is_issued_again(asked: Ask) -> None:
    first = asked("教师资格证丢了补办")
    assert first.asks is not None
    choice = first.asks.choices[0]
    chosen = asked("", choice.context)
    assert chosen.mode is not None
    assert chosen.mode.kind == "reissue"


@pytest.mark.parametrize(
    "question",
    [
        "普通话二甲证书丢了还能认定高校老师资格不",
        "健康证过期了能办食品证吗",
        "自考毕业证丢了怎么补办",
        "身份证丢了怎么补",
        "协会换会长要去哪里变更",
    ],
)
def test_another_paper_that_is_lost_or_a_guide_for_it_is_an_application(
    asked: Ask, question: str
) -> None:
    answer = asked(question)
    assert answer.found is not None
    assert answer.mode is None


def test_no_guide_says_how_to_cancel_so_its_office_is_named(asked: Ask) -> None:
    answer = asked("小店做不下去了,个体户执照怎么注销")
    assert answer.refused is not None
    assert answer.refused.code == "ask.cancellation"
    assert answer.refused.authority
    assert not answer.says


def test_where_an_answer_ends_the_matter_no_paper_is_listed(asked: Ask) -> None:
    context = Context("food-operation", "item", {}, ("papers",), "食品证")
    answer = asked("", context)
    while answer.leads is not None:
        ends = [c for c in answer.leads.choices if _ends(asked, c.context)]
        answer = asked("", (ends or answer.leads.choices)[0].context)
    assert answer.ended is not None
    assert [line.line for line in answer.says] == [answer.says[0].line]
    assert answer.says[0].line.endswith(".ends")
    row = as_json(answer)
    assert row["ended"]["says"] == answer.says[0].says
    assert row["next_question"] is None


def _ends(asked: Ask, context: Context) -> bool:
    return asked("", context).ended is not None
