"""The check-up of a guide: each rule finds what was planted, and nothing else cries wolf."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.catalogue.conftest import sheet_named, sheets
from yichuang.catalogue.rules import (
    FaqRule,
    FeeRule,
    Line,
    Need,
    PaperRule,
    ProjectKind,
    Sheet,
    Tolerance,
)
from yichuang.catalogue.rules.checkup import (
    CHECKS,
    Finding,
    Severity,
    around,
    check_up,
    mended,
)
from yichuang.catalogue.rules.checkup.proofs import demanded
from yichuang.kernel.limits import Limit

Edit = Callable[[Sheet], Sheet]
FOOD, DIPLOMA, UNIV = "food-operation", "edu-selfexam-diploma", "edu-univ-teacher"
K12, CARD, SOCIETY = "edu-k12-teacher", "id-card-reissue", "civil-society-change"
KNOWN = around(
    [row for row in sheets().values() if isinstance(row, Sheet)],
    place="青禾县政务服务大厅",
    hours="9:00—17:00",
    phone="0799-1234567",
)


def put(**values: Any) -> Edit:
    return lambda sheet: replace(sheet, **values)


def condition(text: str) -> Edit:
    return lambda s: replace(s, conditions=(*s.conditions, Line(text, "A condition")))


def faq(question: str, answer: str) -> Edit:
    row = FaqRule(question=question, answer=answer, question_en="Q", answer_en="A")
    return lambda s: replace(s, faqs=(*s.faqs, row))


def paper(key: str, **values: Any) -> Edit:
    return lambda s: replace(
        s,
        papers=tuple(replace(p, **values) if p.key == key else p for p in s.papers),
    )


def more(**values: Any) -> Edit:
    row = PaperRule(key="planted", name_en="A paper", issuer="某", **values)
    return lambda s: replace(s, papers=(*s.papers, row))


def without(key: str) -> Edit:
    return lambda s: replace(s, papers=tuple(p for p in s.papers if p.key != key))


def step(key: str, **values: Any) -> Edit:
    return lambda s: replace(
        s, steps=tuple(replace(p, **values) if p.key == key else p for p in s.steps)
    )


def both(*edits: Edit) -> Edit:
    def edit(sheet: Sheet) -> Sheet:
        for one in edits:
            sheet = one(sheet)
        return sheet

    return edit


def limit(text: str) -> Limit:
    return Limit.parse(text)


def cited(law: str) -> Edit:
    return lambda s: replace(
        s, citations=(replace(s.citations[0], law=law), *s.citations[1:])
    )


def cited_text(text: str) -> Edit:
    return lambda s: replace(
        s, citations=(replace(s.citations[0], text=text), *s.citations[1:])
    )


NEVER = {"all": [{"q": "who", "in": ["self"]}, {"q": "who", "in": ["agent"]}]}
ENDS = {"q": "sells", "in": ["packaged"]}
ALWAYS = {"q": "who", "in": ["self", "agent"]}

PLANTED: list[tuple[str, str, Edit]] = [
    ("publish.promise-too-long", FOOD, put(promise=limit("11W"))),
    ("publish.on-spot-with-days", FOOD, put(project_kind=ProjectKind.ON_SPOT)),
    (
        "publish.agent-contradiction",
        FOOD,
        put(personal_only=True, agent_allowed=True),
    ),
    ("publish.catch-all-paper", FOOD, more(name="其他材料")),
    ("publish.steps-too-long", FOOD, step("investigate", limit=limit("8W"))),
    (
        "publish.fee-not-declared",
        FOOD,
        put(fees=(FeeRule(name="费", amount=Decimal(5), basis="某"),)),
    ),
    # time
    ("checkup.step-on-spot", SOCIETY, step("decide", limit=limit("5W"))),
    ("checkup.steps-too-long", FOOD, step("investigate", limit=limit("20N"))),
    (
        "checkup.steps-too-short",
        FOOD,
        both(step("investigate", limit=limit("2W")), step("decide", limit=limit("1W"))),
    ),
    ("checkup.on-spot-note", SOCIETY, put(promise_note="受理后 10 个工作日内办结")),
    ("checkup.on-spot-note", SOCIETY, put(summary="协会改名，五个工作日办结")),
    ("checkup.two-promises", "civil-foundation", put()),
    ("checkup.at-once-in-text", FOOD, put(summary="开餐馆办许可证，当场办结")),
    ("checkup.note-contradicts", FOOD, put(promise_note="受理后 8 个工作日内办结")),
    ("checkup.note-contradicts", FOOD, put(statutory_note="自受理之日起 20 个工作日")),
    (
        "checkup.answer-contradicts-days",
        FOOD,
        faq("多久能拿到证？", "一般要 30 个工作日"),
    ),
    (
        "checkup.answer-contradicts-days",
        FOOD,
        faq("要多长时间？", "受理后十五天办结"),
    ),
    ("checkup.promise-is-statute", "tobacco-retail", put()),
    ("checkup.silence-in-text", FOOD, put(summary="开餐馆办证，超时默认")),
    ("checkup.silence-in-text", FOOD, faq("没有答复呢？", "逾期不答复的，视为同意")),
    ("checkup.silence-unused", FOOD, cited_text("逾期未通知的，视为同意。")),
    ("publish.silence-without-clause", FOOD, put(silence_approves=True)),
    # proofs
    ("checkup.proof-not-listed", DIPLOMA, condition("须提交单位介绍信")),
    ("checkup.proof-not-listed", DIPLOMA, condition("持有居住证")),
    ("checkup.proof-not-listed", FOOD, put(summary="开餐馆，凭消防验收报告办理")),
    (
        "checkup.proof-not-listed",
        FOOD,
        faq("带什么？", "请携带身份证和房屋安全鉴定报告"),
    ),
    ("checkup.proof-not-listed", FOOD, step("acceptance", name="受理，提交环评批复")),
    ("checkup.condition-without-proof", UNIV, without("mandarin-certificate")),
    ("checkup.condition-without-proof", UNIV, without("degree")),
    ("checkup.condition-without-proof", UNIV, without("health")),
    ("checkup.condition-without-proof", UNIV, without("conduct")),
    ("checkup.condition-without-proof", FOOD, without("business-licence")),
    ("checkup.condition-without-proof", "small-food", without("business-licence")),
    # papers
    (
        "checkup.paper-obtainable",
        FOOD,
        paper("business-licence", tolerance=Tolerance.NONE),
    ),
    (
        "checkup.paper-obtainable",
        FOOD,
        paper("id-card", tolerance=Tolerance.NONE, share_source="", share_source_en=""),
    ),
    ("checkup.paper-obtainable", FOOD, more(name="户口簿复印件", kind="1")),
    (
        "checkup.paper-obtainable",
        FOOD,
        more(name="社会保险登记证明", kind="1", share_source="社保库"),
    ),
    ("checkup.paper-obtainable", K12, more(name="食品经营许可证", kind="1")),
    ("checkup.vague-paper", FOOD, more(name="产权证、租赁合同等")),
    ("checkup.vague-paper", FOOD, more(name="经营场所有关证明")),
    ("checkup.vague-paper", "indiv-business", put()),
    ("checkup.vague-paper", FOOD, more(name="法律、法规规定的其它资料")),
    ("checkup.vague-paper", FOOD, more(name="相关证明材料")),
    ("checkup.paper-obtainable", FOOD, more(name="居民身份证原件及复印件")),
    ("checkup.paper-obtainable", "school-enrol", more(name="房产证或购房合同")),
    ("checkup.paper-obtainable", "lodging-permit", more(name="消防安全检查意见书")),
    ("checkup.step-without-limit", FOOD, put()),
    ("checkup.note-contradicts", FOOD, put(summary="开餐馆办证，只要 3 天")),
    ("checkup.answer-contradicts-days", "edu-query", faq("当场吗？", "要等 5 天")),
    (
        "checkup.answer-contradicts-days",
        FOOD,
        faq("几天办好？", "法定 20 个工作日，一般 15 天"),
    ),
    (
        "checkup.agent-forbidden-in-text",
        "edu-selfexam-register",
        condition("必须由本人亲自办理，不得代办"),
    ),
    ("checkup.catch-all-in-text", FOOD, condition("窗口认为需要的其他材料")),
    (
        "checkup.catch-all-in-text",
        FOOD,
        faq("还要什么？", "带好租赁合同等相关材料"),
    ),
    ("checkup.same-paper-twice", FOOD, more(name="营业执照副本复印件", kind="2")),
    (
        "checkup.same-paper-twice",
        DIPLOMA,
        more(name="居民身份证（复印件）", tolerance=Tolerance.SHARE, share_source="库"),
    ),
    (
        "checkup.cancelled-paper-named",
        DIPLOMA,
        faq("怎么办？", "先在市级报刊登报，再来申请"),
    ),
    ("checkup.cancelled-paper-named", DIPLOMA, condition("已刊登遗失启事")),
    ("checkup.paper-without-issuer", FOOD, paper("layout", issuer="")),
    ("checkup.paper-without-standard", FOOD, put()),
    # people
    ("checkup.agent-forbidden-in-text", FOOD, condition("须本人到场办理")),
    ("checkup.agent-forbidden-in-text", FOOD, faq("能代办吗？", "不可以代办")),
    (
        "checkup.agent-forbidden-in-text",
        FOOD,
        step("acceptance", name="本人到窗口受理"),
    ),
    ("checkup.agent-allowed-in-text", CARD, faq("能代办吗？", "可以委托家人代办")),
    ("checkup.agent-allowed-in-text", CARD, more(name="授权委托书", kind="2")),
    ("checkup.agent-allowed-in-text", FOOD, put(agent_allowed=False)),
    ("checkup.in-person-without-visit", CARD, put(visits=0)),
    # money
    ("checkup.fee-in-text", FOOD, faq("要钱吗？", "收取工本费 10 元")),
    ("checkup.fee-in-text", FOOD, step("accreditation", name="缴费后打印许可证")),
    ("checkup.free-in-text", CARD, put(summary="身份证丢了补领，免费")),
    ("checkup.answer-contradicts-fee", CARD, faq("多少钱？", "补领收 20 元")),
    ("checkup.payment-without-fee", FOOD, put(online_payment=True)),
    # place
    ("checkup.hours-backwards", K12, put(hours="18:00—9:00", hours_en="x")),
    (
        "checkup.hours-contradict",
        K12,
        faq("几点上班？", "每天 7:30—20:00 都有人"),
    ),
    ("checkup.phone-unreadable", K12, put(consult_phone="见大厅公告")),
    (
        "checkup.phone-contradicts",
        K12,
        both(put(consult_phone="0799-7654321"), faq("电话？", "打 0736-1111111")),
    ),
    ("checkup.visits-though-online", FOOD, put(visits=1)),
    (
        "checkup.no-visit-no-way",
        FOOD,
        put(online=False, online_depth="", channel_codes=("1",)),
    ),
    ("checkup.visit-in-text", FOOD, condition("申请人须到窗口提交原件")),
    ("checkup.visits-without-reason", FOOD, put(visits=2, online_depth="III")),
    ("checkup.online-channel", SOCIETY, put()),
    ("checkup.booking-in-text", UNIV, faq("要排队吗？", "可以预约")),
    ("checkup.post-in-text", K12, put()),
    # situations
    ("checkup.never-holds", FOOD, paper("premises", when=NEVER)),
    ("checkup.never-holds", FOOD, paper("premises", when=ENDS)),
    ("checkup.always-holds", FOOD, paper("premises", when=ALWAYS)),
    # words
    ("checkup.vague-words", FOOD, condition("经有关部门同意")),
    ("checkup.vague-words", FOOD, paper("layout", accept_standard="资料齐全")),
    ("checkup.law-repealed", FOOD, cited("中华人民共和国食品卫生法")),
    ("checkup.law-repealed", FOOD, cited("中华人民共和国合同法")),
    ("checkup.law-repealed", FOOD, cited("公司登记管理条例")),
    ("checkup.law-repealed", FOOD, condition("依据民法通则签订合同")),
    ("checkup.english-missing", FOOD, put(name_en="")),
]
IDS = [f"{rule}-{at}" for at, (rule, _, _) in enumerate(PLANTED)]


def found(sheet: Sheet, rule: str) -> list[Finding]:
    return [row for row in check_up(sheet, KNOWN) if row.rule == rule]


@pytest.mark.parametrize(("rule", "item", "edit"), PLANTED, ids=IDS)
def test_what_was_planted_is_found(rule: str, item: str, edit: Edit) -> None:
    before = {row.field for row in found(sheet_named(item), rule)}
    sheet = edit(sheet_named(item))
    new = [row for row in found(sheet, rule) if row.field not in before]
    assert new or edit(sheet_named(item)) == sheet_named(item)
    assert found(sheet, rule)


@pytest.mark.parametrize(("rule", "item", "edit"), PLANTED, ids=IDS)
def test_the_proposed_text_mends_it(rule: str, item: str, edit: Edit) -> None:
    sheet = edit(sheet_named(item))
    for finding in found(sheet, rule):
        if finding.changes:
            after = found(mended(sheet, finding.changes), rule)
            left = {(row.field, row.text(str)) for row in after}
            assert (finding.field, finding.text(str)) not in left
            assert finding.proposed
        assert finding.text(str)
        assert finding.remedy_text(str)
        assert "%(" not in finding.text(str) + finding.remedy_text(str)


QUIET: list[tuple[str, str, Edit]] = [
    ("checkup.proof-not-listed", DIPLOMA, condition("不用提交单位介绍信")),
    ("checkup.proof-not-listed", DIPLOMA, condition("出示居民身份证原件")),
    ("checkup.proof-not-listed", FOOD, condition("提供租赁合同或者产权证")),
    ("checkup.proof-not-listed", FOOD, faq("带什么？", "带营业执照和身份证")),
    ("checkup.proof-not-listed", FOOD, faq("谁开证明？", "窗口出具受理通知书和收据")),
    ("checkup.law-repealed", FOOD, cited("中华人民共和国劳动合同法")),
    ("checkup.law-repealed", FOOD, cited("促进个体工商户发展条例")),
    ("checkup.agent-forbidden-in-text", FOOD, condition("本人到场或者委托代理人到场")),
    (
        "checkup.agent-forbidden-in-text",
        FOOD,
        paper("rules", accept_standard="本人签名"),
    ),
    ("checkup.answer-contradicts-days", FOOD, faq("公示几天？", "公示 7 天")),
    ("checkup.answer-contradicts-days", FOOD, faq("多久能拿证？", "6 个工作日")),
    ("checkup.answer-contradicts-days", FOOD, faq("多久？", "9 月 1 日前办结")),
    ("checkup.fee-in-text", FOOD, faq("要钱吗？", "不收工本费")),
    ("checkup.fee-in-text", K12, condition("提供社保缴费证明")),
    ("checkup.free-in-text", CARD, faq("有免费的吗？", "首次申领的免收工本费")),
    ("checkup.answer-contradicts-fee", CARD, faq("多少钱？", "补领 40 元")),
    ("checkup.hours-contradict", K12, faq("几点？", "冬天 8:00—12:00")),
    ("checkup.cancelled-paper-named", DIPLOMA, faq("登报吗？", "不用登报")),
    ("checkup.same-paper-twice", FOOD, more(name="经营者身份证", kind="2")),
    (
        "checkup.paper-obtainable",
        FOOD,
        more(name="委托书和代理人身份证", kind="1"),
    ),
    ("checkup.booking-in-text", UNIV, faq("要预约吗？", "不用预约")),
    (
        "checkup.same-paper-twice",
        FOOD,
        both(
            paper("premises", when={"q": "who", "in": ["self"]}),
            more(
                name="场所合法使用证明（租赁合同）",
                need=Need.CONDITIONAL,
                when={"q": "who", "in": ["agent"]},
            ),
        ),
    ),
]


@pytest.mark.parametrize(("rule", "item", "edit"), QUIET)
def test_what_is_right_is_left_alone(rule: str, item: str, edit: Edit) -> None:
    assert [row.line for row in found(edit(sheet_named(item)), rule)] == []


# Looked at one by one: each is true of the shipped text, none keeps it from the public.
SHIPPED = {
    ("civil-foundation", "checkup.online-channel"),
    ("civil-foundation", "checkup.two-promises"),
    ("civil-nonent-change", "checkup.online-channel"),
    ("civil-society-change", "checkup.online-channel"),
    ("edu-k12-teacher", "checkup.steps-too-short"),
    ("edu-k12-teacher", "checkup.post-in-text"),
    ("food-operation", "checkup.step-without-limit"),
    ("edu-k12-teacher", "checkup.promise-is-statute"),
    ("fire-check", "checkup.promise-is-statute"),
    ("fire-check", "checkup.condition-without-proof"),
    ("indiv-business", "checkup.vague-paper"),
    ("indiv-business", "checkup.vague-words"),
    ("outdoor-sign", "checkup.condition-without-proof"),
    ("tobacco-retail", "checkup.promise-is-statute"),
}


def test_the_shipped_items_have_no_error_and_no_false_alarm() -> None:
    rows = [
        (key, finding)
        for key, sheet in sheets().items()
        if isinstance(sheet, Sheet)
        for finding in check_up(sheet, KNOWN)
        if not finding.rule.startswith("checkup.paper-without-")
    ]
    assert {(key, finding.rule) for key, finding in rows} == SHIPPED
    assert [f for _, f in rows if f.severity is Severity.ERROR] == []


def test_a_hall_without_address_makes_the_guide_silent() -> None:
    sheet = sheet_named(FOOD)
    assert not found(sheet, "checkup.whereabouts-missing")
    silent = check_up(sheet, around([], place="", hours="", phone=""))
    fields = [r.field for r in silent if r.rule == "checkup.whereabouts-missing"]
    assert fields == ["place", "hours", "consult_phone"]


def test_demands_are_read_out_of_sentences() -> None:
    assert list(demanded("请携带身份证、户口簿和居住证明")) == [
        "身份证",
        "户口簿",
        "居住证明",
    ]
    assert list(demanded("提供产权证书或者租赁合同")) == ["产权证书或租赁合同"]
    assert list(demanded("须交身份证复印件，户口本原件")) == ["身份证", "户口本"]
    assert list(demanded("村委会盖章，需要社区出具的居住证明")) == ["居住证明"]
    assert list(demanded("不用交照片")) == []
    assert list(demanded("交回旧证，领新证")) == []


def test_every_rule_has_been_planted() -> None:
    source = "".join(
        path.read_text()
        for path in Path("yichuang/catalogue/rules/checkup").glob("*.py")
    )
    rules = set(re.findall(r'"(checkup\.[a-z-]+)"', source))
    bundles = Path("tests/catalogue/test_bundle_checkup.py").read_text(encoding="utf-8")
    planted = {rule for rule, _, _ in PLANTED} | set(
        re.findall(r'"(checkup\.bundle-[a-z-]+)"', bundles)
    )
    assert rules - planted == {"checkup.whereabouts-missing"}
    table = Path("docs/rules/checkup.md").read_text(encoding="utf-8")
    assert rules == set(re.findall(r"`(checkup\.[a-z-]+)`", table))
    assert len(CHECKS) == 10
