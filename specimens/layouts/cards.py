"""Resident identity cards: the card alone, copies of it on A4, both sides on a page."""

from datetime import date

from PIL import Image

from specimens.ornaments import emblem, face, guilloche
from specimens.registry import A4, Order, layout, same
from specimens.sheet import INK, RED, Box, Face, Fact, Sheet

CARD = (1012, 638)
"""85.6 × 54 mm at 300 dots an inch."""
BLUE = (60, 96, 140)


def front(order: Order) -> Sheet:
    """The side with the portrait (GA 448)."""
    who = order.person
    sheet = order.sheet(CARD, (238, 243, 244))
    label, value = Face("sans"), Face("sans")
    guilloche(sheet, (0, 0, 1012, 638), (214, 228, 233), 30)
    guilloche(sheet, (0, 200, 620, 638), (232, 220, 222), 16)

    def row(y: int, name: str, words: str, field: str, x: int = 64) -> None:
        sheet.write(x, y, name, 28, face=label, fill=BLUE)
        fact = same(words)
        sheet.fact(x + 98, y - 3, field, fact, 33, face=value)

    row(66, "姓名", who.name, "name")
    row(140, "性别", who.sex, "sex")
    row(140, "民族", who.nation, "nation", 280)
    sheet.write(64, 214, "出生", 28, face=label, fill=BLUE)
    born = who.birth
    x = 162.0
    for number, unit in ((born.year, "年"), (born.month, "月"), (born.day, "日")):
        box = sheet.write(x, 211, str(number), 32, face=value)
        sheet.remember("birth", born.isoformat(), box)
        x = sheet.write(box[2] + 12, 214, unit, 28, face=label, fill=BLUE)[2] + 12
    sheet.write(64, 290, "住址", 28, face=label, fill=BLUE)
    sheet.flow(
        (162, 287, 590, 500),
        "{address}",
        {"address": same(who.address)},
        32,
        leading=1.45,
        indent=0,
        face=value,
    )
    sheet.write(64, 540, "公民身份号码", 28, face=label, fill=BLUE)
    sheet.fact(330, 534, "id_number", same(who.id_number), 40, face=value, spread=0.1)
    face(sheet, (664, 84, 944, 438), woman=who.sex == "女", ground=(232, 238, 240))
    sheet.mark(676, 462, 28)
    return sheet


def back(order: Order) -> Sheet:
    """The side with the emblem, the authority and the validity."""
    sheet = order.sheet(CARD, (240, 243, 243))
    guilloche(sheet, (0, 0, 1012, 638), (226, 216, 218), 30)
    guilloche(sheet, (0, 300, 1012, 638), (214, 228, 233), 14)
    emblem(sheet, 140, 138, 82, RED)
    sheet.write(
        600, 62, "中华人民共和国", 50, face=Face("song"), at="middle", spread=0.1
    )
    sheet.write(
        600, 148, "居民身份证", 76, face=Face("song-bold"), at="middle", spread=0.12
    )
    begun = order.day(date(2012, 1, 1), date(2026, 6, 30))
    years = order.dice.choice((10, 20, 20, 0))
    until = begun.replace(year=begun.year + years, day=min(begun.day, 28))
    begun = begun.replace(day=min(begun.day, 28))
    sheet.write(250, 430, "签发机关", 30, face=Face("sans"), fill=INK)
    sheet.fact(400, 428, "issuer", same(order.person.police), 33, face=Face("sans"))
    sheet.write(250, 516, "有效期限", 30, face=Face("sans"), fill=INK)
    box = sheet.fact(
        400,
        514,
        "valid_from",
        order.dated(begun, "{y}.{m:02}.{d:02}"),
        33,
        face=Face("sans"),
    )
    box = sheet.write(box[2], 514, "-", 33, face=Face("sans"))
    last = order.dated(until, "{y}.{m:02}.{d:02}") if years else Fact("长期", "长期")
    sheet.fact(box[2], 514, "valid_until", last, 33, face=Face("sans"))
    sheet.mark(60, 590, 26)
    return sheet


def paste(
    page: Sheet, card: Sheet, left: int, top: int, wide: int, *, grey: bool = False
) -> None:
    """Lay a card on a page as a copier does; its fields move with it."""
    scale = wide / card.width
    small = card.image.resize(
        (wide, round(card.height * scale)), Image.Resampling.LANCZOS
    )
    if grey:
        small = small.convert("L").convert("RGB")
    page.image.paste(small, (left, top))
    page.pen.rectangle(
        (left, top, left + small.width, top + small.height), outline=(170, 170, 170)
    )

    def moved(box: Box) -> Box:
        x, y, right, bottom = (edge * scale for edge in box)
        return left + x, top + y, left + right, top + bottom

    for name, (value, box) in card.boxes.items():
        page.remember(name, value, moved(box))
    page.written += ((words, moved(box)) for words, box in card.written)


def _copied(order: Order, card: Sheet, top: int, wide: int, note: str = "") -> Sheet:
    page = order.sheet(A4)
    paste(page, card, (A4[0] - wide) // 2, top, wide, grey=order.dice.random() < 0.5)
    if note:
        page.write(
            A4[0] / 2, top + wide * 0.63 + 90, note, 30, at="middle", face=Face("sans")
        )
    page.mark(900, 1690, 24)
    return page


@layout("id_front", "train")
def front_card(order: Order) -> Sheet:
    return front(order)


@layout("id_front", "train")
def front_copied_high(order: Order) -> Sheet:
    return _copied(order, front(order), 180, 760)


@layout("id_front", "validation")
def front_copied_middle(order: Order) -> Sheet:
    return _copied(order, front(order), 560, 820, "复印件与原件一致")


@layout("id_front", "validation")
def front_with_margin(order: Order) -> Sheet:
    page = order.sheet((1300, 940), (247, 247, 245))
    paste(page, front(order), 130, 140, 1012)
    return page


@layout("id_front", "test")
def front_copied_for_purpose(order: Order) -> Sheet:
    return _copied(order, front(order), 330, 900, "仅用于办理本次申请，再次复印无效")


@layout("id_back", "train")
def back_card(order: Order) -> Sheet:
    return back(order)


@layout("id_back", "train")
def back_copied_high(order: Order) -> Sheet:
    return _copied(order, back(order), 180, 760)


@layout("id_back", "validation")
def back_copied_middle(order: Order) -> Sheet:
    return _copied(order, back(order), 560, 820, "复印件与原件一致")


@layout("id_back", "validation")
def back_with_margin(order: Order) -> Sheet:
    page = order.sheet((1300, 940), (247, 247, 245))
    paste(page, back(order), 130, 140, 1012)
    return page


@layout("id_back", "test")
def back_copied_for_purpose(order: Order) -> Sheet:
    return _copied(order, back(order), 330, 900, "仅用于办理本次申请，再次复印无效")


def _both(order: Order, tops: tuple[int, int], wide: int, *, note: str = "") -> Sheet:
    page = order.sheet(A4)
    grey = order.dice.random() < 0.5
    for card, top in ((front(order), tops[0]), (back(order), tops[1])):
        paste(page, card, (A4[0] - wide) // 2, top, wide, grey=grey)
    if note:
        page.write(A4[0] / 2, 1500, note, 30, at="middle", face=Face("sans"))
    page.mark(900, 1690, 24)
    return page


@layout("id_both", "train")
def both_front_above(order: Order) -> Sheet:
    return _both(order, (230, 850), 800)


@layout("id_both", "train")
def both_back_above(order: Order) -> Sheet:
    return _both(order, (900, 260), 760)


@layout("id_both", "validation")
def both_close(order: Order) -> Sheet:
    return _both(order, (420, 960), 820)


@layout("id_both", "validation")
def both_with_note(order: Order) -> Sheet:
    return _both(order, (150, 800), 880, note="与原件核对无误　　经办人：")


@layout("id_both", "test")
def both_side_by_side(order: Order) -> Sheet:
    page = order.sheet((1754, 1240))
    paste(page, front(order), 70, 330, 780)
    paste(page, back(order), 900, 330, 780)
    page.mark(1400, 1180, 24)
    return page
