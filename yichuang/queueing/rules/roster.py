"""Who sits at which window in which half-hour: what a roster must not ask of people.

Half-hours are counted from midnight: 18 is 9:00 to 9:30. A day at work is at most eight
hours (劳动法 art. 36); whoever works through noon gets half an hour for a meal.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import NamedTuple

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

SLOT = 30
MOST = 16
"""Half-hours somebody sits at windows in one day."""
HALF_DAY = 8
"""Up to four hours go without a meal."""
NOON = range(23, 28)
"""Meals are taken from 11:30 to 14:00."""


class Place(NamedTuple):
    """A window staffed for a half-hour; `person` None while nobody was found."""

    slot: int
    window: int
    person: int | None


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who can sit at windows: the lines they were trained for; `away` on this
    day, and who stands in for them then."""

    id: int
    name: str
    skills: frozenset[str]
    away: bool = False
    stands_in: str = ""

    def can(self, lines: Iterable[str]) -> bool:
        """Trained for every line the window serves as its own."""
        return self.skills.issuperset(lines)


Workers = Mapping[int, Worker]
Serves = Mapping[int, Sequence[str]]
"""The own lines of each window, by its number."""


def clock(slot: int) -> str:
    """When a half-hour begins.

    >>> clock(19)
    '09:30'
    """
    return f"{slot * SLOT // 60:02}:{slot * SLOT % 60:02}"


def half_hours(spans: Iterable[tuple[time, time]]) -> tuple[int, ...]:
    """The half-hours in which the doors are open; a started one counts."""
    return tuple(
        sorted(
            {
                slot
                for opens, closes in spans
                for slot in range(_minutes(opens) // SLOT, -(-_minutes(closes) // SLOT))
            }
        )
    )


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def fits(place: Place, worker: Worker, serves: Serves, taken: Iterable[Place]) -> None:
    """Whether somebody may be put there at all, beside what is `taken` already.

    Raises:
        Refusal: "roster.away", "roster.no-skill", "roster.two-windows".
    """
    if worker.away:
        raise Refusal(
            "roster.away",
            N_("%(name)s is away on this day."),
            field="person",
            remedy=N_("%(stands_in)s stands in.") if worker.stands_in else "",
            name=worker.name,
            stands_in=worker.stands_in,
        )
    lacks = [line for line in serves.get(place.window, ()) if line not in worker.skills]
    if lacks:
        raise Refusal(
            "roster.no-skill",
            N_(
                "%(name)s was not trained for %(lines)s, which window %(window)s serves."
            ),
            field="person",
            remedy=N_("Choose somebody who was, or note the training first."),
            name=worker.name,
            lines=", ".join(lacks),
            window=place.window,
        )
    for other in taken:
        if (other.slot, other.person) == (place.slot, worker.id) and (
            other.window != place.window
        ):
            raise Refusal(
                "roster.two-windows",
                N_("%(name)s sits at window %(window)s from %(time)s already."),
                field="person",
                remedy=N_("Take them away there first, or choose somebody else."),
                name=worker.name,
                window=other.window,
                time=clock(place.slot),
            )


def clashes(
    places: Sequence[Place], workers: Workers, serves: Serves, slots: Sequence[int]
) -> tuple[Refusal, ...]:
    """Everything that keeps a roster from being published, with the names."""
    return (
        *_misplaced(places, workers, serves),
        *_gaps(places),
        *_hours(places, workers),
        *_uncovered(places, serves, slots),
    )


def _misplaced(
    places: Sequence[Place], workers: Workers, serves: Serves
) -> Iterator[Refusal]:
    seen: dict[tuple[str, int | None, int], Refusal] = {}
    for place in places:
        worker = workers.get(place.person) if place.person is not None else None
        if worker is None:
            continue
        try:
            fits(place, worker, serves, places)
        except Refusal as refused:
            at = place.slot if refused.code == "roster.two-windows" else place.window
            seen.setdefault((refused.code, place.person, at), refused)
    yield from seen.values()


def _gaps(places: Sequence[Place]) -> Iterator[Refusal]:
    """Windows that were to be open without anybody to sit there."""
    empty: dict[int, list[int]] = defaultdict(list)
    for place in sorted(places):
        if place.person is None:
            empty[place.window].append(place.slot)
    for window, slots in empty.items():
        yield Refusal(
            "roster.nobody",
            N_("Nobody sits at window %(window)s from %(times)s."),
            remedy=N_("Put somebody there, or leave the window closed then."),
            window=window,
            times=", ".join(clock(first) for first, _ in spans(slots)),
        )


def _hours(places: Sequence[Place], workers: Workers) -> Iterator[Refusal]:
    worked: dict[int, set[int]] = defaultdict(set)
    for place in places:
        if place.person is not None:
            worked[place.person].add(place.slot)
    for person, slots in sorted(worked.items()):
        name = workers[person].name if person in workers else str(person)
        if len(slots) > MOST:
            yield Refusal(
                "roster.too-long",
                N_("%(name)s sits for %(hours)s hours; the law allows 8."),
                remedy=N_("Give some half-hours to somebody else."),
                name=name,
                hours=len(slots) / 2,
            )
        if len(slots) > HALF_DAY and slots.issuperset(NOON):
            yield Refusal(
                "roster.no-meal",
                N_("%(name)s has no half-hour for lunch between 11:30 and 14:00."),
                remedy=N_("Let somebody cover the window for half an hour."),
                name=name,
            )


def _uncovered(
    places: Sequence[Place], serves: Serves, slots: Sequence[int]
) -> Iterator[Refusal]:
    """Lines served in the morning and again later that nobody serves over noon, though
    the doors are open. A line that ends with the morning has no hole."""
    served: dict[str, set[int]] = defaultdict(set)
    for place in places:
        for line in serves.get(place.window, ()):
            served[line].add(place.slot)
    for line, there in sorted(served.items()):
        noon = [slot for slot in NOON if slot in slots and slot not in there]
        holes = [slot for slot in noon if min(there) < slot < max(there)]
        if holes:
            yield Refusal(
                "roster.no-cover",
                N_("Nobody serves %(line)s over noon, from %(time)s."),
                remedy=N_("Let a window that serves it stay open then."),
                line=line,
                time=clock(holes[0]),
            )


def spans(slots: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Half-hours as (first, one past the last) of each unbroken span.

    >>> spans([18, 19, 27])
    ((18, 20), (27, 28))
    """
    found: list[tuple[int, int]] = []
    for slot in sorted(slots):
        if found and found[-1][1] == slot:
            found[-1] = (found[-1][0], slot + 1)
        else:
            found.append((slot, slot + 1))
    return tuple(found)


def staffed(
    duties: Mapping[int, Sequence[int]], workers: Workers, serves: Serves
) -> tuple[Place, ...]:
    """People for the windows of a plan ({window: half-hours}), the hardest window first;
    nobody twice at once, over eight hours or without a meal. None where nobody is left.
    """
    able = {
        window: sorted(
            (one for one in workers.values() if not one.away and one.can(lines)),
            key=lambda one: (len(one.skills), one.id),
        )
        for window, lines in ((w, serves.get(w, ())) for w in duties)
    }
    busy: dict[int, set[int]] = defaultdict(set)
    places: list[Place] = []
    for window in sorted(duties, key=lambda w: (len(able[w]), -len(duties[w]), w)):
        left = set(duties[window])
        for first, before in (
            *((min(left), max(left) + 1),) * bool(left),
            *spans(left),
        ):
            wanted = left & set(range(first, before))
            if wanted and (who := _free(able[window], wanted, busy)) is not None:
                busy[who.id] |= wanted
                places += [Place(slot, window, who.id) for slot in wanted]
                left -= wanted
        places += [Place(slot, window, None) for slot in left]
    return tuple(sorted(places, key=lambda place: (place.slot, place.window)))


def _free(
    able: Sequence[Worker], wanted: set[int], busy: Mapping[int, set[int]]
) -> Worker | None:
    for one in able:
        day = busy.get(one.id, set())
        whole = day | wanted
        meal = len(whole) <= HALF_DAY or not whole.issuperset(NOON)
        if not day & wanted and len(whole) <= MOST and meal:
            return one
    return None


def moved(
    places: Iterable[Place], window: int, slots: Iterable[int], person: int | None
) -> tuple[Place, ...]:
    """The places with one window's half-hours given to somebody, or to nobody (closed)."""
    given = set(slots)
    kept = [one for one in places if (one.window, one.slot in given) != (window, True)]
    if person is not None:
        kept += [Place(slot, window, person) for slot in given]
    return tuple(sorted(kept, key=lambda one: (one.slot, one.window)))
