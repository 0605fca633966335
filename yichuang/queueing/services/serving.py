"""At the window: call again, not here, begin, hold, go on, finish."""

from datetime import datetime, timedelta

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.queueing import events
from yichuang.queueing.models import Ticket
from yichuang.queueing.rules.lifecycle import AT_A_WINDOW, Outcome
from yichuang.queueing.services import steps
from yichuang.queueing.services.calling import busy
from yichuang.queueing.services.moving import advance, at_seat, change, note

BETWEEN_CALLS = timedelta(seconds=15)
"""So long a call is given before it is made again; faster clicks repeat nothing."""


@transaction.atomic
def recall(ticket_id: int, *, by: Actor, at: datetime) -> Ticket:
    """Call a ticket again. Within fifteen seconds of a call nothing happens; after as
    many calls as the policy says it is parked.

    Raises:
        Refusal: "ticket.not-found", "queueing.not-your-window", "move.not-allowed",
            "queueing.moved-on".
    """
    ticket, seat = at_seat(ticket_id, by=by)
    last = ticket.recalled_at or ticket.called_at
    if last is not None and timedelta() <= at - last < BETWEEN_CALLS:
        return ticket
    if ticket.calls >= steps.policy_of(ticket.day.terms).calls:
        return park(ticket_id, by=by, at=at)
    advance(ticket, "recall", calls=ticket.calls + 1, recalled_at=at)
    note(
        ticket,
        events.RECALLED,
        by=by,
        at=at,
        window=seat.window.number,
        calls=ticket.calls,
    )
    return ticket


@transaction.atomic
def park(ticket_id: int, *, by: Actor, at: datetime) -> Ticket:
    """Nobody came: the ticket waits aside and may come back (`lines.bring_back`).

    Raises:
        Refusal: as `recall`; "queueing.call-more" before it was called often enough.
    """
    ticket, seat = at_seat(ticket_id, by=by)
    least = steps.policy_of(ticket.day.terms).calls
    if ticket.calls < least:
        raise Refusal(
            "queueing.call-more",
            N_("Ticket %(number)s was called %(calls)s of %(least)s times."),
            remedy=N_("Call it again; then it may be put aside."),
            number=ticket.number,
            calls=ticket.calls,
            least=least,
        )
    advance(ticket, "park", misses=ticket.misses + 1)
    note(ticket, events.PARKED, by=by, at=at, window=seat.window.number, seat=seat.pk)
    return ticket


@transaction.atomic
def start(ticket_id: int, *, by: Actor, at: datetime) -> Ticket:
    """The person is at the window: walking ends, serving begins.

    Raises:
        Refusal: as `recall`.
    """
    ticket, seat = at_seat(ticket_id, by=by)
    advance(ticket, "start", started_at=at)
    note(ticket, events.STARTED, by=by, at=at, window=seat.window.number, seat=seat.pk)
    return ticket


@transaction.atomic
def hold(ticket_id: int, *, reason: str, by: Actor, at: datetime) -> Ticket:
    """Put aside while the person fetches something; the window may call others and
    goes on with the ticket when they are back.

    Raises:
        Refusal: as `recall`; "queueing.reason" without one.
    """
    ticket, seat = at_seat(ticket_id, by=by)
    said = need_reason(reason)
    advance(ticket, "hold")
    note(ticket, events.HELD, by=by, at=at, seat=seat.pk, reason=said)
    return ticket


@transaction.atomic
def resume(ticket_id: int, *, by: Actor, at: datetime) -> Ticket:
    """Go on with a ticket on hold, if no other is at the window.

    Raises:
        Refusal: as `recall`; "queueing.busy".
    """
    ticket, seat = at_seat(ticket_id, by=by)
    # In a step, so that it cannot meet a call of the same window.
    steps.take(ticket.day_id, at=at)
    there = Ticket.objects.filter(seat=seat, state__in=AT_A_WINDOW).first()
    if there is not None:
        raise busy(there.number)
    advance(ticket, "resume")
    note(ticket, events.RESUMED, by=by, at=at, seat=seat.pk)
    return ticket


@transaction.atomic
def end(
    ticket_id: int,
    *,
    outcome: Outcome,
    by: Actor,
    at: datetime,
    case_ref: str = "",
) -> Ticket:
    """Finish: what it came to, and the case it led to by its number.

    Raises:
        Refusal: as `recall`.
    """
    ticket, seat = at_seat(ticket_id, by=by)
    led_to = case_ref or ticket.case_ref
    advance(ticket, "end", ended_at=at, outcome=outcome.value, case_ref=led_to)
    note(
        ticket,
        events.ENDED,
        by=by,
        at=at,
        window=seat.window.number,
        seat=seat.pk,
        outcome=outcome.value,
        case=led_to,
    )
    return ticket


@transaction.atomic
def link_case(ticket_id: int, case_ref: str, *, by: Actor, at: datetime) -> Ticket:
    """Note the case a ticket is about, by its number, while it is at the window.

    Raises:
        Refusal: as `recall`.
    """
    ticket, _seat = at_seat(ticket_id, by=by)
    change(ticket, case_ref=case_ref)
    note(ticket, events.LINKED, by=by, at=at, case=case_ref)
    return ticket


def need_reason(reason: str) -> str:
    """What was said, at most 60 characters.

    Raises:
        Refusal: "queueing.reason" for nothing.
    """
    said = reason.strip()[:60]
    if not said:
        raise Refusal(
            "queueing.reason",
            N_("Say why."),
            field="reason",
            remedy=N_("A few words are enough; whoever goes on with it reads them."),
        )
    return said
