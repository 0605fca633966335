"""The start page: everybody who works here begins somewhere, and nobody at a dead end."""

import re
from datetime import timedelta

import pytest
import time_machine

from tests.cast import Cast
from tests.desk.browse import text
from tests.factories import counter as make
from tests.factories.accounts import NOW
from yichuang.organisation.models import Hall

START = "/desk/"
FIRST = {
    "clerk": "/desk/receive/",
    "guide": "/desk/guides/",
    "hall_manager": "/today/",
    "supervisor": "/today/",
    "department_head": "/today/",
    "auditor": "/today/",
    "review_officer": "/bad-reviews/",
    "item_manager": "/desk/guides/",
    "administrator": "/staff/",
    "approver": "/desk/cases/",
    "chief_approver": "/desk/cases/",
    "issuer": "/desk/cases/",
}
"""Where the pane of the start page leads while nothing waits."""


def pane(page: str) -> str:
    """The one framed thing of the page."""
    found = re.findall(r"<section[^>]*yc-pane.*?</section>", page, re.S)
    assert len(found) == 1
    return str(found[0])


@pytest.mark.parametrize("who", FIRST)
def test_each_role_has_one_thing_to_do_first_and_may_do_it(
    hall: Hall, cast: Cast, who: str
) -> None:
    client = cast.client(who)
    first = pane(text(client.get(START)))
    assert FIRST[who] in first
    assert client.get(FIRST[who]).status_code == 200


def test_every_way_of_the_page_is_open_to_who_sees_it(hall: Hall, cast: Cast) -> None:
    for who in FIRST:
        client = cast.client(who)
        page = text(client.get(START))
        for address in set(re.findall(r'href="(/[^"?#]*/)"', page)):
            assert client.get(address).status_code < 400, (who, address)


def test_a_citizen_has_no_start_here(hall: Hall, cast: Cast) -> None:
    assert cast.client("citizen").get(START).status_code == 404


def test_who_watches_the_hall_sees_what_presses(
    hall: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    late = make.make_case(cast, "accepted")
    clock.move_to(NOW + timedelta(days=40))
    page = text(cast.client("supervisor").get(START))
    assert "1 件超期" in pane(page)
    assert late.number in page


def test_a_day_that_passed_is_not_called_due_today(
    hall: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    """Promised until Friday: on Saturday no working day lies between, yet it is late."""
    case = make.make_case(cast, "accepted")
    assert case.promise_due is not None
    day = case.promise_due
    while day.weekday() != 4:
        day -= timedelta(days=1)
    type(case).objects.filter(pk=case.pk).update(promise_due=day, statute_due=None)
    for days, says in ((0, "今天到期"), (1, "到期日已过"), (2, "到期日已过")):
        clock.move_to(NOW + (day - NOW.date()) + timedelta(days=days))
        for address in ("/desk/cases/", f"/desk/cases/{case.number}/"):
            page = text(cast.client("clerk").get(address))
            assert says in page, (address, days)
            assert ("今天到期" in page) is (days == 0)


def test_who_may_consent_is_led_to_the_tolerance_that_waits(
    hall: Hall, cast: Cast
) -> None:
    case = make.make_case(cast, papers=frozenset({"form"}))
    make.ask_tolerance(cast, case)
    assert f"/desk/cases/{case.number}/do/consent/" in pane(
        text(cast.client("approver").get(START))
    )
