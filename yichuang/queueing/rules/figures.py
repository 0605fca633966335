"""Figures of a day's lines from what happened: waits, walks, talks, idleness, who gave up.

取号量, 办理量, 弃号率, 平均等候, P90, 平均办理时长, 饱和度, 超30分钟 in one pass over events.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from yichuang.kernel.statistics import Proportion, p90, proportion

LONG_WAIT = 30


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the journal, as far as figures need it."""

    code: str
    about: str
    at: datetime
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a hall, a kind or a window. Times are minutes; None where nothing was measured.

    `taken` counts tickets, `served` those finished, `gave_up` those that left, fell or
    never came back of all that are over.
    """

    taken: int
    served: int
    gave_up: Proportion
    mean_wait: float | None
    p90_wait: float | None
    longest_wait: float | None
    over_30: Proportion
    mean_walk: float | None
    mean_talk: float | None


@dataclass(frozen=True, slots=True)
class Split:
    """How a window spent its open minutes: `saturation` is busy time of open time."""

    window: int
    open: float
    walking: float
    serving: float
    paused: float
    served: int

    @property
    def idle(self) -> float:
        """Open, not paused, nobody called and nobody served."""
        return max(self.open - self.paused - self.walking - self.serving, 0.0)

    @property
    def saturation(self) -> Proportion:
        """Busy seconds of seconds open without the breaks."""
        whole = max(round(60 * (self.open - self.paused)), 0)
        return proportion(min(round(60 * (self.walking + self.serving)), whole), whole)


@dataclass(slots=True)
class _Way:
    """A ticket's way, as far as it got."""

    line: str
    joined: datetime | None = None
    waits: list[float] = field(default_factory=list)
    called: datetime | None = None
    started: datetime | None = None
    walk: float | None = None
    talk: float = 0.0
    state: str = "waiting"
    window: int | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day's figures: of all, by line as first drawn, and each window's time."""

    all: Figures
    lines: Mapping[str, Figures]
    windows: Mapping[int, Split]


def day(events: Iterable[Event], until: datetime) -> Day:
    """Figures of events in their order, with what is still open counted to `until`."""
    ways: dict[str, _Way] = {}
    seats: dict[str, _Seat] = {}
    for one in events:
        if one.about.startswith("seat:"):
            _sit(seats, one)
        elif one.about.startswith("ticket:"):
            _walk(ways, seats, one)
    for seat in seats.values():
        seat.close(until)
    by_line: dict[str, list[_Way]] = {}
    for way in ways.values():
        by_line.setdefault(way.line, []).append(way)
    return Day(
        all=_figures(list(ways.values())),
        lines={line: _figures(some) for line, some in sorted(by_line.items())},
        windows=_splits(seats.values()),
    )


def minutes(start: datetime | None, end: datetime) -> float:
    """Minutes between; a clock set back gives none."""
    return max((end - start).total_seconds() / 60, 0.0) if start else 0.0


@dataclass(slots=True)
class _Seat:
    window: int
    opened: datetime | None
    open: float = 0.0
    paused_at: datetime | None = None
    paused: float = 0.0
    walking: float = 0.0
    serving: float = 0.0
    served: int = 0
    busy: dict[str, tuple[str, datetime]] = field(default_factory=dict)

    def turn(self, ticket: str, to: str, at: datetime) -> None:
        """The ticket at the window begins to walk ("walk"), to be served ("talk"), or is
        gone ("")."""
        what, since = self.busy.pop(ticket, ("", at))
        if what == "walk":
            self.walking += minutes(since, at)
        elif what == "talk":
            self.serving += minutes(since, at)
        if to:
            self.busy[ticket] = (to, at)

    def close(self, at: datetime) -> None:
        """Count what is open up to `at`."""
        for ticket in list(self.busy):
            self.turn(ticket, "", at)
        if self.paused_at is not None:
            self.paused += minutes(self.paused_at, at)
            self.paused_at = None
        if self.opened is not None:
            self.open += minutes(self.opened, at)
            self.opened = None


def _sit(seats: dict[str, _Seat], one: Event) -> None:
    number = int(one.facts["window"])
    if one.code == "window.opened":
        seats[one.about] = _Seat(number, one.at)
        return
    seat = seats.get(one.about)
    if seat is None:
        return
    if one.code == "window.paused":
        seat.paused_at = one.at
    elif one.code == "window.reopened" and seat.paused_at is not None:
        seat.paused += minutes(seat.paused_at, one.at)
        seat.paused_at = None
    elif one.code == "window.closed":
        seat.close(one.at)


DOING = {
    "ticket.called": "walk",
    "ticket.started": "talk",
    "ticket.resumed": "talk",
    "ticket.held": "",
    "ticket.parked": "",
    "ticket.transferred": "",
    "ticket.ended": "",
}


def _walk(ways: dict[str, _Way], seats: dict[str, _Seat], one: Event) -> None:
    way = ways.get(one.about)
    if way is None:
        if one.code != "ticket.taken":
            return
        way = ways[one.about] = _Way(str(one.facts["line"]))
    seat = seats.get(f"seat:{one.facts.get('seat')}")
    if seat is not None and one.code in DOING:
        seat.turn(one.about, DOING[one.code], one.at)
        seat.served += one.code == "ticket.ended"
    _move(way, one)


JOINS = {"ticket.taken", "ticket.arrived", "ticket.returned", "ticket.transferred"}
RESTS = JOINS | {"ticket.held", "ticket.ended"}
STATES = {
    "ticket.called": "called",
    "ticket.started": "talk",
    "ticket.resumed": "talk",
    "ticket.held": "held",
    "ticket.ended": "done",
    "ticket.parked": "parked",
    "ticket.left": "gone",
    "ticket.voided": "gone",
}


def _move(way: _Way, one: Event) -> None:
    if one.code in RESTS:
        _rest(way, one.at)
    if one.code in JOINS:
        way.joined = one.at if one.facts.get("waiting") else None
    elif one.code == "ticket.called":
        way.waits.append(minutes(way.joined or one.at, one.at))
        way.called = one.at
    elif one.code == "ticket.started":
        way.walk = minutes(way.called, one.at)
    way.state = STATES.get(one.code, "waiting")
    if way.state == "talk":
        way.started = one.at


def _rest(way: _Way, at: datetime) -> None:
    if way.started is not None:
        way.talk += minutes(way.started, at)
        way.started = None


def _figures(ways: list[_Way]) -> Figures:
    waits = [way.waits[0] for way in ways if way.waits]
    done = [way for way in ways if way.state == "done"]
    gone = sum(way.state in {"gone", "parked"} for way in ways)
    return Figures(
        taken=len(ways),
        served=len(done),
        gave_up=proportion(gone, gone + len(done)),
        mean_wait=_mean(waits),
        p90_wait=p90(waits),
        longest_wait=max(waits, default=None),
        over_30=proportion(sum(wait > LONG_WAIT for wait in waits), len(waits)),
        mean_walk=_mean([way.walk for way in ways if way.walk is not None]),
        mean_talk=_mean([way.talk for way in done]),
    )


def _mean(values: list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def together(parts: Iterable[Mapping[int, Split]]) -> dict[int, Split]:
    """Each window's minutes over several days."""
    return _summed(split for part in parts for split in part.values())


def _splits(seats: Iterable[_Seat]) -> dict[int, Split]:
    return _summed(
        Split(one.window, one.open, one.walking, one.serving, one.paused, one.served)
        for one in seats
    )


def _summed(splits: Iterable[Split]) -> dict[int, Split]:
    found: dict[int, Split] = {}
    for one in splits:
        known = found.get(one.window, Split(one.window, 0, 0, 0, 0, 0))
        found[one.window] = Split(
            one.window,
            known.open + one.open,
            known.walking + one.walking,
            known.serving + one.serving,
            known.paused + one.paused,
            known.served + one.served,
        )
    return dict(sorted(found.items()))
