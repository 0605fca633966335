"""The worker does every duty; one that fails holds up no other and is done again."""

import json
from datetime import datetime
from io import StringIO

import pytest
from django.core.management import call_command

from yichuang.config import wiring
from yichuang.config.management.commands import work
from yichuang.config.wiring import Duty

pytestmark = pytest.mark.django_db


@pytest.fixture
def duties(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three duties, of which the second fails; the list tells what was done."""
    done: list[str] = []

    def fail(at: datetime) -> int:
        done.append("failed")
        raise ConnectionError("the database is away")

    def note(name: str) -> Duty:
        return Duty(lambda at: done.append(name) or 1, 1)

    monkeypatch.setattr(
        work,
        "DUTIES",
        {"first": note("first"), "second": Duty(fail, 1), "third": note("third")},
    )
    return done


def test_a_duty_that_fails_holds_up_no_other(
    duties: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    out = StringIO()
    call_command("work", "--once", "--json", stdout=out)
    assert duties == ["first", "failed", "third"]
    assert json.loads(out.getvalue()) == {"first": 1, "second": 0, "third": 1}
    assert "could not do: second" in caplog.text
    assert "the database is away" in caplog.text


def test_what_the_worker_does_is_wired() -> None:
    out = StringIO()
    call_command("work", "--once", "--json", stdout=out)
    assert json.loads(out.getvalue()) == dict.fromkeys(wiring.DUTIES, 0)
