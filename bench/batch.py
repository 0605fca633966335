"""A season of many cases accepted and decided by runs, against the same statements sent
again through the bare driver to a copy of the database, with as many commits."""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from random import Random
from typing import Any

import psycopg
from django.db import connection
from django.utils import timezone

from bench import hall
from bench.size import _copy, _copy_papers

MATTER = "edu-univ-teacher"
FIRST = 10_000_000
OWN = ("cases_run", "organisation_series")
"""What a run writes about itself: no part of the rows compared."""

Sent = tuple[str, list[Any], bool]


@dataclass
class Took:
    """Seconds on the wall, and of this process's processor."""

    wall: float = 0
    busy: float = 0


@contextmanager
def timed() -> Iterator[Took]:
    took = Took()
    wall, busy = time.perf_counter(), time.process_time()
    yield took
    took.wall = time.perf_counter() - wall
    took.busy = time.process_time() - busy


def run(options: dict[str, Any]) -> dict[str, Any]:
    """Cases a second accepted, then approved: by runs, by plain SQL, and the ratio."""
    from yichuang.cases.rules.batches import Action  # noqa: PLC0415  apps are ready

    cases = int(options["cases"])
    hall.prepare()
    by = _machine()
    at = timezone.now()
    _season(cases, by, at)
    found: dict[str, Any] = {"database": connection.vendor, "cases": cases}
    for action in (Action.ACCEPT, Action.APPROVE):
        again = _copy_of_database(action.value)
        ours, chunks = _by_run(action, by, cases)
        plain = again(chunks)
        found[f"{action.value}: by a run, cases/s"] = round(cases / ours.wall)
        found[f"{action.value}: plain SQL, cases/s"] = round(cases / plain.wall)
        found[f"{action.value}: ratio"] = round(plain.wall / ours.wall, 3)
        found[f"{action.value}: processor ms a case"] = (
            f"{ours.busy / cases * 1000:.2f}, plain {plain.busy / cases * 1000:.2f}"
        )
    _whole()
    return found


def _machine() -> Any:
    from yichuang.accounts.models import User  # noqa: PLC0415
    from yichuang.accounts.queries.actors import actor_of  # noqa: PLC0415

    return actor_of(User.objects.get(display_name="bench"))


def _season(cases: int, by: Any, at: datetime) -> None:
    """One application made by the services, copied for as many people as come again."""
    from yichuang.accounts.services.people import (  # noqa: PLC0415
        find_or_create_person,
    )
    from yichuang.cases.services import intake, papers  # noqa: PLC0415
    from yichuang.catalogue import queries as catalogue_queries  # noqa: PLC0415
    from yichuang.config.demo import life  # noqa: PLC0415

    people = [
        find_or_create_person(
            name=one["name"], id_number=one["id_number"], by=by, at=at
        )
        for one in hall.applicants()
    ]
    guide = catalogue_queries.current_guide(MATTER, at.date())
    case = intake.receive(
        intake.Application(
            item_key=MATTER,
            answers=life.answers_for(guide, Random(5)),
            party=intake.Party(applicant=people[0]),
        ),
        hall_id=1,
        by=by,
        at=at,
    )
    papers.check_all(case, set(case.papers.values_list("key", flat=True)), by=by, at=at)
    lowest = min(person.pk for person in people)
    special = {
        "id": f"{FIRST} + i",
        "number": f"substr(number, 1, 14) || CAST({FIRST} + i AS TEXT) || 'X'",
        "query_code": f"'Q' || CAST({FIRST} + i AS TEXT)",
        "applicant_id": f"{lowest} + i %% {len(people)}",
    }
    _copy("cases_case", case.pk, cases, special, "id")
    _copy_papers(case.pk, cases, FIRST)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _by_run(action: Any, by: Any, cases: int) -> tuple[Took, list[list[Sent]]]:
    """What a run takes from the asking to the end, and what it sent, by commit."""
    from yichuang.cases.models import Case  # noqa: PLC0415
    from yichuang.cases.services.batches import asking, running  # noqa: PLC0415

    chunks: list[list[Sent]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        wrote = sql.startswith(("INSERT", "UPDATE")) and not any(
            f"{table}" in sql[:40] for table in OWN
        )
        if wrote:
            chunks[-1].append((sql, list(params or ()), many))
        return execute(sql, params, many, context)

    chosen = Case.objects.filter(pk__gt=FIRST)
    wish = asking.Wish(action)
    with timed() as took:
        made = asking.start(wish, chosen, hall_id=1, by=by, at=timezone.now())
        with connection.execute_wrapper(keep):
            chunks.append([])
            while running.work(at=timezone.now()):
                chunks.append([])
    made.refresh_from_db()
    if (made.done, made.left_out) != (cases, 0):
        raise RuntimeError(f"{made.done} done, {made.left_out} left out")
    return took, [chunk for chunk in chunks if chunk]


def _whole() -> None:
    from yichuang.journal.queries import verify  # noqa: PLC0415

    if faults := list(verify()):
        raise RuntimeError(f"the journal does not hold: {faults[:3]}")


_names = count(1)


def _copy_of_database(name: str) -> Callable[[list[list[Sent]]], Took]:
    """A copy of the database as it is now; gives back who writes chunks into it."""
    url = os.environ["YICHUANG_DATABASE"]
    if connection.vendor == "sqlite":
        path = url.removeprefix("sqlite:///")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(path, f"{path}-{name}")
        return lambda chunks: _plain_sqlite(f"{path}-{name}", chunks)
    connection.close()
    base, _, query = url.partition("?")
    server, _, database = base.rpartition("/")
    copy = f"{database}_{name}{next(_names)}"
    with psycopg.connect(f"{server}/postgres?{query}", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{database}"')
    return lambda chunks: _plain_postgres(f"{server}/{copy}?{query}", chunks)


def _plain_sqlite(path: str, chunks: list[list[Sent]]) -> Took:
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "cache_size=-20000"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("PRAGMA foreign_keys=ON")
    ready = [
        [(sql.replace("%s", "?"), params, many) for sql, params, many in chunk]
        for chunk in chunks
    ]
    with timed() as took:
        for chunk in ready:
            db.execute("BEGIN IMMEDIATE")
            for sql, params, many in chunk:
                (db.executemany if many else db.execute)(sql, params)
            db.execute("COMMIT")
    return took


def _plain_postgres(url: str, chunks: list[list[Sent]]) -> Took:
    with psycopg.connect(url) as db, db.cursor() as cursor, timed() as took:
        for chunk in chunks:
            for sql, params, many in chunk:
                (cursor.executemany if many else cursor.execute)(sql, params)
            db.commit()
    return took
