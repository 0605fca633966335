"""Shifts: which half-hours somebody may work, and who sits at which window then."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from yichuang.planning.rules.day import SLOT, Counter, clock
from yichuang.queueing.rules.order import Skills


class Shift(NamedTuple):
    """A kind of shift, in half-hours: how long at work, and the meal in between."""

    work: int
    meal: int = 0


SHIFTS = (Shift(8), Shift(12, 1), Shift(16, 2))
"""Four hours in one go; six with half an hour's meal; eight with an hour."""

LONG_DAY, WHOLE_DAY_MEAL = 13, 2
"""From six and a half hours on, a day worked as a whole has an hour's meal."""

MEALS_FROM, MEALS_TO = 23, 27
"""Meals begin between 11:30 and 13:30."""


class Pattern(NamedTuple):
    """One shift in one day: the half-hours worked, rising. 18 is 9:00 to 9:30."""

    slots: tuple[int, ...]

    @property
    def spans(self) -> tuple[tuple[float, float], ...]:
        """The same as minutes from … to …, without the gaps."""
        spans: list[tuple[float, float]] = []
        for slot in self.slots:
            start = float(slot * SLOT)
            if spans and spans[-1][1] == start:
                spans[-1] = spans[-1][0], start + SLOT
            else:
                spans.append((start, start + SLOT))
        return tuple(spans)

    @property
    def says(self) -> str:
        """The same as times.

        >>> Pattern((18, 19, 27, 28)).says
        '09:00–10:00, 13:30–14:30'
        """
        return ", ".join(
            f"{clock(int(start) // SLOT)}–{clock(int(end) // SLOT)}"
            for start, end in self.spans
        )


@dataclass(frozen=True, slots=True)
class Team:
    """Windows that can stand in for one another: the same skills, open the same hours.

    `slots` are the half-hours they could be staffed in.
    """

    windows: tuple[int, ...]
    skills: Skills
    slots: tuple[int, ...]

    def serves(self, line: str) -> bool:
        """Whether these windows take tickets of a line, as their own or in help."""
        return line in self.skills.own or line in self.skills.helps


class Duty(NamedTuple):
    """A window and the shift planned for it."""

    window: int
    pattern: Pattern
    skills: Skills

    @property
    def counter(self) -> Counter:
        """The window as a day's simulation knows it."""
        return Counter(self.window, self.skills, self.pattern.spans)


def patterns(
    slots: Sequence[int], shifts: Sequence[Shift] = SHIFTS
) -> tuple[Pattern, ...]:
    """Every shift that fits into these half-hours. A day shorter than the longest shift
    can be worked as a whole: in a hall open nine to five, seven hours and a meal. In a
    hall that closes at noon, mornings and afternoons are shifts of their own."""
    longest = max(shift.work + shift.meal for shift in shifts)
    if LONG_DAY <= len(slots) < longest:
        shifts = (*shifts, Shift(len(slots) - WHOLE_DAY_MEAL, WHOLE_DAY_MEAL))
    found = {one for shift in shifts for one in _placed(shift, slots)}
    halves = _blocks(slots)
    if len(halves) > 1:
        found |= {Pattern(tuple(half)) for half in halves}
    if slots and (len(halves) > 1 or not found):
        found.add(Pattern(tuple(slots)))
    return tuple(sorted(found))


def _blocks(slots: Sequence[int]) -> list[list[int]]:
    """Half-hours that follow one another, as one list each."""
    blocks: list[list[int]] = []
    for slot in slots:
        if blocks and blocks[-1][-1] == slot - 1:
            blocks[-1].append(slot)
        else:
            blocks.append([slot])
    return blocks


def _placed(shift: Shift, slots: Sequence[int]) -> Iterator[Pattern]:
    known = set(slots)
    span = shift.work + shift.meal
    for start in slots:
        whole = range(start, start + span)
        if not known.issuperset(whole):
            continue
        if not shift.meal:
            yield Pattern(tuple(whole))
            continue
        for meal in range(MEALS_FROM, MEALS_TO + 1):
            away = range(meal, meal + shift.meal)
            if start < meal and away.stop < start + span:
                yield Pattern(tuple(slot for slot in whole if slot not in away))


def seat(
    teams: Sequence[Team], counts: Mapping[tuple[int, Pattern], int]
) -> tuple[Duty, ...]:
    """Give each planned shift a window, the lowest number to the earliest shift.

    `counts` says how many windows of a team (by place in `teams`) work a pattern.
    """
    duties = []
    for place, team in enumerate(teams):
        windows = iter(sorted(team.windows))
        for pattern in sorted(p for t, p in counts if t == place):
            for _ in range(counts[place, pattern]):
                duties.append(Duty(next(windows), pattern, team.skills))
    return tuple(sorted(duties, key=lambda duty: duty.window))
