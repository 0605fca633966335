"""Nothing is done twice and nothing is lost: clerks work on while a run goes on, two
workers take the same run, a worker is killed. Runs alike on SQLite and PostgreSQL."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection

from tests.factories.batches import TEACHER, ask, make_teacher_item, teachers, work
from tests.factories.cases import NOW, Counter
from yichuang.cases.models import Case, Run, RunRow
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.batches import Action, RunState
from yichuang.cases.services import notices
from yichuang.cases.services.batches import running
from yichuang.documents.models import Document
from yichuang.journal.models import Entry
from yichuang.journal.queries import verify
from yichuang.kernel.refusals import Refusal

Together = Callable[[Any], list[Any]]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def hall(busy_counter: Counter) -> Counter:
    make_teacher_item()
    busy_counter.item_key = TEACHER
    return busy_counter


def once_each(cases: list[Case]) -> None:
    """Every case was accepted once, with one notice and one number of its own."""
    assert set(Case.objects.values_list("state", flat=True)) == {"accepted"}
    for case in cases:
        entries = Entry.objects.filter(about=case.about, code="case.accepted")
        assert entries.count() == 1
        assert Document.objects.filter(about=case.about, kind="acceptance").count() == 1
    assert not list(verify())


def test_clerks_act_while_the_run_goes_on(together: Together, hall: Counter) -> None:
    cases, by = teachers(hall, 24), hall.clerk
    run = ask(Action.ACCEPT, cases, by=by)

    refused: set[str] = set()

    def clerk() -> int:
        done = 0
        for case in cases[::5]:
            try:
                notices.accept(find(by, case.number), by=by, at=NOW)
                done += 1
            except Refusal as refusal:
                refused.add(refusal.code)
        return done

    with patch.object(running.rules, "CHUNK", 6):
        outcomes = together([clerk, partial(work, NOW, "one")])
    assert [one.error for one in outcomes if one.error] == []
    once_each(cases)
    assert refused <= {"case.moved-on", "move.not-allowed"}
    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert run.done + outcomes[0].value == len(cases)
    assert run.left_out == outcomes[0].value


def test_two_workers_take_the_same_run(together: Together, hall: Counter) -> None:
    """The second finds it held; and where the hold is over for both, still nothing is
    done twice."""
    cases = teachers(hall, 20)
    run = ask(Action.ACCEPT, cases, by=hall.clerk)

    def greedy(me: str) -> None:
        at = NOW
        for _round in range(40):
            at += timedelta(minutes=2)  # every hold is over by now
            running.work(at=at, me=me)

    with patch.object(running.rules, "CHUNK", 3):
        outcomes = together([partial(greedy, "one"), partial(greedy, "two")])
    assert [one.error for one in outcomes if one.error] == []
    work(NOW + timedelta(hours=3))  # what they took from each other's hands
    once_each(cases)
    run.refresh_from_db()
    assert (run.state, run.done, run.left_out) == (RunState.DONE, 20, 0)


def test_a_held_run_is_left_alone(hall: Counter) -> None:
    ask(Action.ACCEPT, teachers(hall, 4), by=hall.clerk)
    with patch.object(running.rules, "CHUNK", 2):
        assert running.work(at=NOW, me="one") == 2
        assert running.work(at=NOW, me="two") == 0
        later = NOW + running.LEASE + timedelta(seconds=1)
        assert running.work(at=later, me="two") == 2


WORKER = """
import sys
from datetime import datetime
import django
django.setup()
from yichuang.cases.rules import batches
batches.CHUNK = 2
from yichuang.cases.services.batches import running
from yichuang.cases.services import notices
at = datetime.fromisoformat(sys.argv[1])
slow = notices.accept
def accept(case, **given):
    import time
    time.sleep(0.15)
    return slow(case, **given)
notices.accept = accept
while running.work(at=at):
    print("chunk", flush=True)
"""


def address() -> str:
    """The database of this test, for another process."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    base, _, query = os.environ["YICHUANG_DATABASE"].partition("?")
    return f"{base.rpartition('/')[0]}/{name}?{query}"


def test_a_killed_worker_leaves_whole_cases_and_the_next_goes_on(
    hall: Counter,
) -> None:
    cases = teachers(hall, 12)
    run = ask(Action.ACCEPT, cases, by=hall.clerk)
    environment = os.environ | {
        "YICHUANG_DATABASE": address(),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
    }
    with subprocess.Popen(
        [sys.executable, "-c", WORKER, NOW.isoformat()],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
    ) as worker:
        assert worker.stdout is not None
        worker.stdout.readline()  # one chunk is written; the next has begun
        time.sleep(0.2)
        worker.send_signal(signal.SIGKILL)
    run.refresh_from_db()
    done = run.done
    assert 0 < done < len(cases)
    assert RunRow.objects.filter(run=run, state="done").count() == done
    assert Case.objects.filter(state="accepted").count() == done
    assert not list(verify())
    work(NOW + running.LEASE + timedelta(seconds=1))
    once_each(cases)
    assert Run.objects.get(pk=run.pk).state == RunState.DONE
