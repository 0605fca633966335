"""Reads what a file states into a sheet, and says of every wrong cell what to do.

A `Document` is one item or bundle as plain values with the place of each in its file;
`read_item` and `read_bundle` go by the types of the dataclasses, so a new field of a
guide can be imported the moment it exists.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from yichuang.catalogue.rules import codes
from yichuang.catalogue.rules.bundle import BundleSheet, FieldRule, PartRule
from yichuang.catalogue.rules.cells import READERS, kind_of, unknown_code, wrong
from yichuang.catalogue.rules.guide import (
    Line,
    PaperRule,
    Sheet,
    StepRule,
)
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

T = TypeVar("T")
Path = tuple[str | int, ...]

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


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


class _Reader:
    """Goes through nested values by type and gathers what is wrong."""

    def __init__(self) -> None:
        self.found: list[tuple[Path, Refusal]] = []

    def record(self, kind: type[T], values: object, path: Path) -> T | None:
        if not isinstance(values, Mapping):
            self._add(
                path,
                wrong(
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
            value = READERS[kind_of(hint)](given, hint)
            _checkunknown_code(kind, name, value)
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
    return wrong(
        "unknown-field",
        N_("There is no field “%(name)s”."),
        N_("Did you mean “%(close)s”? See the template for all names.")
        if close
        else N_("Remove it; the template lists all names."),
        name=name,
        close=close[0] if close else "",
    )


def _missing(name: str) -> Refusal:
    return wrong("missing", N_("“%(name)s” is empty."), N_("Fill it in."), name=name)


def _as_list(given: object, part: Any) -> list[Any]:
    """Lists as they are; in a table, lines (for sentences) or “;” and “^” (for words)."""
    if isinstance(given, list | tuple):
        return list(given)
    if isinstance(given, str):
        cut = r"\n" if part is Line else r"[\n;；^]"
        return [piece.strip() for piece in re.split(cut, given) if piece.strip()]
    return [given]


_CHOICES: Mapping[type, Mapping[str, codes.Codes]] = {
    Sheet: codes.CHOICES,
    BundleSheet: codes.CHOICES,
    PaperRule: codes.PAPER_CHOICES,
    StepRule: codes.STEP_CHOICES,
    FieldRule: codes.FIELD_CHOICES,
}


def _checkunknown_code(kind: type, name: str, value: object) -> None:
    known = _CHOICES.get(kind, {}).get(name)
    if known is not None and isinstance(value, str) and value not in known:
        raise unknown_code(value, list(known))
    if name == "key" and isinstance(value, str) and not KEY.fullmatch(value):
        raise wrong(
            "bad-key",
            N_("“%(given)s” cannot be a key."),
            N_("Use small letters, digits and single hyphens: id-card-reissue."),
            given=value[:60],
        )
    if kind is PartRule and name == "item_key" and not KEY.fullmatch(str(value)):
        raise wrong(
            "bad-key",
            N_("“%(given)s” cannot be a key."),
            N_("Name an item by its key."),
            given=str(value)[:60],
        )
