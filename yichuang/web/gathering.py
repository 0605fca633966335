"""Many small writes of one transaction kept back and written in one go: so that services
made for one case do ten thousand without another way of doing it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

Writer = Callable[[list[Any]], None]
Mark = dict[Writer, int]

_current: ContextVar["Gathering | None"] = ContextVar("gathering", default=None)


class Gathering:
    """What was kept back so far, by who writes it, and what was asked already.

    A part that is refused is taken back by `mark` and `back_to`; `write` hands every
    writer its whole list. Nothing is written unless `write` is called.
    """

    def __init__(self) -> None:
        self._kept: dict[Writer, list[Any]] = {}
        self._undo: list[Callable[[], None]] = []
        self.answers: dict[Any, Any] = {}

    def keep(self, writer: Writer, thing: Any) -> None:
        """Keep a thing back for its writer."""
        self._kept.setdefault(writer, []).append(thing)

    def mark(self) -> Mark:
        """How much is kept now."""
        return {writer: len(things) for writer, things in self._kept.items()}

    def back_to(self, mark: Mark) -> None:
        """Forget what was kept since the mark."""
        for writer, things in self._kept.items():
            del things[mark.get(writer, 0) :]

    def if_lost(self, undo: Callable[[], None]) -> None:
        """Call `undo` should the gathering end in an exception."""
        self._undo.append(undo)

    def lose(self) -> None:
        """Undo what has to be undone outside of the database, the last first."""
        while self._undo:
            self._undo.pop()()

    def write(self) -> None:
        """Let every writer write what was kept, first come first."""
        while self._kept:
            writer = next(iter(self._kept))
            things = self._kept.pop(writer)
            if things:
                writer(things)


def current() -> Gathering | None:
    """The gathering this thread is in, if it is in one."""
    return _current.get()


@contextmanager
def gather() -> Iterator[Gathering]:
    """Inside, rooms that can keep their writes back do; the caller calls `write` before
    the end of its transaction. What is not written is lost with it.

    Raises:
        RuntimeError: one gathering in another.
    """
    if _current.get() is not None:
        raise RuntimeError("a gathering in a gathering")
    kept = Gathering()
    token = _current.set(kept)
    try:
        yield kept
    except BaseException:
        kept.lose()
        raise
    finally:
        _current.reset(token)


def once(ask: Callable[P, T]) -> Callable[P, T]:
    """For questions whose answer is the same for every part of a gathering: asked once
    in it. Arguments must be hashable."""

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        kept = _current.get()
        if kept is None:
            return ask(*args, **kwargs)
        key = (ask, args, tuple(sorted(kwargs.items())))
        if key not in kept.answers:
            kept.answers[key] = ask(*args, **kwargs)
        answer: T = kept.answers[key]
        return answer

    return asked
