"""The work list: lamps counted and filtered as the rows show them, urgent first."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import Cast
from tests.desk.browse import text
from tests.factories import counter as make
from tests.factories.accounts import NOW
from yichuang.cases.models import Case
from yichuang.cases.queries.worklist import row_of
from yichuang.cases.services import handling
from yichuang.desk.queries.work import Wanted, work
from yichuang.kernel.lamps import Lamp
from yichuang.organisation.models import Hall

LIST = "/desk/cases/"


@pytest.fixture
def mixed(hall: Hall, cast: Cast) -> list[Case]:
    """Cases in every open state."""
    return [make.make_case(cast, state) for state in make.STATES[:4]] + [
        make.make_case(cast, "approved")
    ]


def test_chips_count_what_the_rows_show_on_every_day(
    mixed: list[Case], cast: Cast
) -> None:
    """The database's lamp and the rule's lamp are the same lamp, whatever the day."""
    by = cast.actor("clerk")
    seen = set()
    for days in range(45):
        today = NOW.date() + timedelta(days=days)
        rows = [row_of(case, today) for case in mixed]
        lit = {lamp: [r.number for r in rows if r.lamp is lamp] for lamp in Lamp}
        seen |= {lamp for lamp, numbers in lit.items() if numbers}
        found = work(by, Wanted(), today=today, page=1)
        assert found.lamps == {
            lamp.value: len(numbers) for lamp, numbers in lit.items() if numbers
        }, today
        for lamp, numbers in lit.items():
            page = work(by, Wanted(lamp=lamp.value), today=today, page=1).page
            assert {row.number for row in page.rows} == set(numbers)
    assert {Lamp.OK, Lamp.WARN, Lamp.YELLOW, Lamp.PAUSE} <= seen


def test_the_least_time_left_comes_first(mixed: list[Case], cast: Cast) -> None:
    page = text(cast.client("clerk").get(LIST))
    order = re.findall(r"/desk/cases/(\w+)/\">自学", page)
    due = {case.number: case.promise_due or case.notice_due for case in mixed}
    assert [due[number] for number in order] == sorted(due.values())  # type: ignore[type-var]


def test_a_filter_can_be_taken_off(mixed: list[Case], cast: Cast) -> None:
    answer = text(cast.client("clerk").get(LIST, {"state": "correction", "q": "林"}))
    assert "共 1 条" in answer
    assert 'href="/desk/cases/?q=%E6%9E%97"' in answer  # without the state
    assert 'href="/desk/cases/?state=correction"' in answer  # without the text


def test_nothing_found_says_so_and_offers_the_way_back(hall: Hall, cast: Cast) -> None:
    answer = text(cast.client("clerk").get(LIST, {"lamp": "red"}))
    assert "没有符合这些条件的件" in answer


@pytest.mark.parametrize("query", [{"lamp": "blue"}, {"state": "gone"}, {"page": "x"}])
def test_what_is_no_filter_filters_nothing(
    mixed: list[Case], cast: Cast, query: dict[str, str]
) -> None:
    assert "共 5 条" in text(cast.client("clerk").get(LIST, query))


def test_names_are_masked(mixed: list[Case], cast: Cast) -> None:
    answer = text(cast.client("clerk").get(LIST))
    assert "林**" in answer
    assert "林知夏" not in answer


def test_an_approver_finds_what_lies_at_their_posts(hall: Hall, cast: Cast) -> None:
    post = make.put_at_post(cast, "approver")
    mine, other = make.make_case(cast, "accepted"), make.make_case(cast, "accepted")
    handling.route(mine, post.pk, by=cast.actor("clerk"), at=NOW)
    answer = text(cast.client("approver").get(LIST, {"mine": "1"}))
    assert mine.number in answer
    assert other.number not in answer
    assert mine.number in text(cast.client("approver").get("/desk/"))


def test_the_list_asks_the_database_as_often_for_many_cases_as_for_one(
    hall: Hall, cast: Cast
) -> None:
    client = cast.client("clerk")
    make.make_case(cast)
    client.get(LIST)
    with CaptureQueriesContext(connection) as one:
        client.get(LIST)
    for _ in range(4):
        make.make_case(cast)
    with CaptureQueriesContext(connection) as five:
        client.get(LIST)
    assert len(five) == len(one)


def test_another_halls_cases_do_not_exist(mixed: list[Case], cast: Cast) -> None:
    answer = cast.client("clerk_elsewhere").get(
        reverse("desk:case", args=[mixed[0].number])
    )
    assert answer.status_code == 404
