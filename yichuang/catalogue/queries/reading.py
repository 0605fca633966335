"""Reads the tables of a version into the frozen values of `rules`, field by field.

A field and its column bear the same name, so that there is no second list to forget:
`Limit` is two columns (`promise_n`, `promise_unit`), tuples of `Line` are JSON.
"""

from collections.abc import Iterable
from dataclasses import fields
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from yichuang.catalogue.rules import Fact, Line
from yichuang.kernel.limits import Limit, Unit

T = TypeVar("T")


_hints: dict[type[Any], dict[str, Any]] = {}


def hints(kind: type[Any]) -> dict[str, Any]:
    """The fields of a dataclass with their types, `| None` taken off; worked out once."""
    if kind not in _hints:
        _hints[kind] = _declared(kind)
    return _hints[kind]


def _declared(kind: type[Any]) -> dict[str, Any]:
    declared = get_type_hints(kind)
    found: dict[str, Any] = {}
    for field in fields(kind):
        hint = declared[field.name]
        if isinstance(hint, UnionType):
            (hint,) = (part for part in get_args(hint) if part is not NoneType)
        found[field.name] = hint
    return found


def _limit(row: object, name: str) -> Limit | None:
    unit = getattr(row, f"{name}_unit")
    return Limit(getattr(row, f"{name}_n") or 0, Unit(unit)) if unit else None


def _value(row: object, name: str, hint: Any) -> Any:
    if hint is Limit:
        return _limit(row, name)
    value = getattr(row, name)
    if hint == tuple[Line, ...]:
        return tuple(Line(**line) for line in value)
    if hint == tuple[Fact, ...]:
        return tuple(Fact(**fact) for fact in value)
    if hint == tuple[str, ...]:
        return tuple(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    return value


def read(kind: type[T], row: object, **given: Any) -> T:
    """A `kind` out of a row; what is in `given` is taken from there."""
    values = {
        name: _value(row, name, hint)
        for name, hint in hints(kind).items()
        if name not in given
    }
    return kind(**values, **given)


def read_all(kind: type[T], rows: Iterable[object], **given: Any) -> tuple[T, ...]:
    """`read` for each row, in their order."""
    ordered = sorted(rows, key=lambda row: int(getattr(row, "order")))  # noqa: B009
    return tuple(read(kind, row, **given) for row in ordered)
