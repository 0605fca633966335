"""Forms of a teacher's application: the physical examination and the application."""

from specimens.layouts.facts import lately, of_person, signed
from specimens.ornaments import bars, face, seal, table
from specimens.registry import Order, layout, same
from specimens.sheet import Fact, Sheet

ORGANS = ("心", "肺", "肝", "脾", "肾")


def _exam(order: Order) -> dict[str, Fact]:
    return of_person(order) | {
        "issuer": same(order.person.hospital),
        "issue_date": order.dated(lately(order)),
    }


def _measures(order: Order) -> list[tuple[str, ...]]:
    dice = order.dice
    return [
        ("身高", f"{dice.randint(152, 185)} cm", "体重", f"{dice.randint(46, 82)} kg"),
        (
            "血压",
            f"{dice.randint(104, 134)}/{dice.randint(64, 86)} mmHg",
            "心率",
            f"{dice.randint(60, 90)} 次/分",
        ),
        (
            "裸眼视力 右",
            f"{dice.randint(6, 15) / 10}",
            "裸眼视力 左",
            f"{dice.randint(6, 15) / 10}",
        ),
        ("听力", "正常", "口吃", "无"),
    ]


@layout("physical_exam", "train")
def exam_table(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _exam(order)
    sheet.write(620, 100, "教师资格申请人员体检表", 54, at="middle", face=sheet.title)
    rows = [
        ("姓名", "{name}", "性别", "{sex}"), ("身份证号", "{id_number}", "", ""),
        ("既往病史", "无", "", ""), *_measures(order),
        ("内科", "心肺未见异常，肝脾未及", "", ""), ("外科", "皮肤、四肢、关节未见异常", "", ""),
        ("胸部透视", "心肺膈未见异常", "", ""), ("肝功能", "谷丙转氨酶 23 U/L", "尿检", "阴性"),
        ("体检结论", "合格", "", ""),
    ]  # fmt: skip
    face(sheet, (980, 176, 1110, 344), woman=order.person.sex == "女")
    end = table(sheet, (120, 360, 1120, 0), (1.2, 2, 1.2, 2), rows, facts, 28, high=72)
    sheet.line(140, end + 50, "主检医师签名：文启明", facts, 28)
    signed(
        sheet,
        1110,
        end + 90,
        30,
        body=order.person.hospital,
        day=facts["issue_date"],
        below="体检专用章",
    )
    sheet.mark(120, 1660, 26)
    return sheet


@layout("physical_exam", "train")
def exam_conclusion(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _exam(order)
    sheet.write(
        620, 200, "体格检查合格证明", 60, at="middle", face=sheet.title, spread=0.2
    )
    words = (
        "{name}，{sex}，身份证号{id_number}，于近日在我院按照《教师资格申请人员体格检查"
        "标准》进行体格检查，内科、外科、五官科、胸部透视、肝功能和尿检均未见异常。"
    )
    end = sheet.flow((160, 380, 1080, 0), words, facts, 34, leading=2)
    sheet.write(228, end + 10, "体检结论：合格。", 34)
    signed(
        sheet,
        1070,
        end + 220,
        34,
        body=order.person.hospital,
        day=facts["issue_date"],
        below="体检专用章",
    )
    sheet.mark(160, 1600, 28)
    return sheet


@layout("physical_exam", "validation")
def exam_sections(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _exam(order)
    sheet.write(620, 90, order.person.hospital, 46, at="middle", face=sheet.title)
    sheet.write(620, 160, "体格检查表（教师资格）", 44, at="middle")
    sheet.line(140, 260, "姓名 {name}　性别 {sex}　证件号码 {id_number}", facts, 30)
    rows = [("项目", "检查结果", "医师"), ("内科", "未见异常", "陆"), ("外科", "未见异常", "邵"),
            ("眼科", "矫正视力 1.0", "钟"), ("耳鼻喉", "听力正常", "凌"), ("胸片", "未见异常", "文"),
            ("化验", "肝功能正常", "陆"), ("结论", "符合教师资格体检标准", "钟")]  # fmt: skip
    end = table(
        sheet, (140, 340, 1100, 0), (1, 3, 1), rows, facts, 30, high=92, labels=False
    )
    signed(
        sheet, 1090, end + 120, 32, body=order.person.hospital, day=facts["issue_date"]
    )
    sheet.mark(140, 1640, 28)
    return sheet


@layout("physical_exam", "validation")
def exam_printed(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _exam(order)
    sheet.write(140, 90, order.person.hospital + "健康管理中心", 34, face=sheet.title)
    bars(sheet, 860, 80, 240, 70)
    sheet.write(620, 190, "教师资格认定体检报告", 56, at="middle", face=sheet.title)
    sheet.line(140, 310, "受检人：{name}", facts, 32)
    sheet.line(560, 310, "性别：{sex}", facts, 32)
    sheet.line(140, 370, "公民身份号码：{id_number}", facts, 32)
    sheet.line(140, 430, "体检日期：{issue_date}", facts, 32)
    rows = [
        *_measures(order),
        ("心电图", "窦性心律", "胸部 X 线", "未见异常"),
        ("丙氨酸氨基转移酶", "19 U/L", "血糖", "5.1 mmol/L"),
    ]
    end = table(
        sheet, (140, 520, 1100, 0), (1.6, 1.8, 1.4, 1.6), rows, facts, 28, high=80
    )
    sheet.write(140, end + 50, "总检意见：", 32, face=sheet.title)
    sheet.flow(
        (140, end + 110, 1100, 0),
        "本次体格检查合格，符合教师资格认定体检标准。",
        facts,
        32,
    )
    box = sheet.write(1090, end + 300, order.person.hospital, 32, at="right")
    sheet.remember("issuer", order.person.hospital, box)
    seal(sheet, 940, end + 300, 125, order.person.hospital, below="体检专用章")
    sheet.mark(140, 1640, 28)
    return sheet


@layout("physical_exam", "test")
def exam_two_blocks(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _exam(order)
    sheet.write(
        620, 110, "申请教师资格人员体格检查表", 50, at="middle", face=sheet.title
    )
    rows = [
        ("姓　名", "{name}", "性　别", "{sex}", "民族", "{nation}"),
        ("身份证件号", "{id_number}", "", "", "", ""),
        ("联系电话", "{phone}", "", "", "", ""),
    ]
    middle = table(
        sheet, (120, 240, 960, 0), (1.3, 1.6, 1, 0.8, 0.9, 1), rows, facts, 28, high=84
    )
    face(
        sheet,
        (975, 242, 1120, middle - 4),
        woman=order.person.sex == "女",
        ground=(232, 236, 240),
    )
    organs = [(f"{one}", "未见异常", "签名", "钟伯言") for one in ORGANS]
    end = table(
        sheet, (120, middle + 30, 1120, 0), (1, 2.4, 1, 1.4), organs, facts, 28, high=84
    )
    sheet.write(140, end + 40, "体检结果：体检合格", 34, face=sheet.title)
    signed(
        sheet,
        1110,
        end + 130,
        32,
        body=order.person.hospital,
        day=facts["issue_date"],
        below="体检章",
    )
    sheet.mark(120, 1660, 26)
    return sheet


def _form(order: Order) -> dict[str, Fact]:
    return of_person(order) | {
        "school": same(order.person.workplace),
        "company": same(order.person.company),
        "day": order.dated(lately(order)),
    }


def _kept(facts: dict[str, Fact], words: str, *names: str) -> str:
    """Words with fields that are no truth of a form put in as plain text."""
    for name in names:
        words = words.replace("{" + name + "}", facts[name].shown)
    return words


@layout("application_form", "train")
def form_teacher(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _form(order)
    sheet.write(
        620, 90, "教师资格认定申请表", 58, at="middle", face=sheet.title, spread=0.2
    )
    sheet.line(120, 190, "报名号：" + order.digits(10), facts, 26)
    face(sheet, (985, 232, 1118, 402), woman=order.person.sex == "女")
    top = [
        ("姓名", "{name}", "性别", "{sex}"),
        ("民族", "{nation}", "出生日期", "{birth}"),
    ]
    middle = table(sheet, (120, 230, 975, 0), (1, 1.6, 1, 1.8), top, facts, 28, high=88)
    rows = [
        ("身份证号码", "{id_number}", "", ""), ("申请资格种类", "高等学校教师资格", "任教学科", order.person.major),
        ("学历", "本科", "学位", "学士"), ("毕业学校", order.person.school, "", ""),
        ("普通话水平", "二级甲等", "联系电话", "{phone}"), ("工作单位", order.person.workplace, "", ""),
        ("通信地址", "{address}", "", ""), ("本人简历", "大学毕业后在校任教至今", "", ""),
        ("思想品德鉴定", "表现良好，无违法犯罪记录", "", ""), ("本人承诺", "以上所填内容和提交的材料真实，如有虚假，愿承担责任。", "", ""),
    ]  # fmt: skip
    end = table(
        sheet, (120, middle, 1118, 0), (1.2, 2, 1, 1.8), rows, facts, 28, high=88
    )
    sheet.line(
        640,
        end + 40,
        _kept(facts, "申请人签名：{name}　{day}", "name", "day"),
        facts,
        28,
    )
    sheet.mark(120, 1660, 26)
    return sheet


@layout("application_form", "train")
def form_trader(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _form(order)
    sheet.write(
        620, 110, "个体工商户登记（备案）申请书", 50, at="middle", face=sheet.title
    )
    rows = [
        ("名　　称", order.person.company.replace("有限公司", "店").replace("有限责任公司", "店"), "", ""),
        ("经营者姓名", "{name}", "性　别", "{sex}"), ("身份证件号码", "{id_number}", "", ""),
        ("住　　所", "{address}", "", ""), ("联系电话", "{phone}", "从业人数", str(order.dice.randint(1, 8))),
        ("经营范围", "餐饮服务；食品销售（依法须经批准的项目，经批准后方可开展）", "", ""),
        ("资金数额", f"{order.dice.randint(2, 30)} 万元", "组成形式", "个人经营"),
    ]  # fmt: skip
    end = table(
        sheet, (120, 230, 1120, 0), (1.2, 2.2, 1, 1.2), rows, facts, 30, high=100
    )
    words = (
        "本人依照《促进个体工商户发展条例》申请登记，提交文件、证件和有关附件真实有效。"
    )
    end = sheet.flow((130, end + 60, 1110, 0), words, facts, 30)
    sheet.line(640, end + 80, _kept(facts, "经营者签字：{name}", "name"), facts, 30)
    sheet.line(640, end + 140, _kept(facts, "{day}", "day"), facts, 30)
    sheet.mark(120, 1660, 26)
    return sheet


@layout("application_form", "validation")
def form_public_place(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _form(order)
    sheet.write(620, 110, "公共场所卫生许可证申请书", 52, at="middle", face=sheet.title)
    rows = [
        ("申请单位", order.person.company), ("负责人", "{name}"), ("身份证号", "{id_number}"),
        ("联系电话", "{phone}"), ("经营地址", order.person.address), ("经营项目", "理发、美容"),
        ("从业人员数", "6 人"), ("提交材料", "平面图、健康证明、检测报告"),
    ]  # fmt: skip
    end = table(sheet, (130, 240, 1110, 0), (1, 3), rows, facts, 30, high=110)
    sheet.line(
        130,
        end + 50,
        _kept(facts, "申请人保证所报资料真实。签名：{name}　{day}", "name", "day"),
        facts,
        28,
    )
    sheet.mark(130, 1640, 26)
    return sheet


@layout("application_form", "test")
def form_teacher_new(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _form(order)
    bars(sheet, 850, 60, 250, 60)
    sheet.write(620, 150, "高等学校教师资格申请表", 54, at="middle", face=sheet.title)
    given: list[tuple[str, ...]] = [
        ("申请人", "{name}", "性别", "{sex}", "民族", "{nation}"),
        ("公民身份号码", "{id_number}", "", "", "", ""), ("出生年月日", "{birth}", "", "", "", ""),
        ("现任教高校", order.person.workplace, "", "", "", ""), ("毕业院校及专业", order.person.school + order.person.major, "", "", "", ""),
        ("手机号码", "{phone}", "", "", "", ""), ("家庭住址", "{address}", "", "", "", ""),
        ("申请任教学科", order.person.major, "", "", "", ""), ("学校推荐意见", "同意推荐", "", "", "", ""),
        ("专家审查意见", "", "", "", "", ""), ("认定机构意见", "", "", "", "", ""),
    ]  # fmt: skip
    rows = [
        tuple(cell or ("　" if number == 1 else "") for number, cell in enumerate(row))
        for row in given
    ]
    end = table(
        sheet,
        (120, 270, 1120, 0),
        (1.6, 1.6, 0.8, 0.8, 0.8, 1),
        rows,
        facts,
        28,
        high=96,
    )
    sheet.line(
        140,
        end + 40,
        _kept(facts, "申请人（签字）{name}　　填表日期 {day}", "name", "day"),
        facts,
        28,
    )
    sheet.mark(120, 1670, 26)
    return sheet


@layout("application_form", "validation")
def form_small_food(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _form(order)
    sheet.write(620, 130, "食品小经营许可申请书", 56, at="middle", face=sheet.title)
    for number, row in enumerate(
        ("一、经营者姓名：{name}", "二、身份证件号码：{id_number}", "三、联系电话：{phone}",
         "四、经营场所：" + order.person.address, "五、经营项目：米粉、面食制售",
         f"六、经营面积：{order.dice.randint(20, 90)} 平方米", "七、从业人员：3 人")
    ):  # fmt: skip
        sheet.line(150, 290 + 92 * number, row, facts, 34)
        sheet.stroke([(150, 345 + 92 * number), (1090, 345 + 92 * number)], 1)
    words = "申请人声明：所填内容真实、完整，符合食品安全法律法规，愿意接受监督检查。"
    end = sheet.flow((150, 1000, 1090, 0), words, facts, 32)
    sheet.line(600, end + 80, _kept(facts, "申请人（签字）：{name}", "name"), facts, 32)
    sheet.line(600, end + 150, _kept(facts, "申请日期：{day}", "day"), facts, 32)
    sheet.mark(150, 1640, 26)
    return sheet
