"""A roster as a grid of windows and half-hours, and as spans for a phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from yichuang.desk.presenters.words import english
from yichuang.organisation.queries.places import WindowCard
from yichuang.queueing.queries.roster import DayRoster, RosterState
from yichuang.queueing.rules.roster import Place, Worker, clashes, clock, spans


@dataclass(frozen=True, slots=True)
class Cell:
    """Somebody for so many half-hours in a row, nobody found ("?"), or closed ("")."""

    wide: int
    name: str
    kind: str
    times: str


@dataclass(frozen=True, slots=True)
class Row:
    """A window over the day."""

    number: int
    name: str
    lines: str
    cells: tuple[Cell, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class RosterPage:
    """The page's rows; `clashes` keep a draft from being published."""

    state: str
    draft: bool
    made: bool
    source: str
    published_at: datetime | None
    times: tuple[str, ...]
    rows: tuple[Row, ...]
    clashes: tuple[tuple[str, str], ...]
    away: tuple[str, ...]


def shown(
    roster: DayRoster,
    slots: Sequence[int],
    workers: Mapping[int, Worker],
    serves: Mapping[int, Sequence[str]],
    windows: Sequence[WindowCard],
) -> RosterPage:
    """The roster in the reader's language."""
    draft = roster.state == RosterState.DRAFT
    found = clashes(roster.places, workers, serves, slots) if draft else ()
    return RosterPage(
        state=str(RosterState(roster.state).label) if roster.state else "",
        draft=draft,
        made=roster.id is not None,
        source=gettext("from the day's plan")
        if roster.source.startswith("plan:")
        else "",
        published_at=roster.published_at,
        times=tuple(clock(slot) for slot in slots),
        rows=tuple(
            _row(window, slots, workers, serves, roster.places)
            for window in windows
            if window.number in serves
        ),
        clashes=tuple((one.text(gettext), one.remedy_text(gettext)) for one in found),
        away=tuple(one.name for one in workers.values() if one.away),
    )


def _row(
    window: WindowCard,
    slots: Sequence[int],
    workers: Mapping[int, Worker],
    serves: Mapping[int, Sequence[str]],
    places: Sequence[Place],
) -> Row:
    there = {one.slot: one.person for one in places if one.window == window.number}
    return Row(
        number=window.number,
        name=window.name_en if english() and window.name_en else window.name,
        lines=" ".join(serves[window.number]),
        cells=tuple(_cells(slots, there, workers)),
        open=bool(there),
    )


CLOSED = -1


def _cells(
    slots: Sequence[int], there: Mapping[int, int | None], workers: Mapping[int, Worker]
) -> list[Cell]:
    runs: list[list[int]] = []
    last: int | None = CLOSED - 1
    for slot in slots:
        who = there.get(slot, CLOSED)
        if runs and who == last and runs[-1][-1] == slot - 1:
            runs[-1].append(slot)
        else:
            runs.append([slot])
        last = who
    return [_cell(run, there.get(run[0], CLOSED), workers) for run in runs]


def _cell(run: Sequence[int], who: int | None, workers: Mapping[int, Worker]) -> Cell:
    ((first, before),) = spans(run)
    times = f"{clock(first)}—{clock(before)}"
    if who is None:
        return Cell(len(run), gettext("nobody"), "gap", times)
    if who == CLOSED:
        return Cell(len(run), "", "closed", times)
    name = workers[who].name if who in workers else str(who)
    return Cell(len(run), name, "on", times)
