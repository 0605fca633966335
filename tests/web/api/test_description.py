"""The OpenAPI description says what a caller must send and what a failure looks like."""

from typing import Any

import pytest

from tests.web.api.api_for_tests import api


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return api.get_openapi_schema(path_prefix="/api/")


def test_every_operation_may_answer_with_a_problem(schema: dict[str, Any]) -> None:
    operations = [one for path in schema["paths"].values() for one in path.values()]
    assert len(operations) == 4
    for operation in operations:
        content = operation["responses"]["default"]["content"]
        assert list(content) == ["application/problem+json"]
    known = schema["components"]["schemas"]
    assert {"type", "status", "errors"} <= known["Problem"]["properties"].keys()
    assert {"code", "field", "remedy"} <= known["ProblemError"]["properties"].keys()


def test_the_key_is_described_where_it_is_needed(schema: dict[str, Any]) -> None:
    sent = schema["paths"]["/api/notes"]["post"]["parameters"]
    key = next(one for one in sent if one["in"] == "header")
    assert key["name"] == "Idempotency-Key"
    assert key["required"] is True
    read = schema["paths"]["/api/notes"]["get"]["parameters"]
    assert {one["name"] for one in read} == {"limit", "after"}
