"""What a field's value looks like: a text that may hold it is cut to it, or refused."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from yichuang.materials.rules.fields.dates import FOREVER, days, solid_day
from yichuang.materials.rules.fields.numbers import id_numbers, uscc_codes
from yichuang.materials.rules.fields.surnames import DOUBLE_SURNAMES, SURNAMES

NATIONS = (
    "汉", "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依",
    "朝鲜", "满", "侗", "瑶", "白", "土家", "哈尼", "哈萨克", "傣",
    "黎", "傈僳", "佤", "畲", "高山", "拉祜", "水", "东乡", "纳西",
    "景颇", "柯尔克孜", "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南",
    "仡佬", "锡伯", "阿昌", "普米", "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克",
    "德昂", "保安", "裕固", "京", "塔塔尔", "独龙", "鄂伦春", "赫哲", "门巴",
    "珞巴", "基诺",
)  # fmt: skip
"""The 56 nationalities (GB/T 3304)."""

_BY_LENGTH = sorted(NATIONS, key=len, reverse=True)
_NATION = re.compile("(" + "|".join(_BY_LENGTH) + ")族?")
_NAME = re.compile(
    r"([㐀-鿿]{2,8}[·•.][㐀-鿿]{2,8}|[㐀-鿿]{2,4}?)"
    r"(?![㐀-鿿]|[·•.][㐀-鿿])|"
    r"([㐀-鿿]{2,4}?)(?=性别|身份|民族|出生|电话|男|女|签|同志)"
)
_SPACED = re.compile(r"\s*([㐀-鿿](?:\s[㐀-鿿]){1,3})(?![㐀-鿿·])")
_NO_NAME = re.compile(
    r"姓名|性别|民族|出生|身份|证件|号码|年月|日期|单位|电话|地址|照片|签名|签字|盖章|公章|"
    r"专业|学校|学院|大学|中国|合格|工作|职务|学历|关系|本人|同志|申请|证书|编号|居民|湖南|"
    r"承租|出租|合法|权益|审核|中心|发展|部门|规定|课程|体格|检查|普通|水平|测试|培训|机构|家庭|户主|经营|房屋|日常|类型|有限|公司|以上|如下|承诺|政治|面貌|粘贴|相片|近期|免冠|联系|籍贯|学位|教师"
)
_TRAILING = re.compile(r"(?:同志|同学|老师|先生|女士|教师)$")
_SERIAL = re.compile(
    r"[㐀-鿿]{0,8}[(〔\[][^)〕\]]{1,8}[)〕\]][㐀-鿿]{0,16}(?:[(〔\[]?[0-9]{4}[)〕\]]?)?"
    r"第?[A-Za-z0-9\-]{2,}号?|"
    r"[A-Za-z0-9][A-Za-z0-9\-]{4,}[A-Za-z0-9]"
)
_BRACKETS = re.compile(r"([(〔\[])([^)〕\]]*)[)〕\]]")
_CLOSING = {"(": ")", "〔": "〕", "[": "]"}
_FIGURES = str.maketrans("OolI", "0011")
_ADDRESS = re.compile(r"[省市区县州乡镇村街路道号栋室组楼巷]")
_BODY = re.compile(
    r"[㐀-鿿()]{2,40}(?:委员会|人民政府|办公室|服务中心|中心|分局|医院|卫生院|门诊部|大学|学院|学校|"
    r"中学|小学|幼儿园|门诊|卫生室|大队|公司|支队|研究所|派出所|基地|机构|协会|局|厅|处|站|院|所|科|部|室)"
)
_SCHOOL = re.compile(
    r"[㐀-鿿()]{2,24}?(?:大学|学院|学校|中学|小学|幼儿园)(?:[㐀-鿿]{2,6}(?:大学|学院|分校))?"
)
Cut = Callable[[str], "Cutting | None"]


@dataclass(frozen=True, slots=True)
class Cutting:
    """A value in its normal form and the characters of the text it stands in."""

    value: str
    start: int
    end: int
    sure: float = 1.0


def name(text: str) -> Cutting | None:
    """Two to four characters, or more with the middle dot of other nationalities.

    >>> name("张伟 性别男").value
    '张伟'
    """
    found = _SPACED.match(text) or _NAME.match(text)
    if not found:
        return None
    value = re.sub(r"\s", "", next(filter(None, found.groups())))
    value = _TRAILING.sub("", value).replace("•", "·")
    if len(value) < 2 or _NO_NAME.search(value):
        return None
    return Cutting(value, *found.span())


def person(run: str) -> Cutting | None:
    """The name a run of characters ends with; in a sentence nothing stands before it.

    >>> person("兹有我校教师黄清静").value
    '黄清静'
    """
    run = _TRAILING.sub("", run)
    if "·" in run:
        return name(run)
    for size in (4, 3, 2):
        value = run[-size:]
        family = value[:2] in DOUBLE_SURNAMES or (value[0] in SURNAMES and size < 4)
        if len(value) == size and family and not _NO_NAME.search(value):
            return Cutting(value, len(run) - size, len(run))
    return name(run) if len(run) <= 3 else None


def sex(text: str) -> Cutting | None:
    """男 or 女; where boxes are ticked, the ticked one."""
    if ticked := re.search(r"[☑√✓■]\s?(男|女)|(男|女)\s?[☑√✓■]", text):
        return Cutting(ticked[1] or ticked[2], *ticked.span())
    found = re.search(r"[男女]", text[:6])
    return Cutting(found[0], *found.span()) if found else None


def nation(text: str) -> Cutting | None:
    """One of the 56, without 族."""
    found = _NATION.match(text.lstrip(" :"))
    return Cutting(found[1], *found.span()) if found else None


def day(text: str) -> Cutting | None:
    """The first day in the text."""
    if found := days(text):
        return Cutting(found[0].day.isoformat(), found[0].start, found[0].end)
    solid = solid_day(text)
    return Cutting(solid.isoformat(), 0, len(text)) if solid else None


def last_day(text: str) -> Cutting | None:
    """The last day of a period, or 长期."""
    if FOREVER in text:
        at = text.index(FOREVER)
        return Cutting(FOREVER, at, at + len(FOREVER))
    found = days(text)
    if not found:
        return None
    return Cutting(found[-1].day.isoformat(), found[-1].start, found[-1].end)


def begin_day(text: str) -> Cutting | None:
    """The beginning of a period that names its end too."""
    return day(text) if FOREVER in text or len(days(text)) > 1 else None


def end_day(text: str) -> Cutting | None:
    """The end of a period that names its beginning too."""
    return last_day(text) if FOREVER in text or len(days(text)) > 1 else None


def id_number(text: str) -> Cutting | None:
    """The identity number in the text; one that does not fit is less sure."""
    found = id_numbers(text)
    if not found:
        return None
    best = found[0]
    return Cutting(best.value, best.start, best.end, 1.0 if best.fits else 0.4)


def uscc(text: str) -> Cutting | None:
    """The credit code in the text."""
    found = uscc_codes(text)
    if not found:
        return None
    best = found[0]
    return Cutting(best.value, best.start, best.end, 1.0 if best.fits else 0.4)


def serial(text: str) -> Cutting | None:
    """The number of a certificate: figures, letters, or the form 湘(2020)…第0001号."""
    tight = text.replace(" ", "").lstrip(":.")
    found = _SERIAL.search(tight)
    if not found or sum(character.isdigit() for character in found[0]) < 4:
        return None
    # Letters stand before figures, never among them: what does is a figure misread.
    value = re.sub(
        r"(?<=[0-9])[OolI]+(?=[0-9]|$)", lambda m: m[0].translate(_FIGURES), found[0]
    )
    return Cutting(_BRACKETS.sub(_closed, value), *found.span())


def _closed(match: re.Match[str]) -> str:
    """Brackets closed as they were opened; the reader takes one kind for another."""
    return match[1] + match[2] + _CLOSING[match[1]]


def phone(text: str) -> Cutting | None:
    """A mobile number of eleven figures."""
    found = re.search(r"(?<![0-9])1[3-9][0-9][0-9 \-]{8,10}(?![0-9])", text)
    if not found:
        return None
    digits = re.sub(r"[ \-]", "", found[0])
    return Cutting(digits, *found.span()) if len(digits) == 11 else None


def address(text: str) -> Cutting | None:
    """A text with at least one word of places in it."""
    value = re.split("[,。;]", text.replace(" ", "").strip(":,。;"))[0]
    value = re.sub(
        r"^.*(?:将|把|位于|坐落[于在])|^[在于]|的?(?:房屋|门面|商铺|店面).*$", "", value
    )
    if ")" in value and "(" not in value:
        value = value.partition(")")[0]
    return Cutting(value, 0, len(text)) if _ADDRESS.search(value) else None


def body(text: str) -> Cutting | None:
    """The name of an authority, school, hospital: the longest that ends as one."""
    tight = text.replace(" ", "")
    found = _BODY.search(tight)
    return Cutting(found[0], *found.span()) if found else None


def school(text: str) -> Cutting | None:
    """The name of a school."""
    tight = text.replace(" ", "")
    found = _SCHOOL.search(tight)
    return Cutting(found[0], *found.span()) if found else None


def score(text: str) -> Cutting | None:
    """Marks out of a hundred, with one decimal."""
    found = re.search(r"(?<![0-9.])(100|[0-9]{2})(\.[0-9])?(?![0-9.])", text)
    return Cutting(found[0], *found.span()) if found else None


def major(text: str) -> Cutting | None:
    """A branch of learning: a few Chinese words."""
    tight = re.sub(
        r"^[在于]?(?:我校|本校|我院|本院|该校|该院)", "", text.replace(" ", "")
    )
    found = re.match(r"[㐀-鿿()、]{2,20}", tight)
    return Cutting(found[0], *found.span()) if found else None


def words(text: str) -> Cutting | None:
    """Any text, as it stands."""
    value = text.replace(" ", "").strip(":,。;、")
    return Cutting(value, 0, len(text)) if value else None


def one_of(*choices: str) -> Cut:
    """The first of the choices that stands in the text; longer ones go first."""
    pattern = re.compile("|".join(sorted(choices, key=len, reverse=True)))

    def cut(text: str) -> Cutting | None:
        found = pattern.search(text.replace(" ", ""))
        return Cutting(found[0], *found.span()) if found else None

    return cut
