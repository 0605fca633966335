"""Another department's own system asks and answers through the API."""

import json
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.factories.accounts import make_token
from tests.factories.cases import NOW
from tests.factories.joint import Table, seat


@pytest.fixture
def system(table: Table) -> Any:
    """`system("POST", path, key, data)` speaks as the machine, which acts at the fire
    post."""
    user = table.counter.cast.user("machine")
    seat(table.counter, "machine", table.fire)
    secret = make_token(user, ("case.*",)).secret
    client = Client(headers={"authorization": f"Bearer {secret}"})

    def system(method: str, path: str, key: str = "", data: Any = None) -> Any:
        with time_machine.travel(NOW, tick=False):
            return client.generic(
                method,
                f"/api/v1{path}",
                json.dumps(data or {}),
                "application/json",
                headers={"idempotency-key": key},
            )

    return system


def test_it_finds_what_it_is_asked_and_answers(table: Table, system: Any) -> None:
    *_others, fire = table.ask_all()
    (row,) = system("GET", "/opinions").json()
    assert (row["id"], row["case"], row["left"]) == (fire.pk, table.case.number, 3)
    path = f"/cases/{table.case.number}/opinions"
    said = {"agrees": False, "text": "疏散门不够宽"}
    answer = system("POST", f"{path}/{fire.pk}/answer", "key-answer-1", said)
    assert answer.status_code == 200, answer.content
    assert (answer.json()["answered"], answer.json()["asked"]) == (1, 3)
    again = system("POST", f"{path}/{fire.pk}/answer", "key-answer-1", said)
    assert again.content == answer.content, "a repeated POST answers once"
    assert system("GET", "/opinions").json() == []


def test_it_asks_several_posts_at_once(table: Table, system: Any) -> None:
    path = f"/cases/{table.case.number}/opinions"
    questions = [{"post": table.review.pk, "days": 1}, {"post": table.civil.pk}]
    made = system("POST", path, "key-ask-0001", {"questions": questions})
    assert made.status_code == 201, made.content
    assert [row["due"] for row in made.json()["opinions"]] == [
        "2026-03-11",
        "2026-03-13",
    ]


@pytest.mark.parametrize(
    ("act", "data", "status"),
    [
        ("answer", {"agrees": False, "text": ""}, 422),
        ("return", {"reason": ""}, 422),
        ("return", {}, 422),
    ],
)
def test_what_is_left_out_is_named(
    table: Table, system: Any, act: str, data: dict[str, Any], status: int
) -> None:
    *_others, fire = table.ask_all()
    path = f"/cases/{table.case.number}/opinions/{fire.pk}/{act}"
    answer = system("POST", path, "key-bad-0001", data)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_for_another_post_it_does_not_answer(table: Table, system: Any) -> None:
    review, *_others = table.ask_all()
    path = f"/cases/{table.case.number}/opinions/{review.pk}/answer"
    answer = system("POST", path, "key-other-001", {"agrees": True})
    assert answer.json()["code"] == "authority.other-post"
