"""A day ends: who waited no longer waits, seats are given up, the next day begins anew."""

from datetime import timedelta

import pytest

from tests.factories.accounts import NOW
from tests.factories.queueing import call, later, make_seat, make_ticket, serve
from yichuang.accounts.policies import SYSTEM
from yichuang.journal.queries import timeline
from yichuang.kernel.refusals import Refusal
from yichuang.queueing.models import QueueDay, Ticket, WindowSeat
from yichuang.queueing.queries.board import board
from yichuang.queueing.queries.figures import of_day
from yichuang.queueing.queries.replaying import replay
from yichuang.queueing.rules.policy import Policy, Standing
from yichuang.queueing.services import calling, lines, seats, serving
from yichuang.queueing.services.days import publish_policy
from yichuang.queueing.worker import sweep

pytestmark = pytest.mark.usefixtures("hall")
TOMORROW = NOW + timedelta(days=1)
TODAY = NOW.date()


def test_yesterday_is_closed_by_the_worker_and_today_begins_with_one() -> None:
    waits, done = make_ticket(), make_ticket("B")
    seat = make_seat(7)
    serving.start(call(seat, minute=1).pk, by=SYSTEM, at=later(2))
    assert sweep(at=NOW + timedelta(hours=12)) == 0
    assert sweep(at=TOMORROW) == 1
    assert sweep(at=TOMORROW) == 0
    assert Ticket.objects.get(pk=waits.pk).state == "void"
    unclosed = Ticket.objects.get(pk=done.pk)
    assert (unclosed.state, unclosed.outcome) == ("done", "unclosed")
    assert WindowSeat.objects.get().closed_at == TOMORROW
    assert timeline(f"queue:{waits.day_id}")[-1].facts["left"] == 1
    assert make_ticket(at=TOMORROW).number == "A001"
    assert replay(1, TODAY).faults == ()


def test_a_window_left_open_over_midnight_opens_again() -> None:
    make_ticket()
    seat = make_seat(5)
    make_ticket(at=TOMORROW)
    sweep(at=TOMORROW)
    with pytest.raises(Refusal) as no:
        calling.call_next(seat.pk, key="k", by=SYSTEM, at=TOMORROW)
    assert no.value.code == "queueing.day-over"
    again = seats.open_window(1, 5, by=SYSTEM, at=TOMORROW, user_id=seat.user_id)
    assert again.pk != seat.pk
    assert calling.call_next(again.pk, key="k", by=SYSTEM, at=TOMORROW).ticket


def test_a_screen_left_open_over_midnight_shows_the_new_day() -> None:
    make_ticket()
    call(make_seat(5))
    assert board(1, at=later(1)).last
    tomorrow = board(1, at=TOMORROW)
    assert (tomorrow.last, tomorrow.now, tomorrow.waiting) == ((), (), 0)


def test_the_board_shows_calls_newest_first_and_changes_its_stamp() -> None:
    for minute in range(3):
        make_ticket(minute=minute)
    five, six = make_seat(5), make_seat(6)
    first, second = call(five, minute=4), call(six, minute=5)
    shown = board(1, at=later(6))
    assert [row.number for row in shown.last] == [second.number, first.number]
    assert [(row.window, row.number) for row in shown.now] == [(5, "A001"), (6, "A002")]
    assert (shown.waiting, shown.open_windows) == (1, 2)
    assert board(1, at=later(7)).stamp == shown.stamp
    serving.recall(first.pk, by=SYSTEM, at=later(8))
    again = board(1, at=later(9))
    assert again.stamp != shown.stamp
    assert (again.last[0].number, again.last[0].times) == (first.number, 2)
    assert [
        row.window for row in board(1, at=later(9), windows=frozenset({6})).now
    ] == [6]


def test_a_day_can_be_decided_again() -> None:
    for minute in range(12):
        standing = Standing.DISABLED if minute % 3 == 0 else Standing.ORDINARY
        make_ticket("AB"[minute % 2], minute=minute, standing=standing)
    five, six, seven = make_seat(5), make_seat(6), make_seat(7)
    gone = Ticket.objects.get(number="A003")
    lines.give_up(gone.pk, by=SYSTEM, at=later(13))
    for minute in range(14, 24):
        seat = (five, six, seven)[minute % 3]
        ticket = call(seat, minute=minute)
        if ticket and minute == 16:
            serving.start(ticket.pk, by=SYSTEM, at=later(minute))
            lines.transfer(
                ticket.pk, lines.Onward("B"), reason="x", by=SYSTEM, at=later(minute)
            )
        elif ticket and minute == 17:
            for again in (0.3, 0.6, 0.9):
                serving.recall(ticket.pk, by=SYSTEM, at=later(minute + again))
            lines.bring_back(ticket.pk, by=SYSTEM, at=later(minute + 0.9))
        elif ticket:
            serve(ticket, begins=minute, ends=minute + 0.5)
    report = replay(1, TODAY)
    assert report.calls >= 9
    assert report.faults == ()


def test_a_ticket_called_out_of_turn_is_named() -> None:
    for minute in range(3):
        make_ticket(minute=minute)
    # Somebody with the database in hand lets a friend go first.
    Ticket.objects.filter(number="A003").update(since=0, arrived=0)
    call(make_seat(5), minute=5)
    (fault,) = replay(1, TODAY).faults
    assert (fault.kind, fault.called, fault.due, fault.window) == (
        *("out-of-turn", "A003", "A001", 5),
    )


def test_a_policy_holds_from_its_day_on_and_not_for_a_day_that_began() -> None:
    make_ticket()
    mine = Policy(most_in_a_row=1)
    publish_policy(1, mine, valid_from=TODAY, by=SYSTEM, at=later(1))
    assert QueueDay.objects.get().terms["most_in_a_row"] == 2
    make_ticket(at=TOMORROW)
    terms = QueueDay.objects.latest("day").terms
    assert (terms["most_in_a_row"], terms["version"]) == (1, 1)
    with pytest.raises(Refusal) as no:
        publish_policy(1, mine, valid_from=TODAY, by=SYSTEM, at=TOMORROW)
    assert no.value.field == "valid_from"


def test_figures_of_a_day_come_from_what_happened() -> None:
    seat = make_seat(5)
    first, second = make_ticket(), make_ticket()
    third = make_ticket()
    serve(call(seat, minute=10), begins=11, ends=21)
    seats.pause(seat.pk, reason="休息", by=SYSTEM, at=later(30))
    seats.reopen(seat.pk, by=SYSTEM, at=later(35))
    serve(call(seat, minute=40), begins=42, ends=50)
    lines.give_up(third.pk, by=SYSTEM, at=later(55))
    day = of_day(1, TODAY, at=later(60))
    assert (day.all.taken, day.all.served) == (3, 2)
    assert (day.all.gave_up.part, day.all.gave_up.whole) == (1, 3)
    assert (day.all.mean_wait, day.all.p90_wait) == (25, 40)
    assert (day.all.over_30.part, day.all.over_30.whole) == (1, 2)
    assert (day.all.mean_walk, day.all.mean_talk) == (1.5, 9)
    split = day.windows[5]
    assert (split.open, split.walking, split.serving) == (60, 3, 18)
    assert (split.paused, split.idle, split.served) == (5, 34, 2)
    assert split.saturation.percent == pytest.approx(100 * 21 / 55, abs=0.1)
    assert day.lines["A"].taken == 3
    assert first.pk < second.pk
