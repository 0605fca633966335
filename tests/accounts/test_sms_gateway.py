"""The SMS gateway gets a signed message; what it answers decides what happens next."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from yichuang.accounts.adapters import DeliveryError
from yichuang.accounts.adapters.sms import HttpSmsSender

SECRET = "between-us"
pytestmark = pytest.mark.loopback


class Handler(BaseHTTPRequestHandler):
    """Answers with the status the test wants and keeps what came."""

    status = 200
    got: list[tuple[dict[str, str], bytes]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).got.append((dict(self.headers), body))
        self.send_response(type(self).status)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def gateway() -> Iterator[str]:
    Handler.status, Handler.got = 200, []
    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/send"
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_the_message_arrives_signed(gateway: str) -> None:
    HttpSmsSender(gateway, SECRET).send("13900000001", "通知", "您好")
    ((headers, body),) = Handler.got
    content = json.loads(body)
    assert (content["to"], content["text"]) == ("13900000001", "您好")
    signed = f"{content['time']}.".encode() + body
    wanted = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert headers["X-Yichuang-Signature"] == wanted


@pytest.mark.parametrize(
    ("status", "permanent"),
    [(400, True), (403, True), (429, False), (500, False), (302, False)],
)
def test_a_refusal_of_the_gateway_is_told_apart_from_a_fault(
    gateway: str, status: int, permanent: bool
) -> None:
    Handler.status = status
    with pytest.raises(DeliveryError) as caught:
        HttpSmsSender(gateway, SECRET).send("13900000001", "", "您好")
    assert caught.value.permanent is permanent
    assert len(Handler.got) == 1, "a redirect was followed"


def test_a_gateway_that_is_not_there_is_tried_again() -> None:
    sender = HttpSmsSender("http://127.0.0.1:1/send", SECRET)
    with pytest.raises(DeliveryError) as caught:
        sender.send("13900000001", "", "您好")
    assert not caught.value.permanent
    assert not sender.check().ok


def test_check_asks_the_gateway_without_sending(gateway: str) -> None:
    assert HttpSmsSender(gateway, SECRET).check().ok
    ((_, body),) = Handler.got
    assert json.loads(body)["check"] is True
    assert "to" not in json.loads(body)


@pytest.mark.parametrize(
    ("url", "secret"), [("file:///etc/passwd", SECRET), ("http://127.0.0.1", "")]
)
def test_a_gateway_set_wrong_is_refused(url: str, secret: str) -> None:
    with pytest.raises(ValueError, match="YICHUANG_SMS"):
        HttpSmsSender(url, secret)
