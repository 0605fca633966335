"""A NUL in an address is nonsense to every page and an accident to none: PostgreSQL
refuses such text, SQLite takes it, and neither may make a page of ours fail."""

import pytest

from tests.world import World

ADDRESSES = (
    ("stranger", "/search/?q=%00"),
    ("stranger", "/verify/?number=%00&code=%00"),
    ("stranger", "/track/?number=%00&code=%00"),
    ("stranger", "/matters/%00/"),
    ("citizen", "/my/%00/"),
    ("clerk", "/desk/search/?q=%00"),
    ("clerk", "/desk/cases/?state=%00&q=%00&page=%00"),
    ("clerk", "/desk/receive/?q=%00"),
    ("administrator", "/staff/?q=%00"),
    ("administrator", "/outbox/?q=%00&page=%00"),
    ("hall_manager", "/today/?day=%00&hall=%00"),
    ("review_officer", "/bad-reviews/?state=%00"),
)


@pytest.mark.parametrize(("who", "address"), ADDRESSES)
def test_no_page_fails(world: World, who: str, address: str) -> None:
    assert world.ask(who, "GET", address).status_code == 400


def test_the_api_tells_a_problem(world: World) -> None:
    answer = world.ask("stranger", "GET", "/api/v1/items/search?q=%00")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
