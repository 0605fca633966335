"""Vaccination records of children."""

from datetime import date, timedelta

from specimens.layouts.facts import signed
from specimens.ornaments import guilloche, seal, table
from specimens.registry import Order, layout, same
from specimens.sheet import Fact, Sheet

CLINIC = {
    "train": "桂花路社区卫生服务中心",
    "validation": "桥南街道预防接种门诊",
    "test": "白鹤乡卫生院",
}


SHOTS = (
    "乙肝疫苗",
    "卡介苗",
    "脊灰疫苗",
    "百白破疫苗",
    "麻腮风疫苗",
    "乙脑疫苗",
    "流脑疫苗",
    "甲肝疫苗",
)


def _shots(order: Order, facts: dict[str, Fact], many: int) -> list[tuple[str, ...]]:
    born = date.fromisoformat(facts["birth"].value)
    return [
        (
            shot,
            str(order.dice.randint(1, 3)),
            f"{born + timedelta(days=40 + 70 * n):%Y-%m-%d}",
            "已种",
        )
        for n, shot in enumerate(SHOTS[:many])
    ]


def _vaccinated(order: Order) -> dict[str, Fact]:
    born = order.day(date(2018, 9, 1), date(2020, 8, 31))
    return {
        "name": same(order.person.name),
        "sex": same(order.person.sex),
        "birth": order.dated(born),
        "issuer": same(CLINIC[order.split]),
        "issue_date": order.dated(order.day(date(2026, 5, 1), date(2026, 8, 31))),
        "certificate_number": same(order.digits(18)),
    }


@layout("vaccination", "train")
def vaccination_check(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _vaccinated(order)
    sheet.write(620, 120, "入托入学预防接种查验证明", 52, at="middle", face=sheet.title)
    sheet.line(140, 250, "儿童姓名：{name}　性别：{sex}　出生日期：{birth}", facts, 30)
    rows = [("疫苗名称", "剂次", "接种日期", "结果"), *_shots(order, facts, 8)]
    end = table(
        sheet,
        (140, 330, 1100, 0),
        (2, 0.7, 1.5, 1),
        rows,
        facts,
        28,
        high=72,
        labels=False,
    )
    sheet.flow(
        (140, end + 40, 1100, 0),
        "经查验，该儿童已完成国家免疫规划疫苗接种。",
        facts,
        30,
    )
    signed(
        sheet, 1090, end + 200, 32, body=CLINIC[order.split], day=facts["issue_date"]
    )
    sheet.mark(140, 1650, 26)
    return sheet


@layout("vaccination", "train")
def vaccination_booklet(order: Order) -> Sheet:
    sheet, facts = order.sheet((1100, 1500), (244, 250, 252)), _vaccinated(order)
    sheet.write(550, 100, "预防接种证", 68, at="middle", face=sheet.title, spread=0.3)
    for number, row in enumerate(
        ("姓名：{name}", "性别：{sex}", "出生日期：{birth}", "接种单位：{issuer}")
    ):
        sheet.line(130, 240 + 76 * number, row, facts, 32)
    rows = [("疫苗", "剂次", "接种日期", "接种"), *_shots(order, facts, 6)]
    table(
        sheet,
        (130, 570, 970, 0),
        (2, 0.8, 1.6, 1),
        rows,
        facts,
        28,
        high=80,
        labels=False,
    )
    seal(sheet, 800, 1280, 112, CLINIC[order.split])
    sheet.mark(130, 1420, 26)
    return sheet


@layout("vaccination", "validation")
def vaccination_record(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _vaccinated(order)
    sheet.write(620, 120, "儿童预防接种记录", 54, at="middle", face=sheet.title)
    rows = [
        ("姓名", "{name}", "性别", "{sex}"),
        ("出生日期", "{birth}", "接种单位", "{issuer}"),
    ]
    end = table(
        sheet, (120, 250, 1120, 0), (0.9, 1.5, 0.9, 2), rows, facts, 28, high=90
    )
    table(
        sheet,
        (120, end + 30, 1120, 0),
        (2, 1, 1.4, 1),
        _shots(order, facts, 7),
        facts,
        28,
        high=80,
        labels=False,
    )
    sheet.mark(120, 1650, 26)
    return sheet


@layout("vaccination", "validation")
def vaccination_electronic(order: Order) -> Sheet:
    sheet, facts = order.sheet((1240, 1700), (248, 252, 248)), _vaccinated(order)
    guilloche(sheet, (40, 40, 1200, 300), (220, 238, 224), 16)
    sheet.write(620, 110, "电子预防接种证明", 58, at="middle", face=sheet.title)
    sheet.line(140, 340, "受种者 {name}", facts, 32)
    sheet.line(640, 340, "性别 {sex}", facts, 32)
    sheet.line(140, 400, "出生日期 {birth}", facts, 32)
    end = table(
        sheet,
        (140, 480, 1100, 0),
        (2, 1, 1.5, 1),
        _shots(order, facts, 8),
        facts,
        28,
        high=80,
        labels=False,
    )
    sheet.write(140, end + 40, "查验结论：接种完整，可以入学", 32)
    signed(
        sheet, 1090, end + 160, 32, body=CLINIC[order.split], day=facts["issue_date"]
    )
    sheet.mark(140, 1620, 26)
    return sheet


@layout("vaccination", "test")
def vaccination_slip(order: Order) -> Sheet:
    sheet, facts = order.sheet((1500, 1060)), _vaccinated(order)
    sheet.write(750, 100, "学生入学预防接种完成证明", 54, at="middle", face=sheet.title)
    words = "{name}，{sex}，{birth}出生，已按国家免疫程序完成乙肝、脊灰、百白破、麻腮风等疫苗接种。"
    sheet.flow((150, 280, 1350, 0), words, facts, 36, leading=2)
    signed(sheet, 1340, 640, 34, body=CLINIC[order.split], day=facts["issue_date"])
    sheet.mark(150, 960, 26)
    return sheet
