"""Papers of a family: the household register, births, deaths, marriages, vaccination."""

from datetime import date, timedelta

from specimens.layouts.facts import of_person
from specimens.ornaments import bars, frame, guilloche, seal, table
from specimens.people import FAMILY, GIVEN
from specimens.registry import Order, layout, same
from specimens.sheet import Fact, Sheet

BOOK = (1180, 820)


def _household(order: Order) -> dict[str, Fact]:
    day = order.day(date(2005, 1, 1), date(2026, 5, 1))
    return of_person(order) | {
        "household_number": same(order.digits(9)),
        "issue_date": order.dated(day),
        "issuer": same(order.person.police),
    }


@layout("household_cover", "train")
def household_first(order: Order) -> Sheet:
    sheet, facts = order.sheet(BOOK, (250, 247, 240)), _household(order)
    rows = [
        ("户别", "家庭户", "户主姓名", "{name}"), ("户号", "{household_number}", "住址", "{address}"),
    ]  # fmt: skip
    table(sheet, (80, 90, 1100, 0), (0.8, 1.6, 1, 2.6), rows, facts, 28, high=130)
    sheet.write(160, 430, "省级公安机关户口专用章", 26)
    sheet.write(640, 430, "户口登记机关户口专用章", 26)
    seal(sheet, 300, 560, 100, "湖南省公安厅", below="户口专用")
    seal(sheet, 790, 560, 100, order.person.police, below="户口专用")
    sheet.line(720, 700, "{issue_date}签发", facts, 28)
    sheet.mark(80, 740, 24)
    return sheet


@layout("household_cover", "train")
def household_booklet(order: Order) -> Sheet:
    sheet = order.sheet((820, 1180), (150, 62, 52))
    gold = (236, 206, 130)
    sheet.write(410, 300, "居民户口簿", 84, at="middle", fill=gold, face=sheet.title)
    sheet.write(410, 930, "中华人民共和国公安部制", 34, at="middle", fill=gold)
    sheet.mark(60, 1110, 24)
    return sheet


@layout("household_cover", "validation")
def household_first_tall(order: Order) -> Sheet:
    sheet, facts = order.sheet((900, 1240), (250, 248, 242)), _household(order)
    sheet.write(450, 90, "常住人口登记　首页", 44, at="middle", face=sheet.title)
    rows = [
        ("户别", "非农业家庭户"),
        ("户主姓名", "{name}"),
        ("户号", "{household_number}"),
        ("住址", "{address}"),
    ]
    table(sheet, (90, 200, 810, 0), (1, 2.4), rows, facts, 30, high=110)
    seal(sheet, 600, 860, 110, order.person.police, below="户口专用")
    sheet.line(470, 1040, "{issue_date}签发", facts, 28)
    sheet.mark(90, 1170, 24)
    return sheet


@layout("household_cover", "validation")
def household_first_lines(order: Order) -> Sheet:
    sheet, facts = order.sheet(BOOK, (246, 250, 244)), _household(order)
    guilloche(sheet, (30, 30, 1150, 790), (228, 236, 224), 26)
    rows = (
        "户　　　别　非农业家庭户口",
        "户 主 姓 名　{name}",
        "户　　　号　{household_number}",
        "住　　　址　{address}",
    )
    for number, row in enumerate(rows):
        sheet.line(120, 90 + 84 * number, row, facts, 32)
        sheet.stroke([(110, 142 + 84 * number), (1080, 142 + 84 * number)], 1)
    sheet.write(560, 480, "户口登记机关", 28)
    seal(sheet, 790, 590, 104, order.person.police, below="户口专用")
    sheet.line(640, 720, "{issue_date} 签发", facts, 28)
    sheet.mark(120, 740, 24)
    return sheet


@layout("household_cover", "test")
def household_collective(order: Order) -> Sheet:
    sheet, facts = order.sheet((1240, 860), (250, 244, 244)), _household(order)
    sheet.write(620, 60, "居民户口簿首页", 40, at="middle", face=sheet.title)
    rows = [
        ("户　别", "集体户", "户　号", "{household_number}"),
        ("户主姓名", "{name}", "签发日期", "{issue_date}"),
        ("地　址", "{address}", "", ""),
    ]
    table(sheet, (90, 150, 1150, 0), (1, 2, 1, 2.2), rows, facts, 28, high=110)
    seal(sheet, 930, 660, 108, order.person.police, below="户口专用")
    sheet.mark(90, 780, 24)
    return sheet


def _member_rows(order: Order) -> list[tuple[str, ...]]:
    kin = ("户主", "妻", "女") if order.person.sex == "女" else ("户主", "夫", "子")
    return [
        ("姓　　名", "{name}", "户主或与户主关系", order.dice.choice(kin)),
        ("曾用名", "　", "性　　别", "{sex}"),
        ("出生地", "湖南省朗州市", "民　　族", "{nation}族"),
        ("籍　　贯", "湖南省朗州市", "出生日期", "{birth}"),
        ("公民身份号码", "{id_number}", "身高", f"{order.dice.randint(150, 186)}"),
        ("文化程度", "大学本科", "婚姻状况", order.dice.choice(("已婚", "未婚"))),
        ("服务处所", order.person.workplace, "职业", "教师"),
    ]


def _without(rows: list[tuple[str, ...]], *labels: str) -> list[tuple[str, ...]]:
    return [row for row in rows if row[0] not in labels]


@layout("household_member", "train")
def member_page(order: Order) -> Sheet:
    sheet, facts = order.sheet(BOOK, (250, 247, 240)), _household(order)
    sheet.write(
        590, 40, "常住人口登记卡", 40, at="middle", face=sheet.title, spread=0.3
    )
    end = table(
        sheet,
        (60, 110, 1120, 0),
        (1.1, 2.2, 1.4, 1.6),
        _member_rows(order),
        facts,
        25,
        high=74,
    )
    sheet.line(80, end + 24, "承办人签章：　　　　登记日期：", facts, 24)
    sheet.line(480, end + 24, facts["issue_date"].shown, {}, 24)
    sheet.mark(60, 770, 22)
    return sheet


@layout("household_member", "train")
def member_copied(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _household(order)
    sheet.write(
        620, 190, "常住人口登记卡", 44, at="middle", face=sheet.title, spread=0.2
    )
    table(
        sheet,
        (110, 290, 1130, 0),
        (1.1, 2.2, 1.4, 1.6),
        _member_rows(order),
        facts,
        25,
        high=84,
    )
    seal(sheet, 900, 1020, 100, order.person.police, below="户口专用")
    sheet.mark(110, 1660, 24)
    return sheet


@layout("household_member", "validation")
def member_card(order: Order) -> Sheet:
    sheet, facts = order.sheet((900, 1240), (250, 250, 246)), _household(order)
    sheet.write(450, 70, "常住人口登记卡", 42, at="middle", face=sheet.title)
    rows = [
        (row[n], row[n + 1])
        for row in _without(_member_rows(order), "曾用名")
        for n in (0, 2)
    ]
    table(sheet, (80, 160, 820, 0), (1.3, 2.2), rows, facts, 26, high=76)
    sheet.mark(80, 1180, 24)
    return sheet


@layout("household_member", "validation")
def member_lines(order: Order) -> Sheet:
    sheet, facts = order.sheet(BOOK, (244, 248, 250)), _household(order)
    sheet.write(590, 36, "常住人口登记卡", 40, at="middle", face=sheet.title)
    table(
        sheet,
        (50, 100, 1130, 0),
        (1.2, 2, 1.2, 1.8),
        [_member_rows(order)[n] for n in (0, 4, 3, 2, 5, 6)],
        facts,
        25,
        high=76,
    )
    seal(sheet, 940, 680, 96, order.person.police, below="户口专用")
    sheet.mark(60, 770, 22)
    return sheet


@layout("household_member", "test")
def member_wide(order: Order) -> Sheet:
    sheet, facts = order.sheet((1400, 900), (250, 246, 250)), _household(order)
    sheet.write(110, 50, "居民户口簿", 34)
    sheet.write(700, 90, "常住人口登记卡", 46, at="middle", face=sheet.title)
    table(
        sheet,
        (80, 180, 1320, 0),
        (1, 2, 1.2, 1.6),
        _without(_member_rows(order), "服务处所"),
        facts,
        28,
        high=86,
    )
    sheet.mark(80, 830, 24)
    return sheet


def _parents(order: Order) -> tuple[str, str]:
    dice, split = order.dice, order.split
    mother = dice.choice(FAMILY[split]) + "".join(dice.sample(GIVEN[split], 2))
    father = order.person.name[0] + "".join(dice.sample(GIVEN[split], 2))
    return mother, father


def _birth(order: Order) -> dict[str, Fact]:
    mother, father = _parents(order)
    born = order.day(date(2017, 1, 1), date(2026, 6, 1))
    return {
        "name": same(order.person.name),
        "sex": same(order.person.sex),
        "birth": order.dated(born, "{y}年{m}月{d}日"),
        "mother": same(mother),
        "father": same(father),
        "certificate_number": same("T43" + order.digits(7)),
        "issuer": same(order.person.hospital),
        "issue_date": order.dated(born + timedelta(days=order.dice.randint(3, 30))),
    }


def _birth_rows(order: Order) -> list[tuple[str, ...]]:
    dice = order.dice
    return [
        ("新生儿姓名", "{name}", "性别", "{sex}"), ("出生时间", "{birth}", "出生孕周", f"{dice.randint(37, 41)}周"),
        ("出生体重", f"{dice.randint(26, 40)}50克", "出生身长", f"{dice.randint(47, 53)}厘米"),
        ("出生地点", "湖南省朗州市", "医疗机构", "{issuer}"),
        ("母亲姓名", "{mother}", "年龄", f"{dice.randint(22, 38)}岁"), ("父亲姓名", "{father}", "年龄", f"{dice.randint(22, 40)}岁"),
    ]  # fmt: skip


@layout("birth_cert", "train")
def birth_table(order: Order) -> Sheet:
    sheet, facts = order.sheet((1240, 1660), (250, 246, 240)), _birth(order)
    guilloche(sheet, (50, 50, 1190, 1610), (236, 226, 236), 42)
    sheet.write(620, 110, "出生医学证明", 68, at="middle", face=sheet.title, spread=0.2)
    end = table(
        sheet,
        (110, 270, 1130, 0),
        (1.2, 2, 1, 2),
        _birth_rows(order),
        facts,
        28,
        high=110,
    )
    sheet.line(110, end + 60, "出生证编号：{certificate_number}", facts, 32)
    sheet.line(110, end + 130, "签发日期：{issue_date}", facts, 32)
    seal(sheet, 900, end + 180, 130, order.person.hospital, below="出生证专用")
    sheet.mark(110, 1560, 26)
    return sheet


@layout("birth_cert", "train")
def birth_lines(order: Order) -> Sheet:
    sheet, facts = order.sheet((1240, 1660), (244, 250, 246)), _birth(order)
    sheet.write(620, 120, "中华人民共和国", 40, at="middle")
    sheet.write(620, 190, "出生医学证明", 70, at="middle", face=sheet.title)
    rows = (
        "新生儿姓名：{name}　　性别：{sex}", "出生日期：{birth}　　出生时间：8时20分",
        "母亲姓名：{mother}", "父亲姓名：{father}", "接生机构名称：{issuer}",
        "出生医学证明编号：{certificate_number}", "签发日期：{issue_date}",
    )  # fmt: skip
    for number, row in enumerate(rows):
        sheet.line(150, 380 + 110 * number, row, facts, 34)
    seal(sheet, 900, 1200, 130, order.person.hospital, below="出生证专用")
    sheet.mark(150, 1560, 26)
    return sheet


@layout("birth_cert", "validation")
def birth_main_page(order: Order) -> Sheet:
    sheet, facts = order.sheet((1600, 1160), (250, 248, 250)), _birth(order)
    sheet.write(800, 90, "出生医学证明（正页）", 56, at="middle", face=sheet.title)
    table(
        sheet,
        (120, 210, 1480, 0),
        (1.2, 2, 1, 2.4),
        _birth_rows(order),
        facts,
        30,
        high=96,
    )
    sheet.line(
        120, 860, "编号 {certificate_number}　　签发日期 {issue_date}", facts, 32
    )
    seal(sheet, 1260, 930, 124, order.person.hospital, below="出生证专用")
    sheet.mark(120, 1060, 26)
    return sheet


@layout("birth_cert", "validation")
def birth_new(order: Order) -> Sheet:
    sheet, facts = order.sheet((1200, 1600), (246, 244, 252)), _birth(order)
    frame(sheet, 40, (130, 90, 160), double=False)
    bars(sheet, 820, 90, 260, 60)
    sheet.write(600, 190, "出 生 医 学 证 明", 64, at="middle", face=sheet.title)
    sheet.write(600, 280, "Medical Certificate of Birth", 30, at="middle")
    rows = (
        ("新生儿", "{name}"), ("性别", "{sex}"), ("出生时间", "{birth}"), ("母亲", "{mother}"), ("父亲", "{father}"),
        ("助产机构", "{issuer}"), ("证明编号", "{certificate_number}"), ("签发时间", "{issue_date}"),
    )  # fmt: skip
    for number, (label, value) in enumerate(rows):
        sheet.write(360, 400 + 100 * number, label, 32, at="right")
        sheet.line(410, 400 + 100 * number, value, facts, 34)
    seal(sheet, 880, 1290, 126, order.person.hospital, below="出生证专用")
    sheet.mark(110, 1480, 26)
    return sheet


@layout("birth_cert", "test")
def birth_compact(order: Order) -> Sheet:
    sheet, facts = order.sheet((1500, 1080), (252, 248, 244)), _birth(order)
    sheet.line(110, 80, "No. {certificate_number}", facts, 30)
    sheet.write(750, 150, "出生医学证明", 60, at="middle", face=sheet.title)
    table(
        sheet,
        (110, 270, 1390, 0),
        (1.2, 2.2, 1, 2),
        list(_birth_rows(order)[:1] + _birth_rows(order)[1:4]),
        facts,
        30,
        high=104,
    )
    sheet.line(110, 760, "签发机构：" + order.person.hospital, facts, 30)
    sheet.line(110, 830, "签发日期：{issue_date}", facts, 30)
    seal(sheet, 1150, 830, 120, order.person.hospital, below="出生证专用")
    sheet.mark(110, 980, 26)
    return sheet
