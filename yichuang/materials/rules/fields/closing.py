"""What stands at the end of a paper: who issued it, and the day."""

from collections.abc import Callable

from yichuang.materials.rules.fields import values
from yichuang.materials.rules.fields.dates import Day, days
from yichuang.materials.rules.fields.flow import Flow
from yichuang.materials.rules.fields.found import FieldFound
from yichuang.materials.rules.fields.values import Cut
from yichuang.materials.rules.words import Word

_SURE = 0.8
_PERIOD = ("止", "终了", "为止", "前有效", "到期", "起", "届满", "期满")
_SHORTEST = 5
_LOWER = 0.35
"""Signatures and seals stand under this part of what is written."""


def closing(field: str, flow: Flow) -> FieldFound | None:
    """The last day, or the last authority, of the lower part of the page."""
    finder = _FINDERS.get(field)
    return finder(flow) if finder else None


def _lower(flow: Flow) -> list[Word]:
    """The lines of the lower part of what is written, from the last upwards."""
    top = min((word.spot.y for word in flow.lines), default=0.0)
    bottom = max((word.spot.y for word in flow.lines), default=0.0)
    line = top + (bottom - top) * _LOWER
    return [word for word in reversed(flow.lines) if word.spot.y > line]


def _day(flow: Flow) -> FieldFound | None:
    for word in _lower(flow):
        if found := [day for day in days(word.text) if _issued(word.text, day)]:
            last = found[-1]
            spot = word.spot.part(last.start, last.end, len(word.text))
            return FieldFound(
                "issue_date", last.day.isoformat(), spot, word.sure * _SURE
            )
    return None


def _issued(text: str, day: Day) -> bool:
    """Whether a day can be that of issue: not the beginning or end of a period."""
    period = text[day.end :].lstrip("日").startswith(_PERIOD)
    return not period and text[max(day.start - 1, 0) : day.start] not in ("至", "到")


def _issuer(flow: Flow) -> FieldFound | None:
    return _named("issuer", flow, values.body)


def _school(flow: Flow) -> FieldFound | None:
    return _named("school", flow, values.school)


def _named(field: str, flow: Flow, cut: Cut) -> FieldFound | None:
    """The lowest line that is a name and nothing else; the day stands under or beside it."""
    for word in _lower(flow):
        found = cut(word.text)
        if found and len(found.value) >= max(_SHORTEST, len(word.text) * 0.6):
            return FieldFound(field, found.value, word.spot, word.sure * _SURE)
    return None


_FINDERS: dict[str, Callable[[Flow], FieldFound | None]] = {
    "issue_date": _day,
    "issuer": _issuer,
    "school": _school,
}
