"""Long lists by cursor: the cost of a page does not grow with its place in the list."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

M = TypeVar("M", bound=Model)
MOST = 200


@dataclass(frozen=True, slots=True)
class Slice(Generic[M]):
    """Some rows of a list and where the next ones begin; "" at the end."""

    rows: tuple[M, ...]
    after: str


def _spell(values: Sequence[Any]) -> str:
    text = json.dumps([_plain(value) for value in values], separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"t": value.isoformat()}
    return {"d": value.isoformat()} if isinstance(value, date) else value


def _value(one: Any) -> Any:
    if isinstance(one, str | int):
        return one
    if "t" in one:
        return datetime.fromisoformat(one["t"])
    return date.fromisoformat(one["d"])


def _read(cursor: str, length: int) -> list[Any]:
    """The values of a cursor, or Refusal "cursor.unknown"."""
    try:
        raw = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        values = [_value(one) for one in raw]
    except (ValueError, TypeError, KeyError):
        values = []
    if len(values) != length:
        raise Refusal(
            "cursor.unknown",
            N_("This place in the list is not known."),
            field="after",
            remedy=N_("Start from the beginning of the list."),
        )
    return values


def keyset(
    queryset: QuerySet[M], order: Sequence[str], *, after: str = "", limit: int = 50
) -> Slice[M]:
    """Up to `limit` (at most 200) rows in `order`, beginning behind the cursor `after`.

    `order` names columns that are never null, "-" for descending, the last one unique:
    `("-received_at", "-pk")`. One query; an index over the same columns carries it.
    """
    limit = max(1, min(limit, MOST))
    if after:
        queryset = queryset.filter(_behind(order, _read(after, len(order))))
    rows = list(queryset.order_by(*order)[: limit + 1])
    more = len(rows) > limit
    rows = rows[:limit]
    cursor = ""
    if more:
        last = rows[-1]
        cursor = _spell([_of(last, name.lstrip("-")) for name in order])
    return Slice(tuple(rows), cursor)


def _of(row: Model, path: str) -> Any:
    value: Any = row
    for name in path.split("__"):
        value = getattr(value, name)
    return value


def _behind(order: Sequence[str], values: Sequence[Any]) -> Q:
    """a < x, or a = x and b < y, …: strictly behind the last row of the page before."""
    behind, same = Q(), Q()
    for name, value in zip(order, values, strict=True):
        column = name.lstrip("-")
        side = "lt" if name.startswith("-") else "gt"
        behind |= same & Q(**{f"{column}__{side}": value})
        same &= Q(**{column: value})
    return behind
