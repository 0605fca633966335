"""`yichuang journal verify`: says whether it is whole, and fails when it is not."""

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.journal.listeners import FAILING
from yichuang.journal.services import Recorded

pytestmark = pytest.mark.django_db


def ask(what: str, *options: str) -> tuple[int, str]:
    """Exit code and what was printed."""
    out = StringIO()
    try:
        call_command("journal", what, *options, stdout=out)
    except SystemExit as end:
        return int(end.code or 0), out.getvalue()
    return 0, out.getvalue()


def as_json(what: str) -> tuple[int, dict[str, Any]]:
    code, text = ask(what, "--json")
    return code, json.loads(text)


def test_whole(happens: Callable[..., Recorded]) -> None:
    happens()
    code, answer = as_json("verify")
    assert code == 0
    assert (answer["whole"], answer["entries"], answer["faults"]) == (True, 1, [])
    assert "journal: whole" in ask("verify")[1]


def test_not_whole_fails_and_names_the_place(happens: Callable[..., Recorded]) -> None:
    entry = happens()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET facts = '{\"a\":1}'")
    code, answer = as_json("verify")
    assert code == 1
    assert answer["whole"] is False
    assert answer["faults"] == [
        {
            "lane": entry.lane,
            "position": 1,
            "kind": "altered",
            "entry_id": entry.id,
        }
    ]
    code, text = ask("verify")
    assert code == 1
    assert f"FAULT altered in lane {entry.lane} at 1 (entry {entry.id})" in text


def test_what_is_stuck_is_shown(
    happens: Callable[..., Recorded], listening: Callable[..., None]
) -> None:
    listening(FAILING)
    happens()
    code, answer = as_json("status")
    assert code == 0
    assert answer["deliveries"] == {"waiting": 1, "gave_up": 0}
