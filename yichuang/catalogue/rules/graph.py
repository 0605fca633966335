"""Who waits for whom, as a graph: circles found and named, an order in which to begin.

A graph is what each key waits for; keys it does not hold itself are nobody's business.

>>> waves({"food": ("register",), "register": (), "sign": ()})
(('register', 'sign'), ('food',))
>>> circle({"a": ("b",), "b": ("c",), "c": ("b",)})
('b', 'c', 'b')
"""

from collections.abc import Mapping

Waits = Mapping[str, tuple[str, ...]]


def within(waits: Waits) -> dict[str, tuple[str, ...]]:
    """The graph without what lies outside of it."""
    return {
        key: tuple(other for other in others if other in waits)
        for key, others in waits.items()
    }


def circle(waits: Waits) -> tuple[str, ...]:
    """One way round a circle, its first key again at the end; empty without a circle."""
    inner = within(waits)
    done: set[str] = set()
    for start in inner:
        path: list[str] = []
        todo = [(start, iter(inner[start]))] if start not in done else []
        if todo:
            path.append(start)
        while todo:
            key, others = todo[-1]
            other = next((one for one in others if one not in done), None)
            if other is None:
                done.add(key)
                todo.pop()
                path.pop()
            elif other in path:
                return (*path[path.index(other) :], other)
            else:
                path.append(other)
                todo.append((other, iter(inner[other])))
    return ()


def waves(waits: Waits) -> tuple[tuple[str, ...], ...]:
    """The keys in waves: each wave waits only for earlier ones. A circle is left out."""
    inner = within(waits)
    found: list[tuple[str, ...]] = []
    settled: set[str] = set()
    while wave := tuple(
        key
        for key, others in inner.items()
        if key not in settled and settled.issuperset(others)
    ):
        found.append(wave)
        settled.update(wave)
    return tuple(found)


def downstream(waits: Waits, start: str) -> frozenset[str]:
    """Everything that waits for `start`, directly or through others."""
    inner = within(waits)
    found: set[str] = set()
    ahead = [start]
    while ahead:
        gone = ahead.pop()
        new = [key for key, others in inner.items() if gone in others]
        ahead += [key for key in new if key not in found]
        found.update(new)
    return frozenset(found)
