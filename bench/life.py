"""The full life of a case through the HTTP API, against its rows by plain SQL."""

import itertools
import json
import os
import uuid
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client

from bench import hall, plain, recording
from bench.client import Caller, drive

SIGNATURE = "M80 220L140 120L200 260L260 140L320 250L400 160L480 240L560 150L640 230"
CLIENTS = 16


def live(
    post: Callable[[str, dict[str, Any]], dict[str, Any]], person: dict[str, str]
) -> None:
    """Submit, receive, accept, decide, issue, review: six requests, six commits."""
    answer = post(
        "/api/v1/cases",
        {"item": hall.MATTER, "answers": {"who": "self"}, "applicant": person},
    )
    number = answer["number"]
    post(f"/api/v1/cases/{number}/receive", {})
    post(f"/api/v1/cases/{number}/accept", {"papers": PAPERS})
    post(f"/api/v1/cases/{number}/decide", {"approve": True})
    post(
        f"/api/v1/cases/{number}/issue",
        {"how": "window", "receiver": person["name"], "signature": SIGNATURE},
    )
    post("/api/v1/reviews", {"case": number, "level": 5, "tags": ["517"]})


PAPERS: list[str] = []


def learn_papers(token: str, person: dict[str, str]) -> None:
    """Which papers the matter asks of this applicant."""
    client = Client(headers={"Authorization": f"Bearer {token}", "Host": "127.0.0.1"})
    answer = client.post(
        "/api/v1/cases",
        json.dumps(
            {"item": hall.MATTER, "answers": {"who": "self"}, "applicant": person}
        ),
        content_type="application/json",
        headers={"Idempotency-Key": uuid.uuid4().hex},
    ).json()
    told = client.get(f"/api/v1/cases/{answer['number']}").json()
    PAPERS[:] = [paper["key"] for paper in told["papers"]]


def record(
    token: str, person: dict[str, str]
) -> tuple[recording.Life, dict[str, set[int]]]:
    """One life in this process, with every write it made."""
    client = Client(headers={"Authorization": f"Bearer {token}", "Host": "127.0.0.1"})
    kept = recording.Recorder()
    tables = [model._meta.db_table for model in apps.get_models()]
    before = recording.last_ids(tables)

    def post(path: str, data: dict[str, Any]) -> dict[str, Any]:
        with kept.request():
            response = client.post(
                path,
                json.dumps(data),
                content_type="application/json",
                headers={"Idempotency-Key": uuid.uuid4().hex},
            )
        if response.status_code >= 300:
            raise RuntimeError(f"{path}: {response.status_code} {response.content!r}")
        answer: dict[str, Any] = response.json()
        return answer

    live(post, person)
    return kept.requests, recording.note_ids(kept.requests, before)


@contextmanager
def quiet() -> Any:
    """The recording needs no sockets; the server must not share our connection."""
    yield
    connection.close()


def measure(seconds: float) -> dict[str, Any]:
    """Both throughputs in cases a second, interleaved, and their ratio."""
    token = hall.prepare()
    people = hall.applicants()
    sqlite = connection.vendor == "sqlite"
    with quiet():
        for person in people:
            learn_papers(token, person)  # meets everybody once
        life, ids = record(token, people[0])
    url = os.environ["YICHUANG_DATABASE"]
    processes = 1 if sqlite else 2
    floors, ours, latencies = [], [], []
    with hall.server(threads=1, workers=processes) as (port, _pid):
        for _round in range(3):
            count = 600 if sqlite else 300
            lives = list(recording.copies(life, ids, count))
            floors.append(plain.throughput(url, lives, processes))
            rate, taken = _through_http(port, token, people, seconds)
            ours.append(rate)
            latencies += taken
    statements = [len(request) for request in life]
    floor, rate = sorted(floors)[1], sorted(ours)[1]
    latencies.sort()
    return {
        "database": connection.vendor,
        "synchronous": "FULL" if sqlite else "fsync on",
        "rows_statements_a_case": sum(statements),
        "plain_sql_cases_a_second": round(floor, 1),
        "http_cases_a_second": round(rate, 1),
        "http_requests_a_second": round(rate * 6, 1),
        "ratio": round(rate / floor, 3),
        "ratios": [round(a / b, 3) for a, b in zip(ours, floors, strict=True)],
        "life_p95_ms": round(latencies[int(len(latencies) * 0.95)] * 1000, 1),
        "debug": settings.DEBUG,
    }


def _through_http(
    port: int, token: str, people: list[dict[str, str]], seconds: float
) -> tuple[float, list[float]]:
    turns = itertools.count()

    def client(_number: int) -> Callable[[], None]:
        caller = Caller(port, token)
        return lambda: live(caller.post, people[next(turns) % len(people)])

    return drive(CLIENTS, seconds, client)


def run(options: dict[str, Any]) -> dict[str, Any]:
    """For `make bench`."""
    return measure(float(options["seconds"]))
