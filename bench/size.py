"""Pages of staff over a hall with a long history: p95 at 16 clients."""

import itertools
from collections.abc import Callable
from typing import Any

from django.db import connection

from bench import hall
from bench.client import Caller, drive
from yichuang.cases.models import Case

CLIENTS = 16
SECONDS = 4
PAGES = ("work list", "case page", "search by name", "search by number", "today")


def run(options: dict[str, Any]) -> dict[str, Any]:
    """Fill the tables by plain SQL from one real case, then read as staff do."""
    hall.prepare()
    closed, still_open = int(options["closed"]), int(options["open"])
    model = _one_case_each()
    fill(closed, still_open, *model)
    numbers = list(
        Case.objects.exclude(state="closed").values_list("number", flat=True)[:400]
    )
    names = list(
        Case.objects.filter(state="closed").values_list("applicant_name", flat=True)[
            :400
        ]
    )
    cookie = hall.cookie_of("manager")
    addresses = {
        "work list": ["/desk/cases/"],
        "case page": [f"/desk/cases/{number}/" for number in numbers],
        "search by name": [f"/desk/search/?q={_quoted(name)}" for name in names],
        "search by number": [f"/desk/search/?q={number[:20]}" for number in numbers],
        "today": ["/today/"],
    }
    found: dict[str, Any] = {
        "database": connection.vendor,
        "cases": closed + still_open,
    }
    workers = 1 if connection.vendor == "sqlite" else 2
    with hall.server(threads=2, workers=workers) as (port, _pid):
        for page in PAGES:
            reader = _reader(port, cookie, addresses[page])
            drive(1, 1, reader)
            found[page] = (
                f"p95 {_p95(drive(CLIENTS, SECONDS, reader, pause=1))} with a second "
                f"between pages, {_p95(drive(CLIENTS, SECONDS, reader))} without, "
                f"{_p95(drive(1, SECONDS / 2, reader))} for one alone"
            )
    return found


def _p95(measured: tuple[float, list[float]]) -> str:
    rate, taken = measured
    return f"{taken[int(len(taken) * 0.95)] * 1000:.0f} ms ({rate:.0f}/s)"


def _quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def _reader(
    port: int, cookie: str, addresses: list[str]
) -> Callable[[int], Callable[[], None]]:
    turns = itertools.count()

    def client(_number: int) -> Callable[[], None]:
        caller = Caller(port, cookie=cookie)

        def read() -> None:
            caller.get(addresses[next(turns) % len(addresses)])

        return read

    return client


def _one_case_each() -> tuple[int, int]:
    """One closed and one accepted case made by the services, as patterns."""
    from django.utils import timezone  # noqa: PLC0415

    from yichuang.accounts.models import User  # noqa: PLC0415
    from yichuang.accounts.queries.actors import actor_of  # noqa: PLC0415
    from yichuang.config.demo import life  # noqa: PLC0415

    people = {
        user.login: actor_of(user)
        for user in User.objects.exclude(login__contains="machine")
    }
    day = life.Hall(1, people, life.random.Random(3), timezone.now())
    closed = life._received(day, hall.MATTER)
    life._on_to(day, closed, "issued")
    accepted = life._received(day, hall.MATTER)
    life._on_to(day, accepted, "accepted")
    return closed.pk, accepted.pk


def fill(closed: int, still_open: int, closed_id: int, open_id: int) -> None:
    """Copies of the two patterns. Open cases come with all their papers and entries; of
    a closed one the last entry is enough to make the journal as long as its history."""
    _copy_cases(closed_id, closed, 10_000_000)
    _copy_entries(closed_id, closed, 10_000_000, "case.issued")
    _copy_cases(open_id, still_open, 30_000_000)
    _copy_papers(open_id, still_open, 30_000_000)
    _copy_entries(open_id, still_open, 30_000_000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s) ",
    "postgresql": "WITH n(i) AS (SELECT * FROM generate_series(1, %s)) ",
}


def _columns(table: str, skip: set[str]) -> list[str]:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return [column.name for column in described if column.name not in skip]


def _copy_cases(pattern: int, count: int, first: int) -> None:
    special = {
        "id": f"{first} + i",
        "number": f"substr(number, 1, 14) || CAST({first} + i AS TEXT) || 'X'",
        "query_code": f"'Q' || CAST({first} + i AS TEXT)",
        "applicant_name": "substr('陈李张刘王周吴黄曾谭', 1 + i %% 10, 1) || CAST(i %% 50000 AS TEXT)",
    }
    _copy("cases_case", pattern, count, special, "id")


def _copy_papers(pattern: int, count: int, first: int) -> None:
    _copy(
        "cases_casepaper",
        pattern,
        count,
        {"case_id": f"{first} + i"},
        "case_id",
        {"id"},
    )


def _copy_entries(pattern: int, count: int, first: int, code: str = "") -> None:
    about = Case.objects.get(pk=pattern).about
    subject = f"'case:copy' || CAST({first} + i AS TEXT)"
    special = {
        "about": subject,
        "position": f"{first} + i * 40 + position",
        "at": _earlier(),
    }
    only = f" AND code = '{code}'" if code else ""
    _copy("journal_entry", about, count, special, "about", {"id"}, only)


def _earlier() -> str:
    """History is spread over the two years before today."""
    if connection.vendor == "sqlite":
        return "datetime(at, '-' || CAST(1 + i %% 700 AS TEXT) || ' days')"
    return "at - ((1 + i %% 700) * interval '1 day')"


def _copy(
    table: str,
    pattern: int | str,
    count: int,
    special: dict[str, str],
    key: str,
    skip: set[str] | None = None,
    only: str = "",
) -> None:
    columns = _columns(table, skip or set())
    values = [special.get(name, f'"{name}"') for name in columns]
    quoted = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({quoted}) {NUMBERS[connection.vendor]}'  # noqa: S608
            f'SELECT {", ".join(values)} FROM n CROSS JOIN "{table}" WHERE "{key}" = %s{only}',
            [count, pattern],
        )
