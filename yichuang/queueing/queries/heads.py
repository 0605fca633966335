"""Reading lines: everybody in them, or only the first of each line and weight."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db import connection

from yichuang.queueing.models import Ticket
from yichuang.queueing.rules.lifecycle import TicketState
from yichuang.queueing.rules.order import Tally, Waiting
from yichuang.queueing.rules.policy import Policy, Standing

# One short index look-up for each line and weight, however many wait; materialised, or
# PostgreSQL looks each up once more when it joins.
HEADS = """
WITH probe (line, weight, calls) AS (VALUES {probes}),
head (id) AS MATERIALIZED (
    SELECT (
        SELECT first.id FROM queueing_ticket first
        WHERE first.day_id = %s AND first.state = 'waiting'
          AND first.line = probe.line AND first.weight = probe.weight
          AND (first.returned_after IS NULL OR first.returned_after <= probe.calls)
        ORDER BY first.since, first.arrived, first.id LIMIT 1
    ) FROM probe
)
SELECT ticket.id, line, weight, standing, since, arrived, appointment, returned_after
FROM head JOIN queueing_ticket ticket ON ticket.id = head.id
"""


class InLine(NamedTuple):
    """A ticket in line: what the rules need and what the database orders by."""

    waiting: Waiting
    weight: int


def heads(
    day_id: int, tallies: Mapping[str, Tally], policy: Policy
) -> dict[int, InLine]:
    """By id, the first of every line and weight who may be called now."""
    probes: list[Any] = [
        value
        for line, tally in tallies.items()
        for weight in policy.weights
        for value in (line, weight, tally.calls)
    ]
    if not probes:
        return {}
    rows = ",".join(["(%s, %s, %s)"] * (len(probes) // 3))
    with connection.cursor() as cursor:
        cursor.execute(HEADS.format(probes=rows), [*probes, day_id])
        return {row[0]: _in_line(row) for row in cursor.fetchall()}


def everybody(
    day_id: int, lines: Iterable[str] | None = None, *, most: int | None = None
) -> list[InLine]:
    """Everybody who waits, of all lines or of some, first come first; at most `most`."""
    rows = Ticket.objects.filter(day_id=day_id, state=TicketState.WAITING)
    if lines is not None:
        rows = rows.filter(line__in=list(lines))
    found = rows.order_by("since", "arrived", "id").values_list(
        *("id", "line", "weight", "standing", "since", "arrived"),
        *("appointment", "returned_after"),
    )
    return [_in_line(row) for row in (found if most is None else found[:most])]


def _in_line(row: tuple[Any, ...]) -> InLine:
    id_, line, weight, standing, _since, arrived, appointment, after = row
    booked = None if appointment is None else appointment / 60
    return InLine(
        Waiting(id_, line, arrived / 60, Standing(standing), booked, after), weight
    )
