"""One transaction for what belongs together: without a savepoint for each part of it,
and tried again where the database let two of them wait for each other."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

from yichuang.web.gathering import current

TRIES = 5
DEADLOCK = {"40P01", "40001"}  # PostgreSQL: deadlock detected, serialization failure

P = ParamSpec("P")
T = TypeVar("T")


def together(write: Callable[P, T]) -> Callable[P, T]:
    """For services that are mostly part of a larger write: they join the transaction
    that is open, or open one of their own.

    A savepoint would cost two statements for every part. It is not needed: whatever a
    part refuses is refused for the whole, and the outer service's own `atomic` undoes
    it all.
    """

    @wraps(write)
    def joined(*args: P.args, **kwargs: P.kwargs) -> T:
        if connection.in_atomic_block:
            return write(*args, **kwargs)
        with transaction.atomic():
            return write(*args, **kwargs)

    return joined


@contextmanager
def part() -> Iterator[None]:
    """The transaction of one service: a savepoint where it is part of another, and
    nothing at all in a gathering, where whoever gathers takes a refused part back and
    watches that it wrote nothing by itself."""
    if current() is not None:
        yield
        return
    with transaction.atomic():
        yield


def whole(work: Callable[[], T]) -> T:
    """Do `work` in a transaction of its own; when PostgreSQL ends a deadlock by undoing
    it, do it again. `work` must leave nothing outside of the database that a second
    time would spoil.

    Two transactions that write in the same two chains of the journal, or take numbers
    of the same two series, can meet crosswise; one of them goes on, the other is told
    here and comes after it.
    """
    if connection.in_atomic_block:
        return _once(work)
    for left in reversed(range(TRIES)):
        try:
            return _once(work)
        except OperationalError as problem:
            if not left or _state(problem) not in DEADLOCK:
                raise
    raise AssertionError("the last try returns or raises")


def _once(work: Callable[[], T]) -> T:
    with transaction.atomic():
        return work()


def _state(problem: OperationalError) -> str:
    """The five characters of PostgreSQL, "" elsewhere."""
    return getattr(problem.__cause__, "sqlstate", None) or ""
