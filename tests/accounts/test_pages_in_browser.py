"""Citizen and staff in a browser, phone and desktop, light, dark and elder, with axe looking on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as house
from django.urls import reverse
from playwright.sync_api import Page

from tests.accounts.conftest import code_in, sms_to
from tests.cast import Cast
from tests.factories.accounts import (
    NOW,
    PASSWORD,
    invented_id,
    invented_phone,
    make_staff,
)
from yichuang.accounts.rules import Role
from yichuang.accounts.services import consents, messages

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = invented_phone(801)


def press(page: Page) -> None:
    """The one filled button of the page."""
    page.locator("main .btn-primary").first.click()


def test_a_citizen_signs_in_and_says_who_they_are(
    live_server: Any, page: Page, screens: Callable[..., None]
) -> None:
    page.goto(f"{live_server.url}{reverse('accounts:sign-in')}?next=/account/")
    screens(page, "sign-in")
    page.get_by_label("手机号").fill("138 12")
    press(page)
    assert page.locator(".yc-errsum").is_visible()
    page.get_by_label("手机号").fill(PHONE)
    press(page)
    page.wait_for_url("**/sign-in/code/")
    screens(page, "sign-in-code", looks=("light", "elder"))
    page.get_by_label("6 位验证码").fill(code_in(sms_to(PHONE)[0]))
    press(page)
    page.wait_for_url("**/account/")
    screens(page, "account-new", looks=("light",))
    press(page)
    screens(page, "account-who")
    page.get_by_label("姓名").fill("林知夏")
    page.get_by_label("证件号码").fill(invented_id(55))
    press(page)
    page.wait_for_url("**/account/")
    assert page.get_by_text("林知夏").is_visible()
    page.get_by_role("button", name="退出登录").click()
    page.goto(f"{live_server.url}/account/")
    assert "/sign-in/" in page.url


def wear(page: Page, url: str, cast: Cast, who: str) -> None:
    """Put the session of somebody into the browser."""
    cookie = cast.client(who).cookies[house.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])


def test_my_account_in_every_look(
    live_server: Any, page: Page, cast: Cast, screens: Callable[..., None]
) -> None:
    own = cast.person("citizen")
    consents.give(own.pk, "与省平台共享", "2026-01", by=cast.actor("citizen"), at=NOW)
    messages.send(own, "受理通知", "您申请的补办已受理，4月1日前办结。", at=NOW)
    wear(page, live_server.url, cast, "citizen")
    for name in ("me", "contact"):
        page.goto(live_server.url + reverse(f"accounts:{name}"))
        screens(page, f"account-{name}")


def test_staff_pages_in_every_look(
    live_server: Any, page: Page, cast: Cast, screens: Callable[..., None]
) -> None:
    make_staff(Role.ADMINISTRATOR, login="admin.two", hall_id=None)
    messages.send(PHONE, "收件", "您的材料收到了。", at=NOW)
    page.goto(f"{live_server.url}{reverse('account_login')}?next=/staff/")
    screens(page, "staff-sign-in", looks=("light", "dark"))
    page.get_by_label("登录名").fill("admin.two")
    page.get_by_label("密码").fill(PASSWORD)
    press(page)
    page.wait_for_url("**/staff/")
    member = reverse("accounts:staff-member", args=[cast.user("clerk").pk])
    pages = {
        "staff": reverse("accounts:staff"),
        "staff-new": reverse("accounts:staff-new"),
        "staff-member": member,
        "staff-password": reverse("accounts:own-password"),
        "staff-security": reverse("mfa_index"),
        "outbox": reverse("accounts:outbox"),
    }
    for name, way in pages.items():
        page.goto(live_server.url + way)
        screens(page, name, looks=("light", "dark"))
    page.goto(live_server.url + reverse("mfa_activate_totp"))
    page.get_by_label("密码").fill(PASSWORD)
    press(page)
    screens(page, "staff-app", looks=("light", "dark"))
