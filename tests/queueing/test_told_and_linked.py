"""Near the front one is told once; a case received at a window is noted on its ticket."""

import pytest

from tests.factories.queueing import call, later, make_seat, make_ticket, serve
from yichuang.accounts.models import Message
from yichuang.accounts.policies import SYSTEM
from yichuang.journal.events import EntryFacts
from yichuang.organisation.models import Hall
from yichuang.queueing.models import Channel, Ticket, WindowSeat
from yichuang.queueing.services import serving
from yichuang.queueing.services.lines import check_in
from yichuang.queueing.services.nearing import tell_near
from yichuang.queueing.subscribers import link_received

PHONE = "13900000001"


def texts() -> list[str]:
    return list(Message.objects.order_by("id").values_list("text", flat=True))


def test_whoever_left_a_phone_is_told_once_that_few_are_before_them(hall: Hall) -> None:
    seat = make_seat(5)
    for n in range(4):
        make_ticket("A", minute=n)
    mine = make_ticket("A", minute=5, phone=PHONE, language="en")
    assert tell_near(at=later(6)) == 0
    call(seat, minute=7)
    assert tell_near(at=later(7)) == 0
    serving.start(Ticket.objects.get(number="A001").pk, by=SYSTEM, at=later(8))
    serving.end(
        Ticket.objects.get(number="A001").pk,
        by=SYSTEM,
        at=later(9),
        outcome=serving.Outcome.DONE,
    )
    call(seat, minute=10)
    assert tell_near(at=later(10)) == 1
    assert tell_near(at=later(11)) == 0
    (text,) = texts()
    assert text.startswith(f"Ticket {mine.number}: 2 before you")
    assert Message.objects.get().about == mine.about


def test_who_is_still_on_the_way_is_not_told(hall: Hall) -> None:
    make_seat(5)
    mine = make_ticket(
        "A", phone=PHONE, channel=Channel.PHONE, travel_minutes=0, language="zh-hans"
    )
    assert tell_near(at=later(1)) == 0
    check_in(mine.pk, by=SYSTEM, at=later(2), seen=True)
    assert tell_near(at=later(2)) == 1


@pytest.fixture
def talking(hall: Hall) -> WindowSeat:
    """A001 is served at window 5 from 10:05."""
    seat = make_seat(5)
    make_ticket("A")
    make_ticket("A", minute=1)
    ticket = call(seat, minute=4)
    assert ticket is not None
    serving.start(ticket.pk, by=SYSTEM, at=later(5))
    return seat


def received(seat: WindowSeat, minute: float, number: str = "QH1") -> None:
    entry = EntryFacts(
        id=1,
        code="case.received",
        about=f"case:{number}",
        hall_id=1,
        actor=f"staff:{seat.user_id}",
        actor_name="",
        at=later(minute),
        facts={},
    )
    link_received(entry, at=later(minute + 20))


def refs() -> list[str]:
    return list(Ticket.objects.order_by("id").values_list("case_ref", flat=True))


def test_the_visit_leads_to_the_case(talking: WindowSeat) -> None:
    received(talking, 7)
    assert refs() == ["QH1", ""]


def test_told_late_it_is_still_the_ticket_of_that_moment(talking: WindowSeat) -> None:
    first = Ticket.objects.get(number="A001")
    serving.end(first.pk, by=SYSTEM, at=later(8), outcome=serving.Outcome.RECEIVED)
    second = call(talking, minute=9)
    assert second is not None
    serve(second, begins=10, ends=12)
    received(talking, 7)
    assert refs() == ["QH1", ""]


def test_a_ticket_keeps_the_case_it_came_with(talking: WindowSeat) -> None:
    Ticket.objects.filter(number="A001").update(case_ref="QH0")
    received(talking, 7)
    assert refs() == ["QH0", ""]


def test_received_without_a_ticket_nothing_is_linked(talking: WindowSeat) -> None:
    received(talking, 3)
    assert refs() == ["", ""]
