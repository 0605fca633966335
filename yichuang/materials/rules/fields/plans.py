"""Which fields each class of paper has, under which labels and in which words.

`labels` name a field by what is printed beside it; `prose` by the sentence it stands in
(one group, the value). Labels come first, sentences after, and last the shape alone.
"""

import re
from dataclasses import dataclass

from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.fields import values
from yichuang.materials.rules.fields.values import Cut


@dataclass(frozen=True, slots=True)
class Plan:
    """How one field is found.

    `shape`: found by its form alone anywhere on the page; `closing`: a day or a body at
    the end of the page; `block`: the value goes on over lines; `told` cuts the value out
    of a sentence where that needs more care than beside a label.
    """

    field: str
    cut: Cut
    labels: tuple[str, ...] = ()
    prose: tuple[re.Pattern[str], ...] = ()
    shape: bool = False
    closing: bool = False
    block: bool = False
    told: Cut | None = None


_HAN = "[㐀-鿿]"
_PERSON = rf"({_HAN}{{2,4}}(?:·{_HAN}{{2,8}})?)"


def _re(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


_MARK = (
    r"(?=[,(、]|性别|男|女|同志|同学|老师|先生|女士|身份证|公民身份|系|于|在|参加|自|从|把|将|"
    r"[0-9]|已|持|$|\n)"
)
_NAME_PROSE = _re(
    rf"({_HAN}{{2,12}}(?:·{_HAN}{{2,8}})?)[,(、](?:性别:?)?(?:男|女|身份证|公民身份|居民身份证|[0-9]{{17}})",
    rf"(?:学生|学员|研究生|考生|兹证明|兹有|持证人|承诺人|申请人|教师|职工|居民|公民|员工|本人|姓名|授予|"
    rf"老师|我叫|我是|具结人|声明人|保证人)[:,]?({_HAN}{{2,4}}?){_MARK}",
    rf"({_HAN}{{2,12}})(?:同志|同学|老师|先生|女士)",
    rf"({_HAN}{{2,4}}?)性别",
    rf"(?:经查询?|查明)[:,]?({_HAN}{{2,4}}?){_MARK}",
    rf"(?:^|\n|对|给)({_HAN}{{2,4}}?)(?:申请|颁发)",
)
_SEX_PROSE = _re(
    r"(?:性别|[,(，])[:：,]?([男女])(?=[,，)）、。]|民族|出生|[0-9一二]|族|生)"
)
_BIRTH_PROSE = _re(
    r"((?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)(?:出?生)",
    r"([一二][〇零○OoQ0口一二三四五六七八九]{3}年[〇零○一二三四五六七八九十]{1,3}月[〇零○一二三四五六七八九十]{1,4}日)(?:出?生)",
    r"(?:生于|出生于|出生日期:?)([^,。;\n]{6,16})",
)
_ISSUE_LABELS = (
    "发证日期", "签发日期", "颁发日期", "颁证日期", "批准日期", "填表日期", "出具日期",
    "签署日期", "申请日期", "签发时间", "发证时间", "登记时间", "颁发时间", "填发时间", "打印日期", "体检日期", "检查日期", "承诺日期", "开具日期", "登记日期",
    "填发日期", "办证日期", "证书日期", "日期",
)  # fmt: skip
_ISSUER_LABELS = (
    "签发机关", "发证机关", "发证单位", "颁发单位", "签发单位", "出具单位", "证明单位",
    "签发机构", "发证机构", "登记机关", "登记机构", "体检单位", "体检医院", "检查单位",
    "医疗机构名称", "测试机构", "培训机构", "主办单位", "颁证机关",
    "接种单位", "户口登记机关", "查询单位", "开具单位", "助产机构", "接生机构名称", "接生机构",
    "医疗机构", "婚姻登记机关", "检查医院", "检查机构", "承检机构", "颁发机构", "建证单位",
)  # fmt: skip
_ID_LABELS = (
    "公民身份号码", "公民身份证件编号", "公民身份证号码", "居民身份证号码", "居民身份证号",
    "身份证件号码", "身份证件号", "身份证号码", "身份证编号", "有效身份证件号码", "证件号码",
    "身份证号", "身份证", "身份号码",
)  # fmt: skip
_NUMBER_LABELS = (
    "证书编号", "证书号码", "证书号", "学位证书编号", "毕业证书编号", "编号", "证号",
    "电子注册号", "注册号", "字号", "证明编号", "文号", "健康证号", "健康证编号",
    "出生证编号", "接种证编号", "儿童编码", "结婚证字号", "证明书编号", "证明文号", "证书字号", "登记字号", "No.", "NO.", "No",
    "出生医学证明编号",
)  # fmt: skip

_PLACE = (
    rf"({_HAN}{{2,3}}(?:省|自治区){_HAN}{{2,6}}[市州][^,。;:\n()]{{4,40}}?(?:号|室|组))"
)

NAME = Plan(
    "name",
    values.name,
    (
        "姓名",
        "申请人姓名",
        "持证人",
        "持有人",
        "证书持有人",
        "学位获得者",
        "受检人",
        "受检者",
        "体检人",
        "被检者",
        "被查询人",
        "查询对象",
        "学员姓名",
        "考生姓名",
        "教师姓名",
        "学生姓名",
        "申请人",
    ),
    _NAME_PROSE,
    told=values.person,
)
SEX = Plan("sex", values.sex, ("性别",), _SEX_PROSE)
NATION = Plan(
    "nation", values.nation, ("民族",), _re(rf"[,(、]({_HAN}{{1,5}}族)[,)、。]")
)
BIRTH = Plan(
    "birth",
    values.day,
    ("出生日期", "出生年月日", "出生年月", "出生时间", "出生"),
    _BIRTH_PROSE,
)
ID = Plan("id_number", values.id_number, _ID_LABELS, shape=True)
PHONE = Plan(
    "phone",
    values.phone,
    ("联系电话", "手机号码", "手机", "电话", "移动电话"),
    shape=True,
)
ADDRESS = Plan(
    "address", values.address,
    ("户籍所在地", "户籍地址", "常住地址", "常住户口所在地", "经营地址", "通讯地址", "通信地址", "家庭住址", "现住址", "联系地址", "住址", "住所", "地址"),
    _re(
        r"(?:户籍地址|户籍所在地|户籍地|住址|家住|住所|住)[:为在]?([^,。;\n]{6,50}?)(?=[,。;\n]|$)",
        _PLACE,
    ),
    block=True,
)  # fmt: skip
ISSUED = Plan("issue_date", values.day, _ISSUE_LABELS, closing=True)
ISSUER = Plan("issuer", values.body, _ISSUER_LABELS, closing=True)
NUMBER = Plan("certificate_number", values.serial, _NUMBER_LABELS)

_SCHOOL = Plan(
    "school", values.school,
    ("校名", "学校名称", "主考学校", "授予单位", "颁证学校", "毕业院校", "毕业学校", "学位授予单位", "培养单位", "工作单位", "所在学校", "所在单位", "任教学校", "学校"),
    _re(
        rf"(?:工作单位|任教于|就职于|任职于|供职于)[:为是]?({_HAN}{{2,14}}?(?:大学|学院|学校|中学|小学|幼儿园))",
        rf"(?:在|于|系|为|证明|兹有)({_HAN}{{2,14}}?(?:大学|学院|学校|中学|小学|幼儿园))",
    ),
    closing=True,
)  # fmt: skip
_MAJOR = Plan(
    "major", values.major, ("专业名称", "所学专业", "学科(专业)", "学科专业", "学科、专业", "专业", "学科"),
    _re(
        rf"高等教育({_HAN}{{2,16}}?)专业",
        rf"(?:大学|学院|本校|我校)({_HAN}{{2,16}}?)专业",
        rf"[,:(]({_HAN}{{2,14}}?)专业",
        rf"(?:在|修完|学习|攻读|完成|修读|学完)了?({_HAN}{{2,16}}?)专业",
        rf"(?:大学|学院|本校|我校|在|修完|[,:(])({_HAN}{{2,16}}?)学科",
    ),
)  # fmt: skip
_LEVEL = Plan(
    "level", values.one_of("博士研究生", "硕士研究生", "研究生", "本科", "专科", "高职"),
    ("学历层次", "培养层次", "层次", "学历"),
    _re("(博士研究生|硕士研究生|本科|专科|高职)"),
)  # fmt: skip
_FIELDS_OF_STUDY = (
    "哲学 经济学 法学 教育学 文学 历史学 理学 工学 农学 医学 军事学 管理学 艺术学"
)
_DEGREES = tuple(
    f"{study}{title}"
    for study in (*_FIELDS_OF_STUDY.split(), "")
    for title in ("学士", "硕士", "博士")
)  # fmt: skip
_DEGREE = Plan(
    "level", values.one_of(*_DEGREES),
    ("学位类别", "学位层次"),
    _re(
        rf"((?:{'|'.join(_FIELDS_OF_STUDY.split())})(?:学士|硕士|博士))",
        "(学士|硕士|博士)学位",
    ),
)  # fmt: skip
_TERM = ("租赁期限", "租赁期间", "租期", "有效期限", "有效期", "期限")
_BEGINS = ("起租日期", "起租日", "起始日期", "开始日期", "生效日期", "起租时间", "起")
_ENDS = (
    "止租日期",
    "终止日期",
    "到期日期",
    "截止日期",
    "到期日",
    "退租日期",
    "终了",
    "止",
)
_DAY = r"((?:[12][0-9]{3}|[一二][〇零○一二三四五六七八九]{3})[年./-][0-9〇零一二三四五六七八九十]{1,3}[月./-][0-9〇零一二三四五六七八九十]{1,3}日?)"
_FROM = _re(_DAY + "(?:起|开始|生效)")
_UNTIL = _re(_DAY + "(?:止|终了|为止|到期|届满|期满|前有效)", "(?:至|到)" + _DAY)

_VALID_FROM = Plan("valid_from", values.day, _TERM)
_VALID_UNTIL = Plan(
    "valid_until", values.last_day, ("有效期限", "有效期至", "有效期", "有效日期", "失效日期", "截止日期"),
    (*_re(r"有效期[^。\n]{0,6}?([12][^。;\n]{6,34})"), *_UNTIL),
)  # fmt: skip

_FRONT = (NAME, SEX, NATION, BIRTH, ADDRESS, ID)
_BACK = (
    Plan("issuer", values.body, ("签发机关",)), _VALID_FROM,
    Plan("valid_until", values.end_day, ("有效期限",)),
)  # fmt: skip
_SPAN = _re(
    r"(?:租赁期限?|租期|期限|租用)[^。\n]{0,16}?([12][^。,;\n]{5,13}(?:起)?(?:至|到|-|—|~)[^。,;\n]{6,16})",
    r"([12][^。,;\n]{5,13}(?:起)?(?:至|到)[12][^。,;\n]{5,16})",
)

PLANS: dict[PageClass, tuple[Plan, ...]] = {
    PageClass.ID_FRONT: _FRONT,
    PageClass.ID_BACK: _BACK,
    PageClass.ID_BOTH: (*_FRONT, *_BACK),
    PageClass.DIPLOMA: (NAME, SEX, BIRTH, _SCHOOL, _MAJOR, _LEVEL, ID, NUMBER, ISSUED),
    PageClass.DEGREE: (NAME, SEX, BIRTH, _SCHOOL, _MAJOR, _DEGREE, ID, NUMBER, ISSUED),
    PageClass.MANDARIN: (
        NAME, SEX, ID, NUMBER, ISSUED, ISSUER,
        Plan("level", values.one_of(*(f"{a}级{b}等" for a in "一二三" for b in "甲乙")),
             ("等级", "测试等级", "水平等级"), _re("([一二三]级[甲乙]等)")),
        Plan("score", values.score, ("测试成绩", "测试分数", "成绩", "分数", "得分"),
             _re(r"(?:成绩|分数|得分)[:为]?([0-9]{2,3}(?:\.[0-9])?)分?")),
    ),
    PageClass.PHYSICAL_EXAM: (
        NAME, SEX, ID, ISSUED, ISSUER,
        Plan("conclusion", values.one_of("不合格", "合格"),
             ("体检结论", "结论", "体检结果"), _re("结论[:是为]{0,2}(不合格|合格)", "(不合格)", "(合格)")),
    ),
    PageClass.APPLICATION_FORM: (
        Plan("name", values.name,
             ("姓名", "申请人姓名", "经营者姓名", "申请人", "经营者", "负责人", "法定代表人"), _NAME_PROSE,
             told=values.person),
        SEX, NATION, BIRTH, ID, PHONE, ADDRESS),
    PageClass.TRAINING_CERT: (NAME, SEX, ID, _SCHOOL, NUMBER, ISSUED, ISSUER),
    PageClass.TEACHING_PROOF: (NAME, SEX, ID, ISSUED, ISSUER),
    PageClass.PHOTO: (),
    PageClass.BUSINESS_LICENCE: (
        Plan("uscc", values.uscc, ("统一社会信用代码", "社会信用代码", "信用代码"), shape=True),
        Plan("company", values.words, ("市场主体名称", "主体名称", "企业名称", "个体工商户名称", "字号名称", "名称")),
        Plan("legal_person", values.name,
             ("法定代表人", "经营者", "负责人", "投资人", "执行事务合伙人")),
        Plan("address", values.address, ("住所", "经营场所", "主要经营场所", "营业场所", "地址"), block=True),
        Plan("issue_date", values.day, ("发照日期", "发证日期", "登记日期", "核准日期"), closing=True),
        Plan("issuer", values.body, ("登记机关", "发照机关"), closing=True),
    ),
    PageClass.LEASE: (
        Plan("lessor", values.name, ("出租方", "出租人", "房东", "甲方"),
             _re(rf"(?:出租[方人]|甲方|房东)(?:\([^)\n]{{2,8}}\))?[:]?({_HAN}{{2,4}}?){_MARK}")),
        Plan("lessee", values.name, ("承租方", "承租人", "租客", "乙方"),
             _re(rf"(?:承租[方人]|乙方|租客)(?:\([^)\n]{{2,8}}\))?[:]?({_HAN}{{2,4}}?){_MARK}")),
        Plan("id_number", values.id_number,
             ("承租人证件号码", "承租人证件号", "承租人身份证号", "承租方身份证号", "乙方身份证号"),
             _re(r"(?:乙方|承租[方人]|租客)[^。\n]{0,40}?([1-9][0-9OolI]{16}[0-9Xx])",
                 r"([1-9][0-9OolI]{16}[0-9Xx])"),
             shape=True),
        Plan("address", values.address,
             ("房屋坐落", "房屋地址", "租赁房屋地址", "租赁物地址", "坐落", "房屋位置", "租赁物"),
             _re(r"(?:坐落于|位于|坐落在|将)([^,。;\n]{6,40}?)(?:的?房屋|的?门面|的?商铺|的?店面|出租|租给|一间|,|。|;)", _PLACE),
             block=True),
        Plan("valid_from", values.day, (*_TERM, *_BEGINS), (*_SPAN, *_FROM)),
        Plan("valid_until", values.end_day, _TERM, _SPAN, told=values.end_day),
        Plan("valid_until", values.day, _ENDS, _UNTIL),
    ),
    PageClass.PROMISE_LETTER: (
        Plan("name", values.name, ("姓名", "承诺人", "具结人", "声明人", "保证人", "申请人", "签名"), _NAME_PROSE,
             told=values.person),
        ID, ISSUED,
    ),
    PageClass.HOUSEHOLD_COVER: (
        Plan("name", values.name, ("户主姓名", "户主")),
        Plan("household_number", values.serial, ("户号", "户籍编号", "户编号")),
        ADDRESS, ISSUED,
        Plan("issuer", values.body, ("户口登记机关", "登记机关", "签发机关"), closing=True),
    ),
    PageClass.HOUSEHOLD_MEMBER: (
        NAME, SEX,
        Plan("relation", values.words, ("户主或与户主关系", "与户主关系")),
        BIRTH, NATION, ID,
    ),
    PageClass.DEATH_CERT: (
        Plan("name", values.name, ("死者姓名", "姓名", "死亡人姓名"), _NAME_PROSE, told=values.person),
        SEX, NATION, BIRTH, ADDRESS, ID,
        Plan("death_date", values.day, ("死亡日期", "死亡时间", "死亡年月日"),
             _re(r"于([^,。;]{6,16}?)(?:因|在|死亡|去世|逝世|病故|病逝)")),
        ISSUED, ISSUER, NUMBER,
    ),
    PageClass.BIRTH_CERT: (
        Plan("name", values.name, ("新生儿姓名", "儿童姓名", "婴儿姓名", "新生儿", "姓名")),
        SEX, BIRTH,
        Plan("mother", values.name, ("母亲姓名", "母亲")),
        Plan("father", values.name, ("父亲姓名", "父亲")),
        NUMBER, ISSUER, ISSUED,
    ),
    PageClass.MARRIAGE_CERT: (
        Plan("name", values.name, ("持证人", "姓名")),
        SEX, ID, NUMBER, ISSUER,
        Plan("issue_date", values.day, ("登记日期", "发证日期"), closing=True),
    ),
    PageClass.HEALTH_CERT: (
        NAME, SEX, ID, NUMBER, ISSUED,
        Plan("valid_from", values.begin_day, ("有效期限", "有效期", "有效日期"), _FROM,
             told=values.day), _VALID_UNTIL, ISSUER,
    ),
    PageClass.NO_CRIME: (NAME, SEX, ADDRESS, ID, NUMBER, ISSUED, ISSUER),
    PageClass.PROPERTY_DEED: (
        Plan("name", values.name, ("权利人", "房屋所有权人", "所有权人", "产权人", "不动产权利人"), _NAME_PROSE,
             told=values.person),
        Plan("address", values.address, ("坐落", "房屋坐落", "不动产坐落"), _re(_PLACE), block=True),
        Plan("certificate_number", values.serial, ("不动产权证号", "证号", "编号"),
             _re(r"([㐀-鿿]?[(（][0-9]{4}[)）][㐀-鿿]{2,12}第[0-9]{4,}号)")),
        ISSUED, ID,
    ),
    PageClass.VACCINATION: (
        Plan("name", values.name, ("儿童姓名", "受种者姓名", "受种者", "姓名"), _NAME_PROSE, told=values.person),
        SEX, BIRTH, NUMBER, ISSUED, ISSUER,
    ),
    PageClass.OTHER: (NAME, ID),
}  # fmt: skip

# Printed beside values no field asks for: they end the value before them.
STOPS: tuple[str, ...] = (
    "年龄", "职业", "职务", "职称", "籍贯", "国籍", "政治面貌", "文化程度", "婚姻状况", "曾用名",
    "工作单位", "从业类别", "从业单位", "所在单位", "毕业时间", "学制", "学习形式", "学时",
    "邮政编码", "邮编", "电子邮箱", "出生地", "出生地点", "出生体重", "出生孕周", "身高", "血型",
    "有效期限", "签发机关", "类型", "注册资本", "成立日期", "营业期限", "经营范围", "组成形式",
    "死亡地点", "死亡原因", "户别", "承办人", "共有情况", "权利类型", "权利性质", "用途", "面积",
    "使用期限", "不动产单元号", "本市县其他住址", "宗教信仰", "兵役状况", "服务处所", "母亲身份证号",
    "父亲身份证号", "校长", "院长", "主任", "测试时间", "测试日期", "准考证号", "贴照片处", "照片",
    "接种日期", "疫苗名称", "监护人", "监护人姓名", "医师签名", "主检医师", "签名", "签字", "盖章",
    "购买日期", "配偶姓名", "配偶身份证件号码", "出租人证件号", "租赁用途", "查询结果", "体检编号", "家庭住址", "申请资格种类", "任教学科", "申请任教学科",
)  # fmt: skip
