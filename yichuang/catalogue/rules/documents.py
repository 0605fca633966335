"""Reads what a file states into a sheet, and says of every wrong cell what to do.

A `Document` is one item or bundle as plain values with the place of each in its file;
`read_item` and `read_bundle` go by the types of the dataclasses, so a new field of a
guide can be imported the moment it exists.
"""

import difflib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from yichuang.catalogue.rules import codes, conditions
from yichuang.catalogue.rules.bundle import BundleSheet, PartRule
from yichuang.catalogue.rules.guide import (
    Condition,
    Line,
    Need,
    PaperRule,
    Sheet,
    StepRule,
)
from yichuang.kernel.limits import Limit
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

T = TypeVar("T")
Path = tuple[str | int, ...]

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TRUE = frozenset({"1", "true", "yes", "y", "是"})
_FALSE = frozenset({"0", "false", "no", "n", "否"})
NEED_CODES: Mapping[str, Need] = {
    "0": Need.CANCELLED,
    "1": Need.REQUIRED,
    "2": Need.CONDITIONAL,
    "3": Need.LATER_ALLOWED,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: row from 1; the column's heading, empty in YAML."""

    row: int
    column: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One item or bundle of a file, as plain values, and where each value stands."""

    values: Mapping[str, Any]
    place: Place
    places: Mapping[Path, Place] = field(default_factory=dict)
    kind: str = "item"
    file: str = ""

    def where(self, path: Path) -> Place:
        """The place of a value, or of the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, self.place)


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be taken; `refusal.field` is its path: papers.3.copies."""

    place: Place
    refusal: Refusal
    item: str = ""
    file: str = ""


def read_item(document: Document) -> tuple[Sheet | None, tuple[Problem, ...]]:
    """The sheet a document states; None with its problems when a value is wrong."""
    return _read(Sheet, document)


def read_bundle(document: Document) -> tuple[BundleSheet | None, tuple[Problem, ...]]:
    """The bundle a document states; None with its problems when a value is wrong."""
    return _read(BundleSheet, document)


def _read(kind: type[T], document: Document) -> tuple[T | None, tuple[Problem, ...]]:
    reader = _Reader()
    made = reader.record(kind, document.values, ())
    item = str(document.values.get("key", ""))
    problems = tuple(
        Problem(
            document.where(path),
            refusal.at(".".join(str(step) for step in path)),
            item,
            document.file,
        )
        for path, refusal in reader.found
    )
    return (None if problems else made), problems


def _wrong(code: str, says: str, how: str, **facts: object) -> Refusal:
    return Refusal(f"import.{code}", says, field="", remedy=how, **facts)


class _Reader:
    """Goes through nested values by type and gathers what is wrong."""

    def __init__(self) -> None:
        self.found: list[tuple[Path, Refusal]] = []

    def record(self, kind: type[T], values: object, path: Path) -> T | None:
        if not isinstance(values, Mapping):
            self._add(
                path,
                _wrong(
                    "not-a-record",
                    N_("Names with values are expected here."),
                    N_("Write it as “name: value” lines."),
                ),
            )
            return None
        spread = _spread(values)
        declared = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
        hints = get_type_hints(kind)
        for name in spread:
            if name not in declared:
                self._add((*path, name), _unknown(name, declared))
        made: dict[str, Any] = {}
        for name, spec in declared.items():
            given = spread.get(name)
            if given is None or given == "":
                if spec.default is MISSING and spec.default_factory is MISSING:
                    self._add((*path, name), _missing(name))
                continue
            made[name] = self.value(kind, name, hints[name], given, (*path, name))
        missing = [
            n
            for n, f in declared.items()
            if f.default is MISSING and made.get(n) is None
        ]
        return None if missing else kind(**made)

    def value(self, kind: type, name: str, hint: Any, given: object, path: Path) -> Any:
        if isinstance(hint, UnionType):
            (hint,) = (part for part in get_args(hint) if part is not NoneType)
        if get_origin(hint) is tuple:
            return self._many(kind, name, get_args(hint)[0], given, path)
        return self._one(kind, name, hint, given, path)

    def _many(
        self, kind: type, name: str, part: Any, given: object, path: Path
    ) -> tuple[Any, ...]:
        rows = _as_list(given, part)
        made = []
        for number, row in enumerate(rows):
            if part is Line or part is str:
                made.append(self._one(kind, name, part, row, (*path, number)))
            else:
                made.append(self.record(part, row, (*path, number)))
        return tuple(value for value in made if value is not None)

    def _one(self, kind: type, name: str, hint: Any, given: object, path: Path) -> Any:
        try:
            value = _PLAIN[_kind_of(hint)](given, hint)
            _check_choice(kind, name, value)
        except Refusal as refusal:
            self._add(path, refusal)
            return None
        return value

    def _add(self, path: Path, refusal: Refusal) -> None:
        self.found.append((path, refusal))


def _spread(values: Mapping[Any, Any]) -> dict[str, Any]:
    """`name: {zh: 甲, en: A}` is short for `name: 甲` and `name_en: A`."""
    spread: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping) and value and set(value) <= {"zh", "en"}:
            spread[str(name)] = value.get("zh", "")
            spread[f"{name}_en"] = value.get("en", "")
        else:
            spread[str(name)] = value
    return spread


def _unknown(name: str, declared: Mapping[str, Any]) -> Refusal:
    close = difflib.get_close_matches(name, declared, n=1)
    return _wrong(
        "unknown-field",
        N_("There is no field “%(name)s”."),
        N_("Did you mean “%(close)s”? See the template for all names.")
        if close
        else N_("Remove it; the template lists all names."),
        name=name,
        close=close[0] if close else "",
    )


def _missing(name: str) -> Refusal:
    return _wrong("missing", N_("“%(name)s” is empty."), N_("Fill it in."), name=name)


def _as_list(given: object, part: Any) -> list[Any]:
    """Lists as they are; in a table, lines (for sentences) or “;” and “^” (for words)."""
    if isinstance(given, list | tuple):
        return list(given)
    if isinstance(given, str):
        cut = r"\n" if part is Line else r"[\n;；^]"
        return [piece.strip() for piece in re.split(cut, given) if piece.strip()]
    return [given]


def _text(given: object, _hint: Any) -> str:
    if isinstance(given, bool) or not isinstance(given, str | int | Decimal):
        raise _wrong(
            "not-text",
            N_("“%(given)s” is not text."),
            N_('Write it as text; put codes in quotes: "01".'),
            given=str(given)[:60],
        )
    text = str(given).strip()
    if _CONTROL.search(text):
        raise _wrong(
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
            raise _wrong(
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
    raise _wrong(
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
        raise _wrong(
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
        raise _wrong(
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
        raise _choice(word, list(hint)) from None
    return found


def _condition(given: object, _hint: Any) -> Condition:
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            given = None
    if wrong := next(conditions.problems(given), None):
        raise _wrong(
            "condition",
            N_("This is not a condition: %(reason)s."),
            N_('Write it like {"q": "who", "in": ["agent"]}.'),
            reason=wrong,
        )
    assert isinstance(given, Mapping)  # noqa: S101 - what `problems` has made sure of
    return given


_PLAIN: Mapping[str, Callable[[object, Any], Any]] = {
    "str": _text,
    "Line": _line,
    "bool": _flag,
    "int": _number,
    "Decimal": _money,
    "Limit": _limit,
    "word": _word,
    "condition": _condition,
}


def _kind_of(hint: Any) -> str:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return "word"
    return hint.__name__ if isinstance(hint, type) else "condition"


def _choice(given: str, known: list[str]) -> Refusal:
    return _wrong(
        "unknown-code",
        N_("“%(given)s” is not a code known here."),
        N_("Choose one of: %(known)s."),
        given=given[:60],
        known=", ".join(known),
    )


_CHOICES: Mapping[type, Mapping[str, codes.Codes]] = {
    Sheet: codes.CHOICES,
    BundleSheet: codes.CHOICES,
    PaperRule: codes.PAPER_CHOICES,
    StepRule: codes.STEP_CHOICES,
}


def _check_choice(kind: type, name: str, value: object) -> None:
    known = _CHOICES.get(kind, {}).get(name)
    if known is not None and isinstance(value, str) and value not in known:
        raise _choice(value, list(known))
    if name == "key" and isinstance(value, str) and not KEY.fullmatch(value):
        raise _wrong(
            "bad-key",
            N_("“%(given)s” cannot be a key."),
            N_("Use small letters, digits and single hyphens: id-card-reissue."),
            given=value[:60],
        )
    if kind is PartRule and name == "item_key" and not KEY.fullmatch(str(value)):
        raise _wrong(
            "bad-key",
            N_("“%(given)s” cannot be a key."),
            N_("Name an item by its key."),
            given=str(value)[:60],
        )
