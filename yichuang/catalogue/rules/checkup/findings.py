"""What a check-up of a guide says: findings, how grave they are, and the text proposed."""

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from yichuang.catalogue.rules.guide import Line, PaperRule, Sheet
from yichuang.kernel.limits import Limit
from yichuang.kernel.refusals import Translate, fill
from yichuang.kernel.text import N_, Msgid


class Severity(StrEnum):
    """An error contradicts law or itself; a warning misleads; advice would be better."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


SEVERITY_SAYS: Mapping[Severity, Msgid] = {
    Severity.ERROR: N_("contradiction"),
    Severity.WARNING: N_("misleading"),
    Severity.ADVICE: N_("could be better"),
}
GRAVEST_FIRST = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Change:
    """Put `value` at `path`: promise, conditions.2, papers.id-card.tolerance.

    None at a row takes the row out; "papers.+" adds a row.
    """

    path: str
    value: Any

    @property
    def text(self) -> str:
        """The new value as a keeper of guides would type it; "" for a row taken out."""
        if isinstance(self.value, Line):
            return self.value.zh
        if isinstance(self.value, PaperRule):
            source = f"（{self.value.share_source}）" if self.value.share_source else ""
            return f"{self.value.name}{source}"
        if isinstance(self.value, bool):
            return "yes" if self.value else "no"
        return "" if self.value is None else str(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding. `line` is the text at fault as it stands in the guide.

    `says` and `remedy` are msgids filled from `facts`; `changes` mend it, when one
    sure mending exists.
    """

    rule: str
    field: str
    severity: Severity
    says: str
    remedy: str = ""
    line: str = ""
    changes: tuple[Change, ...] = ()
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)

    def text(self, translate: Translate) -> str:
        """What is wrong, in the language of `translate`."""
        return fill(self.says, self.facts, translate)

    def remedy_text(self, translate: Translate) -> str:
        """What to do about it."""
        return fill(self.remedy, self.facts, translate)

    @property
    def proposed(self) -> str:
        """The proposed text, one change a line: “promise: 10W”, “− papers.others”."""
        return "\n".join(
            f"− {change.path}"
            if change.value is None
            else f"{change.path}: {change.text}"
            for change in self.changes
        )


_LIMIT = re.compile(r"(?<![\w.])(?:[1-9]\d{0,3}[WNH]|S)(?!\.?\w)")


def in_words(text: str, say: Callable[[Limit], str]) -> str:
    """A text whose limits, written as in files, are said in words: 30W as 30 working days.

    >>> in_words("the promise is 6W.", lambda limit: f"{limit.n} working days")
    'the promise is 6 working days.'
    """
    return _LIMIT.sub(lambda found: say(Limit.parse(found[0])), text)


def mended(sheet: Sheet, changes: tuple[Change, ...]) -> Sheet:
    """The sheet after the proposed changes; paths must name what is there."""
    for change in changes:
        sheet = _changed(sheet, change)
    return sheet


def _changed(sheet: Sheet, change: Change) -> Sheet:
    name, *rest = change.path.split(".")
    if not rest:
        return replace(sheet, **{name: change.value})
    rows = list(getattr(sheet, name))
    if rest[0] == "+":
        return _with(sheet, name, [*rows, change.value])
    at = _position(rows, rest[0])
    if change.value is None and len(rest) == 1:
        del rows[at]
    elif len(rest) == 1:
        rows[at] = change.value
    else:
        rows[at] = replace(rows[at], **{rest[1]: change.value})
    return _with(sheet, name, rows)


def _with(sheet: Sheet, name: str, rows: list[Any]) -> Sheet:
    given: dict[str, Any] = {name: tuple(rows)}
    return replace(sheet, **given)


def _position(rows: list[Any], name: str) -> int:
    if name.isdecimal():
        return int(name)
    return next(at for at, row in enumerate(rows) if row.key == name)
