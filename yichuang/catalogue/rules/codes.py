"""The code sets of GB/T 39046-2020 annex A and of the national exchange, and code shapes.

Labels are the standard's own words with our English; codes of items are opaque text
whose shape is checked: 12 characters 基本编码, 31 实施编码, 33 业务办理项编码.
"""

import re
from collections.abc import Mapping

from yichuang.catalogue.rules.guide import Line
from yichuang.kernel.identity import check_item_code
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

Codes = Mapping[str, Line]

KINDS: Codes = {  # A.1 事项类型代码
    "00": Line("行政权力事项", "administrative power"),
    "01": Line("行政许可", "licence"),
    "02": Line("行政处罚", "penalty"),
    "03": Line("行政强制", "enforcement"),
    "04": Line("行政征收", "levy"),
    "05": Line("行政给付", "benefit"),
    "06": Line("行政检查", "inspection"),
    "07": Line("行政确认", "confirmation"),
    "08": Line("行政奖励", "award"),
    "09": Line("行政裁决", "adjudication"),
    "10": Line("其他类别事项", "other power"),
    "20": Line("公共服务事项", "public service"),
}
ON_APPLICATION = frozenset({"01", "05", "07", "08", "09", "10", "20"})
LEVELS: Codes = {  # A.2 行使层级代码
    "1": Line("国家级", "national"),
    "2": Line("省级", "provincial"),
    "3": Line("市级", "municipal"),
    "4": Line("县级", "county"),
    "5": Line("镇（乡、街道）级", "township"),
    "6": Line("村（社区）级", "village"),
    "7": Line("分级管理", "by level"),
}
NATURES: Codes = {  # A.3 实施主体性质代码
    "1": Line("法定机关", "statutory body"),
    "2": Line("授权组织", "authorised body"),
    "3": Line("受委托组织", "entrusted body"),
    "9": Line("其他", "other"),
}
AUDIENCES: Codes = {  # A.4 服务对象代码
    "1": Line("自然人", "individuals"),
    "2": Line("企业法人", "companies"),
    "3": Line("事业法人", "public institutions"),
    "4": Line("社会组织法人", "social organisations"),
    "5": Line("行政机关", "authorities"),
    "6": Line("其他组织", "other organisations"),
}
CHANNELS: Codes = {  # A.5 办理形式代码
    "1": Line("窗口办理", "at the window"),
    "2": Line("电脑端网上办理", "online"),
    "3": Line("移动端网上申请", "by phone app"),
    "4": Line("快递申请", "by post"),
    "9": Line("其他", "other"),
}
PROJECTS: Codes = {  # A.6 办件类型代码, by our own keys
    "on_spot": Line("即办件", "done on the spot"),
    "promised": Line("承诺件", "done within the promise"),
}
REACH: Codes = {  # 通办范围代码; blank: this hall only
    "1": Line("全国通办", "nationwide"),
    "2": Line("全省通办", "across the province"),
    "3": Line("全市通办", "across the city"),
    "4": Line("全县通办", "across the county"),
    "5": Line("全镇通办", "across the township"),
    "6": Line("跨村通办", "across villages"),
}
PAPER_KINDS: Codes = {
    "1": Line("证件证书证明", "certificate or proof"),
    "2": Line("申请表格文书", "form or declaration"),
    "3": Line("其他", "other"),
}
PAPER_SOURCES: Codes = {
    "10": Line("申请人自备", "prepared by the applicant"),
    "20": Line("政府部门核发", "issued by an authority"),
    "99": Line("其他", "other"),
}
PAPER_FORMS: Codes = {
    "1": Line("纸质", "paper"),
    "2": Line("电子", "electronic"),
    "3": Line("纸质或电子", "paper or electronic"),
}
RESULT_TYPES: Codes = {
    "10": Line("证照", "certificate"),
    "20": Line("批文", "approval"),
    "30": Line("其他", "other"),
    "40": Line("无", "none"),
}
DEPTHS: Codes = {
    "I": Line("网上咨询", "information online"),
    "II": Line("网上预审或预约", "pre-check or booking online"),
    "III": Line("网上受理，现场核验", "accepted online, papers checked on site"),
    "IV": Line("全程网办", "fully online"),
}
STEP_CODES: Codes = {
    "addressee": Line("收件", "received"),
    "acceptance": Line("受理", "accepted"),
    "investigate": Line("审查", "examined"),
    "special": Line("特别程序", "special procedure"),
    "decide": Line("决定", "decided"),
    "accreditation": Line("制证", "certificate made"),
    "delivery": Line("送达", "handed over"),
    "after": Line("事后核查", "checked afterwards"),
}
STARTS: Codes = {
    "receive": Line("收到申请之日", "the day it is received"),
    "accept": Line("受理之日", "the day it is accepted"),
    "batch_close": Line("受理批次截止之日", "the day the batch closes"),
    "decide": Line("作出决定之日", "the day it is decided"),
    "complete": Line("收到全部有效材料之日", "the day all papers are there"),
}
THEMES: Codes = {
    "study": Line("教育科研", "Education"),
    "career": Line("职业资格", "Qualifications"),
    "identity": Line("证件办理", "Identity papers"),
    "business": Line("设立变更", "Starting a business"),
    "permits": Line("准营准办", "Permits to operate"),
    "health": Line("医疗卫生", "Health"),
    "societies": Line("社会组织", "Social organisations"),
    "village": Line("三农服务", "Villages and farming"),
    "catering": Line("餐饮住宿", "Food and lodging"),
}

_BASE = re.compile(r"(?P<place>\d{2})(?P<kind>\d{2})\d{2}[0-9A-Z]{3}[0-9A-Z]{3}")
_REMEDY = N_("Copy the code from the item's entry in the provincial catalogue.")


def check_base_code(code: str) -> str:
    """A 基本编码 of 12 characters: place 2, kind 2, department 2, main 3, sub 3."""
    found = _BASE.fullmatch(code)
    if not found or found["kind"] not in KINDS:
        raise Refusal(
            "code.base",
            N_("“%(code)s” is not a 12-character basic code."),
            field="base_code",
            remedy=_REMEDY,
            code=code,
        )
    return code


def check_task_code(code: str) -> str:
    """A 实施编码: 18 of the authority (USCC, check digit), 1 level, 12 basic code."""
    return _check_long(code, handling=False)


def check_handling_code(code: str) -> str:
    """A 业务办理项编码: an implementation code and two characters."""
    return _check_long(code, handling=True)


def _check_long(code: str, *, handling: bool) -> str:
    found = check_item_code(code)
    if bool(found.handling) is not handling:
        raise Refusal(
            "code.length",
            N_("“%(code)s” has %(length)s characters; %(wanted)s are needed here."),
            field="handling_code" if handling else "task_code",
            remedy=_REMEDY,
            code=code,
            length=len(str(found)),
            wanted=33 if handling else 31,
        )
    check_base_code(found.base)
    return code


CHOICES: Mapping[str, Codes] = {
    "kind_code": KINDS,
    "level_code": LEVELS,
    "authority_nature_code": NATURES,
    "audience_codes": AUDIENCES,
    "channel_codes": CHANNELS,
    "reach_code": REACH,
    "result_type": RESULT_TYPES,
    "online_depth": DEPTHS,
    "promise_from": STARTS,
    "statutory_from": STARTS,
    "person_themes": THEMES,
    "legal_themes": THEMES,
    "themes": THEMES,
}
"""Which code set a field of a sheet takes; blank is allowed where a field may be empty."""

PAPER_CHOICES: Mapping[str, Codes] = {
    "kind": PAPER_KINDS,
    "source": PAPER_SOURCES,
    "form": PAPER_FORMS,
}
STEP_CHOICES: Mapping[str, Codes] = {"code": STEP_CODES}
CELL_KINDS: Codes = {
    "line": Line("一行字", "a line"),
    "text": Line("一段字", "a paragraph"),
    "number": Line("整数", "a whole number"),
}
FIELD_CHOICES: Mapping[str, Codes] = {"kind": CELL_KINDS}


def label(codes: Codes, code: str, language: str) -> str:
    """The name of a code in a language, the code itself when it is unknown."""
    line = codes.get(code)
    if line is None:
        return code
    return line.en if language.startswith("en") and line.en else line.zh
