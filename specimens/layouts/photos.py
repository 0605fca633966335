"""Photographs for passes: a head, and nothing to read but the mark of a specimen."""

from specimens.ornaments import face
from specimens.registry import A4, Order, layout
from specimens.sheet import Colour, Sheet

GROUNDS: dict[str, tuple[Colour, ...]] = {
    "train": ((248, 249, 250), (70, 130, 200)),
    "validation": ((200, 40, 44),),
    "test": ((226, 232, 238), (60, 110, 190), (252, 252, 252)),
}


def portrait(order: Order, wide: int, high: int) -> Sheet:
    """A head on a ground of this set, so many pixels wide and high."""
    ground = order.dice.choice(GROUNDS[order.split])
    sheet = order.sheet((wide, high), ground)
    face(sheet, (0, 0, wide, high), woman=order.person.sex == "女", ground=ground)
    sheet.mark(wide * 0.05, high * 0.03, max(wide // 26, 12))
    return sheet


@layout("photo", "train")
def photo_inch(order: Order) -> Sheet:
    return portrait(order, 590, 826)


@layout("photo", "train")
def photo_small(order: Order) -> Sheet:
    return portrait(order, 413, 579)


@layout("photo", "validation")
def photo_two_inch(order: Order) -> Sheet:
    return portrait(order, 520, 740)


@layout("photo", "validation")
def photo_large(order: Order) -> Sheet:
    return portrait(order, 720, 960)


@layout("photo", "test")
def photo_on_paper(order: Order) -> Sheet:
    """A print stuck on a sheet, as schools send them."""
    page = order.sheet(A4)
    print_ = portrait(order, 400, 560)
    page.image.paste(print_.image, (420, 260))
    page.mark(900, 1690, 24)
    return page
