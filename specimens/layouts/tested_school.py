"""Further layouts of a teacher's papers that only the measurement sees."""

from specimens.layouts.cards import back, front, paste
from specimens.layouts.facts import graduated, lately, of_person, signed
from specimens.layouts.photos import portrait
from specimens.ornaments import face, frame, guilloche, seal, square_seal, table
from specimens.registry import A4, Order, layout, same
from specimens.sheet import Fact, Sheet


@layout("id_front", "test")
def front_scanned_small(order: Order) -> Sheet:
    """A card scanned at the left of a sheet, in its true size."""
    page = order.sheet(A4)
    paste(page, front(order), 130, 220, 640)
    page.write(130, 700, "（身份证人像面）", 28)
    page.mark(900, 1690, 24)
    return page


@layout("id_back", "test")
def back_scanned_small(order: Order) -> Sheet:
    """The other side, likewise."""
    page = order.sheet(A4)
    paste(page, back(order), 130, 220, 640)
    page.write(130, 700, "（身份证国徽面）", 28)
    page.mark(900, 1690, 24)
    return page


@layout("id_both", "test")
def both_in_a_form(order: Order) -> Sheet:
    """Both sides in the two fields of a sheet for copies."""
    page = order.sheet(A4)
    page.write(620, 110, "身份证复印件粘贴处", 46, at="middle", face=page.title)
    for card, top, label in (
        (front(order), 260, "正面"),
        (back(order), 920, "反面"),
    ):
        page.pen.rectangle((180, top - 30, 1060, top + 560), outline=(90, 90, 90))
        page.write(200, top - 24, label, 24)
        paste(page, card, 240, top + 20, 760)
    page.mark(900, 1690, 24)
    return page


def _study(order: Order, level: str) -> dict[str, Fact]:
    day = graduated(order)
    return of_person(order, birth="{y}年{m}月{d}日") | {
        "school": same(order.person.school),
        "major": same(order.person.major),
        "level": same(level),
        "certificate_number": same(f"1{order.digits(4)}{day.year}05{order.digits(6)}"),
        "issue_date": order.dated(day),
    }


@layout("diploma", "test")
def diploma_college(order: Order) -> Sheet:
    sheet, facts = order.sheet((1120, 1580), (252, 250, 242)), _study(order, "专科")
    guilloche(sheet, (60, 60, 1060, 1520), (238, 228, 208), 38)
    frame(sheet, 50, (140, 100, 50), double=False)
    sheet.write(560, 150, "毕业证书", 84, at="middle", face=sheet.title, spread=0.5)
    sheet.line(160, 300, "普通高等教育　编号：{certificate_number}", facts, 26)
    face(
        sheet,
        (450, 370, 670, 660),
        woman=order.person.sex == "女",
        ground=(66, 120, 190),
    )
    words = (
        "学生{name}，性别{sex}，{birth}生，在我校{major}专业三年制{level}学习期满，"
        "修完教学计划规定的课程，成绩合格，准予毕业，发给此证。"
    )
    sheet.flow((150, 730, 980, 0), words, facts, 34, leading=2)
    box = sheet.write(970, 1230, order.person.school, 36, at="right", face=sheet.title)
    sheet.remember("school", order.person.school, box)
    day = sheet.write(970, 1310, facts["issue_date"].shown, 30, at="right")
    sheet.remember("issue_date", facts["issue_date"].value, day)
    square_seal(sheet, 240, 1230, 78, "文启明印")
    seal(sheet, 860, 1270, 112, order.person.school)
    sheet.mark(150, 1440, 26)
    return sheet


@layout("degree", "test")
def degree_master(order: Order) -> Sheet:
    sheet, facts = (
        order.sheet((1600, 1140), (253, 247, 240)),
        _study(order, "教育学硕士"),
    )
    frame(sheet, 44, (150, 50, 60))
    sheet.write(800, 150, "硕士学位证书", 88, at="middle", face=sheet.title, spread=0.3)
    words = (
        "{name}，{sex}，{birth}生。在我校{major}学科（专业）已通过硕士学位的课程考试和"
        "论文答辩，成绩合格。根据《中华人民共和国学位条例》的规定，授予{level}学位。"
    )
    sheet.flow((210, 350, 1390, 0), words, facts, 38, leading=1.95)
    sheet.line(210, 780, "{school}", facts, 38)
    sheet.write(620, 780, "校长　学位评定委员会主席", 30)
    square_seal(sheet, 1020, 756, 78, "陆远山印")
    sheet.line(210, 880, "证书编号：{certificate_number}", facts, 28)
    box = sheet.write(1390, 900, facts["issue_date"].shown, 32, at="right")
    sheet.remember("issue_date", facts["issue_date"].value, box)
    seal(sheet, 1240, 850, 118, order.person.school)
    sheet.mark(210, 980, 28)
    return sheet


@layout("mandarin", "test")
def mandarin_folded(order: Order) -> Sheet:
    sheet = order.sheet((1660, 1000), (250, 250, 244))
    facts = _study(order, "二级甲等") | {
        "score": same(f"8{order.dice.randint(7, 9)}.{order.dice.randint(0, 9)}")
    }
    facts["certificate_number"] = same(f"43{order.digits(11)}")
    sheet.stroke([(830, 40), (830, 960)], 1)
    face(sheet, (310, 150, 520, 430), woman=order.person.sex == "女")
    sheet.line(180, 520, "姓　名：{name}", facts, 34)
    sheet.line(180, 596, "性　别：{sex}", facts, 34)
    sheet.line(180, 672, "证件编号：{id_number}", facts, 30)
    sheet.mark(180, 900, 26)
    sheet.write(1240, 120, "普通话水平测试", 48, at="middle", face=sheet.title)
    sheet.write(1240, 190, "等级证书", 60, at="middle", face=sheet.title)
    sheet.line(920, 350, "测试成绩：{score}分", facts, 34)
    sheet.line(920, 430, "测试等级：{level}", facts, 34)
    sheet.line(920, 510, "证书编号：{certificate_number}", facts, 34)
    signed(
        sheet, 1560, 680, 30, body="湖南省语言文字工作委员会", day=facts["issue_date"]
    )
    return sheet


@layout("physical_exam", "test")
def exam_certificate(order: Order) -> Sheet:
    sheet = order.sheet()
    facts = of_person(order) | {
        "issue_date": order.dated(lately(order)),
        "conclusion": same("合格"),
    }
    sheet.write(
        620, 130, "教师资格认定体格检查结果通知单", 48, at="middle", face=sheet.title
    )
    rows = [
        ("姓名", "{name}", "性别", "{sex}"), ("身份证号码", "{id_number}", "", ""),
        ("检查机构", order.person.hospital, "", ""), ("一般检查", "血压、心率正常", "", ""),
        ("内外科", "无异常发现", "", ""), ("五官", "无异常发现", "", ""), ("实验室检查", "肝功能、尿常规正常", "", ""),
        ("胸片", "两肺未见实质性病变", "", ""), ("结论", "{conclusion}", "", ""),
    ]  # fmt: skip
    end = table(sheet, (130, 270, 1110, 0), (1.1, 2, 0.8, 1), rows, facts, 30, high=88)
    signed(
        sheet,
        1100,
        end + 120,
        32,
        body=order.person.hospital,
        day=facts["issue_date"],
        below="体检专用章",
    )
    sheet.mark(130, 1650, 26)
    return sheet


@layout("application_form", "test")
def form_teacher_list(order: Order) -> Sheet:
    sheet = order.sheet()
    facts = of_person(order)
    day = order.dated(lately(order)).shown
    sheet.write(620, 120, "教师资格认定申请表", 56, at="middle", face=sheet.title)
    sheet.write(140, 220, f"申请编号 {order.digits(12)}", 26)
    rows = [
        ("姓名", "{name}", "民族", "{nation}"), ("性别", "{sex}", "出生日期", "{birth}"), ("证件号码", "{id_number}", "", ""),
        ("手机", "{phone}", "任教学科", order.person.major), ("通讯地址", "{address}", "", ""),
        ("最高学历", "大学本科毕业", "普通话", "二级乙等"), ("工作单位", order.person.workplace, "", ""),
        ("工作简历", "参加工作以来一直从事教学工作", "", ""), ("单位意见", "情况属实，同意申报", "", ""),
    ]  # fmt: skip
    end = table(sheet, (130, 280, 1110, 0), (1, 1.8, 1, 1.8), rows, facts, 28, high=94)
    sheet.write(
        140, end + 40, f"本人声明以上信息真实。　签名：{order.person.name}　{day}", 28
    )
    sheet.mark(130, 1650, 26)
    return sheet


@layout("training_cert", "test")
def training_qualified(order: Order) -> Sheet:
    sheet = order.sheet((1560, 1100), (252, 250, 240))
    facts = _study(order, "") | {
        "school": same(order.person.workplace),
        "certificate_number": same("HNGS" + order.digits(8)),
    }
    frame(sheet, 42, (60, 110, 70))
    sheet.write(780, 130, "高等学校教师岗前培训", 46, at="middle")
    sheet.write(780, 205, "合格证书", 78, at="middle", face=sheet.title, spread=0.4)
    face(sheet, (1180, 350, 1390, 630), woman=order.person.sex == "女")
    words = (
        "学员{name}，性别{sex}，身份证号码{id_number}，工作单位{school}，参加岗前培训，"
        "四门课程考试全部合格，特颁此证。"
    )
    sheet.flow((160, 360, 1110, 0), words, facts, 36, leading=1.9)
    sheet.line(160, 780, "证书编号：{certificate_number}", facts, 30)
    signed(
        sheet, 1400, 800, 30, body="湖南省高校教师岗前培训基地", day=facts["issue_date"]
    )
    sheet.mark(160, 980, 26)
    return sheet


@layout("teaching_proof", "test")
def teaching_statement(order: Order) -> Sheet:
    sheet = order.sheet()
    facts = of_person(order) | {"issue_date": order.dated(lately(order))}
    sheet.write(620, 210, "证　明", 64, at="middle", face=sheet.title)
    words = (
        "教师{name}，{sex}，身份证号{id_number}，现为我校专任教师，上学年完成《"
        + order.person.major
        + "教程》等课程教学任务，每周授课十学时，共三十六周，教学考核良好。特此证明。"
    )
    end = sheet.flow((170, 390, 1070, 0), words, facts, 36, leading=2)
    signed(
        sheet,
        1060,
        end + 200,
        34,
        body=order.person.workplace + "教务处",
        day=facts["issue_date"],
    )
    sheet.mark(170, 1620, 26)
    return sheet


@layout("photo", "test")
def photo_narrow(order: Order) -> Sheet:
    return portrait(order, 480, 672)


@layout("no_crime", "test")
def record_short(order: Order) -> Sheet:
    sheet = order.sheet()
    facts = of_person(order) | {
        "certificate_number": same(f"洞公无罪证〔2026〕{order.digits(5)}号"),
        "issue_date": order.dated(lately(order)),
    }
    sheet.write(620, 170, "无犯罪记录证明", 64, at="middle", face=sheet.title)
    sheet.line(150, 300, "文号：{certificate_number}", facts, 28)
    sheet.line(150, 400, "姓名：{name}　　性别：{sex}", facts, 34)
    sheet.line(150, 470, "身份证号码：{id_number}", facts, 34)
    words = "经公安信息系统核查，上述人员自年满十四周岁至今没有犯罪记录。本证明用于教师资格认定。"
    end = sheet.flow((150, 560, 1090, 0), words, facts, 34, leading=2)
    signed(
        sheet, 1080, end + 180, 34, body=order.person.police, day=facts["issue_date"]
    )
    sheet.mark(150, 1620, 26)
    return sheet
