"""In Chromium: faces, remarks and words without script; figures and bad reviews; axe."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.cast import Cast
from tests.factories import reviews as make
from tests.reviews.entering import Enter
from yichuang.organisation.models import Hall
from yichuang.reviews.models import Review

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_page_that_asks(
    hall: Hall, cast: Cast, enter: Enter, screens: Callable[..., None]
) -> None:
    token = make.make_invitation(cast).token
    page = enter("stranger", f"/review/{token}/")
    expect(page.get_by_role("button", name="交上去")).to_be_hidden()
    screens(page, "review-asked")


def test_remarks_follow_the_face(
    hall: Hall, cast: Cast, enter: Enter, axe: Callable[..., None]
) -> None:
    token = make.make_invitation(cast).token
    page = enter("stranger", f"/review/{token}/")
    page.get_by_text("非常不满意").click()
    expect(page.get_by_text("服务态度差效率低")).to_be_visible()
    page.get_by_text("满意", exact=True).click()
    expect(page.get_by_text("服务态度差效率低")).to_be_hidden()
    for said in ("跑大厅一次办完", "服务态度较好", "一张清单告知全部申报材料"):
        page.get_by_text(said).click()
    expect(page.locator('[name="tags-4"][value="406"]')).to_be_disabled()
    axe(page)
    page.get_by_label("还想说点什么").fill("挺好的")
    page.get_by_role("button", name="交上去").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("收到您的评价了")
    row = Review.objects.get()
    assert (row.level, row.tags, row.text) == (4, ["408", "411", "413"], "挺好的")


def test_faces_are_chosen_with_the_keyboard(
    hall: Hall, cast: Cast, enter: Enter
) -> None:
    token = make.make_invitation(cast).token
    page = enter("stranger", f"/review/{token}/")
    page.locator("#face-5").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#face-4")).to_be_checked()
    expect(page.get_by_text("跑大厅一次办完")).to_be_visible()


def test_it_works_without_script(
    hall: Hall, cast: Cast, live_server: Any, browser: Browser
) -> None:
    token = make.make_invitation(cast).token
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(f"{live_server.url}/review/{token}/")
    page.locator("label.rv-face").nth(3).click()
    page.get_by_text("窗口人员业务不熟练").click()
    page.locator(".rv-end button").click()
    assert (Review.objects.get().level, Review.objects.get().tags) == (2, ["213"])
    context.close()


def test_the_halls_figures(
    hall: Hall, cast: Cast, enter: Enter, screens: Callable[..., None]
) -> None:
    for level in (5, 4, 1):
        make.make_review(cast, level)
    screens(enter("stranger", "/hall/figures/"), "hall-figures")


def test_bad_reviews(
    hall: Hall, cast: Cast, enter: Enter, screens: Callable[..., None]
) -> None:
    row = make.make_bad(cast)
    looks = ("light", "dark")
    screens(enter("review_officer", "/bad-reviews/"), "bad-reviews", looks=looks)
    address = f"/bad-reviews/{row.review_id}/"
    screens(enter("review_officer", address), "bad-review", looks=looks)
