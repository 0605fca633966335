"""Taking running numbers. A number is never given twice; some may be skipped."""

import threading

from django.db import connection, transaction
from django.db.utils import IntegrityError

from yichuang.organisation.models import Series

BLOCK = 50
"""Numbers a process reserves at once, so that writers do not queue for a counter."""

_reserved: dict[str, list[int]] = {}
_lock = threading.Lock()


def ensure(*names: str) -> None:
    """Reserve numbers ahead, in a transaction of their own.

    Call it before opening the transaction that will `take` from these series; inside
    a transaction it does nothing, because what is reserved must be committed first.
    """
    if connection.in_atomic_block:
        return
    with _lock:
        for name in names:
            if not _reserved.get(name):
                with transaction.atomic():
                    first = _advance(name, BLOCK)
                _reserved[name] = list(range(first + BLOCK - 1, first - 1, -1))


def take(name: str) -> int:
    """The next number of a series, 1 and up.

    Uses what was reserved; without a reservation the number is taken inside the
    caller's transaction, which then holds the counter until it commits.
    """
    ensure(name)
    with _lock:
        block = _reserved.get(name)
        if block:
            return block.pop()
    return _advance(name, 1)


def forget() -> None:
    """Give up what this process reserved (the numbers are skipped)."""
    with _lock:
        _reserved.clear()


def _advance(name: str, by: int) -> int:
    while True:
        value = Series.objects.filter(pk=name).values_list("next", flat=True).first()
        if value is None:
            value = _begin(name)
        if Series.objects.filter(pk=name, next=value).update(next=value + by):
            return value


def _begin(name: str) -> int:
    try:
        with transaction.atomic():
            Series.objects.create(name=name)
    except IntegrityError:  # another process began the series in this moment
        return Series.objects.values_list("next", flat=True).get(pk=name)
    return 1
