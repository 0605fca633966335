"""An endpoint may join the cited lines; what it adds is never shown."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from yichuang.guidance.adapters import chosen
from yichuang.guidance.checks import rephrasing
from yichuang.guidance.rules import Answer, Cited
from yichuang.guidance.rules.faithful import faithful
from yichuang.guidance.services import in_sentences

LINES = ("居民户口簿", "10 个工作日", "丢失补领工本费：40 元")
ANSWER = Answer(
    "身份证13900000001丢了",
    says=tuple(Cited(line, "id-card-reissue", 1, "x", "") for line in LINES),
)
pytestmark = pytest.mark.loopback


class Handler(BaseHTTPRequestHandler):
    """Answers with what the test wants said and keeps what came."""

    says: Any = ""
    got: list[dict[str, Any]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).got.append(json.loads(body))
        said = {"choices": [{"message": {"content": type(self).says}}]}
        told = json.dumps(said if type(self).says else {"error": "no"}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def endpoint(settings: Any) -> Iterator[type[Handler]]:
    Handler.says, Handler.got = "", []
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/v1/chat/completions"
    settings.YICHUANG_REPHRASE_URL = address
    settings.YICHUANG_REPHRASE_MODEL = "any"
    yield Handler
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_off_by_default() -> None:
    assert chosen() is None
    assert in_sentences(ANSWER) == ""
    assert rephrasing() == []


def test_lines_are_joined(endpoint: type[Handler]) -> None:
    endpoint.says = "请带居民户口簿，10 个工作日，工本费 40 元。".replace("请带", "")
    assert in_sentences(ANSWER) == endpoint.says


@pytest.mark.parametrize(
    "says",
    [
        "居民户口簿，5 个工作日。",
        "居民户口簿和出生证明，10 个工作日。",
        "居民户口簿，三天就好。",
        "居民户口簿, bring your passport",
        "不用居民户口簿",
        "",
    ],
)
def test_what_is_added_is_dropped(endpoint: type[Handler], says: str) -> None:
    endpoint.says = says
    assert in_sentences(ANSWER) == ""


def test_the_question_stays_in_the_house(endpoint: type[Handler]) -> None:
    endpoint.says = "居民户口簿"
    in_sentences(ANSWER)
    (sent,) = endpoint.got
    assert "13900000001" not in json.dumps(sent, ensure_ascii=False)
    assert sent["messages"][-1]["content"] == "\n".join(LINES)


def test_an_endpoint_that_is_away_changes_nothing(settings: Any) -> None:
    settings.YICHUANG_REPHRASE_URL = "http://127.0.0.1:9/v1/chat/completions"
    settings.YICHUANG_REPHRASE_MODEL = "any"
    assert in_sentences(ANSWER) == ""
    assert [one.id for one in rephrasing()] == ["guidance.W001"]


def test_a_wrong_address_is_told(settings: Any) -> None:
    settings.YICHUANG_REPHRASE_URL = "ftp://example.org"
    assert [one.id for one in rephrasing()] == ["guidance.E001"]


@pytest.mark.parametrize("text", ["没有户口簿也可以", "11 个工作日", "免费办理", "好"])
def test_terms_and_numbers_not_in_the_lines(text: str) -> None:
    assert not faithful(text, LINES)
