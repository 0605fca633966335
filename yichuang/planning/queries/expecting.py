"""What a day should bring: learned where there is a past, else stated and said so."""

from dataclasses import dataclass
from datetime import date

from yichuang.kernel.refusals import Refusal
from yichuang.planning.queries import learning, windows
from yichuang.planning.rules.forecast import Forecast, stated
from yichuang.queueing.queries.days import kinds

VISITORS = 300
"""A stated day: a county hall of the middle size."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """A forecast, and whether it is only the stated default (`why` is the refusal)."""

    forecast: Forecast
    why: Refusal | None = None

    @property
    def default(self) -> bool:
        """Whether nothing was learned."""
        return self.why is not None


def day(hall_id: int, on: date, *, known_before: date) -> Expectation:
    """What a day should bring.

    Raises:
        Refusal: "plan.closed-day", "calendar.unknown-year".
    """
    slots = windows.open_slots(hall_id, on)
    try:
        return Expectation(learning.forecast(hall_id, on, known_before=known_before))
    except Refusal as refusal:
        if refusal.code != "forecast.no-history":
            raise
        codes = [kind.code for kind in kinds(hall_id) if kind.open]
        return Expectation(stated(codes, slots, VISITORS), refusal)
