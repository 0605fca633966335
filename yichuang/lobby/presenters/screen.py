"""What a screen shows and says: the newest call, the ones before it, who waits for what."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext

from yichuang.lobby.queries.screens import Board, HallNow, Range, WindowView
from yichuang.lobby.rules.voice import call_en, call_zh
from yichuang.organisation.queries.places import HallCard, WindowCard
from yichuang.queueing.queries.board import CallRow
from yichuang.web import formats

REST_FROM = 30
"""Minutes of expected waiting from which the screen sends people to the rest area."""
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Spoken:
    """A call and its words; `key` is new for every call that has to be said."""

    key: str
    at: int
    zh: str
    en: str
    number: str
    window: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A call on the screen."""

    number: str
    window: int
    where: str
    time: str


@dataclass(frozen=True, slots=True)
class WaitRow:
    """A kind: how many wait, and what somebody who comes now is told."""

    code: str
    name: str
    name_en: str
    waiting: int
    says: str


@dataclass(frozen=True, slots=True)
class Screen:
    """A hall or zone screen at a moment. `stamp` changes when anything shown does."""

    hall: str
    date: str
    zone: str
    now: Shown | None
    last: tuple[Shown, ...]
    lines: tuple[WaitRow, ...]
    spoken: tuple[Spoken, ...]
    diverts: bool
    closed: str
    at: int
    stamp: str


@dataclass(frozen=True, slots=True)
class WindowScreen:
    """The small screen over one window."""

    hall: str
    window: int
    name: str
    name_en: str
    state: str
    number: str
    kinds: str
    back: str
    stamp: str


def english() -> bool:
    """Whether the reader reads English."""
    return (get_language() or "").startswith("en")


def told(row: object, name: str = "name") -> str:
    """`name` or `name_en` of a row, in the reader's language."""
    other = getattr(row, f"{name}_en", "")
    return str(other if english() and other else getattr(row, name))


def wait_says(wait: Range | None) -> str:
    """A range of minutes in words; "" where nothing honest can be said."""
    if wait is None:
        return ""
    if wait.high <= 1:
        return gettext("no wait")
    return gettext("about %(low)s to %(high)s min") % {
        "low": wait.low,
        "high": wait.high,
    }


def line_rows(board: Board, waits: Mapping[str, Range | None]) -> tuple[WaitRow, ...]:
    """Every open kind with its line; one that nobody serves now says so."""
    return tuple(
        WaitRow(
            code=row.code,
            name=row.name,
            name_en=row.name_en,
            waiting=row.waiting,
            says=wait_says(waits.get(row.code))
            or (gettext("no window is open for it now") if not row.windows else ""),
        )
        for row in board.lines
    )


def screen(
    now: HallNow,
    board: Board,
    waits: Mapping[str, Range | None],
    *,
    at: datetime,
    rest: bool = False,
) -> Screen:
    """The screen of a hall, or of the zone the board was read for."""
    calls = [_shown(row) for row in board.last]
    lines = tuple(row for row in line_rows(board, waits) if row.waiting or row.says)
    longest = max((wait.expected for wait in waits.values() if wait), default=0)
    closed = _closed(now) if not now.doors.open else ""
    date = formats.day_weekday(at)
    diverts = rest or longest > REST_FROM
    return Screen(
        hall=told(now.hall),
        date=date,
        zone=str(now.hall.zone),
        now=calls[0] if calls else None,
        last=tuple(calls[1:]),
        lines=lines[:MOST_LINES],
        spoken=tuple(_spoken(row) for row in board.last),
        diverts=diverts,
        closed=closed,
        at=int(at.timestamp()),
        stamp=f"{board.stamp}-{hash_of(lines, date, diverts, closed)}",
    )


def hash_of(*shown: object) -> str:
    """A short mark of what is shown, the same in every process of the server."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:10]


def _closed(now: HallNow) -> str:
    opens = now.doors.changes_at
    if opens is None:
        return gettext("The hall is closed now.")
    return gettext("The hall is closed now and opens again at %(when)s.") % {
        "when": formats.day_clock(opens)
    }


def _shown(row: CallRow) -> Shown:
    return Shown(
        number=row.number,
        window=row.window,
        where=row.window_name_en
        if english() and row.window_name_en
        else row.window_name,
        time=formats.clock(row.at),
    )


def _spoken(row: CallRow) -> Spoken:
    moment = int(row.at.timestamp())
    return Spoken(
        key=f"{row.number}:{row.times}:{moment}",
        at=moment,
        zh=call_zh(row.number, row.window),
        en=call_en(row.number, row.window),
        number=row.number,
        window=row.window,
    )


def window_screen(
    hall: HallCard, window: WindowCard, view: WindowView | None
) -> WindowScreen:
    """The screen over a window: whom it has, or why it has nobody."""
    state, number, back = "closed", "", ""
    if view is not None:
        state = view.state
        if view.current is not None:
            number, state = view.current.number, view.current.state.value
        back = formats.clock(view.back_at) if view.back_at else ""
    shown = (state, number, back, view.own if view else ())
    return WindowScreen(
        hall=told(hall),
        window=window.number,
        name=window.name,
        name_en=window.name_en,
        state=state,
        number=number,
        kinds=" ".join(view.own) if view else "",
        back=back,
        stamp=hash_of(shown, english()),
    )
