"""The bundle's clock: the longest path of its parts' promises, drawn leg by leg.

The law's limit is that of several departments together, 45 working days and 15 more by
the head of the government (行政许可法 art. 42(2)); see `rules.clock.joint_limits`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yichuang.catalogue.rules.graph import Waits, waves, within
from yichuang.kernel.limits import Deadline, Limit, Unit, deadline
from yichuang.kernel.limits.promises import HOURS_A_DAY
from yichuang.kernel.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Leg:
    """One part on the way: it begins when the last it waits for is promised to be done
    (`after` names that one, "" for the start) and takes its own limit."""

    key: str
    after: str
    starts: date
    due: date
    told: Deadline


def legs_of(
    waits: Waits,
    limits: Mapping[str, Limit],
    start: date,
    calendar: WorkCalendar,
    done: Mapping[str, date] | None = None,
) -> dict[str, Leg]:
    """Each part with its beginning and its end, in an order in which they can be done.

    `limits` are promises by part; one in hours is rounded up to working days, because
    the next part begins with the day. `done` are days parts really ended on.
    """
    inner = within(waits)
    really = done or {}
    found: dict[str, Leg] = {}
    for wave in waves(inner):
        for key in wave:
            after = max(inner[key], key=lambda one: found[one].due, default="")
            begins = max(start, found[after].due) if after else start
            told = deadline(begins, in_days(limits[key]), calendar)
            found[key] = Leg(key, after, begins, really.get(key, told.due), told)
    return found


def in_days(limit: Limit) -> Limit:
    """Office hours as the working days they touch."""
    if limit.unit is Unit.HOURS:
        return Limit(-(-limit.n // HOURS_A_DAY), Unit.WORKDAYS)
    return limit


def longest_path(legs: Mapping[str, Leg]) -> tuple[Leg, ...]:
    """The legs that make the bundle last as long as it does, first to last; of equals
    the path listed first."""
    if not legs:
        return ()
    last = max(legs.values(), key=lambda leg: leg.due)
    path = [last]
    while path[0].after:
        path.insert(0, legs[path[0].after])
    return tuple(path)


def promised_by(legs: Mapping[str, Leg]) -> date | None:
    """The day everything is promised for; None for nothing."""
    return max((leg.due for leg in legs.values()), default=None)
