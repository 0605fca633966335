"""Who waits for whom as a picture: columns in the order things can be done, and lines
between them. Read aloud it is a list that says the same."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

CELL = 100
"""Units of the drawing to a column and to a row; the page stretches it."""
SIDE = 8
"""How far a card stands from the edge of its column."""


@dataclass(frozen=True, slots=True)
class Node:
    """A card of the picture. `look` is its shape: todo, wait, on, turn, done or lost;
    `says` is that in words; `note` what it waits for or when it is promised."""

    key: str
    name: str
    office: str
    look: str
    says: str
    note: str
    url: str
    column: int
    row: int
    path: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one card to another, as the `d` of a path; `path` marks the longest."""

    d: str
    path: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """The picture: its cards in reading order, its lines, its size in cells."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    columns: int
    rows: int

    @property
    def box(self) -> str:
        """The view box of the lines."""
        return f"0 0 {self.columns * CELL} {self.rows * CELL}"


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says, before it has its place."""

    name: str
    office: str
    look: str
    says: str
    note: str
    url: str = ""


def draw(
    columns: tuple[tuple[str, ...], ...],
    waits: Mapping[str, tuple[str, ...]],
    cards: Mapping[str, Card],
    longest: tuple[str, ...] = (),
) -> Graph:
    """The picture of a graph: `columns` of keys, what each waits for, what its card says;
    `longest` are the keys of the path that decides how long it takes."""
    found: dict[str, Node] = {}
    for column, wave in enumerate(columns, 1):
        for row, key in enumerate(wave, 1):
            card = cards[key]
            found[key] = Node(
                key=key,
                name=card.name,
                office=card.office,
                look=card.look,
                says=card.says,
                note=card.note,
                url=card.url,
                column=column,
                row=row,
                path=key in longest,
            )
    steps = set(itertools.pairwise(longest))
    edges = [
        Edge(_curve(found[other], found[key]), (other, key) in steps)
        for key, others in waits.items()
        for other in others
        if key in found and other in found
    ]
    return Graph(
        nodes=_reading(found, waits),
        edges=tuple(sorted(edges, key=lambda edge: edge.path)),
        columns=len(columns),
        rows=max((len(wave) for wave in columns), default=1),
    )


def _reading(
    found: Mapping[str, Node], waits: Mapping[str, tuple[str, ...]]
) -> tuple[Node, ...]:
    """Each card right after the one it waits for, so that on a phone, where cards stand
    under each other, the line above a card comes from what it really waits for."""
    after: dict[str, list[Node]] = {}
    for key, node in found.items():
        before = [
            other
            for other in waits.get(key, ())
            if other in found and found[other].column == node.column - 1
        ]
        after.setdefault(before[-1] if before else "", []).append(node)

    def walk(key: str) -> Iterator[Node]:
        for node in after.get(key, ()):
            yield node
            yield from walk(node.key)

    return tuple(walk(""))


def _curve(start: Node, end: Node) -> str:
    """From the right edge of one card to the left edge of the other."""
    x1, y1 = start.column * CELL - SIDE, start.row * CELL - CELL // 2
    x2, y2 = (end.column - 1) * CELL + SIDE, end.row * CELL - CELL // 2
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
