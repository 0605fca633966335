"""A POST repeated under its key happens once; with another body it is refused."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from yichuang.kernel.refusals import Refusal
from yichuang.web import services
from yichuang.web.models import IdempotencyKey

pytestmark = pytest.mark.urls("tests.web.api.api_for_tests")
GOOD = {"Authorization": "Bearer good"}
NOON = datetime(2026, 3, 10, 4, tzinfo=UTC)


@pytest.fixture
def caller(db: None) -> Client:
    return Client(headers=GOOD)


def post(caller: Client, text: str, key: str = "key-0001", **headers: str) -> Any:
    return caller.post(
        "/api/notes",
        {"text": text},
        content_type="application/json",
        headers={"Idempotency-Key": key, **headers},
    )


def written() -> int:
    return IdempotencyKey.objects.filter(actor="work").count()


def test_a_repeated_post_writes_once_and_answers_the_same(caller: Client) -> None:
    first, second = post(caller, "hello"), post(caller, "hello")
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert written() == 1


def test_another_status_is_replayed_too(caller: Client) -> None:
    assert post(caller, "accepted").status_code == 202
    assert post(caller, "accepted").status_code == 202
    assert written() == 1


def test_the_same_key_with_another_body_is_refused(caller: Client) -> None:
    post(caller, "hello")
    answer = post(caller, "other")
    assert answer.status_code == 422
    assert answer.json()["code"] == "idempotency.reused"
    assert answer.json()["remedy"]
    assert written() == 1


def test_another_key_is_another_request(caller: Client) -> None:
    post(caller, "hello", "key-0001")
    post(caller, "hello", "key-0002")
    assert written() == 2


def test_keys_belong_to_their_caller(caller: Client) -> None:
    post(caller, "hello")
    answer = post(caller, "hello", Authorization="Bearer other")
    assert "Idempotency-Replayed" not in answer
    assert written() == 2


def test_what_was_refused_leaves_nothing_and_may_be_tried_again(caller: Client) -> None:
    assert post(caller, "refuse").status_code == 409
    assert IdempotencyKey.objects.count() == 0
    assert post(caller, "hello").status_code == 201


@pytest.mark.parametrize(
    "key", [None, "", "short", "x" * 65, "有空格 key", "a b c d e f"]
)
def test_a_missing_or_odd_key_is_told(caller: Client, key: str | None) -> None:
    headers = {} if key is None else {"Idempotency-Key": key}
    answer = caller.post(
        "/api/notes", {"text": "ok"}, content_type="application/json", headers=headers
    )
    assert answer.status_code == 422
    assert answer.json()["field"] == "Idempotency-Key"
    assert written() == 0


def test_a_retried_upload_is_known_by_its_content(caller: Client) -> None:
    def send(content: bytes) -> Any:
        return caller.post(
            "/api/scans",
            {"page": SimpleUploadedFile("a.txt", content)},
            headers={"Idempotency-Key": "scan-0001"},
        )

    assert send(b"one").status_code == 201
    assert send(b"one")["Idempotency-Replayed"] == "true"
    assert send(b"two").status_code == 422
    assert written() == 1


def test_it_costs_two_statements(caller: Client) -> None:
    post(caller, "warm-up", "key-0000")
    with CaptureQueriesContext(
        connection,
    ) as seen:
        post(caller, "hello")
    kept = [one["sql"] for one in seen if "key-0001" in one["sql"]]
    assert len(kept) == 2, kept


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_one_does_the_work() -> None:
    answers: list[Any] = []
    ready = threading.Barrier(6)

    def send() -> None:
        client = Client(headers=GOOD)
        ready.wait()
        answers.append(post(client, "hello"))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.status_code for one in answers] == [201] * 6
    assert len({one.content for one in answers}) == 1
    assert sum("Idempotency-Replayed" in one for one in answers) == 5
    assert written() == 1


@pytest.mark.django_db(transaction=True)
def test_a_key_outside_a_transaction_is_a_mistake_of_ours() -> None:
    with pytest.raises(RuntimeError):
        services.take_key(actor="a", key="k", fingerprint="f", at=NOON)


def test_old_keys_are_forgotten_and_new_ones_kept(db: None) -> None:
    with transaction.atomic():
        services.take_key(actor="a", key="old", fingerprint="f", at=NOON)
        services.take_key(
            actor="a", key="new", fingerprint="f", at=NOON + timedelta(days=2)
        )
    assert services.forget_keys(before=NOON + timedelta(days=1)) == 1
    assert list(IdempotencyKey.objects.values_list("key", flat=True)) == ["new"]


def test_the_refusal_names_the_header(db: None) -> None:
    with transaction.atomic():
        services.take_key(actor="a", key="k", fingerprint="one", at=NOON)
        with pytest.raises(Refusal) as refused:
            services.take_key(actor="a", key="k", fingerprint="two", at=NOON)
    assert refused.value.field == "Idempotency-Key"
