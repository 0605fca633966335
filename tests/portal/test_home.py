"""The start page: one question, what waits for me, the hall now."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from tests.cast import Cast
from tests.factories import online as make
from tests.portal.reading import heading, main_of, whole, words
from yichuang.catalogue.models import ItemVersion
from yichuang.organisation.models import Hall, HallDay


def test_the_question_comes_first(client: Client, diploma: ItemVersion) -> None:
    page = client.get("/")
    assert heading(page).startswith("要办什么事？")
    assert main_of(page).index("yc-ask") < main_of(page).index("yc-hallnow")
    assert "自学考试毕业证明书补办" in words(page)


def test_what_waits_for_me_is_lit_and_first(citizen: Client, cast: Cast) -> None:
    waiting = make.make_correction(cast)
    newer = make.make_submitted(cast)
    page = main_of(citizen.get("/"))
    rows = re.findall(r'<li( class="turn")?><a href="/my/(\w+)/"', page)
    assert rows == [(' class="turn"', waiting.number), ("", newer.number)]
    assert "等您补 1 份材料" in page


def test_nothing_is_lit_when_nothing_waits(citizen: Client, cast: Cast) -> None:
    make.make_submitted(cast)
    page = main_of(citizen.get("/"))
    assert "yc-tag lit" not in page
    assert 'class="turn"' not in page


def test_strangers_see_nobody_s_matters(
    client: Client, diploma: ItemVersion, cast: Cast
) -> None:
    case = make.make_correction(cast)
    page = whole(client.get("/"))
    assert case.number not in page
    assert "用手机号登录" in page


@pytest.mark.parametrize(
    ("utc", "says"),
    [
        ((2026, 3, 10, 2, 0), "现在开门，到 12:00"),
        ((2026, 3, 10, 4, 30), "现在休息，13:30 再开门"),
        ((2026, 3, 10, 10, 0), "现在不开门，明天 9:00"),
        ((2026, 3, 14, 2, 0), "现在不开门，3月16日（周一） 9:00"),
        ((2026, 2, 17, 2, 0), "今天不开门：春节"),
        ((2026, 2, 28, 2, 0), "现在开门，到 12:00"),  # a Saturday worked in exchange
    ],
)
def test_the_hall_now(
    client: Client, diploma: ItemVersion, utc: tuple[int, ...], says: str
) -> None:
    with time_machine.travel(datetime(*utc, tzinfo=UTC), tick=False):
        assert says in words(client.get("/"))


def test_a_day_the_hall_closes_by_itself(client: Client, hall: Hall) -> None:
    HallDay.objects.create(hall=hall, day="2026-03-10", open=False, reason="搬家")
    assert "今天不开门：搬家" in words(client.get("/"))


class TestElder:
    """Large type: five choices at most, one column, the phone in sight."""

    @pytest.fixture
    def elder(self, citizen: Client) -> Client:
        citizen.cookies["yc_mode"] = "elder"
        return citizen

    def test_at_most_five_choices(self, elder: Client, cast: Cast) -> None:
        make.make_correction(cast)
        page = main_of(elder.get("/"))
        links = re.findall(r"<a [^>]*href=", page)
        assert len(links) + page.count("<form") <= 5

    def test_the_phone_is_there(self, elder: Client) -> None:
        assert 'href="tel:0799-1234567"' in main_of(elder.get("/"))

    def test_what_waits_is_said_first(self, elder: Client, cast: Cast) -> None:
        case = make.make_correction(cast)
        page = main_of(elder.get("/"))
        assert "看看差什么" in page
        assert page.index(case.number) < page.index("从单子里选")

    def test_few_ways_on_every_page(self, elder: Client) -> None:
        bar = re.findall(
            r"<nav aria-label=\"主导航\">(.*?)</nav>", whole(elder.get("/hall/"))
        )
        assert bar
        assert bar[0].count("<a ") == 1


def test_without_a_guide_the_page_still_stands(client: Client, hall: Hall) -> None:
    assert "还没有公布办事指南" in words(client.get("/"))
