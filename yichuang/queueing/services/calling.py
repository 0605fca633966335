"""Calling the next ticket: chosen by the rule, claimed once, whatever the clicks.

Blind: a window asks for "the next" and learns a number and what the person needs at the
window; nothing here takes a ticket's number, so nobody can pick.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from yichuang.accounts.policies import Actor
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.queueing import events, policies
from yichuang.queueing.models import SeatState, Ticket, WindowSeat
from yichuang.queueing.queries import heads
from yichuang.queueing.rules.lifecycle import AT_A_WINDOW, TicketState
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
    # Which day a seat belongs to never changes; what else it says is read in our step.
    turn = steps.take(_day_of(seat_id), at=at)
    seat = WindowSeat.objects.select_related("window").get(pk=seat_id)
    policies.require_seat(by, seat, turn.hall_id)
    answered = _current(seat, key)
    if answered is not None:
        return answered
    skills = Skills(tuple(seat.own), tuple(seat.helps))
    choice = choose(turn, skills)
    if choice is None:
        # The clock of the day stands still when nobody was called; nothing was decided.
        return Called(None)
    return Called(_claim(turn, seat, choice, key, by, at), choice.reason.value)


def _day_of(seat_id: int) -> int:
    day = WindowSeat.objects.filter(pk=seat_id).values_list("day_id", flat=True).first()
    if day is None:
        raise no_seat()
    return day


def no_seat() -> Refusal:
    """The refusal of a seat that is not there (any more)."""
    return Refusal(
        "queueing.no-seat",
        N_("Nobody has opened this window."),
        remedy=N_("Open the window first."),
    )


def _current(seat: WindowSeat, key: str) -> Called | None:
    """The ticket this key called before; a refusal where the window cannot call."""
    mine = Ticket.objects.filter(seat=seat)
    known = mine.filter(call_key=key).first()
    if known is not None:
        return Called(known, again=True)
    if seat.state == SeatState.CLOSED:
        raise no_seat()
    if seat.state == SeatState.PAUSED:
        raise Refusal(
            "queueing.paused",
            N_("This window pauses."),
            remedy=N_("Go on first, then call."),
        )
    busy = mine.filter(state__in=AT_A_WINDOW).values_list("number", flat=True).first()
    if busy is not None:
        raise Refusal(
            "queueing.busy",
            N_("Ticket %(number)s is still at this window."),
            remedy=N_("Finish it, put it on hold or send it on; then call."),
            number=busy,
        )
    return None


def choose(turn: steps.Turn, skills: Skills) -> Choice | None:
    """Whom the rule names next for these skills, at this step."""
    lines = [line for part in skills for line in part if turn.waiting(line) > 0]
    tallies = {line: turn.tally(line) for line in lines}
    there = heads.heads(turn.day_id, tallies, turn.policy).values()
    # Nobody may be called yet: those who let others pass come early.
    found = list(there) or (heads.everybody(turn.day_id, lines) if lines else [])
    waiting = [one.waiting for one in found]
    return pick(waiting, turn.policy, turn.now, skills, tallies)


def _claim(
    turn: steps.Turn,
    seat: WindowSeat,
    choice: Choice,
    key: str,
    by: Actor,
    at: datetime,
) -> Ticket:
    """Compare-and-set on the ticket, the line's memory, the journal."""
    waiting = choice.ticket
    hit = Ticket.objects.filter(pk=waiting.id, state=TicketState.WAITING).update(
        state=TicketState.CALLED,
        version=F("version") + 1,
        seat=seat,
        call_key=key,
        calls=1,
        called_at=at,
        recalled_at=None,
        started_at=None,
        ended_at=None,
    )
    if not hit:  # nobody moves a waiting ticket without taking a step
        raise RuntimeError(f"ticket {waiting.id} was moved outside of a step")
    ticket = Ticket.objects.select_related("kind").get(pk=waiting.id)
    turn.called(ticket.line, ticket.weight)
    steps.keep(turn)
    journal.record(
        events.CALLED,
        about=ticket.about,
        by=by,
        at=at,
        hall_id=turn.hall_id,
        **order_facts(turn, ticket),
        window=seat.window.number,
        seat=seat.pk,
        own=seat.own,
        helps=seat.helps,
        reason=choice.reason.value,
    )
    return ticket


def order_facts(turn: steps.Turn, ticket: Ticket) -> dict[str, Any]:
    """What a replay must know of a ticket at a step."""
    return {
        "day": turn.day.isoformat(),
        "step": turn.step,
        "clock": turn.clock,
        "number": ticket.number,
        "line": ticket.line,
        "standing": ticket.standing,
        "arrived": ticket.arrived,
        "appointment": ticket.appointment,
        "after": ticket.returned_after,
    }
