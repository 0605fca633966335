"""Further layouts of papers of homes and shops that only the measurement sees."""

from datetime import date, timedelta

from specimens.layouts.facts import lately, of_person, signed
from specimens.ornaments import code, emblem, face, frame, guilloche, seal, table
from specimens.people import a_person
from specimens.registry import Order, layout, same
from specimens.sheet import Fact, Sheet

OFFICE = "洞溪县行政审批服务局"


@layout("business_licence", "test")
def licence_copy(order: Order) -> Sheet:
    sheet = order.sheet((1700, 1200), (252, 250, 242))
    facts = {
        "uscc": same(order.person.uscc),
        "company": same(order.person.company),
        "legal_person": same(order.person.name),
        "address": same(order.person.address),
        "issue_date": order.dated(
            order.day(date(2015, 1, 1), date(2026, 8, 1)), "{y}年{m:02}月{d:02}日"
        ),
    }
    guilloche(sheet, (60, 60, 1640, 1140), (246, 232, 204), 34)
    frame(sheet, 44, (186, 150, 60), double=False)
    emblem(sheet, 850, 160, 70, (196, 40, 40))
    sheet.write(850, 250, "营业执照", 96, at="middle", face=sheet.title, spread=0.4)
    sheet.write(850, 370, "（副本）", 32, at="middle")
    sheet.write(130, 150, "统一社会信用代码", 28, face=sheet.title)
    sheet.line(130, 195, "{uscc}", facts, 36)
    code(sheet, 1430, 120, 160)
    left = (
        ("名称", "{company}"),
        ("类型", "有限责任公司"),
        ("法定代表人", "{legal_person}"),
        ("经营范围", "零售业；软件开发；住宅室内装饰"),
    )
    right = (
        ("注册资本", "叁佰万元整"),
        ("成立日期", "{issue_date}"),
        ("住所", "{address}"),
    )
    _columns(sheet, facts, left, right)
    sheet.write(1050, 930, "登记机关", 34)
    seal(sheet, 1370, 930, 128, OFFICE)
    sheet.write(1230, 1030, facts["issue_date"].shown, 28)
    sheet.mark(150, 1050, 28)
    return sheet


def _columns(
    sheet: Sheet,
    facts: dict[str, Fact],
    left: tuple[tuple[str, str], ...],
    right: tuple[tuple[str, str], ...],
) -> None:
    for number, (label, value) in enumerate(left):
        sheet.write(150, 470 + 90 * number, label, 28, face=sheet.title)
        sheet.line(350, 470 + 90 * number, value, facts, 28)
    for number, (label, value) in enumerate(right):
        sheet.write(900, 470 + 90 * number, label, 28, face=sheet.title)
        sheet.flow(
            (1060, 470 + 90 * number, 1600, 0), value, facts, 28, indent=0, leading=1.3
        )


@layout("lease", "test")
def lease_premises(order: Order) -> Sheet:
    sheet = order.sheet()
    begun = order.day(date(2024, 1, 1), date(2026, 9, 1)).replace(day=1)
    other = a_person(order.dice.randrange(10**6), "test")
    facts = {
        "lessor": same(other.name),
        "lessee": same(order.person.name),
        "id_number": same(order.person.id_number),
        "address": same(order.person.address),
        "valid_from": order.dated(begun),
        "valid_until": order.dated(begun.replace(year=begun.year + 3)),
    }
    sheet.write(620, 110, "经营场所租赁合同", 58, at="middle", face=sheet.title)
    sheet.line(140, 230, "出租方：{lessor}", facts, 32)
    sheet.line(140, 290, "承租方：{lessee}", facts, 32)
    sheet.line(140, 350, "承租方身份证号码：{id_number}", facts, 32)
    y = 440.0
    for words in (
        "一、房屋地址：{address}，建筑面积约六十平方米。",
        "二、租赁期限：自{valid_from}起至{valid_until}止，共三年。",
        "三、租金及支付：月租金贰仟元，按月支付。",
        "四、出租方保证房屋权属清楚，承租方依法经营、按期缴纳费用。",
        "五、未尽事宜由双方协商解决。本合同自签字之日起生效。",
    ):
        y = sheet.flow((140, y, 1100, 0), words, facts, 32, leading=1.8) + 14
    sheet.write(140, y + 90, f"出租方签字：{other.name}", 32)
    sheet.write(660, y + 90, f"承租方签字：{order.person.name}", 32)
    sheet.mark(140, 1650, 26)
    return sheet


@layout("property_deed", "test")
def deed_table(order: Order) -> Sheet:
    sheet = order.sheet((1160, 1580), (251, 249, 243))
    day = order.day(date(2016, 3, 1), date(2026, 8, 1))
    facts = {
        "name": same(order.person.name),
        "address": same(order.person.address),
        "certificate_number": same(
            f"湘（{day.year}）洞溪县不动产权第{order.digits(7)}号"
        ),
    }
    sheet.line(250, 90, "{certificate_number}", facts, 34)
    rows = [
        ("权　利　人", "{name}"), ("共有情况", "共同共有"), ("坐　　落", "{address}"), ("不动产单元号", "430999" + order.digits(8)),
        ("权利类型", "房屋所有权"), ("用　　途", "住宅"), ("面　　积", f"{order.dice.randint(70, 150)}.6㎡".replace("㎡", "平方米")),
        ("使用期限", "2009年起2079年止"), ("权利其他状况", "房屋结构：钢筋混凝土；总层数：18"),
    ]  # fmt: skip
    table(sheet, (100, 180, 1060, 0), (1, 2.8), rows, facts, 30, high=118)
    sheet.mark(100, 1500, 26)
    return sheet


@layout("promise_letter", "test")
def promise_plain(order: Order) -> Sheet:
    sheet = order.sheet()
    facts = of_person(order) | {"issue_date": order.dated(lately(order))}
    sheet.write(620, 170, "个人承诺书", 62, at="middle", face=sheet.title, spread=0.2)
    sheet.line(150, 320, "承诺人：{name}　　公民身份号码：{id_number}", facts, 32)
    y = 410.0
    for words in (
        "本人已知悉办理本事项应当具备的条件，现郑重承诺：",
        "1. 所填写的信息真实、准确；", "2. 已经符合规定的条件；",
        "3. 若承诺不实，愿意接受撤销决定并承担相应法律责任。",
    ):  # fmt: skip
        y = sheet.flow((150, y, 1090, 0), words, facts, 34, leading=1.9) + 6
    sheet.write(620, y + 140, "承诺人签名：" + order.person.name, 34)
    sheet.line(620, y + 210, "日　　期：{issue_date}", facts, 34)
    sheet.mark(150, 1640, 26)
    return sheet


@layout("household_cover", "test")
def household_plain(order: Order) -> Sheet:
    sheet = order.sheet((1180, 840), (252, 249, 242))
    facts = of_person(order) | {
        "household_number": same(order.digits(9)),
        "issue_date": order.dated(order.day(date(2005, 1, 1), date(2026, 5, 1))),
    }
    rows = [
        ("户　　别", "家庭户"),
        ("户主姓名", "{name}"),
        ("户　　号", "{household_number}"),
        ("住　　址", "{address}"),
    ]
    table(sheet, (110, 70, 1070, 0), (1, 3), rows, facts, 30, high=92)
    sheet.write(150, 480, "省级公安机关户口专用章", 24)
    sheet.write(620, 480, "户口登记机关户口专用章", 24)
    seal(sheet, 300, 620, 96, "湖南省公安厅", below="户口专用")
    seal(sheet, 760, 620, 96, order.person.police, below="户口专用")
    sheet.line(760, 750, "签发日期 {issue_date}", facts, 26)
    sheet.mark(110, 790, 22)
    return sheet


@layout("household_member", "test")
def member_register(order: Order) -> Sheet:
    sheet, facts = order.sheet((1240, 880), (251, 248, 241)), of_person(order)
    sheet.write(
        620, 40, "常住人口登记卡", 44, at="middle", face=sheet.title, spread=0.2
    )
    rows = [
        ("姓名", "{name}", "与户主关系", "户主"), ("性别", "{sex}", "民族", "{nation}"), ("出生地", "湖南省洞溪县", "出生日期", "{birth}"),
        ("籍贯", "湖南省洞溪县", "宗教信仰", "无"), ("公民身份证件编号", "{id_number}", "血型", "O"), ("文化程度", "本科", "婚姻状况", "已婚"),
        ("何时由何地迁来本址", "　", "兵役状况", "未服役"),
    ]  # fmt: skip
    table(sheet, (70, 120, 1170, 0), (1.5, 2, 1.1, 1.5), rows, facts, 26, high=88)
    sheet.mark(70, 820, 22)
    return sheet


@layout("birth_cert", "test")
def birth_wide(order: Order) -> Sheet:
    sheet = order.sheet((1500, 1100), (250, 246, 250))
    born = order.day(date(2017, 1, 1), date(2026, 6, 1))
    mother, father = (
        a_person(order.dice.randrange(10**6), "test").name for _ in range(2)
    )
    facts = {
        "name": same(order.person.name), "sex": same(order.person.sex),
        "birth": order.dated(born, "{y}年{m}月{d}日"), "mother": same(mother), "father": same(father),
        "certificate_number": same("U43" + order.digits(7)), "issue_date": order.dated(born + timedelta(days=9)),
    }  # fmt: skip
    frame(sheet, 36, (170, 120, 160), double=False)
    sheet.write(750, 90, "出生医学证明", 66, at="middle", face=sheet.title, spread=0.3)
    rows = [
        ("新生儿姓名", "{name}", "性别", "{sex}"), ("出生日期", "{birth}", "出生孕周", "39周"),
        ("母亲姓名", "{mother}", "民族", "汉族"), ("父亲姓名", "{father}", "民族", "汉族"), ("接生机构", order.person.hospital, "体重", "3200克"),
    ]  # fmt: skip
    end = table(
        sheet, (120, 230, 1380, 0), (1.2, 2.2, 1, 1.4), rows, facts, 30, high=96
    )
    sheet.line(120, end + 50, "出生证编号：{certificate_number}", facts, 32)
    sheet.line(120, end + 120, "签发日期：{issue_date}", facts, 32)
    seal(sheet, 1150, end + 130, 116, order.person.hospital, below="出生证专用")
    sheet.mark(120, 1020, 26)
    return sheet


@layout("marriage_cert", "test")
def marriage_lines(order: Order) -> Sheet:
    sheet = order.sheet((1560, 1060), (253, 242, 240))
    day = order.day(date(2003, 10, 1), date(2026, 8, 1))
    facts = of_person(order) | {
        "certificate_number": same(f"J430999-{day.year}-{order.digits(6)}"),
        "issue_date": order.dated(day),
    }
    other = a_person(order.dice.randrange(10**6), "test")
    sex = "女" if order.person.sex == "男" else "男"
    sheet.line(150, 110, "持证人：{name}", facts, 34)
    sheet.line(150, 180, "登记日期：{issue_date}", facts, 34)
    sheet.line(150, 250, "结婚证字号：{certificate_number}", facts, 34)
    face(sheet, (1060, 90, 1240, 330), ground=(204, 48, 48))
    face(sheet, (1240, 90, 1420, 330), woman=True, ground=(204, 48, 48))
    sheet.line(150, 420, "姓名 {name}　　性别 {sex}　　国籍 中国", facts, 32)
    sheet.line(150, 490, "身份证件号 {id_number}", facts, 32)
    sheet.write(150, 580, f"姓名 {other.name}　　性别 {sex}　　国籍 中国", 32)
    sheet.write(150, 650, f"身份证件号 {other.id_number}", 32)
    sheet.write(
        150, 780, "结婚申请符合《中华人民共和国民法典》规定，予以登记，发给此证。", 30
    )
    seal(sheet, 1280, 860, 118, "洞溪县民政局", below="婚姻登记专用章")
    sheet.mark(150, 960, 26)
    return sheet


@layout("death_cert", "test")
def death_table(order: Order) -> Sheet:
    sheet = order.sheet()
    died = order.day(date(2024, 6, 1), date(2026, 9, 1))
    facts = of_person(order) | {
        "death_date": order.dated(died), "issue_date": order.dated(died + timedelta(days=2)),
        "certificate_number": same("4309991" + order.digits(8)),
    }  # fmt: skip
    sheet.write(620, 120, "死亡医学证明书", 58, at="middle", face=sheet.title)
    sheet.line(140, 230, "编号 {certificate_number}", facts, 28)
    rows = [
        ("姓名", "{name}", "性别", "{sex}"), ("公民身份号码", "{id_number}", "民族", "{nation}"), ("出生日期", "{birth}", "职业", "退休"),
        ("死亡日期", "{death_date}", "死亡地点", "家中"), ("住址", "{address}", "", ""), ("死亡原因", "心力衰竭", "", ""),
    ]  # fmt: skip
    end = table(
        sheet, (120, 290, 1120, 0), (1.1, 2.4, 0.9, 1.1), rows, facts, 28, high=100
    )
    signed(
        sheet, 1110, end + 120, 32, body=order.person.hospital, day=facts["issue_date"]
    )
    sheet.mark(120, 1650, 26)
    return sheet


@layout("health_cert", "test")
def health_new(order: Order) -> Sheet:
    sheet = order.sheet((1040, 660), (248, 252, 250))
    begun = order.day(date(2025, 10, 1), date(2026, 9, 15)).replace(day=12)
    facts: dict[str, Fact] = of_person(order) | {
        "certificate_number": same("DX" + order.digits(9)), "issue_date": order.dated(begun),
        "valid_until": order.dated(begun.replace(year=begun.year + 1)),
    }  # fmt: skip
    sheet.write(520, 40, "从业人员健康证明", 50, at="middle", face=sheet.title)
    face(
        sheet,
        (790, 140, 970, 380),
        woman=order.person.sex == "女",
        ground=(230, 234, 238),
    )
    for number, row in enumerate(
        ("姓名：{name}", "性别：{sex}　　工种：食品", "身份证号码：{id_number}", "证号：{certificate_number}", "体检日期：{issue_date}", "有效期至：{valid_until}")
    ):  # fmt: skip
        sheet.line(70, 150 + 68 * number, row, facts, 31)
    seal(sheet, 850, 520, 92, "洞溪县从业人员体检中心")
    sheet.mark(70, 600, 22)
    return sheet


@layout("vaccination", "test")
def vaccination_letter(order: Order) -> Sheet:
    sheet = order.sheet()
    facts = {
        "name": same(order.person.name), "sex": same(order.person.sex),
        "birth": order.dated(order.day(date(2018, 9, 1), date(2020, 8, 31))),
        "issue_date": order.dated(order.day(date(2026, 5, 1), date(2026, 8, 31))),
    }  # fmt: skip
    sheet.write(620, 140, "预防接种查验证明", 58, at="middle", face=sheet.title)
    rows = [
        ("儿童姓名", "{name}", "性别", "{sex}"),
        ("出生日期", "{birth}", "接种证", "有"),
        ("查验结果", "国家免疫规划疫苗已全程接种", "", ""),
    ]
    end = table(sheet, (140, 290, 1100, 0), (1, 2, 0.8, 1), rows, facts, 32, high=110)
    sheet.flow(
        (140, end + 50, 1100, 0),
        "该儿童已完成入学前的预防接种，可以办理入学手续。",
        facts,
        32,
    )
    signed(sheet, 1090, end + 240, 32, body="白鹤乡卫生院", day=facts["issue_date"])
    sheet.mark(140, 1640, 26)
    return sheet
