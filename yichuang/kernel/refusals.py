"""The one domain error: what is refused, at which field, and what to do about it.

>>> late = Refusal("case.late", N_("%(days)s days late."), field="due", days=3)
>>> str(late)
'3 days late.'
>>> late.code, late.field
('case.late', 'due')
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeGuard, TypeVar

from yichuang.kernel.text import N_, Msgid

T = TypeVar("T")
Translate = Callable[[str], str]

__all__ = ["N_", "Gathering", "Msgid", "Refusal", "Refusals", "each", "fill"]


def _as_is(message: str) -> str:
    return message


class _Facts(dict[str, object]):
    """Facts for filling; one that is missing leaves its placeholder to be seen."""

    def __missing__(self, name: str) -> str:
        return f"%({name})s"


def fill(message: str, facts: Mapping[str, object], translate: Translate) -> str:
    """Translate `message` and fill its %(name)s; facts marked N_ are translated too.

    A day is written as the reader's language writes it (English: 2026-03-10).
    """
    words = {name: _said(fact, translate) for name, fact in facts.items()}
    return translate(message) % _Facts(words) if message else ""


def _said(fact: object, translate: Translate) -> object:
    if isinstance(fact, Msgid):
        return translate(fact)
    if _is_day(fact):
        day = {"year": fact.year, "month": fact.month, "day": fact.day}
        return translate(N_("%(year)04d-%(month)02d-%(day)02d")) % day
    return fact


def _is_day(fact: object) -> TypeGuard[date]:
    return isinstance(fact, date) and not isinstance(fact, datetime)


class Refusal(Exception):
    """A request the rules do not allow. Shown to the person; never a bug report.

    `code` is stable for machines ("calendar.unknown-year"); `says` and `remedy` are
    English msgids with named placeholders filled from `facts`; `field` names the input
    that has to change, "" when it is the whole.
    """

    def __init__(
        self,
        code: str,
        says: str,
        /,
        *,
        field: str = "",
        remedy: str = "",
        **facts: object,
    ) -> None:
        super().__init__(code, says)
        self.code = code
        self.says = says
        self.field = field
        self.remedy = remedy
        self.facts: Mapping[str, object] = facts

    def __str__(self) -> str:
        return self.text()

    def text(self, translate: Translate = _as_is) -> str:
        """What is so, in the language of `translate` (English without)."""
        return fill(self.says, self.facts, translate)

    def remedy_text(self, translate: Translate = _as_is) -> str:
        """What to do next, in the language of `translate`; "" when nothing can be."""
        return fill(self.remedy, self.facts, translate)

    def told(self, translate: Translate = _as_is) -> str:
        """What is so and what to do next as one text; no space after a full-width stop.

        >>> Refusal("n.low", N_("Too small."), remedy=N_("Take more.")).told()
        'Too small. Take more.'
        """
        says, remedy = self.text(translate), self.remedy_text(translate)
        gap = "" if not remedy or says.endswith(("。", "？", "！", "；", "：")) else " "
        return f"{says}{gap}{remedy}"

    def as_json(self) -> dict[str, Any]:
        """Plain values to keep, so that it is told later in the reader's language; which
        facts are words to translate, and which are days, is kept with them."""
        facts = self.facts.items()
        return {
            "code": self.code,
            "says": self.says,
            "remedy": self.remedy,
            "field": self.field,
            "facts": {
                name: fact if isinstance(fact, int | float | str) else str(fact)
                for name, fact in facts
            },
            "msgids": [name for name, fact in facts if isinstance(fact, Msgid)],
            "days": [name for name, fact in facts if _is_day(fact)],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Refusal":
        """The reverse of `as_json`.

        >>> kept = Refusal("n.low", N_("%(n)s is too small."), n=0).as_json()
        >>> str(Refusal.from_json(kept))
        '0 is too small.'
        """
        facts: dict[str, object] = dict(kept.get("facts", {}))
        facts |= {name: Msgid(facts[name]) for name in kept.get("msgids", ())}
        for name in kept.get("days", ()):
            facts[name] = date.fromisoformat(str(facts[name]))
        return cls(
            kept.get("code", ""),
            Msgid(kept.get("says", "")),
            field=kept.get("field", ""),
            remedy=Msgid(kept.get("remedy", "")),
            **facts,
        )

    def at(self, field: str) -> "Refusal":
        """The same refusal, pointing at the field of the form it came from."""
        return type(self)(
            self.code, self.says, field=field, remedy=self.remedy, **self.facts
        )


class Refusals(Exception):
    """Several refusals at once, so that a form is corrected in one go."""

    def __init__(self, items: Iterable[Refusal], /) -> None:
        self.items: tuple[Refusal, ...] = tuple(items)
        if not self.items:
            raise ValueError("Refusals need at least one refusal.")
        super().__init__(self.items)

    def __str__(self) -> str:
        return "\n".join(map(str, self.items))


def each(refused: Refusal | Refusals) -> tuple[Refusal, ...]:
    """One or many, always a tuple."""
    return refused.items if isinstance(refused, Refusals) else (refused,)


class Gathering:
    """Collects refusals while many inputs are checked, and raises them together.

    >>> def positive(number):
    ...     if number < 1:
    ...         raise Refusal("n.low", N_("%(n)s is too small."), n=number)
    ...     return number
    >>> wrong = Gathering()
    >>> wrong.check("copies", positive, 2), wrong.check("pages", positive, 0)
    (2, None)
    >>> [(refusal.field, str(refusal)) for refusal in wrong.items]
    [('pages', '0 is too small.')]
    """

    def __init__(self) -> None:
        self.items: list[Refusal] = []

    def check(self, field: str, rule: Callable[..., T], *given: object) -> T | None:
        """Run `rule(*given)`; keep its refusal under `field` and answer None."""
        try:
            return rule(*given)
        except Refusal as refusal:
            self.items.append(refusal.at(field))
        except Refusals as refusals:
            self.items.extend(refusals.items)
        return None

    def add(self, refusal: Refusal) -> None:
        """Keep one more refusal."""
        self.items.append(refusal)

    def close(self) -> None:
        """Raise what was gathered: one as itself, several together, none not at all."""
        if len(self.items) == 1:
            raise self.items[0]
        if self.items:
            raise Refusals(self.items)
