"""Items for tests: the lost diploma of document 001, and whatever a test changes in it."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.factories.accounts import NOW
from yichuang.accounts.policies import SYSTEM
from yichuang.catalogue import queries
from yichuang.catalogue.models import ItemVersion
from yichuang.catalogue.rules import (
    CitationRule,
    FaqRule,
    Line,
    Need,
    OptionRule,
    PaperRule,
    ProjectKind,
    QuestionRule,
    Sheet,
    StepRule,
    Tolerance,
)
from yichuang.catalogue.services import draft, publish_item, withdraw_item
from yichuang.kernel.limits import Limit

DIPLOMA = "edu-selfexam-diploma"
VALID_FROM = date(2026, 1, 1)

QUESTIONS = (
    QuestionRule(
        key="year",
        text="哪一年毕业的？",
        text_en="When did you graduate?",
        options=(
            OptionRule(key="after", label="2006年及以后", label_en="2006 or later"),
            OptionRule(
                key="before",
                label="2006年以前",
                label_en="Before 2006",
                hint="先到主考学校申请",
                hint_en="Apply at the examining school first",
            ),
        ),
    ),
    QuestionRule(
        key="who",
        text="谁来办？",
        text_en="Who will apply?",
        options=(
            OptionRule(key="self", label="我自己", label_en="Myself"),
            OptionRule(
                key="agent",
                label="我替别人办",
                label_en="I act for somebody",
                hint="要写委托书",
                hint_en="With a mandate",
            ),
        ),
    ),
)
PAPERS = (
    PaperRule(
        key="form",
        name="补办毕业证明书申请单",
        name_en="Application form",
        kind="2",
        copies=1,
        guidance="填好后签名，拍一张照片。",
        guidance_en="Fill it in, sign it and take a photo.",
    ),
    PaperRule(
        key="id-card",
        name="居民身份证",
        name_en="Resident identity card",
        kind="1",
        source="20",
        originals=1,
        tolerance=Tolerance.SHARE,
        share_source="公安人口库",
        share_source_en="Population register",
    ),
    PaperRule(
        key="register-form",
        name="毕业生登记表原件",
        name_en="Original graduation record",
        kind="1",
        source="99",
        form="1",
        originals=1,
        need=Need.LATER_ALLOWED,
        tolerance=Tolerance.EVIDENCE,
        share_source="学信网、档案单位",
        share_source_en="CHSI and the archive",
        guidance="在人事档案里。拿不出来，我们替您查。",
        guidance_en="In your personnel file. If you cannot get it, we look it up.",
    ),
    PaperRule(
        key="photo",
        name="一寸免冠照片",
        name_en="Passport photo",
        originals=2,
        tolerance=Tolerance.LATER,
    ),
    PaperRule(
        key="mandate",
        name="委托书",
        name_en="Mandate",
        kind="2",
        originals=1,
        need=Need.CONDITIONAL,
        when={"q": "who", "in": ["agent"]},
    ),
    PaperRule(
        key="newspaper",
        name="遗失启事报刊",
        name_en="Newspaper notice of loss",
        need=Need.CANCELLED,
        cancelled_reason="2022 年起不用登报。",
        cancelled_reason_en="No newspaper notice since 2022.",
    ),
)
STEPS = (
    StepRule(
        key="apply", code="addressee", name="申请", name_en="Apply", actor="申请人"
    ),
    StepRule(
        key="accept",
        code="acceptance",
        name="受理",
        name_en="Acceptance",
        actor="综合窗口",
        actor_en="Window",
    ),
    StepRule(
        key="check",
        code="investigate",
        name="核对考籍",
        name_en="Check the record",
        actor="教育局",
        actor_en="Education bureau",
        limit=Limit.parse("5W"),
    ),
    StepRule(key="seal", code="accreditation", name="制证盖章", name_en="Certificate"),
    StepRule(key="hand-over", code="delivery", name="领取", name_en="Collect"),
)


def sheet(**over: Any) -> Sheet:
    """What the diploma's guide says."""
    given: dict[str, Any] = {
        "key": DIPLOMA,
        "name": "自学考试毕业证明书补办",
        "name_en": "Replacement certificate for a lost self-study diploma",
        "summary": "毕业证丢了或坏了，补发一份同等效力的证明书。",
        "summary_en": "A certificate of equal force for a lost or damaged diploma.",
        "aliases": ("毕业证丢了", "毕业证丢失补办", "自考毕业证明书"),
        "aliases_en": ("lost diploma",),
        "department_key": "education",
        "kind_code": "20",
        "level_code": "2",
        "project_kind": ProjectKind.PROMISED,
        "promise": Limit.parse("15W"),
        "result_name": "高等教育自学考试毕业证明书",
        "result_name_en": "Self-study graduation certificate",
        "audience_codes": ("1",),
        "person_themes": ("study",),
        "channel_codes": ("1", "2", "3"),
        "courier": True,
        "online": True,
        "online_depth": "III",
        "place": "青禾县政务服务大厅综合窗口 5～7 号",
        "place_en": "Qinghe Service Hall, windows 5 to 7",
        "consult_phone": "0799-1234567",
        "visits": 1,
        "conditions": (Line("考籍和毕业信息能查到", "The record can be found"),),
        "papers": PAPERS,
        "questions": QUESTIONS,
        "steps": STEPS,
        "citations": (
            CitationRule(
                law="高等教育自学考试暂行条例",
                law_en="Interim Regulations on Self-Study Examinations",
                article="第二十条",
            ),
        ),
        "faqs": (
            FaqRule(
                question="原来的毕业证还能补发吗？",
                answer="不能，补发的是毕业证明书，效力一样。",
                question_en="Can the diploma itself be issued again?",
                answer_en="No, a certificate of equal force is issued.",
            ),
        ),
    }
    return Sheet(**(given | over))


def make_item(valid_from: date = VALID_FROM, **over: Any) -> ItemVersion:
    """The diploma (or what `over` makes of it), published. The hall must exist."""
    queries.forget()  # numbers of versions come again in the next test
    version = draft(sheet(**over), by=SYSTEM, at=NOW)
    return publish_item(version.pk, by=SYSTEM, at=NOW, valid_from=valid_from)


def follow(day: date, **over: Any) -> ItemVersion:
    """A next version of the diploma, in force from `day`."""
    return make_item(day, **over)


def withdraw(version: ItemVersion, reason: str = "材料改了") -> None:
    """Take a version out of force."""
    withdraw_item(version.pk, by=SYSTEM, at=NOW, reason=reason)


def without(paper: str) -> tuple[PaperRule, ...]:
    """The diploma's papers but one."""
    return tuple(row for row in PAPERS if row.key != paper)


def with_tolerance(paper: str, tolerance: Tolerance) -> tuple[PaperRule, ...]:
    """The diploma's papers, one of them under another tolerance."""
    return tuple(
        replace(row, tolerance=tolerance) if row.key == paper else row for row in PAPERS
    )
