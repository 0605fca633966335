"""Taking the next step of a day: the one place where orders are changed, in a row.

The step is an UPDATE that every change of an order makes first: on PostgreSQL the row
makes the others wait until we commit, SQLite has one writer anyway. So whatever is read
after it stands, and a replay in the order of steps sees what we saw. Plain SQL, because
three hundred windows go through here (docs/performance.md).
"""

import json
from collections.abc import Sequence
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

# On PostgreSQL first a lock that is given in the order it was asked for. The row alone
# goes to whoever comes when it is free: one in a hundred waited eight times as long as
# the middle one.
IN_ORDER = "SELECT pg_advisory_xact_lock(%s, %s)"
LINES = 0x6C696E65  # this room's half of the lock's name; the other is the day
STEP = (
    "UPDATE queueing_queueday SET step = step + 1"
    " WHERE id = %s AND closed_at IS NULL"
    " RETURNING hall_id, day, step, clock, lines, terms"
)
KEEP = "UPDATE queueing_queueday SET clock = %s, lines = %s WHERE id = %s"

Row = tuple[Any, ...]
Look = tuple[str, list[Any]]
"""A query and its values."""


@dataclass(slots=True)
class Turn:
    """A step that is ours until we commit: what the lines remember, to be changed and
    kept. `clock` is the second of the day, never before an earlier step's; `seen` is what
    was looked for with the step."""

    day_id: int
    hall_id: int
    day: date
    step: int
    clock: int
    lines: dict[str, dict[str, int]]
    policy: Policy
    zone: ZoneInfo
    seen: Row | None = None

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


def take(day_id: int, *, at: datetime, look: Look | None = None) -> Turn:
    """Take the next step of a day; call inside the transaction of the change. What
    `look` asks for is read in the step and without another way to the database: until
    we commit, every other window of the hall waits.

    Raises:
        Refusal: "queueing.day-over" for a day that was closed.
    """
    queue = [(IN_ORDER, [LINES, day_id])] if connection.vendor == "postgresql" else []
    looks = [look] if look else []
    found = _first_rows([*queue, (STEP, [day_id]), *looks])
    row = found[len(queue)]
    if row is None:
        raise day_over()
    hall_id, day, step, clock, lines, terms = row
    zone = places.hall(hall_id).zone
    on = day if isinstance(day, date) else date.fromisoformat(day)
    return Turn(
        day_id=day_id,
        hall_id=hall_id,
        day=on,
        step=step,
        clock=max(clock, second_of(at, on, zone)),
        lines=read(lines),
        policy=policy_of(terms),
        zone=zone,
        seen=found[-1] if look else None,
    )


def _first_rows(asked: Sequence[Look]) -> list[Row | None]:
    """The first row of each statement. PostgreSQL gets them in one message, and each
    sees what was committed before it began; SQLite takes one at a time."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            return [cursor.execute(sql, values).fetchone() for sql, values in asked]
        every = [value for _sql, values in asked for value in values]
        cursor.execute(";".join(sql for sql, _values in asked), every)
        found = [cursor.fetchone()]
        while cursor.nextset():
            found.append(cursor.fetchone())
        return found


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
