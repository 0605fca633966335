"""One address gives the page and its fragment, and rendering never queries."""

import threading

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from pytest_django import Settings

from yichuang.web.models import IdempotencyKey
from yichuang.web.pages import (
    QueryWhileRendering,
    fragment_of,
    queries_forbidden,
    wants_fragment,
)

pytestmark = pytest.mark.urls("tests.web.pages_for_tests")


def test_a_query_while_rendering_is_an_error(db: None, settings: Settings) -> None:
    settings.YICHUANG_GUARD_RENDER = True
    with pytest.raises(QueryWhileRendering, match="web_idempotencykey"):
        Client().get("/late/")


def test_in_production_the_guard_stands_aside(db: None, settings: Settings) -> None:
    settings.YICHUANG_GUARD_RENDER = False
    assert Client().get("/late/").status_code == 200


def test_queries_are_possible_again_afterwards(db: None) -> None:
    with queries_forbidden(), pytest.raises(QueryWhileRendering):
        IdempotencyKey.objects.count()
    assert IdempotencyKey.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_the_guard_holds_one_thread_only() -> None:
    found: list[int] = []

    def elsewhere() -> None:
        found.append(IdempotencyKey.objects.count())
        connection.close()

    with queries_forbidden():
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
    assert found == [0]


@pytest.mark.parametrize(
    ("headers", "part"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-Boosted": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_only_a_plain_htmx_request_gets_the_fragment(
    headers: dict[str, str], part: bool
) -> None:
    assert wants_fragment(RequestFactory().get("/", headers=headers)) is part


def test_the_fragment_lies_beside_its_page() -> None:
    assert fragment_of("web/error.html") == "web/_error.html"
    assert fragment_of("web/gallery_desk.html") == "web/gallery_desk.html"


def test_caches_are_told_that_the_same_address_has_two_faces(db: None) -> None:
    answer = Client().get("/form/")
    assert "HX-Request" in answer["Vary"]
    assert "Cookie" in answer["Vary"]


def test_successes_float_and_errors_stay(db: None) -> None:
    text = Client().get("/form/").content.decode()
    stays, floats = text.split('id="yc-toasts"')
    assert "没有发出去" in stays
    assert "已受理" not in stays
    assert 'role="status"' in floats
    assert "已受理" in floats
