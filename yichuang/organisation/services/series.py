"""Taking running numbers. A number is never given twice; some may be skipped."""

import threading
from functools import partial

from django.db import connection, transaction
from django.db.utils import IntegrityError

from yichuang.organisation.models import Series
from yichuang.web import gathering

BLOCK = 50
"""Numbers a process reserves at once, so that writers do not queue for a counter."""
LOW = 10
"""With fewer left the next block is reserved, so that nobody finds none."""


class Short(RuntimeError):
    """A gathering found no reserved number of the series `name`: whoever gathers rolls
    back, reserves some (`reserve`) and does it again. So no counter is held while
    thousands are written."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no number of {name} is reserved")
        self.name = name


_reserved: dict[str, list[int]] = {}
_reserving: set[str] = set()
# Held only to look at the two above, never while the database is asked: whoever holds
# the database's lock may be waiting for this one.
_lock = threading.Lock()


def take(name: str) -> int:
    """The next number of a series, 1 and up.

    Inside a transaction the first number is taken there, holding the counter until it
    commits; a block is reserved right after, so the next ones wait for nobody.
    """
    number, left = _from_block(name)
    kept = gathering.current()
    if kept is not None:
        if number is None:
            raise Short(name)
        kept.if_lost(partial(_give_back, name, number))
        return number
    if left < LOW:
        # Outside of a transaction it is done at once.
        transaction.on_commit(lambda: _reserve(name), robust=True)
    if number is None and not connection.in_atomic_block:
        number, left = _from_block(name)
    return _advance(name, 1) if number is None else number


def _give_back(name: str, number: int) -> None:
    """What was taken for something that was never written."""
    with _lock:
        _reserved.setdefault(name, []).append(number)


def _from_block(name: str) -> tuple[int | None, int]:
    """A reserved number, if there is one, and how many are left."""
    with _lock:
        block = _reserved.get(name, [])
        return (block.pop() if block else None), len(block)


def _reserve(name: str) -> None:
    """Reserve a block in a transaction of its own: what is reserved is committed."""
    with _lock:
        if len(_reserved.get(name, [])) >= LOW or name in _reserving:
            return
        _reserving.add(name)
    try:
        with transaction.atomic():
            first = _advance(name, BLOCK)
        with _lock:
            # The end of the list is taken first.
            fresh = range(first + BLOCK - 1, first - 1, -1)
            _reserved[name] = [*fresh, *_reserved.get(name, [])]
    finally:
        with _lock:
            _reserving.discard(name)


def reserve(name: str, count: int) -> None:
    """Have at least `count` numbers of a series ready in this process, committed: for
    whoever is about to take many. Call it before the transaction that takes them.
    """
    with _lock:
        more = count - len(_reserved.get(name, []))
    if more <= 0:
        return
    with transaction.atomic():
        first = _advance(name, more)
    with _lock:
        fresh = range(first + more - 1, first - 1, -1)
        _reserved[name] = [*fresh, *_reserved.get(name, [])]


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
