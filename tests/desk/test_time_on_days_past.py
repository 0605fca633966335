"""The split of time of days that are over: by day and by window, for a range."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.queueing import call, make_lines, make_seat, make_ticket, serve
from tests.portal.reading import words
from yichuang.accounts.policies import SYSTEM
from yichuang.organisation.models import Hall
from yichuang.queueing.rules.figures import Split, together
from yichuang.queueing.services import seats

NEXT = NOW + timedelta(days=1)
PAST = "/desk/hall/time/"


@pytest.fixture
def manager(hall: Hall, cast: Cast) -> Iterator[Client]:
    """The manager on the morning after: of a hall where one was called after 4 minutes, walked 2, was served
    for 10, and the window was open for half an hour."""
    make_lines(hall)
    seat = make_seat(5)
    make_ticket()
    row = call(seat, minute=4)
    assert row is not None
    serve(row, begins=6, ends=16)
    seats.close_window(seat.pk, by=SYSTEM, at=NOW + timedelta(minutes=30))
    with time_machine.travel(NEXT, tick=False):
        yield cast.client("hall_manager")


def test_yesterday_is_split_by_day_and_by_window(manager: Client) -> None:
    page = words(manager.get(PAST))
    assert "3月10日 1 1 4.0 4.0 2.0 10.0" in page
    assert "5 综合窗口 1 办理 10 · 走到窗口 2 · 空闲 18 · 暂停 0" in page


def test_a_range_adds_up_each_window() -> None:
    one = {5: Split(5, 30, 2, 10, 0, 1)}
    two = {5: Split(5, 60, 4, 20, 5, 3), 6: Split(6, 10, 0, 0, 0, 0)}
    found = together([one, two])
    assert found[5] == Split(5, 90, 6, 30, 5, 4)
    assert found[5].idle == 90 - 5 - 6 - 30
    assert list(found) == [5, 6]


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        ("2026-03-09", "2026-03-11", "请选已经过去的日子"),
        ("2026-03-10", "2026-03-09", "结束日期早于开始日期"),
        ("2026-02-01", "2026-03-10", "最多选 14 天"),
        ("soon", "2026-03-10", ""),
    ],
)
def test_days_that_cannot_be_shown(
    manager: Client, first: str, last: str, says: str
) -> None:
    page = manager.get(PAST, {"first": first, "last": last})
    assert page.status_code == 422
    assert says in words(page)
    assert "各窗口合计" not in words(page)


def test_days_without_anybody_say_so(manager: Client) -> None:
    page = manager.get(PAST, {"first": "2026-03-02", "last": "2026-03-03"})
    assert "这些天没有人来" in words(page)
