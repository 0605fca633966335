"""Fifty windows at once, kiosks that post twice: one ticket, one call, one number."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from tests.factories.queueing import (
    later,
    make_lines,
    make_seat,
    make_sitter,
    make_ticket,
)
from yichuang.accounts.policies import SYSTEM
from yichuang.journal.models import Entry
from yichuang.journal.queries import verify
from yichuang.kernel.refusals import Refusal
from yichuang.queueing.models import Channel, QueueDay, Ticket
from yichuang.queueing.queries.replaying import replay
from yichuang.queueing.services import calling, seats, serving
from yichuang.queueing.services.lines import give_up
from yichuang.queueing.services.taking import Ask, take_ticket

Together = Callable[[Any], list[Any]]
WINDOWS = 50


def values(outcomes: list[Any]) -> list[Any]:
    assert [one.error for one in outcomes if one.error] == []
    return [one.value for one in outcomes]


@pytest.fixture
def full_hall(transactional_db: None) -> list[int]:
    """Fifty open windows and sixty tickets."""
    return fill(WINDOWS)


@pytest.fixture
def small_hall(transactional_db: None) -> list[int]:
    """Two open windows and three tickets."""
    return fill(2, tickets=3)


def fill(windows: int, *, tickets: int = 60) -> list[int]:
    make_lines(windows=windows)
    for minute in range(tickets):
        make_ticket("ABC"[minute % 3], minute=minute / 10)
    return [make_seat(101 + number).pk for number in range(windows)]


def test_fifty_windows_call_at_once(together: Together, full_hall: list[int]) -> None:
    def window(seat: int) -> Any:
        return calling.call_next(seat, key="now", by=SYSTEM, at=later(10)).ticket

    called = values(together([partial(window, seat) for seat in full_hall]))
    assert Counter(ticket.pk for ticket in called).most_common(1)[0][1] == 1
    assert len(called) == WINDOWS
    # And they were the fifty who came first.
    waiting = Ticket.objects.filter(state="waiting").values_list("arrived", flat=True)
    assert max(ticket.arrived for ticket in called) <= min(waiting)
    report = replay(1, QueueDay.objects.get().day)
    assert (report.calls, report.faults) == (WINDOWS, ())
    assert not list(verify())


def test_one_window_clicked_fifty_times(
    together: Together, small_hall: list[int]
) -> None:
    click = partial(calling.call_next, small_hall[0], key="k", by=SYSTEM, at=later(10))
    called = values(together([click] * WINDOWS))
    assert len({one.ticket.pk for one in called}) == 1
    assert sum(not one.again for one in called) == 1
    assert Ticket.objects.filter(state="called").count() == 1


def test_two_pages_of_one_window_call_with_keys_of_their_own(
    together: Together, small_hall: list[int]
) -> None:
    clicks = [
        partial(calling.call_next, small_hall[0], key=f"k{n}", by=SYSTEM, at=later(10))
        for n in range(8)
    ]
    outcomes = together(clicks)
    assert sum(one.error is None for one in outcomes) == 1
    codes = {one.error.code for one in outcomes if one.error}
    assert codes == {"queueing.busy"}
    assert Ticket.objects.filter(state="called").count() == 1


def test_a_kiosk_that_posts_twice_gives_one_ticket(
    together: Together, small_hall: list[int]
) -> None:
    take = partial(take_ticket, 1, Ask("A"), key="touch", by=SYSTEM, at=later(10))
    given = values(together([take] * 8))
    assert len({ticket.pk for ticket in given}) == 1
    assert Entry.objects.filter(about=given[0].about, code="ticket.taken").count() == 1


def test_numbers_are_given_once_and_without_a_gap(
    together: Together, small_hall: list[int]
) -> None:
    takes = [
        partial(take_ticket, 1, Ask("A"), key=f"t{n}", by=SYSTEM, at=later(10))
        for n in range(20)
    ]
    given = values(together(takes))
    assert sorted(one.number for one in given) == [f"A{n:03d}" for n in range(2, 22)]


def test_one_phone_gets_one_ticket_however_many_it_asks_for(
    together: Together, small_hall: list[int]
) -> None:
    ask = Ask("A", channel=Channel.PHONE, phone="13800001111", travel_minutes=10)
    takes = [
        partial(take_ticket, 1, ask, key=f"p{n}", by=SYSTEM, at=later(10))
        for n in range(12)
    ]
    outcomes = together(takes)
    assert sum(one.error is None for one in outcomes) == 1
    assert {one.error.code for one in outcomes if one.error} == {"queueing.one-remote"}


def test_a_call_and_a_person_who_leaves_meet(
    together: Together, small_hall: list[int]
) -> None:
    first = Ticket.objects.order_by("arrived").first()
    left, called = together(
        [
            partial(give_up, first.pk, by=SYSTEM, at=later(10)),
            partial(calling.call_next, small_hall[0], key="k", by=SYSTEM, at=later(10)),
        ]
    )
    assert called.error is None
    if left.error is None:
        assert called.value.ticket.pk != first.pk
    else:
        assert isinstance(left.error, Refusal)
        assert called.value.ticket.pk == first.pk
    assert replay(1, QueueDay.objects.get().day).faults == ()


def test_two_clicks_finish_once(together: Together, small_hall: list[int]) -> None:
    ticket = calling.call_next(small_hall[0], key="k", by=SYSTEM, at=later(10)).ticket
    serving.start(ticket.pk, by=SYSTEM, at=later(11))
    finish = partial(
        serving.end, ticket.pk, outcome=serving.Outcome.DONE, by=SYSTEM, at=later(12)
    )
    outcomes = together([finish] * 4)
    assert sum(one.error is None for one in outcomes) == 1
    assert Entry.objects.filter(code="ticket.ended").count() == 1


def test_two_people_sit_down_at_one_window(
    together: Together, small_hall: list[int]
) -> None:
    seats.close_window(small_hall[0], by=SYSTEM, at=later(1))
    people = [make_sitter(200 + n).pk for n in range(4)]
    outcomes = together(
        [
            partial(seats.open_window, 1, 101, by=SYSTEM, at=later(2), user_id=user_id)
            for user_id in people
        ]
    )
    assert sum(one.error is None for one in outcomes) == 1
    assert {one.error.code for one in outcomes if one.error} == {"queueing.taken"}
