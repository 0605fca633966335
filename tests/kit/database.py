"""Fixtures about the database: counting queries, forbidding them, racing for a row."""

import json
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yichuang.web import pages

BASELINE = Path(__file__).resolve().parents[1] / "query_counts.json"
UPDATE = bool(os.environ.get("UPDATE_QUERY_COUNTS"))
PATIENCE = 30  # seconds a racing thread may take


@pytest.fixture
def queries_forbidden() -> Callable[[], AbstractContextManager[None]]:
    """`with queries_forbidden(): render(…)` fails on the first query."""
    return pages.queries_forbidden


def baseline() -> dict[str, int]:
    """Name of a page to its number of queries, as committed."""
    if not BASELINE.exists():
        return {}
    counts: dict[str, int] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return counts


def _keep(name: str, count: int) -> None:
    counts = baseline() | {name: count}
    text = json.dumps(dict(sorted(counts.items())), indent=2, ensure_ascii=False)
    BASELINE.write_text(text + "\n", encoding="utf-8")


@pytest.fixture
def counted_queries() -> Callable[[str], AbstractContextManager[None]]:
    """`with counted_queries("desk:work"): client.get(…)` compares with the baseline.

    UPDATE_QUERY_COUNTS=1 writes the baseline, so that a change shows in the diff.
    """

    @contextmanager
    def count(name: str) -> Iterator[None]:
        with CaptureQueriesContext(connection) as seen:
            yield
        if UPDATE:
            _keep(name, len(seen))
            return
        known = baseline().get(name)
        listed = "\n".join(query["sql"][:300] for query in seen.captured_queries)
        assert known is not None, (
            f"{name} has no baseline ({len(seen)} queries): UPDATE_QUERY_COUNTS=1"
        )
        assert len(seen) == known, (
            f"{name}: {len(seen)} queries, not {known}:\n{listed}"
        )

    return count


@dataclass(frozen=True)
class Outcome:
    """What one of the racers came home with: a value or an exception."""

    value: Any = None
    error: BaseException | None = None


@pytest.fixture
def together(
    transactional_db: None,
) -> Callable[[Sequence[Callable[[], Any]]], list[Outcome]]:
    """Run callables at the same moment, each on a connection of its own.

    Works alike on PostgreSQL and on SQLite, whose test database is a file.
    """

    def race(racers: Sequence[Callable[[], Any]]) -> list[Outcome]:
        start = threading.Barrier(len(racers))
        outcomes: list[Outcome | None] = [None] * len(racers)

        def run(index: int, racer: Callable[[], Any]) -> None:
            try:
                connection.ensure_connection()
                start.wait(PATIENCE)
                outcomes[index] = Outcome(value=racer())
            except BaseException as error:
                outcomes[index] = Outcome(error=error)
            finally:
                connection.close()

        threads = [
            threading.Thread(target=run, args=pair, daemon=True)
            for pair in enumerate(racers)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        missing = [index for index, outcome in enumerate(outcomes) if outcome is None]
        assert not missing, f"racers {missing} did not come home in {PATIENCE} s"
        return [outcome for outcome in outcomes if outcome is not None]

    return race
