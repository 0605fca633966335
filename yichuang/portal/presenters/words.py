"""Limits, fees, hours and people in the plain words of the citizen's pages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from yichuang.catalogue.rules import said
from yichuang.kernel.hours import OfficeHours, Span
from yichuang.kernel.limits import Limit, Unit
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.web import formats

WEEK = 7
HOLIDAYS = {
    "元旦": N_("New Year's Day"),
    "春节": N_("Spring Festival"),
    "清明节": N_("Tomb-Sweeping Day"),
    "劳动节": N_("Labour Day"),
    "端午节": N_("Dragon Boat Festival"),
    "中秋节": N_("Mid-Autumn Festival"),
    "国庆节": N_("National Day"),
}
"""The holidays as calendars name them, and what readers of other languages call them."""


def language() -> str:
    """The language of this request."""
    return get_language() or "zh-hans"


def tell(row: object, name: str) -> str:
    """A text of the catalogue in the language of this request."""
    return said(row, name, language())


def days(count: float) -> str:
    """2 or 2.5: whole numbers without a point."""
    return f"{count:g}"


def unit(limit: Limit) -> str:
    """The unit of a limit, in the number it stands with."""
    if limit.unit is Unit.WORKDAYS:
        return ngettext("working day", "working days", limit.n)
    if limit.unit is Unit.NATURAL_DAYS:
        return ngettext("calendar day", "calendar days", limit.n)
    return ngettext("office hour", "office hours", limit.n)


def limit_words(limit: Limit) -> str:
    """15 个工作日; 当场办好."""
    if limit.on_the_spot:
        return gettext("on the spot")
    return gettext("%(n)s %(unit)s") % {"n": limit.n, "unit": unit(limit)}


def money(amount: Decimal) -> str:
    """12 元; whole yuan without a point."""
    plain = amount.quantize(Decimal(1)) if amount == amount.to_integral() else amount
    return gettext("%(amount)s yuan") % {"amount": plain}


def clock(moment: time) -> str:
    """9:00, as it stands at the door."""
    return f"{moment.hour}:{moment:%M}"


def spans_words(spans: Iterable[Span]) -> str:
    """9:00—12:00，13:30—17:00; "" for a closed day."""
    parts = [f"{clock(opens)}—{clock(closes)}" for opens, closes in spans]
    return gettext(", ").join(parts)


def weekday(number: int) -> str:
    """周一 / Mon, for 0 = Monday."""
    # 5 January 2026 is a Monday
    return formats.weekday(date(2026, 1, 5 + number))


def week_words(week: Mapping[int, Sequence[Span]]) -> tuple[tuple[str, str], ...]:
    """(days, hours) of a week, days with the same hours taken together."""
    rows: list[tuple[int, int, tuple[Span, ...]]] = []
    for number in range(WEEK):
        spans = tuple(week.get(number, ()))
        if rows and rows[-1][2] == spans:
            rows[-1] = (rows[-1][0], number, spans)
        else:
            rows.append((number, number, spans))
    return tuple(
        (_days(first, last), spans_words(spans) or gettext("closed"))
        for first, last, spans in rows
    )


def _days(first: int, last: int) -> str:
    if first == last:
        return weekday(first)
    return gettext("%(first)s through %(last)s") % {
        "first": weekday(first),
        "last": weekday(last),
    }


def holiday(name: str) -> str:
    """A holiday in the reader's language; any other reason as the hall wrote it."""
    known = HOLIDAYS.get(name)
    return gettext(known) if known else name


def hours_line(hours: OfficeHours) -> str:
    """The days with hours, in one line for the foot of a page."""
    closed = gettext("closed")
    return gettext("; ").join(
        f"{when} {spans}" for when, spans in week_words(hours.week) if spans != closed
    )


def when(moment: datetime, today: date) -> str:
    """今天 13:30, 明天 9:00 or 3月12日（周四）9:00."""
    from_today = timezone.localtime(moment).toordinal() - today.toordinal()
    at = {"time": formats.clock(moment).lstrip("0") or "0"}
    if from_today == 0:
        return gettext("today at %(time)s") % at
    if from_today == 1:
        return gettext("tomorrow at %(time)s") % at
    return gettext("%(day)s at %(time)s") % {
        "day": formats.day_weekday(moment),
        **at,
    }


def iso_day(text: str) -> str:
    """A date kept as 2026-03-17 in a reader's words; anything else as it is."""
    try:
        return formats.day_weekday(date.fromisoformat(text))
    except ValueError:
        return text


def tell_name(chinese: str, english: str) -> str:
    """A name of which both forms are known, in the language of this request."""
    return english if language().startswith("en") and english else chinese


def sentences(*parts: str) -> str:
    """Sentences one after the other; only English puts a space between them."""
    between = " " if language().startswith("en") else ""
    return between.join(filter(None, parts))


def delivery(way: str) -> str:
    """How the result comes."""
    return {
        "window": gettext("You collect it at the hall"),
        "post": gettext("It comes by post"),
        "download": gettext("You download it here"),
    }.get(way, way)


def about_file(name: str, refused: Refusal) -> str:
    """“合同.pdf”: what it is, and what to do."""
    return gettext("“%(name)s”: %(text)s") % {
        "name": name,
        "text": refused.told(gettext),
    }


def about_picture(name: str, faults: Iterable[Refusal]) -> str:
    """“1.jpg”: what can hardly be read, and how to do better."""
    texts = [
        part for one in faults for part in (one.text(gettext), one.remedy_text(gettext))
    ]
    return gettext("“%(name)s”: %(text)s") % {"name": name, "text": sentences(*texts)}
