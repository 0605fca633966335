"""The hall, the figures, and what the house says of itself."""

import pytest
from django.test import Client

from tests.portal.reading import heading, main_of, whole, words
from yichuang.catalogue.models import ItemVersion
from yichuang.organisation.models import Hall, HallDay


def test_hours_windows_departments(client: Client, diploma: ItemVersion) -> None:
    page = client.get("/hall/")
    assert "周一至周五 9:00—12:00，13:30—17:00" in words(page)
    assert "周六至周日 不开门" in words(page)
    assert "综合窗口 5，6" in words(page)
    assert "青禾县教育局 · 7 号窗口" in words(page)
    assert "/matters/edu-selfexam-diploma/" in main_of(page)


def test_the_next_closed_days(client: Client, hall: Hall) -> None:
    HallDay.objects.create(hall=hall, day="2026-03-20", open=False, reason="消防演练")
    HallDay.objects.create(hall=hall, day="2026-03-21", open=True, reason="加班")
    page = words(client.get("/hall/"))
    assert "3月20日（周五） 不开门，消防演练" in page
    assert "3月21日（周六） 9:00—12:00，13:30—17:00，加班" in page


def test_the_figures_are_one_step_away(client: Client, hall: Hall) -> None:
    assert 'href="/hall/figures/"' in whole(client.get("/hall/"))


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/about/accessibility/", "无障碍说明"),
        ("/about/privacy/", "您的信息"),
        ("/about/stuck/", "事情办不成？"),
    ],
)
def test_what_the_house_says(
    client: Client, hall: Hall, address: str, title: str
) -> None:
    page = client.get(address)
    assert heading(page) == title
    assert "0799-1234567" in words(page)


def test_what_does_not_exist_is_not_promised(client: Client, hall: Hall) -> None:
    page = words(client.get("/about/stuck/"))
    assert "网上反映的表还没有" in page


@pytest.mark.parametrize(
    "address", ["/", "/hall/", "/track/", "/my/", "/search/?q=x", "/about/privacy/"]
)
def test_english_is_complete(
    client: Client, diploma: ItemVersion, address: str
) -> None:
    page = client.get(address, headers={"accept-language": "en"}, follow=True)
    text = words(page)
    chinese = [sign for sign in text if "\u4e00" <= sign <= "\u9fff"]
    assert not chinese, text


@pytest.mark.parametrize("address", ["/", "/hall/", "/matters/", "/search/?q=毕业"])
def test_a_page_costs_few_queries(
    client: Client,
    diploma: ItemVersion,
    django_assert_max_num_queries: object,
    address: str,
) -> None:
    client.get(address)  # what is remembered for a minute is remembered now
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert client.get(address).status_code == 200
