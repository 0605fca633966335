"""What one case writes, statement by statement, ready to be written again by plain SQL."""

import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Field, Model

INSERT = re.compile(r'INSERT INTO "?(\w+)"? \(([^)]*)\) VALUES', re.IGNORECASE)
UPDATE = re.compile(r'UPDATE "?(\w+)"? SET', re.IGNORECASE)
PLACE = re.compile(r'(?:"(\w+)"\.)?"?(\w+)"? (?:=|IN) \(?(%s(?:, %s)*)\)?')
GROUP = re.compile(r"\(([^()]*%s[^()]*)\)")
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Row:
    """An id that an earlier statement of the same case was given: (table, old id)."""

    table: str
    old: int


@dataclass(slots=True)
class Statement:
    """One write. `made` are the ids it returned when it was recorded, in order."""

    sql: str
    params: list[Any]
    table: str
    made: list[int] = field(default_factory=list)


Life = list[list[Statement]]


def model_of(table: str) -> type[Model] | None:
    return next((m for m in apps.get_models() if m._meta.db_table == table), None)


class Recorder:
    """Keeps every INSERT and UPDATE that Django sends while it listens."""

    def __init__(self) -> None:
        self.requests: Life = []

    @contextmanager
    def request(self) -> Iterator[None]:
        """Everything until the end of the block is one transaction."""
        self.requests.append([])
        with connection.execute_wrapper(self._see):
            yield

    def _see(
        self, execute: Any, sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        result = execute(sql, params, many, context)
        found = INSERT.match(sql) or UPDATE.match(sql)
        if found and "organisation_series" not in sql:
            self.requests[-1].append(Statement(sql, list(params or ()), found[1]))
        return result


def unique_columns(table: str) -> set[str]:
    """Text columns of a table that may hold a value once."""
    model = model_of(table)
    if model is None:
        return set()
    fields = {f.name: f for f in model._meta.get_fields() if isinstance(f, Field)}
    names = {f.name for f in fields.values() if f.unique and not f.primary_key}
    for constraint in model._meta.constraints:
        names |= set(getattr(constraint, "fields", ()))
        for expression in getattr(constraint, "expressions", ()):
            names.add(getattr(expression, "name", ""))
    return {fields[name].column for name in names if name in fields}


def target_of(table: str, column: str) -> str | None:
    """The table a column's ids belong to: its own for `id`, else its foreign key's."""
    model = model_of(table)
    if model is None:
        return None
    for f in model._meta.get_fields():
        if isinstance(f, Field) and f.column == column:
            if f.primary_key:
                return table
            return f.related_model._meta.db_table if f.related_model else None
    return None


def columns_of(statement: Statement) -> list[str]:
    """The column of every parameter, "" where it is not a plain one."""
    found = INSERT.match(statement.sql)
    if found:
        names = [name.strip().strip('"') for name in found[2].split(",")]
        return [
            name
            for group in GROUP.findall(statement.sql[found.end() :])
            for name, value in zip(names, group.split(","), strict=False)
            if value.strip() == "%s"
        ]
    columns = []
    for place in PLACE.finditer(statement.sql):
        columns += [place[2]] * place[3].count("%s")
    missing = len(statement.params) - len(columns)
    return columns + [""] * missing if missing > 0 else columns[: len(statement.params)]


def is_own(column: str, value: str) -> bool:
    """Whether a text names this case alone (not a word, an address or a subject)."""
    if column in {"identifier", "number"}:
        return len(value) >= 8
    return (
        len(value) >= 8
        and value.isascii()
        and re.fullmatch(r"[\w-]+", value) is not None
    )


def tokens_of(life: Life) -> list[str]:
    """Texts of this case that must be others in another case, the longest first."""
    found = set()
    for statement in (one for request in life for one in request):
        unique = unique_columns(statement.table)
        if not statement.sql.startswith("INSERT"):
            continue
        for column, value in zip(columns_of(statement), statement.params, strict=True):
            if column in unique and isinstance(value, str) and is_own(column, value):
                found.add(value)
    return sorted(found, key=len, reverse=True)


def another(token: str) -> str:
    return "".join(secrets.choice(SIGNS) for _ in token)


def copies(life: Life, ids: dict[str, set[int]], count: int) -> Iterator[Life]:
    """`count` lives like the recorded one, other texts in place, ids left as `Row`."""
    tokens = tokens_of(life)
    for _ in range(count):
        other = {token: another(token) for token in tokens}
        yield [[_copy(one, other, ids) for one in request] for request in life]


def _copy(one: Statement, other: dict[str, str], ids: dict[str, set[int]]) -> Statement:
    params: list[Any] = []
    for column, value in zip(columns_of(one), one.params, strict=True):
        if isinstance(value, str):
            for token, new in other.items():
                value = value.replace(token, new)
        elif isinstance(value, int) and not isinstance(value, bool):
            table = target_of(one.table, column)
            if table and value in ids.get(table, ()):
                value = Row(table, value)
        params.append(value)
    return Statement(one.sql, params, one.table, one.made)


def note_ids(life: Life, before: dict[str, int]) -> dict[str, set[int]]:
    """The ids that inserts of this case were given, from each table's counter."""
    next_id = dict(before)
    ids: dict[str, set[int]] = {}
    for statement in (one for request in life for one in request):
        if not statement.sql.startswith("INSERT") or statement.table not in next_id:
            continue
        rows = len(statement.params) // max(
            1,
            len(INSERT.match(statement.sql)[2].split(",")),  # type: ignore[index]
        )
        statement.made = list(
            range(next_id[statement.table] + 1, next_id[statement.table] + rows + 1)
        )
        next_id[statement.table] += rows
        ids.setdefault(statement.table, set()).update(statement.made)
    return ids


def last_ids(tables: Sequence[str]) -> dict[str, int]:
    """The highest id of each table that has one."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            model = model_of(table)
            if model is None or model._meta.pk.column != "id":
                continue
            cursor.execute(f'SELECT COALESCE(MAX(id), 0) FROM "{table}"')  # noqa: S608
            found[table] = cursor.fetchone()[0]
    return found
