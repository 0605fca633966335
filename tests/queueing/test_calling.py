"""At a window: the next by the rule, once, whatever the clicks; the whole way of a ticket."""

import pytest

from tests.cast import Cast
from tests.factories.queueing import call, later, make_seat, make_ticket, serve
from yichuang.accounts.policies import SYSTEM
from yichuang.journal.models import Entry
from yichuang.journal.queries import timeline
from yichuang.kernel.refusals import Refusal
from yichuang.queueing.models import Ticket
from yichuang.queueing.rules.lifecycle import Outcome, TicketState
from yichuang.queueing.rules.policy import Standing
from yichuang.queueing.services import calling, lines, seats, serving

pytestmark = pytest.mark.usefixtures("hall")


def test_tickets_are_called_in_the_order_they_came() -> None:
    first, second = make_ticket(), make_ticket(minute=1)
    assert (first.number, second.number) == ("A001", "A002")
    seat = make_seat(5)
    called = call(seat, minute=2)
    assert called.pk == first.pk
    assert (called.state, called.calls) == ("called", 1)
    serve(called, begins=3, ends=9)
    assert call(seat, minute=9).pk == second.pk
    codes = [entry.code for entry in timeline(first.about)]
    assert codes == ["ticket.taken", "ticket.called", "ticket.started", "ticket.ended"]


def test_the_same_click_twice_calls_once() -> None:
    make_ticket(), make_ticket()
    seat = make_seat(5)
    one = calling.call_next(seat.pk, key="click", by=SYSTEM, at=later(1))
    two = calling.call_next(seat.pk, key="click", by=SYSTEM, at=later(1))
    assert (one.ticket.pk, two.ticket.pk, two.again) == (
        one.ticket.pk,
        one.ticket.pk,
        True,
    )
    serve(one.ticket, begins=1, ends=2)
    late = calling.call_next(seat.pk, key="click", by=SYSTEM, at=later(3))
    assert (late.ticket.pk, late.ticket.state) == (one.ticket.pk, "done")
    assert Entry.objects.filter(code="ticket.called").count() == 1


def test_a_window_has_one_ticket_at_a_time() -> None:
    make_ticket(), make_ticket()
    seat = make_seat(5)
    call(seat, minute=1)
    with pytest.raises(Refusal) as no:
        call(seat, minute=2)
    assert no.value.code == "queueing.busy"


def test_nobody_waits() -> None:
    make_ticket("B")
    assert call(make_seat(5)) is None


def test_a_window_helps_when_its_own_line_is_empty() -> None:
    theirs = make_ticket("B")
    own = make_ticket("A", minute=1)
    seat = make_seat(6)
    assert serve(call(seat, minute=2), begins=2, ends=3).pk == own.pk
    assert call(seat, minute=4).pk == theirs.pk


def test_priority_goes_first_but_not_for_ever() -> None:
    for minute in range(3):
        make_ticket(minute=minute)
    for minute in range(3, 8):
        make_ticket(minute=minute, standing=Standing.DISABLED)
    seat = make_seat(5)
    order = []
    for minute in range(60, 68):
        order.append(call(seat, minute=minute).number)
        serve(Ticket.objects.get(number=order[-1]), begins=minute, ends=minute)
    assert order == [*("A004", "A005", "A001", "A006", "A007", "A002", "A008", "A003")]


def test_three_calls_then_aside_and_back_behind_three() -> None:
    missing = make_ticket()
    for minute in range(1, 6):
        make_ticket(minute=minute)
    seat = make_seat(5)
    assert call(seat, minute=6).pk == missing.pk
    with pytest.raises(Refusal) as no:
        serving.park(missing.pk, by=SYSTEM, at=later(6.1))
    assert no.value.code == "queueing.call-more"
    serving.recall(missing.pk, by=SYSTEM, at=later(6.1))  # too soon: nothing happens
    assert Ticket.objects.get(pk=missing.pk).calls == 1
    serving.recall(missing.pk, by=SYSTEM, at=later(7))
    serving.recall(missing.pk, by=SYSTEM, at=later(8))
    assert serving.recall(missing.pk, by=SYSTEM, at=later(9)).state == "parked"
    lines.bring_back(missing.pk, by=SYSTEM, at=later(10))
    order = []
    for minute in range(11, 16):
        order.append(call(seat, minute=minute).number)
        serve(Ticket.objects.get(number=order[-1]), begins=minute, ends=minute)
    assert order == ["A002", "A003", "A004", "A001", "A005"]


def test_after_too_many_misses_a_new_ticket_is_needed() -> None:
    missing, seat = make_ticket(), make_seat(5)
    for turn in range(3):
        call(seat, minute=10 * turn)
        for again in (1, 2, 3):
            serving.recall(missing.pk, by=SYSTEM, at=later(10 * turn + again))
        if turn < 2:
            lines.bring_back(missing.pk, by=SYSTEM, at=later(10 * turn + 5))
    with pytest.raises(Refusal) as no:
        lines.bring_back(missing.pk, by=SYSTEM, at=later(40))
    assert no.value.code == "queueing.no-more-returns"


def test_a_ticket_on_hold_lets_the_window_call_another() -> None:
    make_ticket(), make_ticket()
    seat = make_seat(5)
    first = call(seat, minute=1)
    serving.start(first.pk, by=SYSTEM, at=later(1))
    serving.hold(first.pk, reason="去复印", by=SYSTEM, at=later(2))
    second = call(seat, minute=3)
    with pytest.raises(Refusal) as no:
        serving.resume(first.pk, by=SYSTEM, at=later(4))
    assert no.value.code == "queueing.busy"
    serve(second, begins=4, ends=5)
    serving.resume(first.pk, by=SYSTEM, at=later(6))
    done = serving.end(
        first.pk, outcome=Outcome.RECEIVED, case_ref="430999", by=SYSTEM, at=later(7)
    )
    assert (done.outcome, done.case_ref) == ("received", "430999")


def test_a_transfer_keeps_the_time_already_waited() -> None:
    moved = make_ticket("A")
    make_ticket("B", minute=1)
    here, there = make_seat(5), make_seat(7)
    call(here, minute=5)
    serving.start(moved.pk, by=SYSTEM, at=later(5))
    sent = lines.transfer(
        moved.pk, lines.Onward("B"), reason="学历归教育", by=SYSTEM, at=later(6)
    )
    assert (sent.line, sent.kind.code, sent.state) == ("B", "B", "waiting")
    assert call(there, minute=7).pk == moved.pk
    codes = [entry.code for entry in timeline(moved.about)]
    assert codes[-2:] == ["ticket.transferred", "ticket.called"]


def test_a_transfer_to_one_window_is_called_there_only() -> None:
    moved = make_ticket("A")
    here, there, third = make_seat(5), make_seat(6), make_seat(7)
    call(here, minute=1)
    lines.transfer(
        moved.pk, lines.Onward(window=7), reason="找专人", by=SYSTEM, at=later(2)
    )
    assert call(there, minute=3) is None
    assert call(third, minute=3).pk == moved.pk


def test_nobody_is_sent_to_a_window_where_nobody_sits() -> None:
    ticket, seat = make_ticket(), make_seat(5)
    call(seat)
    with pytest.raises(Refusal) as no:
        lines.transfer(
            ticket.pk, lines.Onward(window=7), reason="x", by=SYSTEM, at=later(2)
        )
    assert no.value.code == "queueing.no-window"


def test_a_break_calls_nobody() -> None:
    make_ticket()
    seat = make_seat(5)
    seats.pause(seat.pk, reason="喝水", by=SYSTEM, at=later(1))
    with pytest.raises(Refusal) as no:
        call(seat, minute=2)
    assert no.value.code == "queueing.paused"
    seats.reopen(seat.pk, by=SYSTEM, at=later(3))
    assert call(seat, minute=4) is not None
    with pytest.raises(Refusal) as no:
        seats.close_window(seat.pk, by=SYSTEM, at=later(5))
    assert no.value.code == "queueing.busy"


def test_only_who_sits_there_calls(cast: Cast) -> None:
    make_ticket()
    seat = make_seat(5, user_id=cast.user("clerk").pk)
    for who, code in (
        ("issuer", "queueing.not-your-window"),
        ("citizen", "permission.denied"),
        ("clerk_elsewhere", "permission.denied"),
    ):
        with pytest.raises(Refusal) as no:
            calling.call_next(seat.pk, key="k", by=cast.actor(who), at=later(1))
        assert no.value.code == code
    assert calling.call_next(
        seat.pk, key="k", by=cast.actor("clerk"), at=later(1)
    ).ticket


def test_nothing_tells_who_waits_before_the_call() -> None:
    """Blind: no service takes a ticket to call, and no fact of the call names anybody."""
    ticket = make_ticket()
    seat = make_seat(5)
    call(seat)
    facts = next(e.facts for e in timeline(ticket.about) if e.code == "ticket.called")
    assert not {"person", "phone", "name", "identity"} & set(facts)


def test_a_clock_set_back_does_not_run_the_line_s_clock_back() -> None:
    early = make_ticket(minute=30)
    back = make_ticket(minute=-20)
    assert back.arrived == early.arrived
    seat = make_seat(5)
    assert call(seat, minute=-60).pk == early.pk
    assert Ticket.objects.get(pk=back.pk).state == TicketState.WAITING


def test_one_seat_each_and_one_person_a_window(cast: Cast) -> None:
    clerk = cast.user("clerk").pk
    seat = make_seat(5, user_id=clerk)
    assert make_seat(5, user_id=clerk, at=later(1)).pk == seat.pk
    for number, user in ((6, clerk), (5, cast.user("issuer").pk)):
        with pytest.raises(Refusal) as no:
            make_seat(number, user_id=user)
        assert no.value.code == "queueing.taken"
