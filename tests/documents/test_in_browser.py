"""The verification page at every width and in every look."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.cast import Cast
from tests.factories.documents import AT, make_certificate, make_notice
from yichuang.documents import services

pytestmark = [
    pytest.mark.browser,
    pytest.mark.usefixtures("lanes"),
]


@pytest.mark.parametrize("what", ["empty", "valid", "revoked", "unknown"])
def test_verify(
    page: Page,
    live_server: Any,
    screens: Callable[[Page, str], None],
    cast: Cast,
    what: str,
) -> None:
    code = "222222222222"
    if what == "valid":
        code = make_certificate().verify_code
    if what == "revoked":
        notice = make_notice()
        services.revoke(notice, reason="发错了", by=cast.actor("chief_approver"), at=AT)
        code = notice.verify_code
    path = "/verify/" if what == "empty" else f"/verify/{code}/"
    page.goto(f"{live_server.url}{path}")
    screens(page, f"documents-verify-{what}")
