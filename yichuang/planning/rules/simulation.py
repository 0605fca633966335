"""A day simulated event by event, called by the very rule that calls in the hall.

Nothing here is drawn: who comes and how long they take is given, so that one day can be
run with two plans and the difference is the plan's.
"""

from collections.abc import Sequence
from heapq import heappop, heappush
from math import inf

from yichuang.planning.rules.day import Counter, Run, Served, Visitor
from yichuang.queueing.rules.line import Line
from yichuang.queueing.rules.order import Waiting
from yichuang.queueing.rules.policy import Policy

WALK = 0.5
"""Minutes from the call to the first word at the window."""

MISSED = 1.5
"""Minutes a window spends calling three times for somebody who has gone."""


def simulate(
    visitors: Sequence[Visitor], counters: Sequence[Counter], policy: Policy
) -> Run:
    """How the day goes with these windows; `visitors` rise by arrival.

    Who waits when the last window's time is over is still served 延时: the windows that
    close last stay until nobody waits in their lines.
    """
    return _Day(visitors, counters, policy).run()


class _Day:
    """The hall while the day runs: a clock of windows coming free, and who is idle."""

    __slots__ = (
        *("_counters", "_due", "_ends", "_free", "_idle", "_line"),
        *("_places", "_served", "_spans", "_visitors"),
    )

    def __init__(
        self,
        visitors: Sequence[Visitor],
        counters: Sequence[Counter],
        policy: Policy,
    ) -> None:
        self._visitors = visitors
        self._counters = counters
        self._line = Line(policy)
        last = max((c.spans[-1][1] for c in counters if c.spans), default=0.0)
        self._spans = [
            [(start, inf if end == last else end) for start, end in reversed(c.spans)]
            for c in counters
        ]
        self._ends = [0.0] * len(counters)
        self._due = [-1.0] * len(counters)
        self._free: list[tuple[float, int]] = []
        self._idle: dict[int, None] = {}  # longest idle first
        self._served: list[Served] = []
        self._places: dict[str, tuple[frozenset[int], frozenset[int]]] = {}
        for window in range(len(counters)):
            self._sit_down(window)

    def run(self) -> Run:
        """Let everybody come and every window work, in the order of time."""
        free = self._free
        for number, visitor in enumerate(self._visitors):
            arrives = visitor.arrives
            while free and free[0][0] <= arrives:
                self._come_free(*heappop(free))
            self._line.add(
                Waiting(
                    number,
                    visitor.line,
                    arrives,
                    visitor.standing,
                    visitor.appointment,
                )
            )
            if self._idle:
                self._welcome(visitor.line, arrives)
        while free:
            self._come_free(*heappop(free))
        return Run(tuple(self._visitors), tuple(self._served), len(self._line))

    def _wake(self, window: int, when: float) -> None:
        """The window's next event; an earlier one that is still to come is void."""
        self._due[window] = when
        heappush(self._free, (when, window))

    def _sit_down(self, window: int) -> None:
        """The window's next span of duty, if it has one."""
        if self._spans[window]:
            start, self._ends[window] = self._spans[window].pop()
            self._wake(window, start)

    def _come_free(self, now: float, window: int) -> None:
        if self._due[window] != now:
            return
        if now >= self._ends[window]:
            self._idle.pop(window, None)
            self._sit_down(window)
        elif not (len(self._line) and self._call(window, now)):
            self._idle[window] = None
            if self._ends[window] < inf:
                self._wake(window, self._ends[window])

    def _call(self, window: int, now: float) -> bool:
        """Call by the published order; False when nobody waits for this window."""
        counter = self._counters[window]
        ticket = self._line.next(counter.skills, now)
        if ticket is None:
            return False
        visitor = self._visitors[ticket.id]
        came = now - visitor.arrives <= visitor.patience
        until = now + (WALK + visitor.takes if came else MISSED)
        self._served.append(Served(ticket.id, counter.number, now, until, came))
        self._wake(window, until)
        return True

    def _welcome(self, line: str, now: float) -> None:
        """Somebody came while windows are idle: the longest idle of those whose own line
        it is calls, else of those that help there."""
        for windows in self._windows_of(line):
            for window in self._idle:
                if window in windows and self._call(window, now):
                    del self._idle[window]
                    return

    def _windows_of(self, line: str) -> tuple[frozenset[int], frozenset[int]]:
        found = self._places.get(line)
        if found is None:
            own, helps = set(), set()
            for window, counter in enumerate(self._counters):
                if line in counter.skills.own:
                    own.add(window)
                elif line in counter.skills.helps:
                    helps.add(window)
            found = self._places[line] = frozenset(own), frozenset(helps)
        return found
