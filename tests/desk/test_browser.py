"""The desk as it looks: no accessibility finding, nothing sticking out, keys that work."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.cast import Cast
from tests.factories import counter as make
from tests.factories.online import authorise
from yichuang.organisation.models import Hall

LOOKS = ("light", "dark")


@pytest.fixture
def sign_in(live_server: Any, cast: Cast, page: Page) -> Callable[[str], Page]:
    """`sign_in("clerk")`: a browser with somebody of the cast in it."""

    def enter(who: str) -> Page:
        client = cast.client(who)
        page.context.clear_cookies()
        page.context.add_cookies(
            [
                {
                    "name": "sessionid",
                    "value": client.cookies["sessionid"].value,
                    "url": live_server.url,
                }
            ]
        )
        return page

    return enter


@pytest.mark.django_db(transaction=True)
def test_shots(
    hall: Hall, cast: Cast, live_server: Any, sign_in: Any, screens: Any
) -> None:
    received = make.make_case(cast, "received", papers=frozenset({"form"}))
    make.make_case(cast, "submitted")
    make.make_case(cast, "correction")
    make.make_case(cast, "received", answers={"year": "after", "who": "agent"})
    authorise(cast)
    post = make.put_at_post(cast, "approver")
    accepted = make.make_case(cast, "accepted")
    from yichuang.cases.services import handling

    handling.route(accepted, post.pk, by=cast.actor("clerk"), at=make.NOW)
    asked = make.make_case(cast, "received")
    make.ask_tolerance(cast, asked)
    page = sign_in("clerk")
    u = live_server.url
    for name, address in {
        "start-clerk": "/desk/",
        "cases": "/desk/cases/",
        "cases-filtered": "/desk/cases/?state=received&q=林",
        "empty": "/desk/cases/?lamp=red",
        "case": f"/desk/cases/{received.number}/",
        "case-paper": f"/desk/cases/{received.number}/?paper=register-form",
        "case-clock": f"/desk/cases/{accepted.number}/clock/",
        "case-timeline": f"/desk/cases/{accepted.number}/timeline/",
        "case-documents": f"/desk/cases/{accepted.number}/documents/",
        "notify": f"/desk/cases/{received.number}/do/notify/",
        "decline": f"/desk/cases/{received.number}/do/decline/",
        "tolerate": f"/desk/cases/{received.number}/do/tolerate/?on=register-form",
        "choose": "/desk/receive/",
        "receive": "/desk/receive/edu-selfexam-diploma/",
        "reveal": f"/desk/cases/{received.number}/people/{received.applicant_id}/",
        "guides": "/desk/guides/",
        "guide": "/desk/guides/edu-selfexam-diploma/",
    }.items():
        page.goto(u + address)
        screens(page, f"desk-{name}", looks=LOOKS)
    page = sign_in("chief_approver")
    for name, address in {
        "start-chief": "/desk/",
        "approve": f"/desk/cases/{accepted.number}/do/approve/",
        "consent": f"/desk/cases/{asked.number}/do/consent/?on=register-form",
        "case-chief": f"/desk/cases/{accepted.number}/",
    }.items():
        page.goto(u + address)
        screens(page, f"desk-{name}", looks=LOOKS)
