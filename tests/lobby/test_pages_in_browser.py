"""The tablet in Chromium: at rest, asking, warning before it goes back to rest; axe."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.factories import reviews as make
from tests.reviews.entering import Enter
from yichuang.organisation.models import Hall, Window
from yichuang.reviews.models import Invitation, Review
from yichuang.reviews.services import inviting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Device = Callable[[str], Page]


@pytest.fixture
def device(hall: Hall, cast: Cast, enter: Enter, live_server: Any) -> Device:
    """A tablet that lies at window 5."""
    client = cast.client("issuer")
    client.post("/tablet/pair/", {"window": Window.objects.get(number=5).pk})
    paired = {
        "name": "yc_tablet",
        "value": client.cookies["yc_tablet"].value,
        "domain": "localhost",
        "path": "/tablet/",
    }

    def go(address: str) -> Page:
        page = enter("stranger", "/verify/")
        page.context.add_cookies([paired])  # type: ignore[list-item]
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(f"{live_server.url}{address}")
        return page

    return go


def test_it_looks_right(
    device: Device, cast: Cast, screens: Callable[..., None]
) -> None:
    screens(device("/tablet/"), "tablet-rest")
    token = make.make_invitation(cast).token
    screens(device(f"/tablet/{token}/"), "tablet-asks")


def test_what_follows_the_face_fits_the_screen(
    device: Device, cast: Cast, axe: Callable[..., None]
) -> None:
    page = device(f"/tablet/{make.make_invitation(cast).token}/")
    for face in page.locator("label.rv-face").all():
        face.click()
        tall = page.evaluate("document.documentElement.scrollHeight")
        assert tall <= 800, f"{tall} px on a screen of 800"
    axe(page)


def test_pairing_looks_right(
    hall: Hall, enter: Enter, screens: Callable[..., None]
) -> None:
    screens(enter("clerk", "/tablet/?window=5"), "tablet-pair", looks=("light", "dark"))


def test_from_rest_to_thanks_and_back(device: Device, cast: Cast) -> None:
    page = device("/tablet/")
    case = make.make_finished(cast)
    inviting.show(case, 5, by=cast.actor("clerk"), at=make.NOW)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "这次办得怎么样？", timeout=10_000
    )
    page.get_by_text("非常满意").click()
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("收到了")
    assert Review.objects.get().channel == "tablet"
    page.wait_for_url("**/tablet/", timeout=15_000)


def test_nobody_there_it_warns_and_rests(device: Device, cast: Cast) -> None:
    case = make.make_finished(cast)
    inviting.show(case, 5, by=cast.actor("clerk"), at=make.NOW)
    page = device("/verify/")
    page.clock.install()
    page.goto(page.url.replace("/verify/", "/tablet/"))
    page.clock.run_for(21_000)
    expect(page.get_by_role("dialog")).to_contain_text("您还在吗")
    page.get_by_role("button", name="我还在").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.clock.run_for(19_000)
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.clock.run_for(12_000)
    page.wait_for_url("**/tablet/")
    assert not Review.objects.exists()
    assert Invitation.objects.get().shown_until is None
