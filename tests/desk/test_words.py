"""The desk in both languages: no English word in the Chinese page, and the other way."""

import re

import pytest

from tests.cast import Cast
from tests.desk.browse import text
from tests.factories import counter as make
from yichuang.organisation.models import Hall

TAGS = re.compile(r"<(script|style|svg|head)\b.*?</\1>|<[^>]+>", re.S)
# Abbreviations and keys that stand in Chinese pages as they are.
LATIN = {"PDF", "J", "K", "Enter", "F2", "English", "Ctrl", "M", "B"}
CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def words(page: str) -> str:
    return TAGS.sub(" ", page)


def addresses(cast: Cast) -> list[tuple[str, str]]:
    received, accepted = make.make_case(cast), make.make_case(cast, "accepted")
    told = make.make_case(cast, "correction")
    approved = make.make_case(cast, "approved")
    case = "/desk/cases/"
    early = ("notify", "accept", "decline", "withdraw")
    late = ("approve", "refuse", "route", "ask", "suspend")
    return [
        ("clerk", "/desk/"),
        ("chief_approver", "/desk/"),
        ("clerk", case),
        ("clerk", "/desk/receive/"),
        ("clerk", "/desk/receive/edu-selfexam-diploma/"),
        ("clerk", "/desk/guides/"),
        ("clerk", f"{case}{received.number}/?paper=register-form"),
        ("clerk", f"{case}{told.number}/"),
        ("clerk", f"{case}{accepted.number}/clock/"),
        ("clerk", f"{case}{accepted.number}/timeline/"),
        ("clerk", f"{case}{accepted.number}/documents/"),
        ("issuer", f"{case}{approved.number}/do/issue/"),
        *(("clerk", f"{case}{received.number}/do/{act}/") for act in early),
        *(("chief_approver", f"{case}{accepted.number}/do/{act}/") for act in late),
        ("clerk", f"{case}{received.number}/do/tolerate/?on=register-form"),
    ]


def test_chinese_pages_are_chinese(hall: Hall, cast: Cast) -> None:
    for who, address in addresses(cast):
        page = words(text(cast.client(who).get(address)))
        latin = set(re.findall(r"\b[A-Za-z]{2,}\b", page)) - LATIN
        assert not latin, f"{address}: {latin}"


@pytest.mark.parametrize("language", ["en"])
def test_english_pages_are_english_around_what_was_entered(
    hall: Hall, cast: Cast, language: str
) -> None:
    """Names, citations and what people wrote stay as they are."""
    entered = re.compile(
        "林知夏|林|陈雨|贺清|王可|李敏|老花镜|青禾县教育局|青教.字|第.{0,6}号|授字|号|中文"
        "|没有签名|请本人签名后再交|行政许可法|中华人民共和国|高等教育自学考试暂行条例"
        "|第[一二三四五六七八九十]+[条款项]|公安人口库|一致|初审岗|审批岗|一窗"
        "|补办毕业证明书申请单|青禾县人民政府|青禾县人民法院|未提交|请提交这份材料"
        "|居民身份证|毕业生登记表原件|一寸免冠照片|在人事档案里。拿不出来，我们替您查。"
        "|填好后签名，拍一张照片。|第|浅色|深色"
    )
    for who, address in addresses(cast):
        client = cast.client(who)
        client.cookies["django_language"] = language
        page = entered.sub("", words(text(client.get(address))))
        assert not CHINESE.findall(page), f"{address}: {CHINESE.findall(page)}"
