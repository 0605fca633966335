"""Marriage and death certificates."""

from datetime import date, timedelta

from specimens.layouts.facts import of_person, signed
from specimens.ornaments import face, frame, guilloche, seal, table
from specimens.people import a_person
from specimens.registry import Order, layout, same
from specimens.sheet import Fact, Sheet

CIVIL = {
    "train": "朗州市民政局",
    "validation": "安平县民政局",
    "test": "洞溪县婚姻登记处",
}


def _marriage(order: Order) -> dict[str, Fact]:
    day = order.day(date(2003, 10, 1), date(2026, 8, 1))
    return of_person(order) | {
        "certificate_number": same(f"J430999-{day.year}-{order.digits(6)}"),
        "issue_date": order.dated(day),
        "issuer": same(CIVIL[order.split]),
    }


def _spouse(order: Order) -> tuple[str, str, str]:
    other = a_person(order.dice.randrange(10**6), order.split)
    sex = "女" if order.person.sex == "男" else "男"
    return other.name, sex, other.id_number


@layout("marriage_cert", "train")
def marriage_open(order: Order) -> Sheet:
    sheet, facts = order.sheet((1560, 1080), (252, 240, 238)), _marriage(order)
    name, sex, number = _spouse(order)
    guilloche(sheet, (40, 40, 1520, 1040), (248, 222, 220), 30)
    sheet.line(120, 90, "持证人　{name}", facts, 34)
    sheet.line(120, 150, "登记日期　{issue_date}", facts, 32)
    sheet.line(120, 210, "结婚证字号　{certificate_number}", facts, 32)
    face(sheet, (1130, 80, 1310, 320), ground=(206, 50, 50))
    face(sheet, (1310, 80, 1490, 320), woman=True, ground=(206, 50, 50))
    rows = [
        ("姓名", "{name}", "性别", "{sex}"), ("国籍", "中国", "身份证件号", "{id_number}"),
        ("姓名", name, "性别", sex), ("国籍", "中国", "身份证件号", number),
    ]  # fmt: skip
    table(sheet, (120, 390, 1440, 0), (0.8, 1.6, 1.2, 2.4), rows, facts, 30, high=92)
    sheet.write(
        130, 800, "结婚申请，符合《中华人民共和国民法典》规定，予以登记，发给此证。", 30
    )
    seal(sheet, 1260, 900, 118, CIVIL[order.split], below="婚姻登记专用章")
    sheet.mark(120, 980, 26)
    return sheet


@layout("marriage_cert", "train")
def marriage_tall(order: Order) -> Sheet:
    sheet, facts = order.sheet((1100, 1560), (250, 238, 236)), _marriage(order)
    name, sex, number = _spouse(order)
    sheet.write(
        550, 110, "结　婚　证", 72, at="middle", fill=(180, 40, 40), face=sheet.title
    )
    rows = (
        "持证人：{name}", "登记日期：{issue_date}", "结婚证字号：{certificate_number}",
        "姓名：{name}　性别：{sex}", "身份证件号：{id_number}",
        f"姓名：{name}　性别：{sex}", f"身份证件号：{number}",
    )  # fmt: skip
    for place, row in enumerate(rows):
        sheet.line(130, 300 + 96 * place, row, facts, 34)
    seal(sheet, 780, 1240, 120, CIVIL[order.split], below="婚姻登记专用章")
    sheet.mark(130, 1480, 26)
    return sheet


@layout("marriage_cert", "validation")
def marriage_plain(order: Order) -> Sheet:
    sheet, facts = order.sheet((1500, 1040), (250, 236, 236)), _marriage(order)
    name, sex, number = _spouse(order)
    sheet.write(750, 80, "结婚证", 64, at="middle", face=sheet.title, spread=0.5)
    sheet.line(
        130, 210, "字号 {certificate_number}　　登记日期 {issue_date}", facts, 30
    )
    rows = [
        ("姓名", "{name}", name),
        ("性别", "{sex}", sex),
        ("身份证件号", "{id_number}", number),
    ]
    table(
        sheet, (130, 300, 1370, 0), (1, 2, 2), rows, facts, 30, high=100, labels=False
    )
    seal(sheet, 1160, 800, 120, CIVIL[order.split], below="婚姻登记专用章")
    sheet.mark(130, 950, 26)
    return sheet


@layout("marriage_cert", "validation")
def marriage_photo_left(order: Order) -> Sheet:
    sheet, facts = order.sheet((1640, 1120), (254, 244, 240)), _marriage(order)
    name, sex, number = _spouse(order)
    frame(sheet, 34, (190, 70, 60), double=False)
    face(sheet, (130, 330, 330, 600), ground=(200, 44, 44))
    face(sheet, (330, 330, 530, 600), woman=True, ground=(200, 44, 44))
    sheet.write(
        330, 160, "结婚证", 76, at="middle", fill=(180, 40, 40), face=sheet.title
    )
    rows = (
        "持 证 人　{name}", "结婚证字号　{certificate_number}", "登 记 日 期　{issue_date}",
        "性　　别　{sex}　　国籍　中国", "身份证件号码　{id_number}",
        f"配偶姓名　{name}　　性别　{sex}", f"配偶身份证件号码　{number}", "婚姻登记机关　{issuer}",
    )  # fmt: skip
    for place, row in enumerate(rows):
        sheet.line(640, 150 + 96 * place, row, facts, 32)
    seal(sheet, 1330, 900, 118, CIVIL[order.split], below="婚姻登记专用章")
    sheet.mark(130, 1000, 26)
    return sheet


@layout("marriage_cert", "test")
def marriage_copied(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _marriage(order)
    name, _, number = _spouse(order)
    sheet.write(620, 230, "结 婚 证", 60, at="middle", face=sheet.title)
    rows = [
        ("持证人", "{name}", "登记日期", "{issue_date}"), ("结婚证字号", "{certificate_number}", "", ""),
        ("男/女方", "{name}", "证件号", "{id_number}"), ("配　偶", name, "证件号", number),
    ]  # fmt: skip
    table(sheet, (90, 360, 1150, 0), (1, 1.4, 0.9, 2.3), rows, facts, 28, high=100)
    sheet.flow((100, 820, 1140, 0), "申请结婚登记，符合法律规定，准予登记。", facts, 30)
    seal(sheet, 900, 1010, 122, CIVIL[order.split], below="婚姻登记专用章")
    sheet.mark(90, 1660, 26)
    return sheet


def _death(order: Order) -> dict[str, Fact]:
    died = order.day(date(2024, 6, 1), date(2026, 9, 1))
    return of_person(order) | {
        "death_date": order.dated(died),
        "certificate_number": same(f"4309990{order.digits(9)}"),
        "issue_date": order.dated(died + timedelta(days=order.dice.randint(1, 5))),
    }


def _death_rows() -> list[tuple[str, ...]]:
    return [
        ("死者姓名", "{name}", "性别", "{sex}"), ("身份证号", "{id_number}", "民族", "{nation}"),
        ("出生日期", "{birth}", "死亡日期", "{death_date}"), ("家庭住址", "{address}", "", ""),
        ("死亡原因", "循环系统疾病", "死亡地点", "医疗机构"),
    ]  # fmt: skip


@layout("death_cert", "train")
def death_medical(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _death(order)
    sheet.write(
        620, 110, "居民死亡医学证明（推断）书", 52, at="middle", face=sheet.title
    )
    sheet.line(150, 220, "编号：{certificate_number}", facts, 28)
    end = table(
        sheet, (110, 290, 1130, 0), (1, 2.2, 1, 1.8), _death_rows(), facts, 28, high=104
    )
    signed(
        sheet,
        1120,
        end + 120,
        32,
        body=order.person.hospital,
        day=facts["issue_date"],
        below="死亡证明专用",
    )
    sheet.mark(110, 1660, 26)
    return sheet


@layout("death_cert", "train")
def death_letter(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _death(order)
    sheet.write(620, 190, "死 亡 证 明", 64, at="middle", face=sheet.title)
    words = "{name}，{sex}，{birth}出生，身份证号码{id_number}，住{address}，于{death_date}因病死亡。"
    end = sheet.flow((160, 380, 1080, 0), words, facts, 34, leading=2)
    sheet.write(228, end + 20, "特此证明。", 34)
    signed(
        sheet, 1070, end + 230, 34, body=order.person.police, day=facts["issue_date"]
    )
    sheet.mark(160, 1600, 26)
    return sheet


@layout("death_cert", "validation")
def death_cremation(order: Order) -> Sheet:
    sheet, facts = order.sheet((1500, 1060)), _death(order)
    sheet.write(750, 100, "居民死亡殡葬证", 58, at="middle", face=sheet.title)
    rows = [
        ("死者姓名", "{name}", "性别", "{sex}"),
        ("身份证件号码", "{id_number}", "死亡日期", "{death_date}"),
        ("常住地址", "{address}", "", ""),
    ]
    table(sheet, (130, 250, 1370, 0), (1.2, 2.2, 1, 1.8), rows, facts, 30, high=104)
    signed(sheet, 1350, 720, 32, body=order.person.hospital, day=facts["issue_date"])
    sheet.mark(130, 960, 26)
    return sheet


@layout("death_cert", "validation")
def death_cancelled(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _death(order)
    sheet.write(620, 180, "死亡注销户口证明", 58, at="middle", face=sheet.title)
    words = (
        "兹证明居民{name}（公民身份号码：{id_number}），{sex}，{nation}族，生于{birth}，"
        "已于{death_date}死亡，户口已在我所注销。"
    )
    end = sheet.flow((160, 360, 1080, 0), words, facts, 34, leading=2)
    signed(
        sheet,
        1070,
        end + 200,
        34,
        body=order.person.police,
        day=facts["issue_date"],
        below="户口专用",
    )
    sheet.mark(160, 1620, 26)
    return sheet


@layout("death_cert", "test")
def death_form(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _death(order)
    sheet.write(620, 120, "居民死亡医学证明书", 54, at="middle", face=sheet.title)
    for number, row in enumerate(
        ("死者姓名：{name}　　性别：{sex}　　民族：{nation}", "有效身份证件号码：{id_number}",
         "出生日期：{birth}", "死亡日期：{death_date}", "生前常住地址：{address}", "直接死因：呼吸衰竭",
         "证明书编号：{certificate_number}")
    ):  # fmt: skip
        sheet.line(140, 280 + 96 * number, row, facts, 32)
        sheet.stroke([(130, 332 + 96 * number), (1110, 332 + 96 * number)], 1)
    signed(
        sheet,
        1100,
        1080,
        32,
        body=order.person.hospital,
        day=facts["issue_date"],
        below="死亡证明专用",
    )
    sheet.mark(140, 1650, 26)
    return sheet
