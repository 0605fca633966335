"""Calling the next ticket: chosen by the rule, claimed once, whatever the clicks.

Blind: a window asks for "the next" and learns a number and what the person needs at the
window; nothing here takes a ticket's number, so nobody can pick.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from yichuang.accounts.policies import Actor
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.queueing import events, policies
from yichuang.queueing.models import SeatState, Ticket
from yichuang.queueing.queries import heads
from yichuang.queueing.rules.order import Choice, Skills, pick
from yichuang.queueing.services import steps
from yichuang.web.together import whole

LONGEST_KEY = 64


@dataclass(frozen=True, slots=True)
class Called:
    """What came of asking for the next: a ticket, or nobody waits. `again` when the
    same request was answered before."""

    ticket: Ticket | None
    reason: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a seat stands and who sits there, which never changes."""

    id: int
    day_id: int
    user_id: int
    hall_id: int
    window: int


@dataclass(frozen=True, slots=True)
class _SeatNow:
    """A seat in our step: what it serves, what this key called, who is there."""

    state: str
    own: list[str]
    helps: list[str]
    answered: int | None
    busy: str | None

    def need_free(self) -> None:
        """Refuse where the window cannot call."""
        if self.state == SeatState.CLOSED:
            raise no_seat()
        if self.state == SeatState.PAUSED:
            raise Refusal(
                "queueing.paused",
                N_("This window pauses."),
                remedy=N_("Go on first, then call."),
            )
        if self.busy is not None:
            raise busy(self.busy)


def call_next(seat_id: int, *, key: str, by: Actor, at: datetime) -> Called:
    """Call the next ticket to a window. The same `key` again answers the same ticket.

    Raises:
        Refusal: "permission.denied", "queueing.not-your-window", "queueing.no-seat",
            "queueing.paused", "queueing.busy", "queueing.day-over".
    """
    if not 0 < len(key) <= LONGEST_KEY:
        raise Refusal(
            "queueing.key",
            N_("A call needs a key of 1 to %(most)s characters."),
            field="key",
            most=LONGEST_KEY,
        )
    return whole(lambda: _call(seat_id, key, by, at))


def _call(seat_id: int, key: str, by: Actor, at: datetime) -> Called:
    seat = _place(seat_id)
    policies.require_seat(by, seat.user_id, seat.hall_id)
    turn = steps.take(seat.day_id, at=at, look=(AS_IT_STANDS, [key, seat_id]))
    now = _as_it_stands(turn)
    if now.answered is not None:
        return Called(Ticket.objects.get(pk=now.answered), again=True)
    now.need_free()
    choice = choose(turn, Skills(tuple(now.own), tuple(now.helps)))
    if choice is None:
        return Called(None)
    ticket = _claim(turn, seat, now, choice, key, by, at)
    return Called(ticket, choice.reason.value)


PLACE = """
SELECT seat.id, seat.day_id, seat.user_id, stands.hall_id, stands.number
FROM queueing_windowseat seat
JOIN organisation_window stands ON stands.id = seat.window_id WHERE seat.id = %s
"""


def _place(seat_id: int) -> _Place:
    with connection.cursor() as cursor:
        cursor.execute(PLACE, [seat_id])
        row = cursor.fetchone()
    if row is None:
        raise no_seat()
    return _Place(*row)


# One look instead of three.
AS_IT_STANDS = """
SELECT seat.state, seat.own, seat.helps,
    (SELECT id FROM queueing_ticket WHERE seat_id = seat.id AND call_key = %s),
    (SELECT number FROM queueing_ticket
     WHERE seat_id = seat.id AND state IN ('called', 'serving'))
FROM queueing_windowseat seat WHERE seat.id = %s
"""


def _as_it_stands(turn: steps.Turn) -> _SeatNow:
    if turn.seen is None:
        raise no_seat()
    state, own, helps, answered, there = turn.seen
    return _SeatNow(state, steps.read(own), steps.read(helps), answered, there)


def busy(number: str) -> Refusal:
    """The refusal of a window that has somebody."""
    return Refusal(
        "queueing.busy",
        N_("Ticket %(number)s is still at this window."),
        remedy=N_("Finish it, put it on hold or send it on; then call."),
        number=number,
    )


def no_seat() -> Refusal:
    """The refusal of a seat that is not there (any more)."""
    return Refusal(
        "queueing.no-seat",
        N_("Nobody has opened this window."),
        remedy=N_("Open the window first."),
    )


def choose(turn: steps.Turn, skills: Skills) -> Choice | None:
    """Whom the rule names next for these skills, at this step."""
    lines = [line for part in skills for line in part if turn.waiting(line) > 0]
    tallies = {line: turn.tally(line) for line in lines}
    there = heads.heads(turn.day_id, tallies, turn.policy).values()
    # Nobody may be called yet: those who let others pass come early.
    found = list(there) or (heads.everybody(turn.day_id, lines) if lines else [])
    waiting = [one.waiting for one in found]
    return pick(waiting, turn.policy, turn.now, skills, tallies)


CLAIM = (
    "UPDATE queueing_ticket SET state = 'called', version = version + 1, seat_id = %s,"
    " call_key = %s, calls = 1, called_at = %s, recalled_at = NULL,"
    " started_at = NULL, ended_at = NULL"
    " WHERE id = %s AND state = 'waiting' RETURNING *"
)


def _claim(
    turn: steps.Turn,
    seat: _Place,
    now: _SeatNow,
    choice: Choice,
    key: str,
    by: Actor,
    at: datetime,
) -> Ticket:
    """Compare-and-set on the ticket, the line's memory, the journal."""
    waiting = choice.ticket
    moment = connection.ops.adapt_datetimefield_value(at)
    claimed = Ticket.objects.raw(CLAIM, [seat.id, key, moment, waiting.id])
    ticket = next(iter(claimed), None)
    if ticket is None:  # nobody moves a waiting ticket without taking a step
        raise RuntimeError(f"ticket {waiting.id} was moved outside of a step")
    turn.called(waiting.line, ticket.weight)
    steps.keep(turn)
    journal.record(
        events.CALLED,
        about=f"ticket:{waiting.id}",
        by=by,
        at=at,
        hall_id=turn.hall_id,
        **when(turn),
        number=ticket.number,
        line=waiting.line,
        standing=waiting.standing.value,
        arrived=ticket.arrived,
        appointment=ticket.appointment,
        after=waiting.returned_after,
        window=seat.window,
        seat=seat.id,
        own=now.own,
        helps=now.helps,
        reason=choice.reason.value,
    )
    return ticket


def when(turn: steps.Turn) -> dict[str, Any]:
    """When, to the day's own clock and count."""
    return {"day": turn.day.isoformat(), "step": turn.step, "clock": turn.clock}


def order_facts(turn: steps.Turn, ticket: Ticket) -> dict[str, Any]:
    """What a replay must know of a ticket at a step."""
    return {
        **when(turn),
        "number": ticket.number,
        "line": ticket.line,
        "standing": ticket.standing,
        "arrived": ticket.arrived,
        "appointment": ticket.appointment,
        "after": ticket.returned_after,
    }
