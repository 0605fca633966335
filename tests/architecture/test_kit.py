"""The walls around the tests themselves: no network, no shared memory, fair races."""

import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.kit.sockets import NetworkUsed
from yichuang.web import memory
from yichuang.web.pages import QueryWhileRendering


def test_a_test_cannot_reach_the_network() -> None:
    with pytest.raises(NetworkUsed):
        socket.create_connection(("203.0.113.1", 80), timeout=1)


def test_not_even_this_machine_unless_it_says_so() -> None:
    with pytest.raises(NetworkUsed):
        socket.create_connection(("127.0.0.1", 9), timeout=1)


@pytest.mark.loopback
def test_a_test_that_says_so_reaches_this_machine() -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", 9), timeout=1)


@pytest.mark.parametrize("_round", [1, 2])
def test_what_the_process_remembers_is_forgotten_between_tests(_round: int) -> None:
    assert remembered_answers() == 0
    doubled(21)
    assert remembered_answers() == 1


@memory.remember(seconds=60)
def doubled(number: int) -> int:
    return 2 * number


def remembered_answers() -> int:
    return len(doubled._answers)


def test_a_query_while_rendering_is_found(
    db: None, queries_forbidden: Callable[[], Any]
) -> None:
    with pytest.raises(QueryWhileRendering), queries_forbidden():
        ask()


def test_racers_run_at_once_on_their_own_connections(
    together: Callable[..., Any],
) -> None:
    outcomes = together([ask, ask, ask, lambda: 1 / 0])
    assert [outcome.value for outcome in outcomes] == [7, 7, 7, None]
    assert isinstance(outcomes[3].error, ZeroDivisionError)


def ask() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select 7")
        (answer,) = cursor.fetchone()
    return int(answer)


def test_nobody_in_the_tests_has_the_number_of_a_row_by_chance() -> None:
    """Rows are numbered by what ran before: "staff:1" may be the clerk herself."""
    tests = Path(__file__).resolve().parents[1]
    shared = [
        tests / "world.py",
        tests / "cast.py",
        *(tests / "factories").glob("*.py"),
    ]
    found = [
        f"{path.name}: {name}"
        for path in shared
        for name in re.findall(
            r'"((?:staff|citizen|machine):\d{1,5})"', path.read_text(encoding="utf-8")
        )
    ]
    assert not found, f"name accounts.COLLEAGUE instead: {found}"


def test_pages_are_loaded_again_in_one_way() -> None:
    """tests/kit/browser.py knows when Chromium refuses to."""
    tests = Path(__file__).resolve().parents[1]
    found = [
        path.name
        for path in tests.rglob("test_*.py")
        if ".reload()" in path.read_text(encoding="utf-8") and path != Path(__file__)
    ]
    assert not found, f"use tests.kit.browser.again: {found}"
