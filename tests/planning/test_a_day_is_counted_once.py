"""A day that is over is counted once; what was counted is what the tickets say."""

import pytest

from tests.factories.queueing import call, make_lines, make_seat, make_ticket, serve
from tests.planning.when import NOW, TODAY
from yichuang.organisation.models import Hall
from yichuang.planning.models import DayCount
from yichuang.planning.services.counting import count_days
from yichuang.queueing.models import QueueDay
from yichuang.queueing.services.rollover import close_day


@pytest.fixture
def hall(db: None) -> Hall:
    return make_lines()


def over() -> None:
    close_day(QueueDay.objects.get(day=TODAY).pk, at=NOW)


def test_arrivals_service_and_who_gave_up(hall: Hall) -> None:
    first, second = make_ticket("A"), make_ticket("A", minute=35)
    make_ticket("B", minute=36)
    seat = make_seat(5)
    for ticket, minute in ((first, 40), (second, 50)):
        called = call(seat, minute=minute)
        assert called is not None
        assert called.pk == ticket.pk
        serve(called, begins=minute + 1, ends=minute + 6)
    assert count_days() == 0  # the day is not over
    over()
    assert count_days() == 1

    a = DayCount.objects.get(kind="A")
    assert (a.hall_id, a.day) == (hall.pk, TODAY)
    assert a.counts[20] == 1  # 10:00
    assert a.counts[21] == 1  # 10:35
    assert sum(a.counts) == 2
    assert (a.served, a.minutes, a.squares, a.gone) == (2, 12, 72, 0)
    assert a.waited == 40 + 15
    b = DayCount.objects.get(kind="B")
    assert (b.served, b.gone, sum(b.counts)) == (0, 1, 1)


def test_counting_again_changes_nothing(hall: Hall) -> None:
    make_ticket("A")
    over()
    assert count_days() == 1
    assert count_days() == 0
    assert DayCount.objects.count() == 1


def test_a_day_on_which_nobody_came_is_a_day(hall: Hall) -> None:
    make_seat(5)
    over()
    assert count_days() == 1
    assert count_days() == 0
    assert DayCount.objects.get().counts == [0] * 48
