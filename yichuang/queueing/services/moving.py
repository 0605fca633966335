"""Taking a ticket from one state to the next: one compare-and-set, whoever else tries."""

from datetime import datetime
from typing import Any

from yichuang.accounts.policies import Actor
from yichuang.journal import services as journal
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.queueing import policies
from yichuang.queueing.models import Ticket, WindowSeat
from yichuang.queueing.rules.lifecycle import LIFE, TicketState
from yichuang.queueing.services.calling import no_seat


def find(ticket_id: int) -> Ticket:
    """The ticket with its day, kind and seat.

    Raises:
        Refusal: "ticket.not-found".
    """
    row = (
        Ticket.objects.select_related("day", "kind", "seat__window")
        .filter(pk=ticket_id)
        .first()
    )
    if row is None:
        raise no_ticket()
    return row


def no_ticket() -> Refusal:
    """The refusal for what is not there, or is nobody's business."""
    return Refusal(
        "ticket.not-found",
        N_("There is no such ticket."),
        remedy=N_("Look at the number on the paper, or take a new ticket."),
    )


def at_seat(ticket_id: int, *, by: Actor) -> tuple[Ticket, WindowSeat]:
    """A ticket at a window, for whoever sits there.

    Raises:
        Refusal: "ticket.not-found", "queueing.no-seat", "permission.denied",
            "queueing.not-your-window".
    """
    ticket = find(ticket_id)
    if ticket.seat is None:
        raise no_seat()
    policies.require_seat(by, ticket.seat.user_id, ticket.day.hall_id)
    return ticket, ticket.seat


def advance(ticket: Ticket, move: str, **changes: Any) -> Ticket:
    """Make a move of the ticket's life with `changes` to its own columns.

    Raises:
        Refusal: "move.not-allowed"; "queueing.moved-on" when somebody was faster.
    """
    row = LIFE.move(TicketState(ticket.state), move)
    return change(ticket, state=TicketState(row.target), **changes)


def change(ticket: Ticket, **changes: Any) -> Ticket:
    """Write columns of the ticket if nobody else wrote it since it was read.

    Raises:
        Refusal: "queueing.moved-on".
    """
    values = {**changes, "version": ticket.version + 1}
    hit = Ticket.objects.filter(pk=ticket.pk, version=ticket.version).update(**values)
    if not hit:
        raise Refusal(
            "queueing.moved-on",
            N_("Ticket %(number)s has moved on meanwhile."),
            remedy=N_("Reload the page to see where it stands."),
            number=ticket.number,
        )
    for name, value in values.items():
        setattr(ticket, name, value)
    return ticket


def note(
    ticket: Ticket, event: EventType, /, *, by: Actor, at: datetime, **facts: Any
) -> None:
    """Record what happened to the ticket, in the same transaction."""
    journal.record(
        event,
        about=ticket.about,
        by=by,
        at=at,
        hall_id=ticket.day.hall_id,
        number=ticket.number,
        **facts,
    )
