"""Words of the hall as data: proofs, where they can be fetched, laws no longer in force.

Common knowledge of hall practice and the repeal clauses of the laws named; each row can
be read and argued with by an item manager.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from yichuang.catalogue.rules.guide import Line
from yichuang.kernel.text import normalise

NOWHERE = Line("")


@dataclass(frozen=True, slots=True)
class Proof:
    """A condition people word in `said`, and the papers that can show it."""

    name: Line
    said: re.Pattern[str]
    shown_by: re.Pattern[str]
    source: Line = NOWHERE


def _proof(name: str, en: str, said: str, shown: str, source: Line = NOWHERE) -> Proof:
    return Proof(Line(name, en), re.compile(said), re.compile(shown), source)


POPULATION = Line("公安人口库", "population register of the police")
CERTIFICATES = Line("电子证照库", "electronic certificates")

PROOFS = (
    _proof(
        "营业执照",
        "Business licence",
        r"(取得|具有|持有?|凭|有|办理|申请)[^，。；]{0,8}营业执照",
        r"营业执照",
        CERTIFICATES,
    ),
    _proof(
        "普通话水平测试等级证书",
        "Mandarin proficiency certificate",
        r"普通话[^，。；]{0,8}(级|水平|达到|合格|证)",
        r"普通话",
        Line("普通话证书库", "Mandarin certificate register"),
    ),
    _proof(
        "学历证书",
        "Degree certificate",
        r"学历|学位|(本科|大专|专科|中专|研究生)[^，。；]{0,4}毕业",
        r"学历|学位|毕业|文凭",
        Line("学信网", "CHSI degree register"),
    ),
    _proof(
        "体检合格证明",
        "Medical certificate",
        r"(身体|体检|体格检查|健康)[^，。；]{0,4}(合格|健康|达标|良好|证明)",
        r"体检|体格|健康",
    ),
    _proof(
        "无犯罪记录证明",
        "Proof of no criminal record",
        r"(没有|无|未)[^，。；]*(犯罪|刑罚|刑事处罚)|品德良好|品行良好",
        r"犯罪|品德|品行",
        Line("公安无犯罪记录核查", "police check"),
    ),
    _proof(
        "居民身份证",
        "Identity card",
        r"(?<!之日起)(年?满|未满)[^，。；]{0,5}周?岁|退休年龄",
        r"身份|户口|出生|登记表|人像",
        POPULATION,
    ),
    _proof(
        "户口簿",
        "Household register",
        r"(本县|本市|本省|本地|具有)[^，。；]{0,4}(户籍|户口)|(户籍|户口)[^，。；]{0,12}在本",
        r"户口|户籍|居住证|身份证",
        POPULATION,
    ),
    _proof(
        "住所（经营场所）使用证明",
        "Proof of the premises",
        r"(经营场所|场所|住所)[^，。；]{0,2}(合法|权属)|有[^，。；]{0,8}(住所|固定场所)",
        r"场所|住所|产权|租赁|不动产|房屋",
        Line("不动产库", "land register"),
    ),
    _proof(
        "会议纪要",
        "Minutes",
        r"(大会|会议|理事会|董事会)[^，。；]{0,8}(表决|决议|通过)|已经表决",
        r"会议|决议|纪要|表决",
    ),
    _proof(
        "业务主管单位同意文件",
        "Consent of the supervising body",
        r"主管(单位|部门)[^，。；]{0,6}同意",
        r"同意|批准|审查|主管",
    ),
    _proof(
        "验资证明",
        "Proof of capital",
        r"(原始基金|开办资金|注册资[本金])[^，。；]{0,8}(到账|不低于|实缴)|到账货币",
        r"验资|资金|存款|出资",
    ),
    _proof(
        "食品安全管理人员证明",
        "Proof of the food safety manager",
        r"有[^，。；]{0,6}安全管理人员",
        r"管理人员",
    ),
    _proof("管理制度", "Internal rules", r"有[^，。；]{0,10}(管理)?制度", r"制度|规章"),
    _proof("公司章程", "Articles of association", r"有[^，。；]{0,8}章程", r"章程"),
    _proof(
        "结婚证",
        "Marriage certificate",
        r"已婚|已经?结婚|夫妻(关系|双方)|配偶的",
        r"结婚|婚姻|户口",
        Line("民政婚姻登记库", "marriage register"),
    ),
)

OBTAINABLE = (
    (
        re.compile(r"身份证(明|件)?|二代证"),
        POPULATION,
    ),
    (re.compile(r"户口[簿本]|户籍证明|户籍信息"), POPULATION),
    (re.compile(r"(电子)?营业执照"), CERTIFICATES),
    (
        re.compile(r"不动产(权证书?|权属证书|登记证明|信息)|房产证|房屋产权证|产权证"),
        Line("不动产登记库", "land register"),
    ),
    (
        re.compile(r"(学历|学位|毕业)证(书|明)?|学历学位证书"),
        Line("学信网", "CHSI degree register"),
    ),
    (
        re.compile(r"普通话(水平)?(测试)?(等级)?证书"),
        Line("普通话证书库", "Mandarin certificate register"),
    ),
    (
        re.compile(r"结婚证书?|离婚证书?|婚姻(登记)?(状况)?证明"),
        Line("民政婚姻登记库", "marriage register"),
    ),
    (re.compile(r"居住证"), Line("公安居住证库", "residence register")),
    (re.compile(r"出生(医学)?证明?"), Line("卫健出生证库", "birth register")),
    (re.compile(r"无(违法)?犯罪(记录)?证明"), Line("公安核查", "police check")),
    (
        re.compile(r"(社保|社会保险|参保|养老保险)(参保|缴费)?(证明|凭证|记录)"),
        Line("社保库", "social insurance register"),
    ),
    (
        re.compile(r"残疾人?证"),
        Line("残联", "disabled persons' federation"),
    ),
    (
        re.compile(r"(完税|纳税)证明"),
        Line("税务信息系统", "tax register"),
    ),
    (
        re.compile(r"(食品经营|卫生|烟草专卖零售|特种行业|办学|道路运输)许可证"),
        CERTIFICATES,
    ),
)

OWNER = re.compile(
    r"^(申请人|本人|当事人|经营者|法定代表人|负责人|投资人|监护人|代理人|居民|企业|商户|有效|本县|的|个人|"
    r"[（(]负责人[)）])+"
)
FORM_OF = re.compile(
    r"([（(][^（）()]*[)）]|((原件|复印件|扫描件|正副本|正本|副本|的?照片)[及和与、]?)+)$"
)


def core(name: str) -> str:
    """A paper's name without its owner and form, so that the same papers read alike.

    >>> core("申请人居民身份证（原件和复印件）"), core("营业执照副本复印件")
    ('身份证', '营业执照')
    """
    found = normalise(name).replace(" ", "")
    while True:
        cut = FORM_OF.sub("", OWNER.sub("", found))
        if cut == found or not cut:
            return _SAME.get(found, found)
        found = cut


_SAME: Mapping[str, str] = {
    "身份证明": "身份证",
    "身份证件": "身份证",
    "身份证明文件": "身份证",
    "二代身份证": "身份证",
    "户口本": "户口簿",
    "居民户口簿": "户口簿",
    "体格检查合格证明": "体检合格证明",
    "体检证明": "体检合格证明",
    "体检表": "体检合格证明",
    "体检合格证": "体检合格证明",
    "毕业证": "毕业证书",
    "学历证": "学历证书",
    "学历证明": "学历证书",
    "无犯罪证明": "无犯罪记录证明",
    "房产证": "不动产权证书",
    "不动产权证": "不动产权证书",
    "产权证": "不动产权证书",
    "工商营业执照": "营业执照",
    "租房合同": "租赁合同",
    "房屋租赁合同": "租赁合同",
    "免冠照片": "近期免冠照片",
}


@dataclass(frozen=True, slots=True)
class Repeal:
    """A law out of force, the law that took its place, and since when."""

    old: re.Pattern[str]
    name: str
    new: Line
    since: str


def _repeal(old: str, new: str, en: str, since: str, before: str = "") -> Repeal:
    look = f"(?<!{before})" if before else ""
    return Repeal(
        re.compile(f"{look}(中华人民共和国)?{old}"), old, Line(new, en), since
    )


_CIVIL_CODE = ("中华人民共和国民法典", "Civil Code", "2021-01-01")
_REGISTRATION = (
    "中华人民共和国市场主体登记管理条例",
    "Regulation on the Registration of Market Entities",
    "2022-03-01",
)
_INVESTMENT = (
    "中华人民共和国外商投资法",
    "Foreign Investment Law",
    "2020-01-01",
)
REPEALS = (
    *(
        _repeal(name, *_CIVIL_CODE, before=before)
        for name, before in (
            ("民法通则", ""),
            ("民法总则", ""),
            ("合同法", "劳动"),
            ("物权法", ""),
            ("婚姻法", ""),
            ("继承法", ""),
            ("收养法", ""),
            ("担保法", ""),
            ("侵权责任法", ""),
        )
    ),
    *(
        _repeal(name, *_REGISTRATION)
        for name in (
            "公司登记管理条例",
            "企业法人登记管理条例",
            "合伙企业登记管理办法",
            "农民专业合作社登记管理条例",
            "企业法人法定代表人登记管理规定",
        )
    ),
    *(
        _repeal(name, *_INVESTMENT)
        for name in ("中外合资经营企业法", "中外合作经营企业法", "外资企业法")
    ),
    _repeal(
        "个体工商户条例",
        "促进个体工商户发展条例",
        "Regulation on Promoting the Development of Individual Businesses",
        "2022-11-01",
    ),
    _repeal("食品卫生法", "中华人民共和国食品安全法", "Food Safety Law", "2009-06-01"),
    _repeal(
        "食品经营许可管理办法",
        "食品经营许可和备案管理办法",
        "Measures for Food Business Licences and Notices",
        "2023-12-01",
    ),
    _repeal(
        "餐饮服务许可管理办法",
        "食品经营许可和备案管理办法",
        "Measures for Food Business Licences and Notices",
        "2023-12-01",
    ),
    _repeal(
        "食品流通许可证管理办法",
        "食品经营许可和备案管理办法",
        "Measures for Food Business Licences and Notices",
        "2023-12-01",
    ),
    _repeal(
        "城市房屋拆迁管理条例",
        "国有土地上房屋征收与补偿条例",
        "Regulation on the Expropriation of Buildings",
        "2011-01-21",
    ),
    _repeal(
        "暂住证申领办法",
        "居住证暂行条例",
        "Interim Regulation on Residence Permits",
        "2016-01-01",
    ),
    _repeal(
        "居民身份证条例",
        "中华人民共和国居民身份证法",
        "Identity Card Law",
        "2004-01-01",
    ),
    _repeal(
        "营业税暂行条例",
        "中华人民共和国增值税法",
        "Value Added Tax Law",
        "2026-01-01",
    ),
    _repeal(
        "增值税暂行条例",
        "中华人民共和国增值税法",
        "Value Added Tax Law",
        "2026-01-01",
    ),
)
