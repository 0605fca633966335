"""Promise letters, health certificates of staff, proofs of no criminal record."""

from datetime import date

from specimens.layouts.facts import lately, of_person, signed
from specimens.ornaments import code, face, frame, guilloche, seal, table
from specimens.registry import Order, layout, same
from specimens.sheet import Fact, Sheet

CENTRE = {
    "train": "朗州市疾病预防控制中心",
    "validation": "安平县疾病预防控制中心",
    "test": "洞溪县从业人员体检中心",
}


def _promise(order: Order) -> dict[str, Fact]:
    return of_person(order) | {"issue_date": order.dated(lately(order))}


def _undersigned(sheet: Sheet, facts: dict[str, Fact], y: float, words: str) -> None:
    name = facts["name"].shown
    sheet.write(640, y, words + name, 34)
    box = sheet.write(640, y + 70, "日期：", 34)
    day = sheet.write(box[2], y + 70, facts["issue_date"].shown, 34)
    sheet.remember("issue_date", facts["issue_date"].value, day)
    sheet.mark(150, 1640, 26)


def _points(
    sheet: Sheet,
    facts: dict[str, Fact],
    y: float,
    points: tuple[str, ...],
    size: int = 32,
) -> float:
    for point in points:
        y = sheet.flow((150, y, 1090, 0), point, facts, size, leading=1.9) + 8
    return y


@layout("promise_letter", "train")
def promise_numbered(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _promise(order)
    sheet.write(620, 150, "告知承诺书", 62, at="middle", face=sheet.title, spread=0.3)
    sheet.line(150, 290, "承诺人：{name}　身份证号：{id_number}", facts, 32)
    end = _points(sheet, facts, 370, (
        "一、已经知晓行政机关告知的全部内容；", "二、自身符合行政机关告知的条件和要求；",
        "三、愿意承担不实承诺、违反承诺的法律责任；", "四、所作承诺是本人的真实意思表示；",
        "五、承诺在规定期限内补交所缺材料。",
    ))  # fmt: skip
    _undersigned(sheet, facts, end + 140, "承诺人（签字）：")
    return sheet


@layout("promise_letter", "train")
def promise_paragraph(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _promise(order)
    sheet.write(620, 180, "承 诺 书", 64, at="middle", face=sheet.title)
    words = (
        "本人{name}，身份证号码{id_number}，现申请办理有关事项，郑重承诺：所提交的材料"
        "真实、合法、有效，如有虚假，愿意承担由此产生的一切法律后果，并接受失信惩戒。"
    )
    end = sheet.flow((150, 360, 1090, 0), words, facts, 34, leading=2)
    _undersigned(sheet, facts, end + 140, "承诺人：")
    return sheet


@layout("promise_letter", "validation")
def promise_form(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _promise(order)
    sheet.write(620, 140, "证明事项告知承诺制承诺书", 54, at="middle", face=sheet.title)
    rows = [
        ("申请人", "{name}"),
        ("证件号码", "{id_number}"),
        ("联系电话", facts["phone"].shown),
    ]
    end = table(sheet, (150, 280, 1090, 0), (1, 3), rows, facts, 32, high=90)
    end = _points(sheet, facts, end + 50, (
        "本人作出以下承诺：已符合该事项的条件，愿意配合核查；承诺不实的，自愿接受撤销决定。",
    ))  # fmt: skip
    _undersigned(sheet, facts, end + 120, "签字：")
    return sheet


@layout("promise_letter", "validation")
def promise_credit(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _promise(order)
    sheet.write(620, 150, "信用承诺书", 66, at="middle", face=sheet.title, spread=0.2)
    sheet.write(150, 290, "青禾县政务服务中心：", 34)
    end = _points(sheet, facts, 370, (
        "我叫{name}，公民身份号码{id_number}。就本次申请作出承诺如下：",
        "（一）提供的资料没有隐瞒和伪造；", "（二）缺少的证明在二十个工作日以内补齐；",
        "（三）如违背承诺，退回所办结果，承担相应责任。",
    ), 34)  # fmt: skip
    _undersigned(sheet, facts, end + 140, "具结人：")
    return sheet


@layout("promise_letter", "test")
def promise_missing_paper(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _promise(order)
    sheet.write(620, 130, "容缺受理承诺书", 58, at="middle", face=sheet.title)
    rows = [
        ("承诺人姓名", "{name}", "性别", "{sex}"),
        ("公民身份号码", "{id_number}", "", ""),
        ("所缺材料", "体格检查合格证明", "", ""),
        ("补交期限", "十五个工作日", "", ""),
    ]
    end = table(sheet, (140, 260, 1100, 0), (1.2, 2, 0.8, 1), rows, facts, 30, high=94)
    end = _points(
        sheet,
        facts,
        end + 60,
        ("逾期未补交的，同意按撤回申请处理，本人对承诺内容负责。",),
    )
    _undersigned(sheet, facts, end + 120, "承诺人签名：")
    return sheet


def _health(order: Order) -> dict[str, Fact]:
    begun = order.day(date(2025, 10, 1), date(2026, 9, 15))
    ended = begun.replace(year=begun.year + 1, day=min(begun.day, 28))
    return of_person(order) | {
        "certificate_number": same(f"4309{begun.year}{order.digits(6)}"),
        "issuer": same(CENTRE[order.split]),
        "valid_from": order.dated(begun),
        "issue_date": order.dated(begun),
        "valid_until": order.dated(ended),
    }


@layout("health_cert", "train")
def health_card(order: Order) -> Sheet:
    sheet, facts = order.sheet((1012, 638), (244, 250, 248)), _health(order)
    sheet.write(506, 44, "健 康 证 明", 54, at="middle", face=sheet.title)
    face(sheet, (740, 150, 920, 400), woman=order.person.sex == "女")
    rows = (
        "姓　　名：{name}　　性别：{sex}", "身份证号：{id_number}", "体检类别：食品从业", "体检结果：合格",
        "编　　号：{certificate_number}", "发证日期：{issue_date}", "有效期至：{valid_until}",
    )  # fmt: skip
    for number, row in enumerate(rows):
        sheet.line(70, 150 + 58 * number, row, facts, 29)
    seal(sheet, 790, 500, 94, CENTRE[order.split])
    sheet.mark(70, 590, 22)
    return sheet


@layout("health_cert", "train")
def health_page(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _health(order)
    sheet.write(620, 150, "从业人员健康合格证明", 56, at="middle", face=sheet.title)
    face(
        sheet,
        (880, 280, 1080, 550),
        woman=order.person.sex == "女",
        ground=(232, 236, 240),
    )
    for number, row in enumerate(
        ("姓名：{name}", "性别：{sex}", "身份证号码：{id_number}", "从业类别：公共场所",
         "证明编号：{certificate_number}", "有效期：{valid_from}至{valid_until}")
    ):  # fmt: skip
        sheet.line(150, 300 + 84 * number, row, facts, 32)
    sheet.flow(
        (150, 860, 1090, 0),
        "经健康检查，未发现有碍公共卫生的疾病，准予从业。",
        facts,
        32,
    )
    seal(sheet, 880, 1060, 126, CENTRE[order.split])
    sheet.mark(150, 1640, 26)
    return sheet


@layout("health_cert", "validation")
def health_table(order: Order) -> Sheet:
    sheet, facts = order.sheet((1240, 900), (248, 250, 244)), _health(order)
    sheet.write(620, 70, "预防性健康检查合格证", 48, at="middle", face=sheet.title)
    rows = [
        ("姓名", "{name}", "性别", "{sex}"),
        ("身份证号", "{id_number}", "", ""),
        ("健康证号", "{certificate_number}", "", ""),
        ("发证日期", "{issue_date}", "有效期至", "{valid_until}"),
    ]
    table(sheet, (110, 180, 1130, 0), (1, 2, 1, 2), rows, facts, 28, high=92)
    seal(sheet, 940, 690, 104, CENTRE[order.split])
    sheet.mark(110, 820, 24)
    return sheet


@layout("health_cert", "validation")
def health_card_new(order: Order) -> Sheet:
    sheet, facts = order.sheet((1080, 680), (250, 252, 254)), _health(order)
    guilloche(sheet, (0, 0, 1080, 680), (224, 236, 244), 26)
    sheet.write(
        60, 40, "湖南省从业人员健康证明", 44, face=sheet.title, fill=(20, 90, 120)
    )
    face(
        sheet,
        (70, 150, 270, 420),
        woman=order.person.sex == "女",
        ground=(226, 232, 238),
    )
    rows = (
        "姓名 {name}",
        "性别 {sex}",
        "证件号 {id_number}",
        "健康证编号 {certificate_number}",
        "签发日期 {issue_date}",
        "有效期至 {valid_until}",
        "发证机构 {issuer}",
    )
    for number, row in enumerate(rows):
        sheet.line(320, 150 + 64 * number, row, facts, 30)
    code(sheet, 890, 480, 130)
    sheet.mark(70, 630, 24)
    return sheet


@layout("health_cert", "test")
def health_letter(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _health(order)
    frame(sheet, 60, (50, 120, 120), double=False)
    sheet.write(620, 190, "健康体检合格证", 60, at="middle", face=sheet.title)
    words = (
        "{name}，{sex}，公民身份号码{id_number}，经检查符合直接为顾客服务岗位的健康要求。"
        "本证自发证之日起一年内有效，至{valid_until}止。"
    )
    end = sheet.flow((170, 380, 1070, 0), words, facts, 34, leading=2)
    sheet.line(170, end + 20, "证号：{certificate_number}", facts, 32)
    signed(
        sheet, 1060, end + 180, 34, body=CENTRE[order.split], day=facts["issue_date"]
    )
    sheet.mark(170, 1580, 26)
    return sheet


def _record(order: Order) -> dict[str, Fact]:
    return of_person(order) | {
        "certificate_number": same(
            f"朗公（{order.dice.choice('柳临沅')}）证字〔2026〕{order.digits(4)}号"
        ),
        "issue_date": order.dated(lately(order)),
    }


@layout("no_crime", "train")
def record_letter(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _record(order)
    sheet.write(
        620, 180, "无犯罪记录证明", 62, at="middle", face=sheet.title, spread=0.2
    )
    sheet.line(640, 290, "编号：{certificate_number}", facts, 26)
    words = "经查询，{name}，{sex}，身份证号{id_number}，户籍地址{address}，截至开具之日，未发现有犯罪记录。"
    end = sheet.flow((160, 400, 1080, 0), words, facts, 34, leading=2)
    sheet.write(228, end + 10, "特此证明。", 34)
    signed(
        sheet, 1070, end + 220, 34, body=order.person.police, day=facts["issue_date"]
    )
    sheet.mark(160, 1620, 26)
    return sheet


@layout("no_crime", "train")
def record_query(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _record(order)
    sheet.write(
        620, 160, "有无犯罪记录查询结果告知函", 54, at="middle", face=sheet.title
    )
    sheet.line(160, 310, "被查询人：{name}", facts, 32)
    sheet.line(160, 375, "证件号码：{id_number}", facts, 32)
    words = "根据你（单位）的申请，经查询公安机关违法犯罪信息系统，被查询人无犯罪记录。"
    end = sheet.flow((160, 460, 1080, 0), words, facts, 34, leading=2)
    signed(
        sheet, 1070, end + 200, 34, body=order.person.police, day=facts["issue_date"]
    )
    sheet.mark(160, 1620, 26)
    return sheet


@layout("no_crime", "validation")
def record_station(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _record(order)
    sheet.write(620, 200, "证　　明", 66, at="middle", face=sheet.title)
    words = "兹有我辖区居民{name}（{sex}，身份证号：{id_number}），在我辖区居住期间无违法犯罪记录。"
    end = sheet.flow((160, 390, 1080, 0), words, facts, 36, leading=2)
    signed(
        sheet, 1070, end + 200, 34, body=order.person.police, day=facts["issue_date"]
    )
    sheet.mark(160, 1620, 26)
    return sheet


@layout("no_crime", "validation")
def record_online(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _record(order)
    code(sheet, 960, 90, 140)
    sheet.write(580, 170, "无犯罪记录查询证明", 56, at="middle", face=sheet.title)
    rows = [
        ("姓　名", "{name}", "性　别", "{sex}"),
        ("公民身份号码", "{id_number}", "", ""),
        ("户籍所在地", "{address}", "", ""),
        ("查询结果", "未查见犯罪记录", "", ""),
        ("证明文号", "{certificate_number}", "", ""),
    ]
    end = table(sheet, (140, 330, 1100, 0), (1.2, 2, 0.9, 1), rows, facts, 30, high=100)
    signed(
        sheet, 1090, end + 160, 34, body=order.person.police, day=facts["issue_date"]
    )
    sheet.mark(140, 1640, 26)
    return sheet


@layout("no_crime", "test")
def record_conduct(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _record(order)
    sheet.write(
        620, 190, "关于有无违法犯罪记录的证明", 50, at="middle", face=sheet.title
    )
    words = (
        "青禾县教育局：贵单位因教师资格认定需要了解的{name}（公民身份号码{id_number}），"
        "住{address}。经我局核查，该同志没有受过刑事处罚，无犯罪记录。"
    )
    end = sheet.flow((160, 360, 1080, 0), words, facts, 34, leading=2.1)
    signed(
        sheet, 1070, end + 200, 34, body=order.person.police, day=facts["issue_date"]
    )
    sheet.mark(160, 1620, 26)
    return sheet
