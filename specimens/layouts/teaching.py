"""Papers of teachers: Mandarin certificates, training, teaching proofs."""

from specimens.layouts.facts import graduated, lately, of_person, signed
from specimens.ornaments import code, face, frame, guilloche, seal, table
from specimens.registry import A4, Order, layout, same
from specimens.sheet import Fact, Sheet

LEVELS = ("二级乙等", "二级甲等", "一级乙等")
SCORES = {"二级乙等": (80, 86), "二级甲等": (87, 91), "一级乙等": (92, 96)}
CENTRES = {
    "train": "湖南省语言文字培训测试中心",
    "validation": "湖南省普通话培训测试中心",
    "test": "湖南省语言文字工作委员会",
}
TRAINERS = {
    "train": "湖南省高等学校师资培训中心",
    "validation": "湘西理工大学教师发展中心",
    "test": "湖南省高校教师岗前培训基地",
}


def _mandarin(order: Order) -> dict[str, Fact]:
    level = order.dice.choice(LEVELS)
    low, high = SCORES[level]
    day = graduated(order)
    score = order.dice.randint(low, high) + order.dice.randint(0, 9) / 10
    return of_person(order) | {
        "level": same(level),
        "score": same(f"{score:.1f}"),
        "certificate_number": same(f"43{day:%y}{order.digits(9)}"),
        "issuer": same(CENTRES[order.split]),
        "issue_date": order.dated(day),
    }


@layout("mandarin", "train")
def mandarin_rows(order: Order) -> Sheet:
    sheet, facts = order.sheet((1500, 1060), (250, 247, 240)), _mandarin(order)
    guilloche(sheet, (40, 40, 1460, 1020), (226, 232, 222), 30)
    frame(sheet, 36, (90, 130, 90), double=False)
    sheet.write(750, 100, "普通话水平测试等级证书", 66, at="middle", face=sheet.title)
    face(sheet, (150, 300, 370, 590), woman=order.person.sex == "女")
    rows = (
        "姓　　名：{name}", "性　　别：{sex}", "身份证号：{id_number}",
        "测试分数：{score} 分", "等　　级：{level}", "证书编号：{certificate_number}",
    )  # fmt: skip
    for number, row in enumerate(rows):
        sheet.line(470, 300 + 74 * number, row, facts, 36)
    signed(sheet, 1360, 800, 32, body=CENTRES[order.split], day=facts["issue_date"])
    sheet.mark(150, 620, 28)
    return sheet


@layout("mandarin", "train")
def mandarin_sentence(order: Order) -> Sheet:
    sheet, facts = order.sheet((1500, 1060), (252, 246, 236)), _mandarin(order)
    frame(sheet, 36, (180, 120, 60))
    sheet.write(750, 130, "普通话水平测试", 52, at="middle")
    sheet.write(750, 210, "等 级 证 书", 76, at="middle", face=sheet.title)
    words = (
        "{name}（性别：{sex}，身份证号码：{id_number}）参加国家普通话水平测试，成绩"
        "{score}分，达到{level}。特发此证。"
    )
    sheet.flow((440, 380, 1360, 0), words, facts, 36)
    face(
        sheet,
        (150, 370, 360, 650),
        woman=order.person.sex == "女",
        ground=(70, 130, 200),
    )
    sheet.line(150, 900, "编号：{certificate_number}", facts, 30)
    signed(sheet, 1360, 760, 32, body=CENTRES[order.split], day=facts["issue_date"])
    sheet.mark(150, 670, 28)
    return sheet


@layout("mandarin", "validation")
def mandarin_table(order: Order) -> Sheet:
    sheet, facts = order.sheet((1400, 1000), (244, 248, 250)), _mandarin(order)
    sheet.write(700, 90, "普通话水平测试等级证书", 62, at="middle", face=sheet.title)
    rows = (
        ("姓名", "{name}", "性别", "{sex}"), ("证件号码", "{id_number}", "", ""),
        ("成绩", "{score}", "等级", "{level}"),
        ("证书编号", "{certificate_number}", "", ""),
    )  # fmt: skip
    table(sheet, (180, 240, 1220, 0), (1, 2, 1, 2), rows, facts, 34, high=94)
    signed(sheet, 1210, 720, 32, body=CENTRES[order.split], day=facts["issue_date"])
    sheet.mark(180, 880, 28)
    return sheet


@layout("mandarin", "validation")
def mandarin_new(order: Order) -> Sheet:
    sheet, facts = order.sheet((1180, 1600), (248, 250, 246)), _mandarin(order)
    guilloche(sheet, (60, 60, 1120, 1540), (222, 230, 240), 40)
    frame(sheet, 44, (60, 90, 150), double=False)
    sheet.write(590, 150, "国家通用语言文字", 44, at="middle")
    sheet.write(590, 225, "普通话水平测试等级证书", 64, at="middle", face=sheet.title)
    face(
        sheet,
        (485, 350, 695, 630),
        woman=order.person.sex == "女",
        ground=(236, 238, 242),
    )
    rows = (
        "姓名　{name}　　　性别　{sex}", "有效身份证件号码　{id_number}",
        "测试成绩　{score}", "测试等级　{level}", "证书编号　{certificate_number}",
    )  # fmt: skip
    for number, row in enumerate(rows):
        sheet.line(190, 720 + 86 * number, row, facts, 34)
    signed(sheet, 1010, 1260, 32, body=CENTRES[order.split], day=facts["issue_date"])
    code(sheet, 190, 1220, 150)
    sheet.mark(190, 1430, 28)
    return sheet


@layout("mandarin", "test")
def mandarin_beside(order: Order) -> Sheet:
    sheet, facts = order.sheet((1600, 900), (250, 244, 244)), _mandarin(order)
    frame(sheet, 30, (150, 60, 70))
    sheet.write(
        800, 90, "普通话水平等级证书", 64, at="middle", face=sheet.title, spread=0.2
    )
    face(sheet, (1240, 240, 1440, 510), woman=order.person.sex == "女")
    words = (
        "持证人{name}，{sex}，公民身份号码{id_number}。经测试，普通话水平为{level}，"
        "得分{score}。"
    )
    sheet.flow((140, 260, 1160, 0), words, facts, 36)
    sheet.line(140, 520, "证书号码：{certificate_number}", facts, 32)
    sheet.line(140, 600, "发证单位：{issuer}", facts, 32)
    sheet.line(140, 680, "发证日期：{issue_date}", facts, 32)
    seal(sheet, 760, 650, 116, CENTRES[order.split])
    sheet.mark(1240, 530, 26)
    return sheet


def _training(order: Order) -> dict[str, Fact]:
    day = graduated(order).replace(month=8)
    return of_person(order) | {
        "school": same(order.person.workplace),
        "certificate_number": same(f"GP{day.year}{order.digits(6)}"),
        "issue_date": order.dated(day),
    }


@layout("training_cert", "train")
def training_sentence(order: Order) -> Sheet:
    sheet, facts = order.sheet((1500, 1060), (253, 248, 238)), _training(order)
    frame(sheet, 40, (190, 150, 70))
    sheet.write(
        750, 130, "岗前培训合格证书", 72, at="middle", face=sheet.title, spread=0.2
    )
    words = (
        "{name}同志，{sex}，身份证号{id_number}，系{school}教师，于当年七月至八月参加"
        "高等学校教师岗前培训，学习高等教育学、高等教育心理学、高等教育法规概论和"
        "教师职业道德修养，考试成绩合格，特发此证。"
    )
    sheet.flow((160, 310, 1340, 0), words, facts, 36, leading=1.9)
    sheet.line(160, 900, "证书编号：{certificate_number}", facts, 30)
    signed(sheet, 1340, 780, 32, body=TRAINERS[order.split], day=facts["issue_date"])
    sheet.mark(160, 820, 28)
    return sheet


@layout("training_cert", "train")
def training_marks(order: Order) -> Sheet:
    sheet, facts = order.sheet((1240, 1600), (250, 250, 246)), _training(order)
    sheet.write(620, 120, "高等学校教师岗前培训", 50, at="middle")
    sheet.write(620, 200, "合 格 证", 76, at="middle", face=sheet.title)
    face(sheet, (850, 340, 1050, 610), woman=order.person.sex == "女")
    for number, row in enumerate(
        ("姓名：{name}", "性别：{sex}", "工作单位：{school}", "身份证号：{id_number}",
         "编号：{certificate_number}")
    ):  # fmt: skip
        sheet.line(150, 350 + 72 * number, row, facts, 34)
    marks = [str(order.dice.randint(66, 96)) for _ in range(4)]
    names = ("高等教育学", "高等教育心理学", "高等教育法规", "教师职业道德")
    rows = [("课程", "成绩"), *zip(names, marks, strict=True)]
    table(sheet, (150, 780, 1090, 0), (2, 1), rows, facts, 32, high=76)
    signed(sheet, 1090, 1290, 32, body=TRAINERS[order.split], day=facts["issue_date"])
    sheet.mark(150, 1450, 28)
    return sheet


@layout("training_cert", "validation")
def training_completion(order: Order) -> Sheet:
    sheet, facts = order.sheet((1500, 1060), (246, 250, 252)), _training(order)
    frame(sheet, 50, (60, 100, 140), double=False)
    sheet.write(750, 140, "结 业 证 书", 76, at="middle", face=sheet.title)
    sheet.line(170, 270, "编号 {certificate_number}", facts, 28)
    words = (
        "{name}（{id_number}）老师参加新入职教师岗前培训班，修完规定课程120学时，"
        "考核合格，准予结业。"
    )
    sheet.flow((170, 360, 1330, 0), words, facts, 38, leading=1.9)
    signed(sheet, 1330, 760, 32, body=TRAINERS[order.split], day=facts["issue_date"])
    sheet.mark(170, 900, 28)
    return sheet


@layout("training_cert", "validation")
def training_new_teachers(order: Order) -> Sheet:
    sheet, facts = order.sheet((1640, 1120), (250, 244, 236)), _training(order)
    guilloche(sheet, (60, 60, 1580, 1060), (240, 226, 206), 30)
    frame(sheet, 38, (170, 60, 50))
    face(
        sheet,
        (190, 330, 400, 610),
        woman=order.person.sex == "女",
        ground=(70, 130, 200),
    )
    sheet.write(820, 130, "高校新教师岗前培训证书", 66, at="middle", face=sheet.title)
    words = (
        "兹证明{school}教师{name}（公民身份号码：{id_number}）完成高校新教师岗前培训"
        "全部课程，考核成绩合格。"
    )
    sheet.flow((470, 340, 1460, 0), words, facts, 36)
    sheet.line(470, 650, "证书号：{certificate_number}", facts, 32)
    signed(sheet, 1450, 800, 34, body=TRAINERS[order.split], day=facts["issue_date"])
    sheet.mark(190, 640, 28)
    return sheet


@layout("training_cert", "test")
def training_form(order: Order) -> Sheet:
    sheet, facts = order.sheet(A4), _training(order)
    sheet.write(620, 170, "教师岗前培训考核合格证明", 54, at="middle", face=sheet.title)
    rows = (
        ("姓　名", "{name}", "性　别", "{sex}"), ("证件号", "{id_number}", "", ""),
        ("任教学校", "{school}", "", ""), ("培训学时", "110", "考核结论", "合格"),
        ("证明编号", "{certificate_number}", "", ""),
    )  # fmt: skip
    table(sheet, (150, 330, 1090, 0), (1, 2, 1, 2), rows, facts, 32, high=100)
    signed(sheet, 1080, 1010, 32, body=TRAINERS[order.split], day=facts["issue_date"])
    sheet.mark(150, 1600, 28)
    return sheet


def _teaching(order: Order) -> dict[str, Fact]:
    return of_person(order) | {
        "school": same(order.person.workplace),
        "issue_date": order.dated(lately(order)),
    }


@layout("teaching_proof", "train")
def teaching_letter(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _teaching(order)
    sheet.write(620, 200, "教学任务证明", 60, at="middle", face=sheet.title, spread=0.3)
    words = (
        "兹有我校教师{name}，{sex}，身份证号：{id_number}，在2025至2026学年度承担"
        "《{course}》课程的教学任务，两学期共计{hours}学时，教学效果良好。".replace(
            "{course}", order.person.major + "概论"
        ).replace("{hours}", str(order.dice.randint(96, 240)))
    )
    end = sheet.flow((170, 380, 1070, 0), words, facts, 34, leading=2)
    sheet.write(238, end + 30, "特此证明。", 34)
    signed(
        sheet, 1060, end + 220, 34, body=order.person.workplace + "教务处",
        day=facts["issue_date"],
    )  # fmt: skip
    sheet.mark(170, 1600, 28)
    return sheet


@layout("teaching_proof", "train")
def teaching_table(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _teaching(order)
    sheet.write(
        620, 150, "高校教师一学年教学任务证明", 50, at="middle", face=sheet.title
    )
    sheet.line(150, 280, "姓名：{name}　　身份证号：{id_number}", facts, 32)
    rows = [("学期", "课程名称", "班级", "学时")]
    for term in ("2025年秋季", "2026年春季"):
        rows.append(
            (
                term,
                order.person.major + "导论",
                f"{order.dice.randint(21, 25)}级1班",
                str(order.dice.choice((32, 48, 64))),
            )
        )
    table(
        sheet, (150, 360, 1090, 0), (2, 3, 2, 1), rows, facts, 30, high=80, labels=False
    )
    sheet.flow((150, 680, 1090, 0), "以上情况属实，该教师为我校专任教师。", facts, 32)
    signed(
        sheet,
        1080,
        860,
        34,
        body=order.person.workplace + "教务处",
        day=facts["issue_date"],
    )
    sheet.mark(150, 1600, 28)
    return sheet


@layout("teaching_proof", "validation")
def teaching_full_time(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _teaching(order)
    sheet.write(620, 220, "任 教 证 明", 60, at="middle", face=sheet.title)
    words = (
        "{name}同志（身份证号码{id_number}）系我校在编专任教师，本学年担任"
        + order.person.major
        + "专业主干课程主讲，周学时8节，完成教学工作量。情况属实。"
    )
    end = sheet.flow((180, 400, 1060, 0), words, facts, 36, leading=2)
    signed(
        sheet, 1050, end + 200, 34, body=order.person.workplace, day=facts["issue_date"]
    )
    sheet.mark(180, 1580, 28)
    return sheet


@layout("teaching_proof", "validation")
def teaching_from_school(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _teaching(order)
    sheet.write(
        620,
        120,
        order.person.workplace,
        54,
        at="middle",
        fill=(190, 30, 34),
        face=sheet.title,
        spread=0.2,
    )
    sheet.pen.rectangle((140, 220, 1100, 224), fill=(190, 30, 34))
    sheet.write(620, 330, "关于承担教学任务的证明", 48, at="middle", face=sheet.title)
    words = (
        "省教育厅：我校{name}老师，公民身份号码{id_number}，自2025年9月起一学年内独立"
        "讲授《"
        + order.person.major
        + "基础》《教学法》两门课程，累计授课一百六十课时，"
        "经教务部门考核，教学质量合格。特此证明。"
    )
    end = sheet.flow((160, 480, 1080, 0), words, facts, 34, leading=2.1)
    signed(
        sheet,
        1070,
        end + 180,
        34,
        body=order.person.workplace + "教务部",
        day=facts["issue_date"],
    )
    sheet.line(160, end + 480, "联系电话：0737-5550160", facts, 28)
    sheet.mark(160, 1620, 28)
    return sheet


@layout("teaching_proof", "test")
def teaching_grid(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _teaching(order)
    sheet.write(620, 160, "教师授课情况证明表", 52, at="middle", face=sheet.title)
    rows = (
        ("教师姓名", "{name}", "性别", "{sex}"), ("身份证件号", "{id_number}", "", ""),
        ("所在学校", "{school}", "", ""), ("讲授课程", order.person.major + "实务", "课时", "72"),
        ("讲授课程", "专业写作", "课时", "64"), ("教务部门意见", "授课属实，考核合格。", "", ""),
    )  # fmt: skip
    table(sheet, (140, 320, 1100, 0), (1.2, 2, 0.8, 1.4), rows, facts, 30, high=96)
    signed(
        sheet,
        1090,
        1020,
        32,
        body=order.person.workplace + "教务处",
        day=facts["issue_date"],
    )
    sheet.mark(140, 1600, 28)
    return sheet
