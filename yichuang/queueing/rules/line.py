"""The same order, kept ready: a structure that a simulated day or a replay runs on.

`Line` answers what `order.pick` answers (a property test insists) without looking at
everybody: one heap for each line and weight, because within one weight the order never
changes with time.
"""

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush
from typing import TypeAlias

from yichuang.queueing.rules.order import (
    ORDINARY_WEIGHT,
    Skills,
    Tally,
    Waiting,
    since,
    weight,
)
from yichuang.queueing.rules.policy import Policy, Standing

Entry: TypeAlias = tuple[float, float, int, int, Waiting]
"""Since when, arrival, id, weight, who: heaps order by the first three."""


class _One:
    """One line: heaps by weight, those who must let others pass, and its tally."""

    __slots__ = ("calls", "heaps", "later", "size", "streak")

    def __init__(self, tally: Tally) -> None:
        self.calls, self.streak = tally
        self.heaps: dict[int, list[Entry]] = {}
        self.later: list[Entry] = []
        self.size = 0


class Line:
    """All lines of a hall. `add` who comes, `remove` who leaves, `next` calls.

    >>> line = Line(Policy())
    >>> line.add(Waiting(1, "A", arrived=0))
    >>> line.add(Waiting(2, "A", arrived=5, standing=Standing.DISABLED))
    >>> line.next(Skills(("A",)), now=10).id  # 3 × 5 minutes against 1 × 10
    2
    """

    __slots__ = ("_at", "_lines", "_weights", "policy")

    def __init__(
        self,
        policy: Policy,
        waiting: Iterable[Waiting] = (),
        tallies: Mapping[str, Tally] | None = None,
    ) -> None:
        self.policy = policy
        self._weights = {one: policy.weight_of(one) for one in Standing}
        self._lines = {name: _One(one) for name, one in (tallies or {}).items()}
        self._at: dict[int, Entry] = {}
        for one in waiting:
            self.add(one)

    def __len__(self) -> int:
        return len(self._at)

    def __contains__(self, ticket_id: int) -> bool:
        return ticket_id in self._at

    def size(self, line: str) -> int:
        """How many wait in one line."""
        one = self._lines.get(line)
        return one.size if one else 0

    def tally(self, line: str) -> Tally:
        """What the line remembers."""
        one = self._lines.get(line)
        return Tally(one.calls, one.streak) if one else Tally()

    def waiting(self) -> list[Waiting]:
        """Everybody in line, in no particular order."""
        return [entry[4] for entry in self._at.values()]

    def copy(self) -> "Line":
        """Another with the same people, to look ahead with."""
        tallies = {name: self.tally(name) for name in self._lines}
        return Line(self.policy, self.waiting(), tallies)

    def add(self, waiting: Waiting) -> None:
        """Somebody stands in line. An id that is in line already is a ValueError."""
        if waiting.id in self._at:
            raise ValueError(f"ticket {waiting.id} is in line already")
        line = self._lines.get(waiting.line)
        if line is None:
            line = self._lines[waiting.line] = _One(Tally())
        start, counts = waiting.arrived, self._weights[waiting.standing]
        if waiting.appointment is not None:
            start, counts = since(waiting, self.policy), weight(waiting, self.policy)
        entry = (start, waiting.arrived, waiting.id, counts, waiting)
        self._at[waiting.id] = entry
        line.size += 1
        after = waiting.returned_after
        if after is not None and after > line.calls:
            line.later.append(entry)
        else:
            _push(line, entry)

    def remove(self, ticket_id: int) -> Waiting:
        """Somebody leaves the line uncalled. KeyError for an id that is not in line."""
        ticket = self._at.pop(ticket_id)[4]
        self._lines[ticket.line].size -= 1
        return ticket

    def peek(self, skills: Skills, now: float) -> Waiting | None:
        """Who would be called; nothing changes."""
        found = self._find(skills, now)
        return found[4] if found else None

    def next(self, skills: Skills, now: float) -> Waiting | None:
        """Call: the ticket leaves the line and the line remembers the call."""
        found = self._find(skills, now)
        return self._call(found) if found else None

    def take(self, ticket_id: int) -> Waiting:
        """Call this ticket, whoever is due: for judging what others did. KeyError for
        an id that is not in line."""
        return self._call(self._at[ticket_id])

    def _call(self, found: Entry) -> Waiting:
        ticket = found[4]
        del self._at[found[2]]
        line = self._lines[ticket.line]
        line.size -= 1
        line.calls += 1
        line.streak = line.streak + 1 if found[3] > ORDINARY_WEIGHT else 0
        if line.later:
            self._let_in(line)
        return ticket

    def _find(self, skills: Skills, now: float) -> Entry | None:
        own, helps = skills
        return (
            self._best(own, now)
            or (self._best(helps, now) if helps else None)
            or self._early(own, now)
            or (self._early(helps, now) if helps else None)
        )

    def _best(self, names: tuple[str, ...], now: float) -> Entry | None:
        """The highest score among the heads of these lines."""
        best: Entry | None = None
        score = 0.0
        at, lines = self._at, self._lines
        most = self.policy.most_in_a_row
        for name in names:
            line = lines.get(name)
            if line is None or not line.size:
                continue
            blocked = line.streak >= most and self._ordinary_waits(line)
            for counts, heap in line.heaps.items():
                while heap and at.get(heap[0][2]) is not heap[0]:
                    heappop(heap)
                if not heap or (blocked and counts > ORDINARY_WEIGHT):
                    continue
                head = heap[0]
                points = counts * (now - head[0])
                if (
                    best is None
                    or points > score
                    or (points == score and head[:3] < best[:3])
                ):
                    best, score = head, points
        return best

    def _ordinary_waits(self, line: _One) -> bool:
        heap = line.heaps.get(ORDINARY_WEIGHT, [])
        while heap and self._at.get(heap[0][2]) is not heap[0]:
            heappop(heap)
        return bool(heap)

    def _early(self, names: tuple[str, ...], now: float) -> Entry | None:
        """The best of those who should still let others pass: nobody else is there."""
        there: list[Entry] = []
        for name in names:
            line = self._lines.get(name)
            if line is None or not line.later:
                continue
            line.later = [one for one in line.later if self._at.get(one[2]) is one]
            open_now = line.later
            if line.streak >= self.policy.most_in_a_row:
                ordinary = [one for one in open_now if one[3] == ORDINARY_WEIGHT]
                open_now = ordinary or open_now
            there += open_now
        return min(
            there, key=lambda one: (one[3] * (one[0] - now), *one[:3]), default=None
        )

    def _let_in(self, line: _One) -> None:
        """Those who have let enough others pass stand in line as before."""
        still = []
        for entry in line.later:
            if self._at.get(entry[2]) is not entry:
                continue
            if (entry[4].returned_after or 0) > line.calls:
                still.append(entry)
            else:
                _push(line, entry)
        line.later = still


def _push(line: _One, entry: Entry) -> None:
    heap = line.heaps.get(entry[3])
    if heap is None:
        line.heaps[entry[3]] = [entry]
    else:
        heappush(heap, entry)
