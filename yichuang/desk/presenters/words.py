"""Words that several pages of the desk share."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext, ngettext

from yichuang.catalogue.rules import said
from yichuang.kernel.limits import Limit


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A pair of a fact list: term and text."""

    term: str
    text: str


def language() -> str:
    """The reader's language."""
    return get_language() or "zh-hans"


def told(row: object, name: str) -> str:
    """A text of a guide in the reader's language."""
    return said(row, name, language())


def english() -> bool:
    return language().startswith("en")


def days_left(left: int | None, *, late: bool = False) -> str:
    """剩 3 个工作日, 今天到期, 超 2 个工作日; "" when nothing runs.

    `late` tells a due day that is today from one that passed on the last working day,
    when today is a day of rest: no working day lies between in either case.
    """
    if left is None:
        return ""
    if late and left == 0:
        return gettext("the day has passed")
    if left == 0:
        return gettext("due today")
    if left > 0:
        return ngettext("%(n)s working day left", "%(n)s working days left", left) % {
            "n": left
        }
    return ngettext("%(n)s working day over", "%(n)s working days over", -left) % {
        "n": -left
    }


def time_left(left: int | None, minutes: int | None, *, late: bool = False) -> str:
    """剩 3 个工作日 2 小时, 今天到期，还有 2 小时 10 分: the days, and what is left of today
    where a moment was asked for."""
    days = days_left(left, late=late)
    if left is None or left < 0 or not minutes:
        return days
    hours, rest = divmod(minutes, 60)
    parts = (
        ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours} if hours else "",
        ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest}
        if rest and not left
        else "",
    )
    today = " ".join(filter(None, parts))
    if not today:
        return days
    return gettext("%(days)s, %(hours)s of today") % {"days": days, "hours": today}


def limit_says(limit: Limit) -> tuple[str, str]:
    """A limit as figure and unit: ("15", "个工作日"), ("当场", "")."""
    if limit.on_the_spot:
        return gettext("on the spot"), ""
    return str(limit.n), gettext(limit.unit.says)
