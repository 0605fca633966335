"""The lamps of a million open cases: one pass, writing only the rows whose lamp changes."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from bench import hall
from bench.size import _copy_cases, _one_case_each

CASES = 1_000_000
DAYS = 60
"""Due days are spread over so many, so that each new day changes a few per cent."""


def run(_options: dict[str, Any]) -> dict[str, Any]:
    """The first pass finds every lamp, the next day's the few that changed since, the one
    after it nothing."""
    hall.prepare()
    from yichuang.cases.models import Case, LampChange  # noqa: PLC0415
    from yichuang.cases.services import lamps  # noqa: PLC0415

    _closed, accepted = _one_case_each()
    began = time.perf_counter()
    _copy_cases(accepted, CASES, 50_000_000)
    _spread()
    filled = time.perf_counter() - began
    found: dict[str, Any] = {
        "database": connection.vendor,
        "open cases": Case.objects.exclude(state__in=["draft", "closed"]).count(),
        "filled in": f"{filled:.0f} s",
    }
    day = datetime(2026, 3, 17, 1, 0, tzinfo=UTC)
    for name, at in (
        ("first pass", day),
        ("the next day", day + timedelta(days=1)),
        ("a minute later", day + timedelta(days=1, minutes=1)),
    ):
        before = LampChange.objects.count()
        began = time.perf_counter()
        changed = lamps.sweep(at=at)
        taken = time.perf_counter() - began
        written = LampChange.objects.count() - before
        assert written == changed, "a row was touched that did not change"
        found[name] = f"{taken:.2f} s, {changed} changed and written"
    return found


def _spread() -> None:
    """Promised days from 30 before to 30 after, the statute ten days later."""
    days = f"((id %% {DAYS}) - {DAYS // 2})"
    sqlite = (  # the numbers are constants of this module
        f"UPDATE cases_case SET promise_due = date('2026-03-17', {days} || ' days'),"  # noqa: S608
        f" statute_due = date('2026-03-17', ({days} + 10) || ' days')"
    )
    postgresql = (
        f"UPDATE cases_case SET promise_due = date '2026-03-17' + {days}::int,"  # noqa: S608
        f" statute_due = date '2026-03-17' + {days}::int + 10"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            (sqlite if connection.vendor == "sqlite" else postgresql)
            + " WHERE id > %s",
            [50_000_000],
        )
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE cases_case")
        else:
            cursor.execute("ANALYZE")
