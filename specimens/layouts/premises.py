"""Papers of a business: its licence, the lease and the deed of its premises."""

from datetime import date

from specimens.ornaments import code, emblem, frame, guilloche, seal, table
from specimens.people import FAMILY, GIVEN
from specimens.registry import Order, layout, same
from specimens.sheet import Fact, Sheet

OFFICE = {
    "train": "朗州市市场监督管理局",
    "validation": "安平县市场监督管理局",
    "test": "洞溪县行政审批服务局",
}
LAND = {
    "train": "朗州市自然资源和规划局",
    "validation": "安平县自然资源局",
    "test": "洞溪县不动产登记中心",
}


def _licence(order: Order) -> dict[str, Fact]:
    day = order.day(date(2014, 1, 1), date(2026, 9, 1))
    return {
        "uscc": same(order.person.uscc),
        "company": same(order.person.company),
        "legal_person": same(order.person.name),
        "address": same(order.person.address),
        "issuer": same(OFFICE[order.split]),
        "issue_date": order.dated(day, "{y}年{m:02}月{d:02}日"),
    }


def _scope(order: Order) -> str:
    return (
        "许可项目：餐饮服务；食品销售。一般项目：日用百货销售；会议及展览服务；"
        f"信息咨询服务（编号{order.digits(4)}，依法须经批准的项目除外）。"
    )


@layout("business_licence", "train")
def licence_wide(order: Order) -> Sheet:
    sheet, facts = order.sheet((1680, 1180), (253, 250, 240)), _licence(order)
    guilloche(sheet, (60, 60, 1620, 1120), (244, 230, 196), 34)
    frame(sheet, 40, (196, 160, 70))
    emblem(sheet, 840, 150, 70, (196, 40, 40))
    sheet.write(840, 240, "营业执照", 96, at="middle", face=sheet.title, spread=0.4)
    sheet.write(840, 360, "（副　本）", 34, at="middle")
    sheet.line(120, 130, "统一社会信用代码", facts, 28)
    sheet.line(120, 172, "{uscc}", facts, 34)
    code(sheet, 1400, 110, 170)
    left = (
        "名　　称　{company}",
        "类　　型　有限责任公司（自然人独资）",
        "法定代表人　{legal_person}",
    )
    for number, row in enumerate(left):
        sheet.line(150, 460 + 76 * number, row, facts, 30)
    sheet.flow((150, 690, 860, 0), "经营范围　" + _scope(order), facts, 28, indent=0)
    right = ("注册资本　壹佰万元整", "成立日期　{issue_date}", "营业期限　长期")
    for number, row in enumerate(right):
        sheet.line(930, 460 + 76 * number, row, facts, 30)
    sheet.flow((930, 690, 1560, 0), "住　　所　{address}", facts, 30, indent=0)
    _registrar(sheet, facts, 1530, 920)
    return sheet


def _registrar(sheet: Sheet, facts: dict[str, Fact], right: float, y: float) -> None:
    issuer = facts["issuer"].shown
    sheet.write(right - 420, y, "登记机关", 34)
    seal(sheet, right - 160, y + 20, 130, issuer)
    sheet.line(right - 330, y + 110, facts["issue_date"].shown, facts, 28)
    sheet.mark(150, y + 130, 28)


@layout("business_licence", "train")
def licence_trader(order: Order) -> Sheet:
    sheet, facts = order.sheet((1180, 1640), (252, 250, 242)), _licence(order)
    frame(sheet, 44, (190, 150, 70))
    emblem(sheet, 590, 170, 72, (196, 40, 40))
    sheet.write(590, 270, "营 业 执 照", 88, at="middle", face=sheet.title)
    sheet.line(150, 420, "统一社会信用代码　{uscc}", facts, 30)
    rows = (
        "名　　　　称　{company}", "组　成　形　式　个人经营", "经　营　者　{legal_person}",
        "注　册　日　期　{issue_date}",
    )  # fmt: skip
    for number, row in enumerate(rows):
        sheet.line(150, 520 + 84 * number, row, facts, 32)
    sheet.flow((150, 870, 1040, 0), "经营场所　{address}", facts, 32, indent=0)
    sheet.flow((150, 980, 1040, 0), "经营范围　" + _scope(order), facts, 30, indent=0)
    _registrar(sheet, facts, 1040, 1360)
    return sheet


@layout("business_licence", "validation")
def licence_original(order: Order) -> Sheet:
    sheet, facts = order.sheet((1640, 1160), (253, 252, 246)), _licence(order)
    frame(sheet, 50, (170, 120, 50), double=False)
    sheet.write(820, 150, "营业执照", 90, at="middle", face=sheet.title, spread=0.3)
    sheet.write(820, 270, "（正本）", 36, at="middle")
    rows = [
        ("统一社会信用代码", "{uscc}"), ("名称", "{company}"), ("法定代表人", "{legal_person}"),
        ("住所", "{address}"), ("成立日期", "{issue_date}"),
    ]  # fmt: skip
    table(sheet, (170, 370, 1470, 0), (1, 3), rows, facts, 32, high=84)
    _registrar(sheet, facts, 1450, 910)
    return sheet


@layout("business_licence", "validation")
def licence_electronic(order: Order) -> Sheet:
    sheet, facts = order.sheet((1240, 1700), (250, 252, 252)), _licence(order)
    guilloche(sheet, (40, 40, 1200, 1660), (226, 236, 240), 44)
    emblem(sheet, 620, 170, 76, (190, 50, 40))
    sheet.write(620, 280, "营业执照", 92, at="middle", face=sheet.title, spread=0.5)
    sheet.write(620, 400, "（副本）1-1", 30, at="middle")
    code(sheet, 960, 120, 160)
    labels = (
        "市场主体名称：{company}", "统一社会信用代码：{uscc}", "类　　型：有限责任公司",
        "法定代表人：{legal_person}", "成立日期：{issue_date}", "注册资本：伍拾万元整",
    )  # fmt: skip
    for number, row in enumerate(labels):
        sheet.line(140, 500 + 88 * number, row, facts, 32)
    sheet.flow((140, 1040, 1100, 0), "住　　所：{address}", facts, 32, indent=0)
    sheet.flow((140, 1130, 1100, 0), "经营范围：" + _scope(order), facts, 30, indent=0)
    _registrar(sheet, facts, 1090, 1400)
    return sheet


@layout("business_licence", "test")
def licence_hung(order: Order) -> Sheet:
    sheet, facts = order.sheet((1760, 1240), (252, 246, 234)), _licence(order)
    frame(sheet, 36, (176, 60, 40))
    emblem(sheet, 880, 160, 76, (190, 40, 40))
    sheet.write(880, 260, "营 业 执 照", 100, at="middle", face=sheet.title)
    columns = (
        ("统一社会信用代码", "{uscc}"), ("名　　称", "{company}"), ("类　　型", "个体工商户"),
        ("经 营 者", "{legal_person}"), ("组成形式", "个人经营"), ("经营场所", "{address}"),
        ("注册日期", "{issue_date}"),
    )  # fmt: skip
    for number, (label, value) in enumerate(columns):
        sheet.write(420, 430 + 80 * number, label, 30, at="right")
        sheet.line(460, 430 + 80 * number, value, facts, 32)
    _registrar(sheet, facts, 1560, 1000)
    return sheet


def _other_person(order: Order) -> str:
    return order.dice.choice(FAMILY[order.split]) + "".join(
        order.dice.sample(GIVEN[order.split], 2)
    )


def _lease(order: Order) -> dict[str, Fact]:
    begun = order.day(date(2024, 1, 1), date(2026, 9, 1)).replace(day=1)
    ended = begun.replace(year=begun.year + order.dice.choice((1, 2, 3, 5)))
    return {
        "lessee": same(order.person.name),
        "id_number": same(order.person.id_number),
        "address": same(order.person.address),
        "valid_from": order.dated(begun),
        "valid_until": order.dated(ended),
        "lessor": same(_other_person(order)),
        "rent": same(f"{order.dice.randint(8, 60)}00"),
    }


def _named(facts: dict[str, Fact], words: str) -> str:
    return words.replace("{rent}", facts["rent"].shown)


def _clauses(
    sheet: Sheet, facts: dict[str, Fact], y: float, clauses: tuple[str, ...], size: int
) -> float:
    for clause in clauses:
        y = (
            sheet.flow(
                (150, y, 1090, 0), _named(facts, clause), facts, size, leading=1.75
            )
            + 12
        )
    return y


@layout("lease", "train")
def lease_house(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _lease(order)
    sheet.write(620, 120, "房屋租赁合同", 60, at="middle", face=sheet.title, spread=0.2)
    sheet.line(150, 250, _named(facts, "出租方（甲方）：{lessor}"), facts, 30)
    sheet.line(150, 310, "承租方（乙方）：{lessee}　身份证号：{id_number}", facts, 30)
    clauses = (
        "一、甲方将坐落于{address}的房屋出租给乙方作经营使用。",
        "二、租赁期限自{valid_from}起至{valid_until}止。",
        "三、月租金为人民币{rent}元，乙方按季度支付，先付后用。",
        "四、租赁期间水、电、物业等费用由乙方承担，房屋主体维修由甲方负责。",
        "五、乙方不得擅自转租，不得改变房屋结构；违约一方应承担违约责任。",
        "六、本合同一式两份，双方签字之日起生效。",
    )
    end = _clauses(sheet, facts, 400, clauses, 30)
    sheet.line(150, end + 100, _named(facts, "甲方（签字）：{lessor}"), facts, 32)
    sheet.line(660, end + 100, "乙方（签字）：" + facts["lessee"].shown, {}, 32)
    sheet.line(150, end + 180, facts["valid_from"].shown, {}, 30)
    sheet.mark(150, 1660, 26)
    return sheet


@layout("lease", "train")
def lease_shop(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _lease(order)
    sheet.write(620, 110, "门面租赁协议书", 58, at="middle", face=sheet.title)
    clauses = (
        "甲方（出租人）：{lessor}",
        "乙方（承租人）：{lessee}，身份证号码{id_number}",
        "经双方协商，就门面租赁事宜订立如下协议：",
        "第一条　甲方自愿将位于{address}的门面一间租给乙方经营，面积约四十平方米。",
        "第二条　租期从{valid_from}到{valid_until}。年租金{rent}元，押金两个月租金。",
        "第三条　乙方应合法经营，按时交纳租金，爱护门面及附属设施。",
        "第四条　协议期满，同等条件下乙方享有优先承租权。",
    )
    end = _clauses(sheet, facts, 240, clauses, 32)
    sheet.line(150, end + 90, _named(facts, "甲方：{lessor}"), facts, 34)
    sheet.line(700, end + 90, "乙方：" + facts["lessee"].shown, {}, 34)
    sheet.mark(150, 1660, 26)
    return sheet


@layout("lease", "validation")
def lease_filed(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _lease(order)
    sheet.write(620, 130, "房屋租赁登记备案证明", 54, at="middle", face=sheet.title)
    rows = [
        ("出租人", "{lessor}"), ("承租人", "{lessee}"), ("承租人证件号", "{id_number}"),
        ("房屋坐落", "{address}"), ("租赁用途", "商业"), ("起租日期", "{valid_from}"), ("止租日期", "{valid_until}"),
    ]  # fmt: skip
    end = table(sheet, (150, 290, 1090, 0), (1, 2.6), rows, facts, 32, high=100)
    seal(sheet, 900, end + 200, 126, "安平县住房保障服务中心")
    sheet.mark(150, 1640, 26)
    return sheet


@layout("lease", "validation")
def lease_numbered(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _lease(order)
    sheet.write(620, 110, "商铺租赁合同", 60, at="middle", face=sheet.title)
    sheet.write(1090, 210, f"合同编号：ZL-{order.digits(6)}", 26, at="right")
    rows = [
        ("出租人", "{lessor}"),
        ("承租人", "{lessee}"),
        ("公民身份号码", "{id_number}"),
    ]
    end = table(sheet, (150, 270, 1090, 0), (1, 3), rows, facts, 30, high=78)
    clauses = (
        "1. 租赁物：出租人将{address}商铺交承租人使用。",
        "2. 期限：{valid_from}至{valid_until}，期满自行终止。",
        "3. 租金：每月{rent}元整，每半年一付。",
        "4. 保证：出租人保证对商铺享有完整处分权，承租人保证用于合法经营。",
        "5. 争议由商铺所在地人民法院管辖。",
    )
    end = _clauses(sheet, facts, end + 50, clauses, 30)
    sheet.line(150, end + 120, _named(facts, "出租人签章：{lessor}"), facts, 30)
    sheet.line(660, end + 120, "承租人签章：" + facts["lessee"].shown, {}, 30)
    sheet.mark(150, 1660, 26)
    return sheet


@layout("lease", "test")
def lease_dwelling(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _lease(order)
    sheet.write(620, 140, "住房出租合约", 56, at="middle", face=sheet.title, spread=0.3)
    clauses = (
        "房东：{lessor}（以下称甲方）；租客：{lessee}（以下称乙方），证件号{id_number}。",
        "双方约定：甲方把{address}两室一厅租给乙方居住。",
        "租赁时间为{valid_from}起，至{valid_until}终了；房租每月{rent}元。",
        "屋内家具电器由乙方妥善使用，损坏照价赔偿；退房前三十天告知甲方。",
        "以上各款双方共同遵守，签名后生效。",
    )
    end = _clauses(sheet, facts, 300, clauses, 34)
    sheet.line(150, end + 100, _named(facts, "甲方签名 {lessor}"), facts, 34)
    sheet.line(700, end + 100, "乙方签名 " + facts["lessee"].shown, {}, 34)
    sheet.mark(150, 1660, 26)
    return sheet


def _deed(order: Order) -> dict[str, Fact]:
    day = order.day(date(2016, 3, 1), date(2026, 8, 1))
    return {
        "name": same(order.person.name),
        "address": same(order.person.address),
        "certificate_number": same(
            f"湘（{day.year}）朗州市不动产权第{order.digits(7)}号"
        ),
        "issue_date": order.dated(day),
        "area": same(f"{order.dice.randint(60, 160)}.{order.dice.randint(10, 99)}"),
    }


def _deed_rows(order: Order, facts: dict[str, Fact]) -> list[tuple[str, str]]:
    return [
        ("权利人", "{name}"), ("共有情况", "单独所有"), ("坐落", "{address}"),
        ("不动产单元号", "430999" + order.digits(12) + "F00010001"),
        ("权利类型", "国有建设用地使用权/房屋所有权"), ("权利性质", "出让/市场化商品房"),
        ("用途", "城镇住宅用地/住宅"), ("面积", f"房屋建筑面积 {facts['area'].shown} 平方米"),
        ("使用期限", "国有建设用地使用权至2083年5月止"),
    ]  # fmt: skip


@layout("property_deed", "train")
def deed_inside(order: Order) -> Sheet:
    sheet, facts = order.sheet((1180, 1600), (252, 250, 244)), _deed(order)
    guilloche(sheet, (60, 150, 1120, 1540), (232, 240, 230), 40)
    sheet.line(300, 100, "{certificate_number}", facts, 32)
    end = table(
        sheet, (110, 190, 1070, 0), (1, 3), _deed_rows(order, facts), facts, 28, high=96
    )
    sheet.write(130, end + 30, "权利其他状况　专有建筑面积、分摊建筑面积见附图。", 26)
    sheet.mark(110, 1520, 26)
    return sheet


@layout("property_deed", "train")
def deed_cover(order: Order) -> Sheet:
    sheet, facts = order.sheet((1180, 1600), (250, 246, 240)), _deed(order)
    frame(sheet, 46, (170, 60, 50), double=False)
    sheet.write(590, 180, "中华人民共和国", 48, at="middle")
    sheet.write(590, 260, "不动产权证书", 84, at="middle", face=sheet.title, spread=0.2)
    words = (
        "根据《中华人民共和国民法典》等法律法规，为保护不动产权利人合法权益，对"
        "{name}申请登记的不动产权利（坐落：{address}），经审查核实，准予登记，颁发此证。"
    )
    end = sheet.flow((150, 480, 1030, 0), words, facts, 34, leading=2)
    sheet.line(150, end + 80, "编号 {certificate_number}", facts, 28)
    sheet.write(520, end + 220, "登记机构（章）", 32)
    sheet.line(560, end + 290, "{issue_date}", facts, 30)
    seal(sheet, 800, end + 240, 126, LAND[order.split])
    sheet.mark(150, 1500, 26)
    return sheet


@layout("property_deed", "validation")
def deed_house(order: Order) -> Sheet:
    sheet, facts = order.sheet((1600, 1120), (250, 250, 240)), _deed(order)
    sheet.write(800, 90, "房屋所有权证", 64, at="middle", face=sheet.title)
    sheet.line(160, 200, "{certificate_number}", facts, 30)
    rows = [("房屋所有权人", "{name}"), ("房屋坐落", "{address}"), ("登记时间", "{issue_date}"),
            ("房屋性质", "商品房"), ("建筑面积", facts["area"].shown + " 平方米")]  # fmt: skip
    table(sheet, (160, 280, 1440, 0), (1, 3), rows, facts, 32, high=92)
    seal(sheet, 1260, 900, 126, LAND[order.split])
    sheet.mark(160, 1020, 26)
    return sheet


@layout("property_deed", "validation")
def deed_spread(order: Order) -> Sheet:
    sheet, facts = order.sheet((1760, 1180), (252, 248, 240)), _deed(order)
    sheet.stroke([(880, 40), (880, 1140)], 1)
    sheet.write(440, 150, "不动产权证书", 64, at="middle", face=sheet.title)
    sheet.flow(
        (110, 330, 800, 0),
        "依法登记的不动产权利受法律保护。经审核，准予登记。",
        facts,
        32,
        leading=2,
    )
    sheet.line(430, 760, "{issue_date}", facts, 30)
    seal(sheet, 560, 730, 126, LAND[order.split])
    sheet.line(930, 90, "{certificate_number}", facts, 28)
    rows = _deed_rows(order, facts)[:7]
    table(sheet, (930, 150, 1700, 0), (1, 2.4), rows, facts, 26, high=104)
    sheet.mark(110, 1090, 26)
    return sheet


@layout("property_deed", "test")
def deed_notice(order: Order) -> Sheet:
    sheet, facts = order.sheet(), _deed(order)
    sheet.write(620, 130, "不动产登记证明书", 56, at="middle", face=sheet.title)
    sheet.line(150, 250, "不动产权证号：{certificate_number}", facts, 28)
    rows = [
        ("产权人", "{name}"),
        ("房地坐落", "{address}"),
        ("规划用途", "商业服务"),
        ("建筑面积", facts["area"].shown + "平方米"),
        ("登簿日期", "{issue_date}"),
    ]
    end = table(sheet, (150, 320, 1090, 0), (1, 2.6), rows, facts, 32, high=110)
    seal(sheet, 900, end + 200, 130, LAND[order.split])
    sheet.write(640, end + 190, LAND[order.split], 32)
    sheet.mark(150, 1640, 26)
    return sheet
