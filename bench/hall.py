"""A hall to measure in: its own database and server, everything through the services."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from yichuang.accounts.policies import SYSTEM
from yichuang.accounts.queries.actors import actor_of
from yichuang.accounts.rules import Role
from yichuang.accounts.services.staff import create_machine
from yichuang.accounts.services.tokens import create_token
from yichuang.config.demo import seed
from yichuang.config.demo.names import a_name, an_id_number
from yichuang.organisation.models import Cover, Post
from yichuang.organisation.services.authority import Letter, authorise, take_post

MATTER = "edu-selfexam-diploma"
SCOPES = ("case.*", "document.*", "material.*", "person.*", "review.*")
PEOPLE = 200


def prepare() -> str:
    """Migrate, set the hall up without any case; returns a token of a machine."""
    call_command("migrate", verbosity=0)
    at = timezone.now()
    seed.hall_with_guides(at=at)
    roles = [Role.CLERK, Role.CHIEF_APPROVER, Role.ISSUER, Role.CITIZEN]
    machine = create_machine(name="bench", roles=roles, hall_id=1, by=SYSTEM, at=at)
    first = (at - timedelta(days=2)).date()
    for post in Post.objects.filter(key="decision"):
        take_post(
            post,
            machine.pk,
            cover=Cover.A,
            valid_from=first,
            person_name="bench",
            by=SYSTEM,
            at=at,
        )
        letter = Letter(f"bench {post.pk}", "*", first, first + timedelta(days=60))
        authorise(post, machine.pk, letter, person_name="bench", by=SYSTEM, at=at)
    assert actor_of(machine).user_id
    return create_token(
        user_id=machine.pk,
        name="bench",
        scopes=SCOPES,
        rate_per_minute=10_000_000,
        by=SYSTEM,
        at=at,
    ).secret


def applicants() -> list[dict[str, str]]:
    """People who come again and again, as regulars of a hall do."""
    dice = Random(7)
    return [
        {"name": a_name(dice), "id_number": an_id_number(dice)} for _ in range(PEOPLE)
    ]


def cookie_of(login: str) -> str:
    """A session cookie of a member of staff of the demo."""
    from yichuang.accounts.models import User  # noqa: PLC0415  apps are ready by now

    client = Client()
    client.force_login(
        User.objects.get(login=login),
        backend=settings.AUTHENTICATION_BACKENDS[0],
    )
    return f"sessionid={client.cookies['sessionid'].value}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(*, threads: int, workers: int) -> Iterator[tuple[int, int]]:
    """The production server over the prepared hall: (port, process id)."""
    connection.close()
    port = free_port()
    environment = os.environ | {
        "YICHUANG_THREADS": str(threads),
        "YICHUANG_WORKERS": str(workers),
        "YICHUANG_HOSTS": "127.0.0.1",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "yichuang", "serve", "--port", str(port)],
        env=environment,
    )
    try:
        _await(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def _await(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError("the server ended at once")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def resident(pid: int) -> int:
    """Resident memory of a process and its children in bytes."""
    total, waiting = 0, [pid]
    while waiting:
        one = waiting.pop()
        status = Path(f"/proc/{one}/status")
        if not status.exists():
            continue
        for line in status.read_text().splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1]) * 1024
        for task in Path(f"/proc/{one}/task").glob("*/children"):
            waiting += [int(child) for child in task.read_text().split()]
    return total


def stamp(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
