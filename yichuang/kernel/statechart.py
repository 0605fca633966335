"""State machines as tables: buttons, API, docs and tests are derived from the moves.

>>> chart = Statechart(
...     Move("accept", "received", "accepted", needs="case.accept", says=N_("Accept")),
...     Move("close", ("received", "accepted"), "closed", "case.close", N_("Close")),
... )
>>> [move.name for move in chart.moves_from("accepted")]
['close']
>>> chart.target("received", "accept")
'accepted'
"""

from collections.abc import Callable
from dataclasses import dataclass

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: from any of `sources` to `target`.

    `needs` is the permission, `says` the msgid on the button.
    """

    name: str
    sources: tuple[str, ...] | str
    target: str
    needs: str
    says: str

    @property
    def starts(self) -> tuple[str, ...]:
        """The sources, always as a tuple."""
        return (self.sources,) if isinstance(self.sources, str) else self.sources


class Statechart:
    """A closed table of moves; what it does not name cannot happen.

    `start` is the state a new thing is in; without it, the first source of the first
    move. A table that names one (state, move) twice, or a state no one can reach, is a
    programming error and raises ValueError when it is built.
    """

    def __init__(self, *moves: Move, start: str = "") -> None:
        if not moves:
            raise ValueError("A statechart needs at least one move.")
        self.moves = moves
        self.start = start or moves[0].starts[0]
        self._table: dict[tuple[str, str], Move] = {}
        self._leaving: dict[str, tuple[Move, ...]] = {self.start: ()}
        for move in moves:
            self._enter(move)
        if lost := self.unreachable():
            raise ValueError(f"No way leads to {', '.join(sorted(lost))}.")

    def _enter(self, move: Move) -> None:
        for source in move.starts:
            if (source, move.name) in self._table:
                raise ValueError(f"{move.name} from {source} is named twice.")
            self._table[source, move.name] = move
            self._leaving[source] = (*self._leaving.get(source, ()), move)
        self._leaving.setdefault(move.target, ())

    @property
    def states(self) -> tuple[str, ...]:
        """Every state the table names, in the order it names them."""
        return tuple(self._leaving)

    @property
    def final(self) -> frozenset[str]:
        """The states no move leaves."""
        return frozenset(state for state, out in self._leaving.items() if not out)

    def moves_from(self, state: str) -> tuple[Move, ...]:
        """The moves the table allows from `state`, in its order. Unknown: ValueError."""
        try:
            return self._leaving[state]
        except KeyError:
            raise ValueError(f"{state!r} is not a state of this chart.") from None

    def move(self, state: str, name: str) -> Move:
        """The row for `name` from `state`; Refusal "move.not-allowed" without one."""
        found = self._table.get((state, name))
        if found is not None:
            return found
        label = next((move.says for move in self.moves if move.name == name), name)
        raise Refusal(
            "move.not-allowed",
            N_("“%(move)s” is not possible now: the state is %(state)s."),
            remedy=N_("Reload the page to see what has happened since."),
            move=label,
            state=getattr(state, "label", str(state)),
        )

    def target(self, state: str, name: str) -> str:
        """The state after `name` from `state`; Refusal "move.not-allowed" if none."""
        return self.move(state, name).target

    def unreachable(self) -> frozenset[str]:
        """The states no chain of moves from `start` leads to."""
        seen = {self.start}
        ahead = [self.start]
        while ahead:
            for move in self._leaving[ahead.pop()]:
                if move.target not in seen:
                    seen.add(move.target)
                    ahead.append(move.target)
        return frozenset(self._leaving) - seen

    def mermaid(self, translate: Callable[[str], str] = str) -> str:
        """The chart as a Mermaid diagram, labels in the language of `translate`."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        lines += [
            f"    {source} --> {move.target}: {translate(move.says)}"
            for move in self.moves
            for source in move.starts
        ]
        lines += [
            f"    {state} --> [*]" for state in self.states if state in self.final
        ]
        return "\n".join(lines) + "\n"
