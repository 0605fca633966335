"""The page of today: figures with denominators, empty days in words, who gets in."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tests.cast import Cast
from tests.factories import online
from tests.factories import reviews as make
from tests.factories.accounts import NOW
from yichuang.organisation.models import Hall

MAY = ("hall_manager", "department_head", "supervisor", "auditor", "administrator")
MAY_NOT = ("clerk", "issuer", "guide", "review_officer", "item_manager", "citizen")
ADDRESS = "/today/"


def text(cast: Cast, address: str = ADDRESS, who: str = "hall_manager") -> str:
    answer = cast.client(who).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", MAY)
def test_those_who_answer_for_the_hall_get_in(hall: Hall, cast: Cast, who: str) -> None:
    assert "今天，3月10日" in text(cast, who=who)


@pytest.mark.parametrize("who", MAY_NOT)
def test_others_find_no_page(hall: Hall, cast: Cast, who: str) -> None:
    for address in (ADDRESS, "/today/received/", "/today/overdue/"):
        assert cast.client(who).get(address).status_code == 404


def test_strangers_sign_in(hall: Hall, cast: Cast) -> None:
    answer = cast.client("stranger").get(ADDRESS)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_an_empty_day_says_so(hall: Hall, cast: Cast) -> None:
    page = text(cast)
    assert "还没有收件" in page
    assert "没有在办的件" in page
    assert "0 / 0 件" in page
    assert "这个数是 0" in text(cast, "/today/decided/")


def test_a_case_moves_every_figure(
    hall: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    make.make_review(cast, 5)
    online.make_submitted(cast)
    clock.move_to(make.LATER)
    page = text(cast)
    assert "1 / 1 件" in page  # decided in time
    assert "1 / 1 条" in page  # positive
    assert "样本少" in page
    assert "在办 1 件" in page
    assert "1 件平均" in page


def test_working_time_is_of_office_hours(
    hall: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    """Accepted at 11:00, decided at 12:00: sixty minutes, all of them open."""
    make.make_finished(cast)
    clock.move_to(make.LATER)
    page = text(cast, "/today/working-time/")
    assert "60 分钟" in page


def test_lists_name_no_person_and_open_the_case(
    hall: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    case = make.make_finished(cast)
    open_case = online.make_accepted(cast)
    clock.move_to(make.LATER)
    for figure, number in (("issued", case.number), ("open", open_case.number)):
        page = text(cast, f"/today/{figure}/")
        assert reverse("desk:case", args=[number]) in page
        assert cast.person("citizen").name not in page
        assert "/desk/cases/" not in text(cast, f"/today/{figure}/", "administrator")


def test_reviews_are_listed_without_case_and_time(
    hall: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    review = make.make_review(cast, 2)
    clock.move_to(make.LATER)
    page = text(cast, "/today/positive/")
    assert review.case.number not in page.replace(" ", "")
    assert "不满意" in page
    assert "14:00" not in page.split("<main")[1]


def test_another_day_can_be_looked_at(
    hall: Hall, cast: Cast, clock: time_machine.Traveller
) -> None:
    make.make_finished(cast)
    clock.move_to(NOW + timedelta(days=1))
    yesterday = text(cast, "/today/?day=2026-03-10")
    assert "3月10日（周二）" in yesterday
    assert "每半分钟更新" not in yesterday
    assert "只知道此刻的" in yesterday
    assert "还没有收件" in text(cast)


@pytest.mark.parametrize("day", ["2026-13-01", "nonsense", "2999-01-01", ""])
def test_a_day_that_is_none_is_today(hall: Hall, cast: Cast, day: str) -> None:
    assert "今天，3月10日" in text(cast, f"/today/?day={day}")


@pytest.mark.parametrize("query", ["page=0", "page=99", "page=x", "lamp=blue"])
def test_odd_addresses_are_read_leniently(hall: Hall, cast: Cast, query: str) -> None:
    online.make_accepted(cast)
    assert text(cast, f"/today/open/?{query}").count('class="row1"') == 1


def test_htmx_gets_the_inside_only(hall: Hall, cast: Cast) -> None:
    answer = cast.client("hall_manager").get(ADDRESS, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert page.lstrip().startswith('<div id="in-live"')
    assert "<h1" not in page


def test_a_figure_that_is_none_is_not_there(hall: Hall, cast: Cast) -> None:
    assert cast.client("hall_manager").get("/today/gold/").status_code == 404


def test_the_page_asks_a_bounded_number_of_times(
    hall: Hall, cast: Cast, django_assert_max_num_queries: object
) -> None:
    for _ in range(3):
        make.make_review(cast, 4)
    manager = cast.client("hall_manager")
    manager.get(ADDRESS)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        manager.get(ADDRESS)
