"""A conversation as the page carries it: what was said and which answers were picked.

Nothing is kept on the server, and nothing in it is trusted: each move is given to the
robot again, so a changed list only leads to another conversation.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

MOST_MOVES = 24
MOST_TEXT = 600
SAID, PICKED = "said", "picked"


@dataclass(frozen=True, slots=True)
class Move:
    """Words somebody typed, or the key of an answer they picked."""

    kind: str
    text: str


def read(state: str) -> tuple[Move, ...]:
    """The moves a page sent back; none when it is not what a page of ours sends.

    >>> read(write([Move("said", "毕业证丢了"), Move("picked", "self")]))[1].text
    'self'
    >>> read("[[1]]"), read("nonsense")
    ((), ())
    """
    try:
        rows = json.loads(state or "[]")
    except (ValueError, RecursionError):
        return ()
    if not isinstance(rows, list) or len(rows) > MOST_MOVES:
        return ()
    if not all(_well_formed(row) for row in rows):
        return ()
    return tuple(Move(kind, text) for kind, text in rows)


def _well_formed(row: object) -> bool:
    return (
        isinstance(row, list)
        and len(row) == len((SAID, PICKED))
        and row[0] in (SAID, PICKED)
        and isinstance(row[1], str)
        and len(row[1]) <= MOST_TEXT
    )


def write(moves: Iterable[Move]) -> str:
    """The moves as one hidden field."""
    return json.dumps([[move.kind, move.text] for move in moves], ensure_ascii=False)
