"""`yichuang ask` and POST /api/v1/ask say the same, line by line."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from tests.guidance.conftest import Ask


def told(*args: str) -> str:
    out = StringIO()
    call_command("ask", *args, stdout=out)
    return out.getvalue()


def test_json_has_what_is_promised(asked: Ask) -> None:
    row = json.loads(told("身份证丢了怎么补", "--json"))
    assert row["items"][0]["id"] == "id-card-reissue"
    assert 0 < row["items"][0]["score"] <= 1
    assert row["route"] is None
    assert row["asks_back"] is False
    assert row["refused"] is False
    assert set(row["answer"][0]) == {"says", "item", "version", "line"}
    assert row["citations"][0].startswith("id-card-reissue@1#papers.")
    assert row["next_question"]["choices"]


def test_words_for_people(asked: Ask) -> None:
    assert "id-card-reissue" in told("身份证丢了")
    assert "12367" in told("护照到期了怎么换")
    assert "stuck_desk" in told("跑了三趟都没给我办成")
    assert "edu-univ-teacher" in told("教师资格证")


def test_a_file_gives_a_line_for_each_line(asked: Ask, tmp_path: Path) -> None:
    lines = [
        "开民宿要办几个证",
        "",
        "护照到期了怎么换",
        "教师资格证",
        "？" * 3,
        "证" * 9999,
    ]
    file = tmp_path / "questions.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    rows = [json.loads(line) for line in told("--file", str(file)).splitlines()]
    assert len(rows) == 5
    for row in rows:
        assert {"question", "items", "route", "asks_back", "refused"} <= set(row)
    assert rows[0]["items"][0]["id"] == "open-homestay"
    assert rows[1]["refused"] is True
    assert rows[2]["asks_back"] is True
    assert rows[3]["error"]
    assert len(rows[4]["question"]) <= 80


@pytest.mark.parametrize("args", [("",), ("字" * 100_000,), ("--file", "nowhere.txt")])
def test_plain_errors(asked: Ask, args: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as wrong:
        told(*args)
    assert "Traceback" not in str(wrong.value)


def test_a_file_that_is_no_text(asked: Ask, tmp_path: Path) -> None:
    file = tmp_path / "questions.bin"
    file.write_bytes(b"\xff\xfe\x00\x00")
    with pytest.raises(CommandError):
        told("--file", str(file))


def post(client: Client, **body: object) -> dict[str, object]:
    answer = client.post("/api/v1/ask", json.dumps(body), "application/json")
    return {"status": answer.status_code, **answer.json()}


def test_the_api_answers_and_goes_on(asked: Ask, client: Client) -> None:
    first = post(client, question="自考毕业证丢了要带什么")
    assert first["status"] == 200
    next_question = first["next_question"]
    assert isinstance(next_question, dict)
    then = post(
        client,
        item="edu-selfexam-diploma",
        answers={next_question["about"]: next_question["choices"][0]["key"]},
    )
    assert then["status"] == 200
    assert then["answer"]
    assert then["next_question"] != next_question


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"question": ""}, 422),
        ({"question": "证" * 900}, 422),
        ({"question": "证" * 100_000}, 422),
        ({"question": 7}, 422),
        ({"item": "no-such-item"}, 422),
    ],
)
def test_the_api_tells_what_is_wrong(
    asked: Ask, client: Client, body: dict[str, object], status: int
) -> None:
    assert post(client, **body)["status"] == status
