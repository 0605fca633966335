"""A peak day by day: who is expected, which plan there is."""

from dataclasses import dataclass
from datetime import date

from yichuang.kernel.refusals import Refusal
from yichuang.planning.models import KnownPeak, Plan
from yichuang.planning.queries import expecting, made
from yichuang.planning.rules.forecast import Expected


@dataclass(frozen=True, slots=True)
class SeasonDay:
    """A working day of a peak; `plan` is the adopted one, else the latest."""

    day: date
    expected: Expected
    plan: Plan | None


def days(hall_id: int, peak: KnownPeak, *, known_before: date) -> tuple[SeasonDay, ...]:
    """The working days of a peak on which the hall opens.

    Raises:
        Refusal: "calendar.unknown-year".
    """
    best = made.best_by_day(hall_id, peak.first, peak.last)
    found = []
    for day in made.working_days(hall_id, peak.first, peak.last):
        try:
            known = expecting.day(hall_id, day, known_before=known_before)
        except Refusal as refusal:
            if refusal.code != "plan.closed-day":
                raise
            continue
        found.append(SeasonDay(day, known.forecast.total, best.get(day)))
    return tuple(found)
