"""Who asks is known with few queries, and a session left alone ends."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.accounts import NOW, make_citizen, make_staff
from yichuang.accounts.models import User
from yichuang.accounts.rules import Role
from yichuang.accounts.views.address import client_address

pytestmark = pytest.mark.django_db


def open_page(user: User) -> str:
    return reverse("accounts:me" if user.kind == "citizen" else "mfa_index")


@pytest.mark.parametrize(
    ("make", "minutes", "still_in"),
    [
        (lambda: make_staff(Role.CLERK), 29, True),
        (lambda: make_staff(Role.CLERK), 31, False),
        (make_citizen, 23 * 60, True),
        (make_citizen, 24 * 60 + 1, False),
    ],
)
def test_idle_sessions_end(make, minutes: int, still_in: bool) -> None:  # type: ignore[no-untyped-def]
    with time_machine.travel(NOW, tick=False) as clock:
        user = make()
        client = Client()
        client.force_login(user)
        assert client.get(open_page(user)).status_code == 200
        clock.shift(timedelta(minutes=minutes))
        assert (client.get(open_page(user)).status_code == 200) is still_in


def test_work_keeps_a_session_open() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        user = make_staff(Role.CLERK)
        client = Client()
        client.force_login(user)
        for _ in range(6):
            clock.shift(timedelta(minutes=20))
            assert client.get(open_page(user)).status_code == 200


def asked(client: Client, path: str) -> list[str]:
    """The queries about who asks; what the frame of the page asks is not ours."""
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    ours = ('"django_session"', '"accounts_')
    return [q["sql"] for q in queries if any(table in q["sql"] for table in ours)]


def test_a_stranger_costs_no_query() -> None:
    assert asked(Client(), reverse("accounts:sign-in")) == []


def test_user_and_roles_cost_one_query_besides_the_session() -> None:
    user = make_staff(Role.CLERK, Role.GUIDE, Role.ISSUER)
    client = Client()
    client.force_login(user)
    client.get("/nowhere/")
    session, everything = asked(client, "/nowhere/")
    assert '"django_session"' in session
    assert '"accounts_rolegrant"' in everything


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "198.51.100.9", "192.0.2.1"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "6.6.6.6, 198.51.100.9", "198.51.100.9"),
        (2, "6.6.6.6, 198.51.100.9, 10.0.0.1", "198.51.100.9"),
        (2, "198.51.100.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_the_address_is_what_our_proxies_wrote(
    rf, settings, proxies, told, address
) -> None:  # type: ignore[no-untyped-def]
    settings.YICHUANG_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": told})
    assert client_address(request) == address
