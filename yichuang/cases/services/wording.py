"""The facts of a case in the words a document carries. Legal documents are in Chinese."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import quote_plus

from django.conf import settings

from yichuang.cases.models import BundleCase, Case, CasePaper
from yichuang.cases.rules.clock import StopGround
from yichuang.catalogue.rules.conditions import Verdict, judge
from yichuang.catalogue.rules.guide import Guide, PaperRule, Treatment
from yichuang.kernel.identity import mask_id
from yichuang.kernel.limits import Limit, Unit
from yichuang.organisation.queries import places

UNITS = {
    Unit.WORKDAYS: "个工作日",
    Unit.NATURAL_DAYS: "日",
    Unit.HOURS: "个工作小时",
}


GROUNDS: Mapping[str, str] = {
    StopGround.HEARING: "听证",
    StopGround.TENDER: "招标",
    StopGround.AUCTION: "拍卖",
    StopGround.INSPECTION: "检验",
    StopGround.TESTING: "检测",
    StopGround.QUARANTINE: "检疫",
    StopGround.APPRAISAL: "鉴定",
    StopGround.EXPERT_REVIEW: "专家评审",
}
TREATMENTS: Mapping[Treatment, str] = {
    Treatment.BRING: "自己带来",
    Treatment.LATER: "可以后补",
    Treatment.FETCHED: "不用交，我们调取",
    Treatment.EVIDENCE: "可核验代替",
    Treatment.PROMISE: "可承诺代替",
}
FORMS = {"1": "纸质", "2": "电子", "3": "纸质或者电子"}
CORRECTION_BASIS = ["《中华人民共和国行政许可法》第三十二条第一款第四项"]


def limit_words(limit: Limit) -> str:
    """A limit as a document says it.

    >>> limit_words(Limit.parse("15W"))
    '15个工作日'
    """
    return "当场办结" if limit.on_the_spot else f"{limit.n}{UNITS[limit.unit]}"


def promise_words(limit: Limit) -> str:
    """A limit before the word 办结, which the document says itself.

    >>> promise_words(Limit.parse("S"))
    '当场'
    """
    return "当场" if limit.on_the_spot else limit_words(limit)


def applied_on(case: Case | BundleCase) -> date:
    """The day it was filed, in the hall. What is filed online on a day off counts as
    received on the next working day; that is a later day, not the day of filing."""
    if case.submitted_at is None and case.received_on is not None:
        return case.received_on
    filed = case.submitted_at or case.begun_at
    return filed.astimezone(places.hall(case.hall_id).zone).date()


def addressee(case: Case) -> str:
    """Whom a document is addressed to."""
    return case.applicant_name


def base(case: Case, guide: Guide) -> dict[str, Any]:
    """What every document about the case says."""
    return about(case, guide.name)


def about(case: Case | BundleCase, item: str) -> dict[str, Any]:
    """What every document about a case or a bundle says; `item` is the matter's name."""
    agent = case.agent.name if case.agent_id and case.agent else ""
    return {
        "item": item,
        "case_number": case.number,
        "query_code": case.query_code,
        "track_url": follow_address(case),
        **({"agent": agent} if agent and agent != case.applicant_name else {}),
        "applied_on": applied_on(case).isoformat(),
    }


def basis(guide: Guide) -> list[str]:
    """The citations of the guide, one line each."""
    return [
        f"《{citation.law}》{citation.article}" if citation.article else citation.law
        for citation in guide.citations
    ]


def day(value: date | None) -> str:
    return value.isoformat() if value else ""


def follow_address(case: Case | BundleCase) -> str:
    """Where the QR code of a notice leads: the page on which anyone who holds the
    paper follows the case."""
    number, code = quote_plus(case.number), quote_plus(case.query_code)
    return f"{settings.YICHUANG_PUBLIC_URL}/track/?number={number}&code={code}"


def told(items: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
    """What is missing, as the notice and its list print it."""
    return [{**item, "wrong": item.get("fault", "")} for item in items]


def handed_in(
    papers: Iterable[CasePaper], rules: Mapping[str, PaperRule]
) -> list[dict[str, Any]]:
    """Papers that lie here, as a receipt lists them."""
    return [
        {
            "name": rules[paper.key].name,
            "form": FORMS.get(rules[paper.key].form, "") if not paper.originals else "",
            "copies": counted(paper.originals, paper.copies) or "1 份",
        }
        for paper in papers
        if paper.key in rules
    ]


def counted(originals: int, copies: int) -> str:
    """How many sheets: 原件 1、复印件 2; "" for none.

    >>> counted(1, 2)
    '原件 1、复印件 2'
    """
    parts = (("原件", originals), ("复印件", copies))
    return "、".join(f"{name} {count}" for name, count in parts if count)


def to_bring(papers: Iterable[PaperRule]) -> list[dict[str, Any]]:
    """The papers of a situation, for the sheet that tells once."""
    return [
        {
            "name": rule.name,
            "how": TREATMENTS[rule.treatment],
            "copies": counted(rule.originals, rule.copies) or "—",
            "note": rule.guidance or rule.accept_standard or rule.share_source,
        }
        for rule in papers
    ]


def fees(guide: Guide, answers: Mapping[str, str]) -> str:
    """What it costs in this situation, each with its basis (行政许可法 art. 58)."""
    due = [
        f"{fee.name} {fee.amount.normalize():f} 元（{fee.basis}）"
        for fee in guide.fees
        if fee.amount and judge(fee.when, answers) is not Verdict.NO
    ]
    return "；".join(due) or "不收费"


def masked(number: str) -> str:
    """An identity number as a document may carry it."""
    return mask_id(number) if number else ""


def plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts with codes in words: 听证 for "hearing", "5 个工作日" for 5."""
    said = dict(facts)
    if "ground" in said:
        said["ground"] = GROUNDS.get(said["ground"], said["ground"])
    if isinstance(said.get("days"), int):
        said["days"] = f"{said['days']} 个工作日"
    return said
