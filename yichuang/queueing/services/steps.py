"""Taking the next step of a day: the one place where orders are changed, in a row.

The step is an UPDATE that every change of an order makes first: on PostgreSQL the row
makes the others wait until we commit, SQLite has one writer anyway. So whatever is read
after it stands, and a replay in the order of steps sees what we saw. Plain SQL, because
three hundred windows go through here (docs/performance.md).
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.queueing.rules.order import ORDINARY_WEIGHT, Tally
from yichuang.queueing.rules.policy import Policy

STEP = (
    "UPDATE queueing_queueday SET step = step + 1"
    " WHERE id = %s AND closed_at IS NULL"
    " RETURNING hall_id, day, step, clock, lines, terms"
)
KEEP = "UPDATE queueing_queueday SET clock = %s, lines = %s WHERE id = %s"


@dataclass(slots=True)
class Turn:
    """A step that is ours until we commit: what the lines remember, to be changed and
    kept. `clock` is the second of the day, never before an earlier step's."""

    day_id: int
    hall_id: int
    day: date
    step: int
    clock: int
    lines: dict[str, dict[str, int]]
    policy: Policy
    zone: ZoneInfo

    @property
    def now(self) -> float:
        """The clock in minutes."""
        return self.clock / 60

    def tally(self, line: str) -> Tally:
        """What a line remembers, for the rules."""
        kept = self.lines.get(line, {})
        return Tally(kept.get("calls", 0), kept.get("streak", 0))

    def waiting(self, line: str) -> int:
        """How many wait in a line."""
        return self.lines.get(line, {}).get("waiting", 0)

    def joins(self, line: str) -> None:
        """Somebody stands in the line."""
        self._add(line, "waiting", 1)

    def leaves(self, line: str) -> None:
        """Somebody left the line uncalled."""
        self._add(line, "waiting", -1)

    def called(self, line: str, weight: int) -> None:
        """Somebody was called out of the line."""
        kept = self._add(line, "waiting", -1)
        kept["calls"] = kept.get("calls", 0) + 1
        streak = kept.get("streak", 0) + 1
        kept["streak"] = streak if weight > ORDINARY_WEIGHT else 0

    def number(self, line: str) -> int:
        """The next number given in a line, 1 and up."""
        return self._add(line, "n", 1)["n"]

    def _add(self, line: str, what: str, by: int) -> dict[str, int]:
        kept = self.lines.setdefault(line, {})
        kept[what] = kept.get(what, 0) + by
        return kept


def take(day_id: int, *, at: datetime) -> Turn:
    """Take the next step of a day; call inside the transaction of the change.

    Raises:
        Refusal: "queueing.day-over" for a day that was closed.
    """
    with connection.cursor() as cursor:
        cursor.execute(STEP, [day_id])
        row = cursor.fetchone()
    if row is None:
        raise day_over()
    hall_id, day, step, clock, lines, terms = row
    zone = places.hall(hall_id).zone
    found = day if isinstance(day, date) else date.fromisoformat(day)
    return Turn(
        day_id=day_id,
        hall_id=hall_id,
        day=found,
        step=step,
        clock=max(clock, second_of(at, found, zone)),
        lines=read(lines),
        policy=policy_of(terms),
        zone=zone,
    )


def keep(turn: Turn) -> None:
    """Write what the lines remember now."""
    with connection.cursor() as cursor:
        lines = json.dumps(turn.lines, separators=(",", ":"))
        cursor.execute(KEEP, [turn.clock, lines, turn.day_id])


def day_over() -> Refusal:
    """The refusal of whatever belongs to a day that is closed."""
    return Refusal(
        "queueing.day-over",
        N_("The lines of that day are closed."),
        remedy=N_("Reload the page: a new day has begun."),
    )


@lru_cache(maxsize=64)
def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day of the hall begins."""
    return datetime.combine(day, time(), zone)


def second_of(at: datetime, day: date, zone: ZoneInfo) -> int:
    """Whole seconds from the midnight that began the day; negative before it."""
    return (at - midnight(day, zone)) // timedelta(seconds=1)


def policy_of(terms: Any) -> Policy:
    """The policy a day runs under, from JSON or its text."""
    return _policy(terms if isinstance(terms, str) else json.dumps(terms))


@lru_cache(maxsize=64)
def _policy(terms: str) -> Policy:
    return Policy(**json.loads(terms))


def read(kept: Any) -> Any:
    """A JSON column as plain SQL gives it: text on both databases, but be sure."""
    return json.loads(kept) if isinstance(kept, str) else kept
