"""Days as papers write them: 2020年6月30日, 2020.06.30, 二〇二〇年六月三十日."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

FOREVER = "长期"

_SLIPS = str.maketrans("OoQDIl|i", "00001111")
_FIGURE = "[0-9OoQDIl|i]"
_CHINESE = "〇零○OoQ0口一二三四五六七八九"
_VALUES = {character: n for n, character in enumerate("〇一二三四五六七八九")}
_NOUGHTS = "零○OoQ0口"

_WRITTEN = re.compile(
    rf"(?<![0-9])((?:1[89]|2[0Oo]){_FIGURE}{{2}})\s?[年./\-·,。:]\s?"
    rf"({_FIGURE}{{1,2}})\s?[月./\-·,。:]\s?({_FIGURE}{{1,2}})\s?日?(?![0-9])"
)
_IN_WORDS = re.compile(
    rf"([一二][{_CHINESE}]{{3}})\s?年\s?([〇零○一二三四五六七八九十]{{1,3}})\s?月\s?"
    r"([〇零○一二三四五六七八九十廿卅]{1,4})\s?日?"
)
_SOLID = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")


@dataclass(frozen=True, slots=True)
class Day:
    """A day and where in the text it is written."""

    day: date
    start: int
    end: int


def days(text: str) -> tuple[Day, ...]:
    """All days written in a text, in order; impossible ones are left out.

    >>> [d.day.isoformat() for d in days("自2020年6月30日至二〇二五年十二月三十一日")]
    ['2020-06-30', '2025-12-31']
    """
    return tuple(sorted(_all(text), key=lambda found: found.start))


def solid_day(text: str) -> date | None:
    """A day written as eight figures, 20200630, where a day is expected."""
    found = _SOLID.search(text)
    return _day(*map(int, found.groups())) if found else None


def _all(text: str) -> Iterator[Day]:
    for found in _WRITTEN.finditer(text):
        figures = (int(part.translate(_SLIPS)) for part in found.groups())
        if day := _day(*figures):
            yield Day(day, *found.span())
    for found in _IN_WORDS.finditer(text):
        year = "".join(str(_digit(character)) for character in found[1])
        if day := _day(int(year), _number(found[2]), _number(found[3])):
            yield Day(day, *found.span())


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _digit(character: str) -> int:
    return 0 if character in _NOUGHTS else _VALUES[character]


def _number(words: str) -> int:
    """
    >>> _number("二十一"), _number("十"), _number("三十"), _number("七")
    (21, 10, 30, 7)
    """
    words = words.replace("廿", "二十").replace("卅", "三十").lstrip("〇零○")
    tens, ten, ones = words.rpartition("十")
    lead = (_digit(tens[-1]) if tens else 1) if ten else 0
    return lead * 10 + (_digit(ones[-1]) if ones else 0)
