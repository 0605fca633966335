"""Pages that are no paper of any item: letters, price lists, receipts, a cat, nothing."""

from specimens.layouts.facts import lately
from specimens.ornaments import bars, table
from specimens.registry import A4, Order, layout
from specimens.sheet import Face, Sheet

DISHES = (
    "牛肉粉",
    "酸辣粉",
    "炒码粉",
    "津市刀削面",
    "绿豆沙",
    "蒸饺",
    "米酒",
    "凉拌黄瓜",
)
GOODS = (
    "矿泉水 550ml",
    "中性笔 0.5",
    "A4 打印纸",
    "笔记本",
    "透明胶",
    "文件夹",
    "纸巾",
)


@layout("other", "train")
def letter_private(order: Order) -> Sheet:
    sheet = order.sheet()
    sheet.write(160, 220, "亲爱的老同学：", 36)
    words = (
        "好久没有写信了。上个月我们一家去了一趟湖边，孩子第一次坐船，高兴得不肯下来。"
        "家里的橘子今年结得很多，等天凉了给你寄一箱。你那边的工作还顺利吗？有空回来走走，"
        "河堤修好了，晚上散步的人很多。"
    )
    end = sheet.flow((160, 320, 1080, 0), words, {}, 34, leading=2.1)
    sheet.write(1060, end + 80, order.person.name, 36, at="right")
    sheet.write(1060, end + 150, order.dated(lately(order)).shown, 32, at="right")
    sheet.mark(160, 1640, 26)
    return sheet


@layout("other", "train")
def price_list(order: Order) -> Sheet:
    sheet = order.sheet()
    sheet.write(620, 150, "今 日 菜 单", 66, at="middle", face=sheet.title)
    rows = [
        ("品名", "价格（元）"),
        *((dish, str(order.dice.randint(6, 48))) for dish in DISHES),
    ]
    table(sheet, (220, 320, 1020, 0), (2, 1), rows, {}, 34, high=100, labels=False)
    sheet.mark(220, 1640, 26)
    return sheet


@layout("other", "train")
def cat(order: Order) -> Sheet:
    sheet = order.sheet((1200, 900), (206, 222, 206))
    _draw_cat(sheet, 600, 480, order.dice.choice([(90, 90, 96), (206, 140, 70)]))
    sheet.mark(40, 840, 26)
    return sheet


def _draw_cat(sheet: Sheet, x: int, y: int, fur: tuple[int, int, int]) -> None:
    pen, dark = sheet.pen, (30, 30, 34)
    pen.ellipse((x - 260, y + 60, x + 260, y + 420), fill=fur)
    for side in (-1, 1):
        pen.polygon(
            [
                (x + side * 40, y - 150),
                (x + side * 190, y - 310),
                (x + side * 200, y - 60),
            ],
            fill=fur,
        )
    pen.ellipse((x - 210, y - 200, x + 210, y + 170), fill=fur)
    for side in (-1, 1):
        pen.ellipse(
            (x + side * 90 - 44, y - 80, x + side * 90 + 44, y + 10),
            fill=(220, 226, 120),
        )
        pen.ellipse((x + side * 90 - 14, y - 76, x + side * 90 + 14, y + 6), fill=dark)
        for lift in (-20, 10, 40):
            pen.line(
                (x + side * 50, y + 70, x + side * 250, y + 50 + lift),
                fill=dark,
                width=3,
            )
    pen.polygon([(x - 24, y + 40), (x + 24, y + 40), (x, y + 66)], fill=(220, 130, 130))
    pen.arc((x - 50, y + 50, x, y + 100), 0, 180, fill=dark, width=4)
    pen.arc((x, y + 50, x + 50, y + 100), 0, 180, fill=dark, width=4)


@layout("other", "train")
def minutes(order: Order) -> Sheet:
    sheet = order.sheet()
    sheet.write(620, 160, "工作例会纪要", 56, at="middle", face=sheet.title)
    for number, row in enumerate(
        ("时间：周一上午九点　地点：三楼会议室", "一、通报上周安全检查情况，灭火器已全部更换。",
         "二、食堂窗口下月起改为扫码就餐。", "三、停车位按登记先后分配，请大家配合。", "四、下次例会由后勤部主持。")
    ):  # fmt: skip
        sheet.line(160, 320 + 90 * number, row, {}, 32)
    sheet.mark(160, 1640, 26)
    return sheet


@layout("other", "validation")
def receipt(order: Order) -> Sheet:
    sheet = order.sheet((620, 1300), (250, 250, 248))
    sheet.write(310, 60, "便民超市", 50, at="middle", face=sheet.title)
    sheet.write(50, 150, f"单号 {order.digits(12)}", 26)
    total = 0
    for number, thing in enumerate(GOODS):
        price = order.dice.randint(2, 40)
        total += price
        sheet.write(50, 230 + 70 * number, thing, 28)
        sheet.write(570, 230 + 70 * number, f"{price}.00", 28, at="right")
    sheet.write(570, 780, f"合计 {total}.00", 36, at="right", face=sheet.title)
    sheet.write(310, 880, "谢谢惠顾 欢迎再来", 30, at="middle")
    bars(sheet, 110, 980, 400, 90)
    sheet.mark(50, 1230, 24)
    return sheet


@layout("other", "validation")
def blank_page(order: Order) -> Sheet:
    sheet = order.sheet(A4)
    sheet.mark(950, 1700, 20)
    return sheet


@layout("other", "test")
def notice_outing(order: Order) -> Sheet:
    sheet = order.sheet()
    sheet.write(620, 180, "秋游通知", 70, at="middle", face=sheet.title)
    words = (
        "各位家长：本周五组织同学们到植物园秋游，请带好午餐和水，穿运动鞋，早上七点半在"
        "操场集合。遇到下雨改期，另行通知。"
    )
    end = sheet.flow((170, 360, 1070, 0), words, {}, 36, leading=2)
    sheet.write(1060, end + 80, "三年级全体老师", 34, at="right")
    sheet.mark(170, 1640, 26)
    return sheet


@layout("other", "validation")
def invoice_list(order: Order) -> Sheet:
    sheet = order.sheet()
    sheet.write(620, 130, "采购报价单", 58, at="middle", face=sheet.title)
    rows = [("序号", "货物", "数量", "单价")]
    for number, thing in enumerate(GOODS, start=1):
        rows.append(
            (
                str(number),
                thing,
                str(order.dice.randint(1, 40)),
                f"{order.dice.randint(3, 90)}.50",
            )
        )
    end = table(
        sheet,
        (140, 280, 1100, 0),
        (0.8, 3, 1, 1.2),
        rows,
        {},
        30,
        high=86,
        labels=False,
    )
    sheet.write(140, end + 50, "以上报价含运费，七日内有效。", 30)
    sheet.mark(140, 1640, 26)
    return sheet


@layout("other", "test")
def cat_sleeping(order: Order) -> Sheet:
    sheet = order.sheet((1000, 1200), (230, 214, 200))
    _draw_cat(sheet, 480, 600, (150, 120, 100))
    sheet.write(500, 1090, "小猫", 40, at="middle", face=Face("sans"))
    sheet.mark(40, 1150, 26)
    return sheet


@layout("other", "test")
def timetable(order: Order) -> Sheet:
    sheet = order.sheet((1754, 1240))
    sheet.write(877, 90, "客运班车时刻", 60, at="middle", face=sheet.title)
    rows = [("车次", "终点", "开车", "到达", "票价")]
    for number in range(8):
        hour = 6 + number
        rows.append(
            (
                f"{order.digits(4)}",
                order.dice.choice(("长沙", "张家界", "岳阳", "吉首")),
                f"{hour:02}:{order.dice.choice(('10', '25', '40'))}",
                f"{hour + 3:02}:15",
                str(order.dice.randint(30, 120)),
            )
        )
    table(
        sheet, (150, 230, 1600, 0), (1, 2, 1, 1, 1), rows, {}, 32, high=92, labels=False
    )
    sheet.mark(150, 1170, 26)
    return sheet
