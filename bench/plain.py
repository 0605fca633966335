"""The same rows by plain SQL: recorded statements sent again through the bare driver."""

import os
import sqlite3
import time
from collections.abc import Sequence
from multiprocessing import get_context
from typing import Any

import psycopg

from bench.recording import Life, Row, Statement

LANE = 'UPDATE "journal_lane" SET "length" = "length" + 1, "head" = {0} WHERE "number" = {0} RETURNING "length"'


class Writer:
    """One connection that writes whole cases."""

    def __init__(self, url: str) -> None:
        self.sqlite = url.startswith("sqlite")
        if self.sqlite:
            self.db: Any = sqlite3.connect(
                url.removeprefix("sqlite:///"), timeout=20, isolation_level=None
            )
            self.db.execute("PRAGMA journal_mode=WAL")
            self.db.execute("PRAGMA synchronous=FULL")
            self.db.execute("PRAGMA cache_size=-20000")
        else:
            self.db = psycopg.connect(url, autocommit=True)
        self.mark = "?" if self.sqlite else "%s"

    def prepare(self, life: Life) -> Life:
        for request in life:
            for one in request:
                if self.sqlite:
                    one.sql = one.sql.replace("%s", "?")
                if one.made and "RETURNING" not in one.sql:
                    one.sql = f'{one.sql} RETURNING "{one.table}"."id"'
        return life

    def write(self, life: Life) -> None:
        ids: dict[Row, int] = {}
        position = 0
        for request in life:
            self.db.execute("BEGIN IMMEDIATE" if self.sqlite else "BEGIN")
            for one in request:
                if one.table == "journal_lane":
                    position = self._lane(one)
                    continue
                params = [
                    ids[value] if isinstance(value, Row) else value
                    for value in one.params
                ]
                if one.table == "journal_entry":
                    params[1] = position
                done = self.db.execute(one.sql, params)
                if one.made:
                    rows = done.fetchall()
                    for old, row in zip(one.made, rows, strict=True):
                        ids[Row(one.table, old)] = row[0]
            self.db.execute("COMMIT")

    def _lane(self, one: Statement) -> int:
        """The journal's compare-and-set, with the length as it is now."""
        _length, head, number, _was = one.params
        done = self.db.execute(LANE.format(self.mark), [head, number])
        return int(done.fetchone()[0])


def _run(url: str, lives: list[Life], start: Any, results: Any) -> None:
    writer = Writer(url)
    ready = [writer.prepare(life) for life in lives]
    start.wait()
    began = time.perf_counter()
    try:
        for life in ready:
            writer.write(life)
        results.put((len(ready), time.perf_counter() - began))
    except Exception as fault:
        results.put(fault)
        raise
    finally:
        os._exit(0)


def throughput(url: str, lives: Sequence[Life], processes: int) -> float:
    """Whole cases a second by plain SQL with so many writing processes."""
    context = get_context("fork")
    start = context.Barrier(processes)
    results = context.SimpleQueue()
    workers = [
        context.Process(
            target=_run, args=(url, list(lives[n::processes]), start, results)
        )
        for n in range(processes)
    ]
    for worker in workers:
        worker.start()
    found = [results.get() for _ in workers]
    for answer in found:
        if isinstance(answer, Exception):
            raise answer
    for worker in workers:
        worker.join()
    return sum(count for count, _ in found) / max(seconds for _, seconds in found)
