"""Remembering answers for a few seconds in this process: what changes rarely and is
asked at every request (tokens, calendars, published guides)."""

import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_all: list["Remembered[Any, Any]"] = []


class Remembered(Generic[P, T]):
    """A function whose answers stand for `seconds`; at most `size` are kept.

    Positional, hashable arguments only. `forget()` drops everything at once: services
    call it after they changed what the answers rest on.
    """

    def __init__(self, ask: Callable[P, T], seconds: float, size: int) -> None:
        wraps(ask)(self)
        self._ask, self._seconds, self._size = ask, seconds, size
        self._answers: dict[tuple[Any, ...], tuple[float, T]] = {}
        self._lock = threading.Lock()
        _all.append(self)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        if kwargs:
            raise TypeError("remembered functions take positional arguments only")
        known = self._answers.get(args)
        now = time.monotonic()
        if known is not None and known[0] > now:
            return known[1]
        answer = self._ask(*args, **kwargs)
        with self._lock:
            if len(self._answers) >= self._size:
                self._answers.clear()
            self._answers[args] = (now + self._seconds, answer)
        return answer

    def forget(self) -> None:
        with self._lock:
            self._answers.clear()


def remember(
    *, seconds: float, size: int = 1024
) -> Callable[[Callable[P, T]], Remembered[P, T]]:
    """Decorate a reading function so that its answers are remembered."""
    return lambda ask: Remembered(ask, seconds, size)


def forget_all() -> None:
    """Drop every remembered answer of this process."""
    for remembered in _all:
        remembered.forget()
