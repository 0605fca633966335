"""In Chromium: a number from the kiosk, the call at the window, the screen within a second;
a broken network and back. And how all of it looks."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.factories import catalogue, organisation
from tests.factories import queueing as lines
from tests.factories.accounts import invented_id
from tests.kit.browser import SCREENS, again
from tests.reviews.entering import Enter
from yichuang.accounts.policies import SYSTEM
from yichuang.organisation.models import Hall
from yichuang.queueing.models import Channel, Ticket
from yichuang.queueing.services import calling, serving

OLD = invented_id(71, date(1950, 3, 1))
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lined(db: None, clock: Any) -> Hall:
    hall = organisation.make_hall()
    catalogue.make_item()
    return lines.make_lines(hall)


@pytest.fixture
def kiosk(lined: Hall, cast: Cast, page: Page, live_server: Any) -> Iterator[Page]:
    """A device that a guide made a kiosk."""
    device = cast.client("guide")
    device.post("/kiosk/1/pair/")
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.context.add_cookies(
        [
            {
                "name": "yc_kiosk",
                "value": device.cookies["yc_kiosk"].value,
                "domain": "localhost",
                "path": "/kiosk/",
            }
        ]
    )
    page.add_init_script("window.print = () => { window.printed = true; };")
    page.set_viewport_size({"width": 1080, "height": 1920})
    page.goto(f"{live_server.url}/kiosk/1/")
    yield page
    assert not said, said


def picture(page: Page, name: str) -> None:
    if os.environ.get("YICHUANG_SCREENS"):
        SCREENS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENS / f"{name}.png")


PLAYS = """window.played = [];
HTMLMediaElement.prototype.play = function () {
  window.played.push(this.src);
  document.documentElement.dataset.played = window.played.length;
  setTimeout(() => this.dispatchEvent(new Event("ended")));
  return Promise.resolve();
};"""
"""A browser on a machine without loudspeakers: it notes what it would have played."""


def test_from_the_kiosk_to_the_screen(
    kiosk: Page, live_server: Any, axe: Callable[[Page], None], fake_voice: Path
) -> None:
    screen = kiosk.context.new_page()
    screen.add_init_script(PLAYS)
    screen.set_viewport_size({"width": 1920, "height": 1080})
    screen.goto(f"{live_server.url}/screen/1/")
    axe(kiosk)
    picture(kiosk, "kiosk-home")
    kiosk.get_by_role("button", name="综合事务").click()
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("A001")
    for _ in range(50):  # it prints once the page is drawn
        if kiosk.evaluate("window.printed"):
            break
        kiosk.wait_for_timeout(100)
    assert kiosk.evaluate("window.printed")
    axe(kiosk)
    picture(kiosk, "kiosk-ticket")
    seat = lines.make_seat(5)
    expect(screen.locator(".s-wait")).to_contain_text("1")
    calling.call_next(seat.pk, key="k", by=SYSTEM, at=lines.NOW)
    expect(screen.locator(".s-call .no")).to_have_text("A001", timeout=5000)
    # the chime, then the server's voice: from our own address, or the page's policy
    # would keep it silent
    expect(screen.locator("html[data-played='3']")).to_be_attached(timeout=15_000)
    said = f"{live_server.url}/screen/1/said/A001/5.wav?lang="
    played = screen.evaluate("window.played")
    assert played == [f"{live_server.url}/screen/chime.wav", f"{said}zh", f"{said}en"]
    assert fake_voice.exists()
    axe(screen)
    picture(screen, "screen-hall")


def test_a_number_is_typed_on_the_kiosks_own_keys(
    kiosk: Page, axe: Callable[[Page], None]
) -> None:
    kiosk.get_by_role("link", name="输入身份证号").click()
    kiosk.wait_for_load_state()  # the keys are drawn before their script has run
    field = kiosk.get_by_label("请输入身份证号")
    for sign in OLD[:-1] + "9" * 2:  # one too many is not written
        kiosk.get_by_role("button", name=sign, exact=True).click()
    expect(field).to_have_value(OLD[:-1] + "9")
    axe(kiosk)
    picture(kiosk, "kiosk-keys")
    kiosk.get_by_role("button", name="删除一位").click()
    kiosk.get_by_role("button", name=OLD[-1], exact=True).click()
    kiosk.get_by_role("button", name="输好了").click()
    expect(kiosk.get_by_text("号码已记下")).to_be_visible()
    kiosk.get_by_role("button", name="综合事务").click()
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("A001")
    assert Ticket.objects.get().standing == "elderly"


def test_the_screen_keeps_its_state_and_comes_back(
    lined: Hall, page: Page, live_server: Any
) -> None:
    seat = lines.make_seat(5)
    first, second = lines.make_ticket(), lines.make_ticket()
    lines.call(seat)
    page.goto(f"{live_server.url}/screen/1/")
    number = page.locator(".s-call .no")
    expect(number).to_have_text(first.number)
    page.context.set_offline(True)
    expect(page.locator("[data-s-stale]")).to_be_visible(timeout=10_000)
    expect(number).to_have_text(first.number)
    lines.serve(first, begins=1, ends=2)
    lines.call(seat, minute=3)
    page.context.set_offline(False)
    expect(number).to_have_text(second.number, timeout=10_000)
    expect(page.locator("[data-s-stale]")).to_be_hidden()


def test_a_card_is_read_anywhere_and_never_shown_whole(kiosk: Page) -> None:
    from tests.lobby.test_the_kiosk import OLD

    kiosk.keyboard.type(OLD, delay=5)
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("[data-k-known]")).to_be_visible()
    assert OLD not in kiosk.locator("body").inner_text()
    kiosk.get_by_role("button", name="综合事务").click()
    expect(kiosk.get_by_role("heading", level=1)).to_have_text("A001")
    assert Ticket.objects.get().standing == "elderly"


def test_nobody_there_and_no_network(kiosk: Page) -> None:
    kiosk.clock.install()
    kiosk.goto(f"{kiosk.url}find/")
    kiosk.clock.run_for(21_000)
    expect(kiosk.get_by_role("dialog")).to_contain_text("您还在吗")
    kiosk.clock.run_for(10_000)
    kiosk.wait_for_url("**/kiosk/1/")
    kiosk.context.set_offline(True)
    kiosk.clock.run_for(6_000)
    expect(kiosk.locator("[data-k-gone]")).to_be_visible()
    expect(kiosk.get_by_role("button", name="综合事务")).to_be_disabled()


def test_they_look_right(
    kiosk: Page,
    enter: Enter,
    cast: Cast,
    live_server: Any,
    screens: Callable[..., None],
) -> None:
    seat = lines.make_seat(5, user_id=cast.user("clerk").pk)
    for _ in range(4):
        lines.make_ticket()
    lines.make_ticket("B")
    called = lines.call(seat)
    assert called is not None
    kiosk.goto(f"{live_server.url}/kiosk/1/")
    screens(kiosk, "kiosk-small")
    kiosk.goto(f"{live_server.url}/kiosk/1/?needs=1")
    screens(kiosk, "kiosk-needs", looks=("light",))
    kiosk.goto(f"{live_server.url}/screen/1/")
    screens(kiosk, "screen-small", looks=("light", "dark"))
    kiosk.goto(f"{live_server.url}/screen/1/window/5/")
    screens(kiosk, "screen-window", looks=("light", "dark"))
    kiosk.goto(f"{live_server.url}/map/1/?window=6")
    screens(kiosk, "map")
    waiting = Ticket.objects.filter(state="waiting").latest("pk")
    kiosk.goto(f"{live_server.url}/t/{waiting.token}/?before=A002")
    screens(kiosk, "ticket")
    screens(enter("citizen", "/ticket/"), "ticket-far")
    page = enter("clerk", "/desk/window/")
    screens(page, "window-called")
    serving.start(called.pk, by=SYSTEM, at=timezone.now())
    again(page)
    screens(page, "window-serving")
    screens(enter("guide", "/desk/tickets/"), "guide-tickets")
    screens(enter("hall_manager", "/desk/windows/"), "windows")
    assert Client().get("/map/1/").status_code == 200
    assert Channel.KIOSK
