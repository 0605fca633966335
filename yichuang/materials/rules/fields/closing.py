"""What stands at the end of a paper: who issued it, and the day."""

from collections.abc import Callable

from yichuang.materials.rules.fields import values
from yichuang.materials.rules.fields.dates import days
from yichuang.materials.rules.fields.flow import Flow
from yichuang.materials.rules.fields.found import FieldFound

_SURE = 0.8
_LOWER = 0.45
"""Signatures and seals stand in the lower half of a page."""


def closing(field: str, flow: Flow) -> FieldFound | None:
    """The last day, or the last authority, of the lower part of the page."""
    finder = _FINDERS.get(field)
    return finder(flow) if finder else None


def _day(flow: Flow) -> FieldFound | None:
    for word in reversed(flow.lines):
        if word.spot.y > _LOWER and (found := days(word.text)):
            last = found[-1]
            spot = word.spot.part(last.start, last.end, len(word.text))
            return FieldFound(
                "issue_date", last.day.isoformat(), spot, word.sure * _SURE
            )
    return None


def _issuer(flow: Flow) -> FieldFound | None:
    for word in reversed(flow.lines):
        if word.spot.y > _LOWER and (cut := values.body(word.text)):
            if len(cut.value) < len(word.text) * 0.6:
                continue
            return FieldFound("issuer", cut.value, word.spot, word.sure * _SURE)
    return None


_FINDERS: dict[str, Callable[[Flow], FieldFound | None]] = {
    "issue_date": _day,
    "issuer": _issuer,
}
