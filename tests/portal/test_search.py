"""Asking in one's own words: two characters, other names, pinyin, English, nothing.

The catalogue is the one the project ships, so that what people say is tried on it.
"""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from tests.factories import organisation
from tests.factories.accounts import NOW
from tests.portal.reading import main_of, words
from yichuang.accounts.policies import SYSTEM
from yichuang.catalogue import queries
from yichuang.organisation.schemas import read_plan
from yichuang.organisation.services.arranging import arrange

PLAN = Path(__file__).parents[2] / "yichuang/config/demo/hall.yaml"


@pytest.fixture
def client(db: None, now: object) -> Client:
    """A stranger before the shipped catalogue."""
    arrange(read_plan(PLAN.read_text("utf-8")), by=SYSTEM, at=NOW)
    organisation.make_calendar()
    queries.forget()
    call_command(
        "catalogue", "import", "--shipped", "--publish-from=2026-01-01", verbosity=0
    )
    return Client()


def found(client: Client, query: str, language: str = "zh-hans") -> list[str]:
    page = client.get("/search/", {"q": query}, headers={"accept-language": language})
    hits = re.search(r'<ul class="yc-plain yc-hits">.*?</ul>', main_of(page), re.S)
    return re.findall(r'href="/(?:matters|bundles)/([\w-]+)/"', hits[0] if hits else "")


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("毕业", "edu-selfexam-diploma"),
        ("毕业证丢了", "edu-selfexam-diploma"),
        ("自考文凭补办", "edu-selfexam-diploma"),
        ("biyezheng", "edu-selfexam-diploma"),
        ("self-study diploma", "edu-selfexam-diploma"),
        ("身份证丢了", "id-card-reissue"),
        ("理发店卫生证", "health-public-place"),
        ("开个小饭馆", "food-operation"),
        ("补办毕业证书", "edu-selfexam-diploma"),
        ("孩子报名读书", "school-enrol"),
        ("细伢子上小学", "school-enrol"),
        ("身份证搞丢了", "id-card-reissue"),
        ("开门面", "indiv-business"),
        ("shenfenzheng", "id-card-reissue"),
    ],
)
def test_it_is_found(client: Client, query: str, key: str) -> None:
    language = "en" if query.isascii() and " " in query else "zh-hans"
    assert key in found(client, query, language)[:3]


def test_it_says_why(client: Client) -> None:
    page = client.get("/search/", {"q": "自考文凭补办"})
    assert "也叫“自考文凭补办”" in words(page)


def test_the_name_is_reason_enough(client: Client) -> None:
    """Two characters of the name are not explained by the last of ten aliases."""
    first = words(client.get("/search/", {"q": "毕业"})).split("也叫")[0]
    assert "名称里有" in first


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_example_on_the_start_page_finds_something(
    client: Client, language: str
) -> None:
    page = client.get("/", headers={"accept-language": language})
    examples = re.findall(r'href="/search/\?q=[^"]+">([^<]+)<', main_of(page))
    assert len(examples) == 4
    for example in examples:
        assert found(client, example, language), example


def test_nothing_found_says_what_to_try_and_whom_to_call(client: Client) -> None:
    page = client.get("/search/", {"q": "火星移民"})
    assert "没找到 “火星移民”" in words(page)
    assert "换个说法试试" in words(page)
    assert 'href="tel:0737-5550100"' in main_of(page)


def test_what_was_typed_is_shown_as_text(client: Client) -> None:
    page = main_of(client.get("/search/", {"q": "<script>alert(1)</script>"}))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_an_empty_or_endless_question_is_answered(client: Client) -> None:
    assert client.get("/search/").status_code == 200
    assert client.get("/search/", {"q": "x" * 5000}).status_code == 200


def test_every_guide_we_ship_has_its_page(client: Client) -> None:
    page = main_of(client.get("/matters/"))
    keys = set(re.findall(r'href="/matters/([\w-]+)/"', page))
    assert len(keys) == 25
    for key in keys:
        for address in (f"/matters/{key}/", f"/matters/{key}/questions/"):
            assert client.get(address).status_code in {200, 302}, address
    for key in set(re.findall(r'href="/bundles/([\w-]+)/"', page)):
        assert client.get(f"/bundles/{key}/").status_code == 200
