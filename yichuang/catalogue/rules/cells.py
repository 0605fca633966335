"""One cell of a file as a value: text, number, yes or no, limit, money, condition."""

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from yichuang.catalogue.rules import conditions
from yichuang.catalogue.rules.guide import Condition, Line, Need
from yichuang.kernel.limits import Limit
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TRUE = frozenset({"1", "true", "yes", "y", "是"})
_FALSE = frozenset({"0", "false", "no", "n", "否"})
NEED_CODES: Mapping[str, Need] = {
    "0": Need.CANCELLED,
    "1": Need.REQUIRED,
    "2": Need.CONDITIONAL,
    "3": Need.LATER_ALLOWED,
}


def wrong(code: str, says: str, how: str, **facts: object) -> Refusal:
    """The refusal of a cell; its place is added by whoever knows it."""
    return Refusal(f"import.{code}", says, field="", remedy=how, **facts)


def _text(given: object, _hint: Any) -> str:
    if isinstance(given, bool) or not isinstance(given, str | int | Decimal):
        raise wrong(
            "not-text",
            N_("“%(given)s” is not text."),
            N_('Write it as text; put codes in quotes: "01".'),
            given=str(given)[:60],
        )
    text = str(given).strip()
    if _CONTROL.search(text):
        raise wrong(
            "control-character",
            N_("The text contains a control character."),
            N_("Type the text again instead of pasting it."),
        )
    return text


def _line(given: object, hint: Any) -> Line:
    if isinstance(given, Line):
        return given
    if isinstance(given, Mapping):
        if not set(given) <= {"zh", "en"} or not given.get("zh"):
            raise wrong(
                "not-a-line",
                N_("A sentence has zh and en."),
                N_("Write {zh: …, en: …}."),
            )
        return Line(_text(given["zh"], hint), _text(given.get("en", ""), hint))
    zh, _, en = _text(given, hint).partition(" | ")
    return Line(zh.strip(), en.strip())


def _flag(given: object, _hint: Any) -> bool:
    word = str(given).strip().casefold()
    if word in _TRUE | _FALSE:
        return word in _TRUE
    raise wrong(
        "not-yes-no",
        N_("“%(given)s” is neither yes nor no."),
        N_("Write yes or no."),
        given=str(given)[:60],
    )


def _number(given: object, _hint: Any) -> int:
    if isinstance(given, int) and not isinstance(given, bool):
        number = given
    elif re.fullmatch(r"\d{1,5}", str(given).strip()):
        number = int(str(given))
    else:
        number = -1
    if not 0 <= number <= 999:
        raise wrong(
            "not-a-number",
            N_("“%(given)s” is not a whole number from 0 to 999."),
            N_("Write the number in digits."),
            given=str(given)[:60],
        )
    return number


def _money(given: object, _hint: Any) -> Decimal:
    try:
        amount = Decimal(str(given).strip())
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or not 0 <= amount < 10**8 or amount != round(amount, 2):
        raise wrong(
            "not-money",
            N_("“%(given)s” is not an amount in yuan."),
            N_("Write yuan with two decimals at most: 40 or 40.50."),
            given=str(given)[:60],
        )
    return round(amount, 2)


def _limit(given: object, _hint: Any) -> Limit:
    return Limit.parse(_text(given, str))


def _word(given: object, hint: Any) -> StrEnum:
    word = str(given).strip()
    if hint is Need and word in NEED_CODES:
        return NEED_CODES[word]
    try:
        found: StrEnum = hint(word)
    except ValueError:
        raise unknown_code(word, list(hint)) from None
    return found


def _condition(given: object, _hint: Any) -> Condition:
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            given = None
    if reason := next(conditions.problems(given), None):
        raise wrong(
            "condition",
            N_("This is not a condition: %(reason)s."),
            N_('Write it like {"q": "who", "in": ["agent"]}.'),
            reason=reason,
        )
    assert isinstance(given, Mapping)  # noqa: S101 - what `problems` has made sure of
    return given


READERS: Mapping[str, Callable[[object, Any], Any]] = {
    "str": _text,
    "Line": _line,
    "bool": _flag,
    "int": _number,
    "Decimal": _money,
    "Limit": _limit,
    "word": _word,
    "condition": _condition,
}


def kind_of(hint: Any) -> str:
    """The key in READERS of a field's type."""
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return "word"
    return hint.__name__ if isinstance(hint, type) else "condition"


def unknown_code(given: str, known: list[str]) -> Refusal:
    """A word outside its code set, with the codes that are."""
    return wrong(
        "unknown-code",
        N_("“%(given)s” is not a code known here."),
        N_("Choose one of: %(known)s."),
        given=given[:60],
        known=", ".join(known),
    )
