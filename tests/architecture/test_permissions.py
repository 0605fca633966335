"""The permission table is complete and true: see tests/permissions.txt."""

from collections import Counter

import pytest
from django.http import HttpResponse

from tests.architecture.routes import Route, routes
from tests.architecture.source import listed
from tests.permissions import CAST, ROWS, Row
from tests.world import World

# Who may enter is decided before anything is stored, so it is asked once; that every
# page opens on PostgreSQL too is seen by the query counts.
pytestmark = pytest.mark.sqlite

PAGES_WITHOUT_A_DOOR = ("/static/",)  # files everyone may have
METHODS = ("GET", "POST")


def declared() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for row in ROWS:
        table.setdefault(row.address, set()).add(row.method)
    return table


def guarded() -> list[Route]:
    return [
        route
        for route in routes()
        if not route.address.startswith(PAGES_WITHOUT_A_DOOR)
    ]


def test_every_address_and_operation_has_a_row() -> None:
    known = declared()
    missing = []
    for route in guarded():
        wanted = set(route.methods) or (set() if route.address in known else {"GET"})
        for method in sorted(wanted - known.get(route.address, set())):
            missing.append(f"{method:5} {route.address}    # {route.name}")
    assert not missing, listed(missing)


def test_every_row_has_an_address() -> None:
    addresses = {route.address for route in routes()}
    gone = [row.text for row in ROWS if row.address not in addresses]
    assert not gone, listed(gone)


def test_no_row_stands_twice() -> None:
    twice = [
        door
        for door, times in Counter((row.method, row.address) for row in ROWS).items()
        if times > 1
    ]
    assert not twice, twice


def let_through(response: HttpResponse) -> bool:
    """Answered as somebody who may: a page, a move made, or a form sent back."""
    if response.status_code >= 500:
        raise AssertionError(f"{response.status_code} from a door")
    return response.status_code not in {401, 403, 404, 405} and not to_sign_in(response)


def to_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and "/sign-in" in response["Location"]


def turned_away(response: HttpResponse, who: str, row: Row) -> bool:
    """Answered as the row says, or, where nobody is known, asked who one is."""
    unknown = who == "stranger" or (who == "machine") != row.address.startswith("/api/")
    if to_sign_in(response):
        return unknown or row.rest == "sign-in"
    return str(response.status_code) in {row.rest, "401" if unknown else row.rest}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.address}")
def test_the_table_is_true(row: Row, world: World) -> None:
    wrong = []
    for who in sorted(CAST):
        response = world.ask(who, row.method, row.address)
        as_told = (
            let_through(response) if who in row.may else turned_away(response, who, row)
        )
        if not as_told:
            wrong.append(
                f"{who}: {response.status_code} {response.get('Location', '')}"
            )
    assert not wrong, f"{row.text}{listed(wrong)}"


PAGES = sorted({row.address for row in ROWS if not row.address.startswith("/api/")})


@pytest.mark.parametrize("address", PAGES)
def test_what_no_row_names_is_not_answered(address: str, world: World) -> None:
    """A page that would also take a POST nobody thought of is a hole in the table."""
    rows = [row for row in ROWS if row.address == address]
    who = min((name for row in rows for name in row.may), default="stranger")
    for method in set(METHODS) - {row.method for row in rows}:
        response = world.ask(who, method, address)
        refused = response.status_code in {404, 405} or to_sign_in(response)
        assert refused, f"{method} {response.status_code}"
