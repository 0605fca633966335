"""Kiosks, screens and callers of other makes over HTTP; the proof from the shell."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from tests.cast import Cast
from tests.factories.accounts import NOW
from tests.factories.queueing import call, make_seat, make_ticket
from yichuang.queueing.models import Ticket

pytestmark = pytest.mark.usefixtures("hall")
Post = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def post(cast: Cast, clock: time_machine.Traveller) -> Post:
    client = cast.client("machine")
    count = iter(range(1000))

    def send(path: str, key: str = "", /, **body: Any) -> tuple[int, dict[str, Any]]:
        answer = client.post(
            f"/api/v1{path}",
            json.dumps(body),
            content_type="application/json",
            headers={"Idempotency-Key": key or f"key-{next(count):05}"},
        )
        return answer.status_code, answer.json()

    return send


def test_a_kiosk_takes_a_screen_shows_a_window_serves(
    post: Post, cast: Cast, clock: time_machine.Traveller
) -> None:
    make_seat(5)
    status, ticket = post("/tickets", "kiosk-touch-1", kind="A")
    assert (status, ticket["number"], ticket["state"]) == (201, "A001", "waiting")
    assert post("/tickets", "kiosk-touch-1", kind="A")[1]["number"] == "A001"
    clock.shift(timedelta(minutes=4))
    status, called = post("/windows/5/next", "call-one")
    assert (status, called["ticket"]["number"], called["reason"]) == (
        *(200, "A001", "longest"),
    )
    assert post("/windows/5/next", "call-one")[1] == called
    board = cast.client("stranger").get("/api/v1/queue/board?hall=1").json()
    assert [(row["number"], row["window"]) for row in board["last"]] == [("A001", 5)]
    assert post("/windows/5/start")[1]["state"] == "serving"
    clock.shift(timedelta(minutes=6))
    ended = post("/windows/5/end", outcome="received", case="4309992101")[1]
    assert (ended["state"], ended["case"]) == ("done", "4309992101")
    told = cast.client("stranger").get(f"/api/v1/tickets/{ticket['token']}").json()
    assert told["outcome"] == "received"
    day = cast.client("machine").get("/api/v1/queue/figures?day=2026-03-10").json()
    assert (day["all"]["served"], day["all"]["mean_wait"]) == (1, 4)
    replay = cast.client("machine").get("/api/v1/queue/replay?day=2026-03-10").json()
    assert (replay["followed"], replay["calls"]) == (True, 1)


def test_what_is_refused_is_a_problem_with_field_and_remedy(post: Post) -> None:
    status, problem = post("/tickets", kind="Z")
    assert (status, problem["code"]) == (422, "queueing.no-kind")
    status, problem = post("/windows/5/next")
    assert problem["code"] == "queueing.no-seat"
    make_seat(5)
    assert post("/windows/5/next")[1]["ticket"] is None
    assert post("/windows/5/dance")[1]["code"] == "queueing.no-move"
    assert post("/windows/5/end")[1]["code"] == "queueing.nobody-there"
    assert post("/tickets", kind="A", colour="red")[0] == 422


def test_an_unknown_token_is_not_found(cast: Cast) -> None:
    answer = cast.client("stranger").get("/api/v1/tickets/nobody")
    assert answer.status_code == 404


def test_the_proof_from_the_shell(capsys: pytest.CaptureFixture[str]) -> None:
    make_ticket(), make_ticket()
    call(make_seat(5), minute=1)
    call_command("queue", "replay", "2026-03-10", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["followed"], told["calls"], told["faults"]) == (True, 1, [])
    Ticket.objects.filter(state="waiting").update(line="B")
    with pytest.raises(CommandError, match="2026-03-09"):
        call_command("queue", "replay", "2026-03-09")


def test_the_shell_names_who_was_called_out_of_turn(
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_ticket(), make_ticket()
    Ticket.objects.filter(number="A002").update(since=0)
    call(make_seat(5), minute=1)
    with pytest.raises(SystemExit):
        call_command("queue", "replay", "2026-03-10")
    told = capsys.readouterr().out
    assert "A002 to window 5, due was A001" in told
