"""Every failure of the API is a problem document that names the fault and the remedy."""

from typing import Any

import pytest
from django.test import Client

pytestmark = [pytest.mark.urls("tests.web.api.api_for_tests"), pytest.mark.django_db]
GOOD = {"Authorization": "Bearer good", "Accept-Language": "en"}


@pytest.fixture
def caller() -> Client:
    return Client(raise_request_exception=False, headers=GOOD)


def problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    found: dict[str, Any] = answer.json()
    assert found["status"] == status
    assert found["title"]
    assert found["type"] == "urn:yichuang:problem:" + found["code"]
    return found


def post(caller: Client, body: Any, **headers: str) -> Any:
    return caller.post(
        "/api/notes",
        body,
        content_type="application/json",
        headers={"Idempotency-Key": "key-0001", **headers},
    )


def test_many_faults_are_told_at_once_with_field_and_remedy(caller: Client) -> None:
    found = problem(caller.get("/api/refuse/many"), 422)
    assert [(one["field"], one["detail"]) for one in found["errors"]] == [
        ("name", "This is required."),
        ("copies", "This must be at least 1."),
    ]
    assert found["errors"][1]["remedy"] == "Start from the beginning of the list."
    assert found["field"] == "name"


def test_the_language_is_the_callers(caller: Client) -> None:
    answer = caller.get("/api/refuse/many", headers={"Accept-Language": "zh-CN"})
    assert problem(answer, 422)["detail"] == "这一项必填。"


@pytest.mark.parametrize(
    ("body", "field", "code", "says"),
    [
        ({}, "text", "input.missing", "This is required."),
        ({"text": "x"}, "text", "input.string-too-short", "at least 2 characters"),
        ({"text": "x" * 11}, "text", "input.string-too-long", "at most 10 characters"),
        ({"text": 5}, "text", "input.string-type", "must be text"),
        (
            {"text": "ok", "copies": 0},
            "copies",
            "input.greater-than-equal",
            "at least 1",
        ),
        ({"text": "ok", "copies": "x"}, "copies", "input.int-parsing", "whole number"),
        (
            {"text": "ok", "on": "soon"},
            "on",
            "input.date-from-datetime-parsing",
            "2026",
        ),
    ],
)
def test_bad_input_names_the_field(
    caller: Client, body: dict[str, Any], field: str, code: str, says: str
) -> None:
    found = problem(post(caller, body), 422)
    assert found["field"] == field
    assert found["code"] == code
    assert says in found["detail"]


def test_a_body_that_is_not_json_is_unreadable(caller: Client) -> None:
    assert problem(post(caller, "{not json"), 400)["code"] == "request.unreadable"


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer nobody", "Basic Z29vZDo="])
def test_without_a_valid_token_there_is_nothing(header: str) -> None:
    answer = Client(headers={"Authorization": header}).get("/api/notes")
    assert problem(answer, 401)["code"] == "token.missing"
    assert answer["WWW-Authenticate"] == "Bearer"


def test_a_token_without_the_scope_is_told_which(caller: Client) -> None:
    found = problem(post(caller, {"text": "ok"}, Authorization="Bearer poor"), 403)
    assert found["code"] == "scope.missing"
    assert "notes:write" in found["detail"]


def test_denied_too_often_and_unknown(caller: Client) -> None:
    assert problem(caller.get("/api/refuse/x"), 403)["code"] == "permission.denied"
    often = caller.get("/api/refuse/often")
    assert problem(often, 429)["code"] == "request.too-many"
    assert often["Retry-After"] == "30"


def test_a_fault_of_ours_tells_a_number_and_nothing_else(
    caller: Client, caplog: pytest.LogCaptureFixture
) -> None:
    answer = caller.get("/api/refuse/fault")
    assert "ZeroDivisionError" not in answer.content.decode()
    assert problem(answer, 500)["code"] == "server.failed"
    assert answer["Incident"] in caplog.text


def test_a_method_the_address_does_not_take(caller: Client) -> None:
    answer = caller.delete("/api/notes")
    found = problem(answer, 405)
    assert found["code"] == "method.not-allowed"
    assert "POST" in answer["Allow"]


@pytest.mark.urls("yichuang.config.urls")
def test_an_address_that_leads_nowhere(caller: Client) -> None:
    found = problem(caller.get("/api/v1/nowhere"), 404)
    assert found["detail"] == "There is nothing at this address."
    assert caller.get("/nowhere")["Content-Type"].startswith("text/html")
