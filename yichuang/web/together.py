"""One transaction for what belongs together, without a savepoint for each part of it."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

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
