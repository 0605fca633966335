"""Lines of a hall for tests: kinds A to C, windows that serve them, tickets, seats."""

from datetime import datetime, timedelta
from typing import Any

from tests.factories.accounts import NOW
from tests.factories.organisation import make_hall
from yichuang.accounts.models import User
from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.organisation.models import Hall, Window
from yichuang.queueing.models import Proposal, QueueDay, Ticket, WindowSeat
from yichuang.queueing.services import calling, seats, serving
from yichuang.queueing.services.arranging import KindPlan, arrange_kind, set_skills
from yichuang.queueing.services.taking import Ask, take_ticket

KINDS = (
    KindPlan("A", "综合事务", "General matters", usual_minutes=10, place=1),
    KindPlan("B", "教育事务", "Education", usual_minutes=15, place=2),
    KindPlan("C", "领证", "Collecting results", usual_minutes=3, place=3),
)
SERVED = {5: (("A", "C"), ()), 6: (("A",), ("B",)), 7: (("B",), ())}


def make_lines(hall: Hall | None = None, *, windows: int = 0) -> Hall:
    """A hall with kinds A, B, C and its windows 5 (A, C), 6 (A, helps B), 7 (B); with
    `windows` so many more, 101 and up, that serve all three."""
    hall = hall or make_hall()
    for plan in KINDS:
        arrange_kind(hall.pk, plan, by=SYSTEM, at=NOW)
    for number in range(101, 101 + windows):
        Window.objects.create(hall=hall, number=number, name="综合窗口")
        set_skills(hall.pk, number, ("A", "B", "C"), by=SYSTEM, at=NOW)
    for number, (own, helps) in SERVED.items():
        set_skills(hall.pk, number, own, helps=helps, by=SYSTEM, at=NOW)
    return hall


def make_seat(number: int = 5, **over: Any) -> WindowSeat:
    """Somebody opens a window at 10:00; a new member of staff, unless `user_id` is."""
    given = {"by": SYSTEM, "at": NOW, "user_id": None} | over
    given["user_id"] = given["user_id"] or make_sitter(number).pk
    return seats.open_window(given.pop("hall_id", 1), number, **given)


def make_sitter(number: int) -> User:
    """Somebody who may sit at a window, without any role of their own."""
    return User.objects.create(
        login=f"window.{number}.{User.objects.count()}",
        display_name=f"窗口{number}",
        created_at=NOW,
    )


def make_ticket(
    kind: str = "A", *, key: str = "", minute: float = 0, **over: Any
) -> Ticket:
    """A ticket taken `minute` minutes after 10:00."""
    at = over.pop("at", later(minute))
    by: Actor = over.pop("by", SYSTEM)
    hall_id = over.pop("hall_id", 1)
    key = key or f"key-{Ticket.objects.count() + 1}"
    return take_ticket(hall_id, Ask(kind, **over), key=key, by=by, at=at)


def call(seat: WindowSeat, *, key: str = "", minute: float = 0) -> Ticket | None:
    """The next ticket at a window, called `minute` minutes after 10:00."""
    key = key or f"call-{seat.pk}-{minute}"
    return calling.call_next(seat.pk, key=key, by=SYSTEM, at=later(minute)).ticket


def serve(ticket: Ticket, *, begins: float, ends: float, **over: Any) -> Ticket:
    """Begin and finish a ticket that was called."""
    given = {"outcome": serving.Outcome.DONE} | over
    serving.start(ticket.pk, by=SYSTEM, at=later(begins))
    return serving.end(ticket.pk, by=SYSTEM, at=later(ends), **given)


def make_proposal(day: QueueDay, **over: Any) -> Proposal:
    """A proposal to open the rest area, good for a quarter of an hour from 10:00."""
    given = {
        "day": day,
        "action": "rest-area",
        "cause": {"what": "crowd", "value": 41, "most": 40, "waiting": 41, "mean": 9.0},
        "made_at": NOW,
        "expires_at": later(15),
    } | over
    return Proposal.objects.create(**given)


def later(minutes: float) -> datetime:
    """So many minutes after 10:00 in the hall."""
    return NOW + timedelta(minutes=minutes)
