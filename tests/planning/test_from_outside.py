"""Forecast and plan for scripts: the two commands and the API."""

import json
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client

from tests.cast import Cast
from tests.factories.accounts import make_machine, make_token
from tests.planning.when import NOW, SUNDAY, TOMORROW
from yichuang.accounts.rules import Role
from yichuang.organisation.models import Hall
from yichuang.planning.models import Plan


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def say(*line: str) -> str:
    out = StringIO()
    call_command(*line, stdout=out)
    return out.getvalue()


def test_the_forecast_of_a_day(hall: Hall) -> None:
    found = json.loads(say("forecast", "--day", str(TOMORROW), "--json"))
    assert found["default"] is False
    assert found["total"]["low"] < found["total"]["mean"] < found["total"]["high"]
    assert set(found["kinds"]) == {"A", "B"}
    halves = sum(one["mean"] for one in found["half_hours"].values())
    assert halves == pytest.approx(found["total"]["mean"], rel=0.01)
    assert f"{TOMORROW}: 105 expected" in say("forecast", "--day", str(TOMORROW))


def test_a_plan_is_printed_and_nothing_kept(hall: Hall) -> None:
    found = json.loads(say("plan", "--day", str(TOMORROW), "--json"))
    assert found["good"] is True
    assert found["p90"] <= found["goal"] == 15
    assert found["hours"] == sum(len(duty["slots"]) for duty in found["duties"]) / 2
    assert not Plan.objects.exists()


def test_a_wait_that_cannot_be_kept_ends_with_one(hall: Hall) -> None:
    with pytest.raises(SystemExit) as ended:
        say("plan", "--day", str(TOMORROW), "--windows", "1")
    assert ended.value.code == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (("forecast", "--day", str(SUNDAY)), "closed"),
        (("forecast", "--hall", "99"), "no such hall"),
        (("plan", "--day", "2026-03-09"), "is over"),
        (("plan", "--goal", "0"), "between 1 and 120"),
        (("plan", "--windows", "0"), "at least one window"),
        (("forecast", "--day", "soon"), "is no day"),
    ],
)
def test_what_is_wrong_is_said_in_words(
    hall: Hall, line: tuple[str, ...], says: str
) -> None:
    with pytest.raises(CommandError, match=says):
        say(*line)


def ask(secret: str, method: str, path: str, **body: Any) -> Any:
    return Client().generic(
        method,
        f"/api/v1{path}",
        json.dumps(body),
        "application/json",
        headers={
            "authorization": f"Bearer {secret}",
            "idempotency-key": f"{method}{path}{body.get('day', '')}"[:60],
        },
    )


def test_a_program_plans_by_api(hall: Hall, cast: Cast) -> None:
    robot = make_machine(Role.HALL_MANAGER, name="planner")
    secret = make_token(robot, ("plan.*",)).secret
    forecast = ask(secret, "GET", f"/forecast?day={TOMORROW}").json()
    assert forecast["total"]["low"] < forecast["total"]["high"]
    made = ask(secret, "POST", "/plans", day=str(TOMORROW))
    assert (made.status_code, made.json()["state"]) == (201, "asked")
    path = f"/plans/{made.json()['id']}"
    early = ask(secret, "POST", f"{path}/adopt")
    assert (early.status_code, early.json()["code"]) == (409, "plan.not-ready")
    past = ask(secret, "POST", "/plans", day="2026-03-09")
    assert (past.status_code, past.json()["code"]) == (422, "plan.past-day")
    assert ask(secret, "GET", "/plans/999999").status_code == 404
    looking = make_token(robot, ("plan.view",)).secret
    assert ask(looking, "POST", "/plans", day=str(TOMORROW)).status_code == 403
