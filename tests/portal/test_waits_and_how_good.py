"""The page of the hall: how long one waits now, and how good earlier times were."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.queueing import call, make_lines, make_seat, make_ticket
from tests.portal.reading import words
from yichuang.organisation.models import Hall
from yichuang.queueing.models import Ticket
from yichuang.queueing.queries import foresight
from yichuang.queueing.rules.foresight import FEW

NEXT = NOW + timedelta(days=1)


@pytest.fixture
def lined(hall: Hall) -> Hall:
    return make_lines(hall)


def told(inside: int, outside: int) -> None:
    """So many tickets of today called within the range they were told, and so many not:
    the first waited 6 minutes of 5 to 15, the others 30."""
    for number in range(inside + outside):
        make_ticket(key=f"told-{number}")
    rows = list(Ticket.objects.order_by("id").values_list("pk", flat=True))
    known = {"foreseen": 10, "wait_low": 5, "wait_high": 15}
    Ticket.objects.filter(pk__in=rows[:inside]).update(
        called_at=NOW + timedelta(minutes=6), **known
    )
    Ticket.objects.filter(pk__in=rows[inside:]).update(
        called_at=NOW + timedelta(minutes=30), **known
    )


def test_the_days_before_are_scored_in_plain_words(client: Client, lined: Hall) -> None:
    told(24, 8)
    with time_machine.travel(NEXT, tick=False):
        page = words(client.get("/hall/"))
    assert "32 人里有 24 人在我们所说的时间内叫到号，占 75%" in page
    assert "目标是 80%" in page
    assert "相差不超过 4 分钟" in page


def test_today_is_not_judged_before_it_is_over(client: Client, lined: Hall) -> None:
    told(FEW, 0)
    assert "还说不准" in words(client.get("/hall/"))


def test_a_few_people_make_no_share(client: Client, lined: Hall) -> None:
    told(FEW - 1, 0)
    with time_machine.travel(NEXT, tick=False):
        assert foresight.lately(lined.pk, NEXT.date()).told == FEW - 1
        assert "还说不准" in words(client.get("/hall/"))


def test_it_says_how_many_wait_and_how_long(client: Client, lined: Hall) -> None:
    seat = make_seat(5)
    make_ticket()
    call(seat)
    make_ticket(key="behind")
    page = words(client.get("/hall/"))
    assert "综合事务 1 人在等 · " in page
    assert "教育事务 0 人在等 · 现在没有窗口办" in page


def test_a_closed_hall_has_nobody_waiting(client: Client, lined: Hall) -> None:
    with time_machine.travel(NOW + timedelta(hours=12), tick=False):
        assert "大厅没有开门，没有人在等" in words(client.get("/hall/"))


def test_it_stands_where_a_number_is_chosen(lined: Hall, cast: Cast) -> None:
    told(FEW, 0)
    with time_machine.travel(NEXT, tick=False):
        page = words(cast.client("citizen").get("/ticket/"))
    assert "30 人里有 30 人" in page
