"""What papers say of a person, as fields; and the closing lines most papers share."""

from datetime import date, timedelta

from specimens.ornaments import seal
from specimens.registry import Order, same
from specimens.sheet import Fact, Sheet


def of_person(order: Order, *, birth: str = "") -> dict[str, Fact]:
    """The fields a person has on papers of any kind."""
    who = order.person
    return {
        "name": same(who.name),
        "sex": same(who.sex),
        "nation": same(who.nation),
        "birth": order.dated(who.birth, birth),
        "address": same(who.address),
        "id_number": same(who.id_number),
        "phone": same(who.phone),
    }


def graduated(order: Order) -> date:
    """A summer day some years after school."""
    year = min(order.person.birth.year + 22 + order.dice.randint(0, 3), 2025)
    return date(year, 6, order.dice.randint(10, 30))


def lately(order: Order) -> date:
    """A day within the year before the demo's season."""
    return date(2026, 9, 20) - timedelta(days=order.dice.randrange(220))


def signed(
    sheet: Sheet,
    right: float,
    y: float,
    size: int,
    *,
    body: str,
    day: Fact,
    issuer: bool = True,
    below: str = "",
) -> None:
    """The body's name, the day under it and its seal over both."""
    box = sheet.write(right, y, body, size, at="right")
    if issuer:
        sheet.remember("issuer", body, box)
    dated = sheet.write(right, y + size * 2, day.shown, size, at="right")
    sheet.remember("issue_date", day.value, dated)
    middle = (dated[0] + dated[2]) / 2
    seal(sheet, middle - size, y + size * 1.2, round(size * 3.9), body, below=below)
