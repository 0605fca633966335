"""How values come into columns where many rows are written at once: text and numbers go
to the driver as they are, because asking each field for each value costs more than the
insert."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    Field,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
    PositiveIntegerField,
    PositiveSmallIntegerField,
    TextField,
)

Adapt = Callable[[Any], Any]

PLAIN = {
    *(CharField, TextField, BooleanField, ForeignKey),
    *(IntegerField, BigIntegerField, PositiveIntegerField, PositiveSmallIntegerField),
}
"""Fields whose own way changes nothing; a kind of its own (encrypted text) is none."""


def adapters(fields: Iterable["Field[Any, Any]"]) -> list[Adapt]:
    """How the values of columns, of their own type or None, are handed to the driver."""
    database = connections[DEFAULT_DB_ALIAS]  # the proxy costs more than the field
    return [_adapter(field, database) for field in fields]


def _adapter(field: "Field[Any, Any]", database: BaseDatabaseWrapper) -> Adapt:
    kind = type(field)
    if kind in PLAIN:
        return _as_is
    if kind is DateTimeField:
        return database.ops.adapt_datetimefield_value
    if kind is DateField:
        return database.ops.adapt_datefield_value
    return partial(field.get_db_prep_save, connection=database)


def _as_is(value: Any) -> Any:
    return value


def insert_rows(
    table: type[Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows in the order of the fields' `names`: values of their own type, JSON as
    its text. Nothing is checked and no default filled in."""
    fields: list[Any] = [table._meta.get_field(name) for name in names]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    ways = [
        _as_is if type(field) is JSONField else adapt
        for field, adapt in zip(fields, adapters(fields), strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table._meta.db_table} ({columns}) VALUES ({marks})",  # noqa: S608
            [
                [adapt(value) for adapt, value in zip(ways, row, strict=True)]
                for row in rows
            ],
        )
