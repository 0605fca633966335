"""How many queries each page asks, cold, against tests/query_counts.json.

A page that asks more than yesterday shows in the diff of that file, with a reason in the
commit. UPDATE_QUERY_COUNTS=1 writes it.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.kit.database import baseline
from tests.permissions import ROWS, Row
from tests.world import World, same_cookies

# Who looks, if they may: the people for whom the pages are made.
LOOKERS = (
    "citizen",
    "clerk",
    "approver",
    "hall_manager",
    "administrator",
    "machine",
    "stranger",
)
PAGES = [row for row in ROWS if row.method == "GET" and row.may & set(LOOKERS)]


def looker(row: Row) -> str:
    return next(who for who in LOOKERS if who in row.may)


def test_the_baseline_names_pages_that_are() -> None:
    pages = {f"{row.address} as {looker(row)}" for row in PAGES}
    gone = [name for name in baseline() if name.startswith("/") and name not in pages]
    assert not gone, gone


@pytest.mark.parametrize("row", PAGES, ids=lambda row: str(row.address))
def test_a_page_asks_no_more_than_it_did(
    row: Row,
    world: World,
    counted_queries: Callable[[str], AbstractContextManager[None]],
) -> None:
    who = looker(row)
    browser, address = world.browsers[who], world.filled(row.address)
    with same_cookies(browser), counted_queries(f"{row.address} as {who}"):
        browser.get(address)
