"""Dates, times and numbers as people read them, in Chinese and in English."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS_EN = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
DAYS_ZH = "一二三四五六日"


def _english() -> bool:
    return (get_language() or "").startswith("en")


def _local(value: date | datetime) -> date | datetime:
    """An aware time in the hall's zone; anything else as it is."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


def day(value: date | datetime | None) -> str:
    """2026年3月10日 / 10 March 2026; "" for None."""
    if value is None:
        return ""
    on = _local(value)
    if _english():
        return f"{on.day} {MONTHS[on.month - 1]} {on.year}"
    return f"{on.year}年{on.month}月{on.day}日"


def day_short(value: date | datetime | None) -> str:
    """3月10日 / 10 March: where the year is plain from the rest."""
    if value is None:
        return ""
    on = _local(value)
    if _english():
        return f"{on.day} {MONTHS[on.month - 1]}"
    return f"{on.month}月{on.day}日"


def weekday(value: date | datetime | None) -> str:
    """周二 / Tue."""
    if value is None:
        return ""
    number = _local(value).weekday()
    return DAYS_EN[number] if _english() else f"周{DAYS_ZH[number]}"


def day_weekday(value: date | datetime | None) -> str:
    """3月17日（周二） / Tue 17 March."""
    if value is None:
        return ""
    if _english():
        return f"{weekday(value)} {day_short(value)}"
    return f"{day_short(value)}（{weekday(value)}）"


def clock(value: datetime | None) -> str:
    """14:26, 24 hours, in the hall's zone."""
    if value is None:
        return ""
    at = _local(value)
    return f"{at:%H:%M}"


def day_clock(value: datetime | None) -> str:
    """3月10日 14:26 / 10 March, 14:26."""
    if value is None:
        return ""
    return f"{day_short(value)}{', ' if _english() else ' '}{clock(value)}"


def moment(value: datetime | None) -> str:
    """2026年3月10日 14:26 / 10 March 2026, 14:26: for records."""
    if value is None:
        return ""
    return f"{day(value)}{', ' if _english() else ' '}{clock(value)}"


def number(value: float | None, places: int = 0) -> str:
    """12,345 or 1.5; "—" when there is none: no figure is not nought."""
    return "—" if value is None else f"{value:,.{places}f}"


def percent(part: float | None, whole: float) -> str:
    """99.4%; "—" of nothing. The denominator stands beside it on every page."""
    if part is None or not whole:
        return "—"
    share = 100 * part / whole
    # 99.96 must not read as 100 while one is missing
    if part < whole and share > 99.9:
        share = 99.9
    return f"{share:.1f}".removesuffix(".0") + "%"


def groups(value: str | None) -> str:
    """A long number in groups of four: 4309 2101 2026 0310 0002 4K."""
    text = value or ""
    return " ".join(text[n : n + 4] for n in range(0, len(text), 4))
