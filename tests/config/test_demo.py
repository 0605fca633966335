"""`yichuang demo`: a hall with people and a few days of life; the second start keeps
everything, and what it prints it also prints as JSON."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest

from tests.config.conftest import Run, runner
from yichuang.accounts.rules import Role
from yichuang.kernel.hours import OFFICIAL_ZONE

# It runs on a file of its own, whatever database the other tests use.
pytestmark = [pytest.mark.sqlite, pytest.mark.slow]


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        return database.execute(sql).fetchall()


def test_every_role_has_an_account_and_the_pages_are_named(demo_hall: Path) -> None:
    said = json.loads((demo_hall / "said.json").read_text("utf-8"))
    offered = {row["role"] for row in said["staff"]}
    assert offered == {role.value for role in Role if role is not Role.CITIZEN}
    accounts = {
        login for (login,) in rows(demo_hall, "SELECT login FROM accounts_user")
    }
    assert {row["login"] for row in said["staff"]} <= accounts
    assert all(
        address.startswith("http://127.0.0.1") for address in said["pages"].values()
    )
    assert said["password"]
    assert said["citizens"]


def test_every_stage_of_a_case_is_there(demo_hall: Path) -> None:
    states = {state for (state,) in rows(demo_hall, "SELECT state FROM cases_case")}
    assert states >= {"received", "correction", "accepted", "approved", "closed"}
    outcomes = {row[0] for row in rows(demo_hall, "SELECT outcome FROM cases_case")}
    assert {"approved", "refused"} <= outcomes


def test_the_journal_is_whole(run: Run) -> None:
    done = run("journal", "verify", "--json")
    assert done.returncode == 0, done.stdout
    answer = json.loads(done.stdout)
    assert answer["whole"] is True
    assert answer["entries"] > 200


def test_the_second_start_keeps_everything(demo_hall: Path, run: Run) -> None:
    kept = "SELECT number, query_code, version FROM cases_case ORDER BY id"
    before = rows(demo_hall, kept)
    done = run("demo", "--prepare-only", "--json")
    assert done.returncode == 0, done.stderr
    assert rows(demo_hall, kept) == before
    assert len(before) > 50


def test_the_worker_tells_people_and_then_has_nothing_to_do(run: Run) -> None:
    first = json.loads(run("work", "--once", "--json").stdout)
    assert first["deliveries"] == 100  # a round
    for _round in range(20):
        done = json.loads(run("work", "--once", "--json").stdout)
        if not done["deliveries"]:
            break
    status = json.loads(run("journal", "status", "--json").stdout)
    assert status["deliveries"] == {"waiting": 0, "gave_up": 0}


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--json"),
        ("calendar", "list", "--json"),
        ("clock", "due", "--start", "2026-03-10", "--limit", "15W", "--json"),
        ("staff", "list", "--json"),
        ("token", "list", "--json"),
    ],
    ids=lambda words: words[0],
)
def test_commands_answer_in_json(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode == 0, done.stderr
    json.loads(done.stdout)


def test_the_command_alone_says_what_there_is(run: Run) -> None:
    told = run().stdout
    for name in ("demo", "serve", "work", "journal verify", "clock due", "check"):
        assert f"  {name}" in told
    assert run("--help").stdout == told


def test_what_it_cannot_do_it_says_in_words(tmp_path: Path) -> None:
    done = runner(tmp_path)("hall", "import", "/nowhere.yaml")
    assert done.returncode == 1
    assert "Cannot read the file" in done.stderr
    assert "Traceback" not in done.stderr


def test_nobody_comes_to_the_demo_hall_outside_office_hours(demo_hall: Path) -> None:
    """Received at the window between opening and closing, whenever the demo is made."""
    moments = [
        datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(OFFICIAL_ZONE)
        for (at,) in rows(
            demo_hall,
            "SELECT received_at FROM cases_case WHERE received_at IS NOT NULL",
        )
    ]
    assert moments
    for at in moments:
        assert time(9) <= at.time() <= time(17), at
        assert not time(12, 1) < at.time() < time(13, 29), at


def test_the_demo_shows_a_stopped_clock_a_tolerance_and_agents(demo_hall: Path) -> None:
    assert rows(demo_hall, "SELECT 1 FROM cases_case WHERE state = 'suspended'")
    assert rows(demo_hall, "SELECT 1 FROM cases_tolerance WHERE state = 'asked'")
    with_agent = "SELECT 1 FROM cases_case WHERE agent_id IS NOT NULL"
    assert len(rows(demo_hall, with_agent)) > 3
