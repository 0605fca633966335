"""Diplomas and degree certificates."""

from specimens.layouts.facts import graduated, of_person
from specimens.ornaments import face, frame, guilloche, seal, square_seal
from specimens.registry import Order, layout, same
from specimens.sheet import Colour, Fact, Sheet

WIDE = (1600, 1130)
TALL = (1130, 1560)
NAMES = ["钟伯言", "文启明", "陆远山", "邵怀谷", "凌致和"]
DEGREES = {
    "汉语言文学": "文学", "英语": "文学", "学前教育": "教育学", "思想政治教育": "法学",
    "音乐学": "艺术学", "数学与应用数学": "理学", "物理学": "理学",
}  # fmt: skip


def _facts(order: Order, level: str) -> dict[str, Fact]:
    who, dice = order.person, order.dice
    day = graduated(order)
    science = DEGREES.get(who.major, "工学")
    number = f"1{order.digits(4)}1{day.year}0{order.digits(7)}"
    return of_person(order, birth="{y}年{m}月{d}日") | {
        "school": same(who.school),
        "major": same(who.major),
        "level": same(level or science + "学士"),
        "certificate_number": same(number[:17] if not level else number[:18]),
        "issue_date": order.dated(day),
        "begun": same(f"{day.year - 4}年9月"),
        "ended": same(f"{day.year}年{day.month}月"),
        "head": same(dice.choice(NAMES)),
    }


def _stock(order: Order, size: tuple[int, int], tint: Colour, *, fine: bool) -> Sheet:
    sheet = order.sheet(size, (253, 250, 242))
    if fine:
        guilloche(sheet, (60, 60, size[0] - 60, size[1] - 60), tint, 34)
    return sheet


def _closing(sheet: Sheet, facts: dict[str, Fact], y: float, right: float) -> None:
    school = facts["school"].shown
    size = 30
    sheet.line(right - 620, y, "校（院）长：", facts, size)
    head = facts["head"].shown
    square_seal(sheet, right - 420, y - 24, 76, head + "印")
    box = sheet.write(right, y - 4, school, 34, at="right", face=sheet.title)
    sheet.remember("school", school, box)
    day = sheet.write(right, y + 66, facts["issue_date"].shown, size, at="right")
    sheet.remember("issue_date", facts["issue_date"].value, day)
    seal(sheet, right - 150, y + 30, 118, school)


def _only(facts: dict[str, Fact], words: str) -> str:
    """Words with what is no field (years of study, the head) put in as plain text."""
    for name in ("begun", "ended", "head"):
        words = words.replace("{" + name + "}", facts[name].shown)
    return words


@layout("diploma", "train")
def diploma_wide(order: Order) -> Sheet:
    sheet, facts = (
        _stock(order, WIDE, (240, 226, 196), fine=True),
        _facts(order, "本科"),
    )
    frame(sheet, 46, (190, 150, 70))
    sheet.write(800, 120, "普通高等学校", 46, at="middle", spread=0.3)
    sheet.write(800, 200, "毕业证书", 92, at="middle", face=sheet.title, spread=0.5)
    face(
        sheet,
        (170, 400, 390, 690),
        woman=order.person.sex == "女",
        ground=(70, 130, 200),
    )
    sheet.mark(176, 704, 28)
    words = (
        "学生{name}，性别{sex}，{birth}生，于{begun}至{ended}在本校{major}专业"
        "四年制{level}学习，修完教学计划规定的全部课程，成绩合格，准予毕业。"
    )
    sheet.flow((450, 400, 1430, 0), _only(facts, words), facts, 36)
    _closing(sheet, facts, 830, 1420)
    sheet.line(170, 970, "证书编号：{certificate_number}", facts, 28)
    return sheet


@layout("diploma", "train")
def diploma_tall(order: Order) -> Sheet:
    sheet, facts = (
        _stock(order, TALL, (226, 236, 226), fine=True),
        _facts(order, "专科"),
    )
    frame(sheet, 40, (60, 120, 90), double=False)
    sheet.write(565, 130, "成人高等教育", 44, at="middle")
    sheet.write(565, 210, "毕业证书", 84, at="middle", face=sheet.title, spread=0.4)
    face(sheet, (455, 340, 675, 630), woman=order.person.sex == "女")
    sheet.mark(700, 590, 26)
    words = (
        "学生 {name}  性别 {sex}，{birth}生，于{begun}至{ended}在本校{major}专业"
        "函授学习，修完{level}教学计划规定的全部课程，成绩合格，准予毕业。"
    )
    sheet.flow((130, 690, 1000, 0), _only(facts, words), facts, 34)
    sheet.line(130, 1110, "批准文号：（86）教高三字 011 号", facts, 24)
    sheet.line(130, 1160, "证书编号：{certificate_number}", facts, 26)
    _closing(sheet, facts, 1280, 1000)
    return sheet


@layout("diploma", "validation")
def diploma_self_study(order: Order) -> Sheet:
    sheet, facts = (
        _stock(order, WIDE, (236, 226, 236), fine=True),
        _facts(order, "本科"),
    )
    frame(sheet, 40, (150, 60, 60))
    sheet.write(800, 110, "高等教育自学考试", 48, at="middle")
    sheet.write(800, 200, "毕业证书", 86, at="middle", face=sheet.title, spread=0.5)
    face(sheet, (1180, 380, 1400, 670), woman=order.person.sex == "女")
    words = (
        "{name}，{sex}，{birth}出生，参加高等教育{major}专业{level}自学考试，"
        "全部课程成绩合格，经审定，准予毕业。"
    )
    sheet.flow((170, 400, 1120, 0), words, facts, 36)
    sheet.line(170, 720, "主考学校：{school}", facts, 32)
    sheet.line(170, 790, "证书编号：{certificate_number}", facts, 30)
    sheet.line(170, 860, "{issue_date}", facts, 30)
    seal(sheet, 1180, 880, 120, order.person.school)
    sheet.mark(170, 980, 28)
    return sheet


@layout("diploma", "validation")
def diploma_master(order: Order) -> Sheet:
    sheet = _stock(order, WIDE, (250, 232, 226), fine=False)
    facts = _facts(order, "硕士研究生")
    frame(sheet, 60, (160, 40, 40), double=False)
    sheet.write(830, 130, "硕士研究生", 50, at="middle", spread=0.4)
    sheet.write(830, 215, "毕业证书", 88, at="middle", face=sheet.title, spread=0.7)
    face(
        sheet,
        (1210, 360, 1420, 640),
        woman=order.person.sex == "女",
        ground=(236, 238, 240),
    )
    words = (
        "研究生 {name}，{sex}，{birth}生，于{begun}至{ended}在{major}专业学习，学制"
        "三年，修完硕士研究生培养计划规定的全部课程，成绩合格，毕业论文答辩通过，准予毕业。"
    )
    sheet.flow((160, 390, 1150, 0), _only(facts, words), facts, 36)
    sheet.line(160, 770, "培养单位：{school}", facts, 32)
    sheet.line(160, 960, "编号：{certificate_number}", facts, 30)
    _closing(sheet, facts, 860, 1420)
    sheet.mark(160, 880, 28)
    return sheet


@layout("diploma", "test")
def diploma_two_halves(order: Order) -> Sheet:
    sheet, facts = (
        _stock(order, (1700, 1120), (224, 232, 242), fine=True),
        _facts(order, "本科"),
    )
    sheet.stroke([(850, 60), (850, 1060)], 1)
    face(
        sheet,
        (330, 170, 560, 470),
        woman=order.person.sex == "女",
        ground=(60, 110, 190),
    )
    sheet.line(180, 560, "校　　名：{school}", facts, 32)
    sheet.line(180, 640, "学　　历：{level}（普通全日制）", facts, 32)
    sheet.line(180, 720, "证书编号：{certificate_number}", facts, 32)
    sheet.mark(180, 960, 28)
    sheet.write(1270, 130, "毕 业 证 书", 76, at="middle", face=sheet.title)
    words = (
        "{name}同学（{sex}，{birth}出生），在我校{major}专业学习期满，德智体美劳合格，"
        "修满规定学分，准予毕业。"
    )
    sheet.flow((930, 320, 1600, 0), words, facts, 36)
    right = 1590
    box = sheet.write(right, 800, facts["issue_date"].shown, 32, at="right")
    sheet.remember("issue_date", facts["issue_date"].value, box)
    seal(sheet, right - 160, 790, 125, order.person.school)
    return sheet


@layout("degree", "train")
def degree_wide(order: Order) -> Sheet:
    sheet, facts = _stock(order, WIDE, (238, 230, 200), fine=True), _facts(order, "")
    frame(sheet, 46, (170, 140, 60))
    sheet.write(800, 150, "学士学位证书", 88, at="middle", face=sheet.title, spread=0.3)
    words = (
        "{name}，{sex}，{birth}生。在{school}{major}专业完成了本科学习计划，业已毕业，"
        "经审核符合《中华人民共和国学位条例》的规定，授予{level}学位。"
    )
    sheet.flow((200, 370, 1400, 0), words, facts, 38, leading=2)
    _degree_end(sheet, facts, 800, 1400)
    sheet.line(200, 930, "证书编号：{certificate_number}", facts, 28)
    return sheet


def _degree_end(sheet: Sheet, facts: dict[str, Fact], y: float, right: float) -> None:
    sheet.write(right - 1180, y, "校　长", 30)
    square_seal(sheet, right - 1040, y - 24, 76, facts["head"].shown + "印")
    sheet.write(right - 760, y, "学位评定委员会主席", 30)
    square_seal(sheet, right - 460, y - 24, 76, facts["head"].shown + "印")
    box = sheet.write(right, y + 110, facts["issue_date"].shown, 30, at="right")
    sheet.remember("issue_date", facts["issue_date"].value, box)
    seal(sheet, right - 150, y + 60, 116, facts["school"].shown)
    sheet.mark(right - 760, y + 120, 28)


@layout("degree", "train")
def degree_tall(order: Order) -> Sheet:
    sheet, facts = _stock(order, TALL, (230, 226, 240), fine=True), _facts(order, "")
    frame(sheet, 40, (110, 80, 140), double=False)
    face(
        sheet,
        (455, 330, 675, 620),
        woman=order.person.sex == "女",
        ground=(70, 130, 200),
    )
    sheet.write(565, 160, "学士学位证书", 80, at="middle", face=sheet.title)
    words = (
        "{name}，{sex}，{birth}生。自{begun}至{ended}在{major}专业修读，完成全部课程，"
        "符合学位授予条件，经本校学位评定委员会审定，授予{level}学位。"
    )
    sheet.flow((130, 700, 1000, 0), _only(facts, words), facts, 34)
    sheet.line(130, 1120, "{school}", facts, 34)
    sheet.line(130, 1190, "证书编号　{certificate_number}", facts, 28)
    sheet.line(130, 1250, "{issue_date}", facts, 28)
    seal(sheet, 830, 1230, 120, order.person.school)
    sheet.mark(130, 1400, 26)
    return sheet


@layout("degree", "validation")
def degree_plain(order: Order) -> Sheet:
    sheet, facts = _stock(order, WIDE, (0, 0, 0), fine=False), _facts(order, "")
    frame(sheet, 70, (120, 30, 30))
    sheet.write(800, 180, "学 位 证 书", 80, at="middle", face=sheet.title)
    sheet.line(220, 330, "编号：{certificate_number}", facts, 28)
    words = "兹授予 {name}（{sex}，{birth}生，{major}专业）{level}学位，特发此证。"
    sheet.flow((220, 430, 1380, 0), words, facts, 40, leading=2)
    sheet.line(220, 720, "{school}", facts, 36)
    sheet.line(220, 790, "{issue_date}", facts, 30)
    seal(sheet, 560, 780, 116, order.person.school)
    sheet.mark(1100, 940, 28)
    return sheet


@layout("degree", "validation")
def degree_with_photo(order: Order) -> Sheet:
    sheet, facts = (
        _stock(order, (1640, 1160), (226, 240, 240), fine=True),
        _facts(order, ""),
    )
    frame(sheet, 36, (30, 100, 110))
    face(
        sheet,
        (180, 390, 410, 690),
        woman=order.person.sex == "女",
        ground=(226, 232, 236),
    )
    sheet.write(820, 150, "普通高等教育", 44, at="middle")
    sheet.write(820, 225, "学士学位证书", 84, at="middle", face=sheet.title, spread=0.2)
    words = (
        "{name}，{sex}，{birth}生。在本校{major}专业完成本科学业，成绩优良，根据"
        "《中华人民共和国学位法》的规定，授予{level}学位。"
    )
    sheet.flow((480, 400, 1480, 0), words, facts, 38)
    sheet.line(480, 760, "学位授予单位：{school}", facts, 32)
    sheet.line(480, 830, "证书号：{certificate_number}", facts, 30)
    box = sheet.write(1470, 920, facts["issue_date"].shown, 32, at="right")
    sheet.remember("issue_date", facts["issue_date"].value, box)
    seal(sheet, 1310, 890, 122, order.person.school)
    sheet.mark(190, 720, 28)
    return sheet


@layout("degree", "test")
def degree_columns(order: Order) -> Sheet:
    sheet, facts = _stock(order, TALL, (244, 234, 222), fine=False), _facts(order, "")
    frame(sheet, 44, (150, 110, 50))
    sheet.write(565, 170, "学士学位", 84, at="middle", face=sheet.title, spread=0.4)
    sheet.write(565, 290, "证　书", 60, at="middle", face=sheet.title)
    rows = (
        "学位获得者　　{name}", "性　　　　别　{sex}", "出 生 日 期　{birth}",
        "所 学 专 业　{major}", "授 予 学 位　{level}", "学位授予单位　{school}",
        "证 书 编 号　{certificate_number}", "授 予 日 期　{issue_date}",
    )  # fmt: skip
    for number, row in enumerate(rows):
        sheet.line(200, 450 + 92 * number, row, facts, 34)
    seal(sheet, 820, 1240, 122, order.person.school)
    sheet.mark(200, 1330, 26)
    return sheet
