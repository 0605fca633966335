"""`yichuang batch`: seasons and runs from the shell."""

import json
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command

from tests.factories.batches import (
    TEACHER,
    done,
    make_season,
    make_teacher_item,
    teacher,
)
from tests.factories.cases import Counter, moment
from yichuang.cases.rules.batches import Action


@pytest.fixture
def hall(counter: Counter) -> Counter:
    make_teacher_item()
    counter.item_key = TEACHER
    return counter


def told(*words: str) -> Any:
    out = StringIO()
    with time_machine.travel(moment("2026-03-20 10:00")):
        call_command("batch", *words, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_seasons_runs_and_who_was_left_out(hall: Counter) -> None:
    season = make_season(hall)
    cases = [teacher(hall, 1), teacher(hall, 2, but="health")]
    run = done(Action.ACCEPT, cases, by=hall.clerk, batch_id=season.pk)
    (row,) = told("list")
    assert (row["season"], row["stage"], row["applied"]) == (season.pk, "open", 2)
    (row,) = told("runs")
    assert (row["run"], row["done"], row["left_out"]) == (run.id, 1, 1)
    (row,) = told("runs", "--left-out", str(run.id))
    assert (row["case"], row["code"]) == (cases[1].number, "papers.missing")


def test_a_season_that_is_open_is_not_closed(hall: Counter) -> None:
    season = make_season(hall)
    with pytest.raises(CommandError, match="open until 2026-03-31"):
        told("close", str(season.pk))
