"""A time is booked on a phone, in a browser: three steps, a code, and axe finds nothing."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.appointments import (
    WEDNESDAY,
    make_booked,
    make_seats,
    make_terms,
)
from tests.factories.queueing import make_lines
from yichuang.queueing.models import Appointment, Slot


@pytest.fixture
def offering(transactional_db: None) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        make_lines()
        make_terms()
        make_seats(2, slots=(18, 19, 20, 21, 22, 23, 27, 28))
        make_seats(1, day=WEDNESDAY.replace(day=12))
        yield


def test_booked_on_a_phone(
    offering: None,
    live_server: LiveServer,
    page: Page,
    screens: Callable[..., None],
) -> None:
    cookie = Cast().client("citizen").cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
    )
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/book/")
    page.get_by_role("link", name="综合事务").click()
    screens(page, "book-times")
    page.get_by_label("09:30").check()
    page.get_by_role("button", name="下一步").click()
    screens(page, "book-check")
    page.get_by_role("button", name="确认预约").click()
    screens(page, "book-booked")
    row = Appointment.objects.get()
    assert row.state == "booked"
    assert page.get_by_text("3月11日（周三）09:30").first.is_visible()
    page.get_by_role("link", name="改约时间").click()
    screens(page, "book-change")


def test_the_managers_pages(
    offering: None,
    live_server: LiveServer,
    page: Page,
    screens: Callable[..., None],
) -> None:
    row = make_booked(Slot.objects.order_by("day", "slot")[0])
    make_booked(Slot.objects.order_by("day", "slot")[1])
    cookie = Cast().client("hall_manager").cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/desk/appointments/?day=2026-03-11")
    screens(page, "desk-appointments")
    page.goto(f"{live_server.url}/desk/appointments/{row.code}/")
    screens(page, "desk-appointment")
    page.goto(f"{live_server.url}/desk/appointments/seats/?kind=A&day=2026-03-11")
    page.get_by_label("09:00").fill("0")
    page.get_by_role("button", name="发布").click()
    screens(page, "desk-seats-cut")
