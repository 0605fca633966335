"""`yichuang serve`: the production web server (Granian) over the pages and the API."""

import argparse
import json
import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from yichuang.config import env


def command_line(host: str, port: int) -> list[str]:
    """The server's command line. SQLite has one writing process; PostgreSQL two."""
    sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        host,
        "--port",
        str(port),
        "--workers",
        str(env.number("YICHUANG_WORKERS", 1 if sqlite else 2)),
        "--blocking-threads",
        str(env.number("YICHUANG_THREADS", 4)),
        "--no-ws",
        "--log-level",
        "warning",
        "yichuang.config.wsgi:application",
    ]


def port_number(text: str) -> int:
    """A port as typed. Raises what argparse tells the person."""
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port; write 1 to 65535")
    return int(text)


def need_free(host: str, port: int) -> None:
    """Refuse a place we cannot listen on: the server itself would share a taken port
    with its owner, and every second request would go to the other hall."""
    try:
        family, kind, protocol, _name, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as problem:
        raise CommandError(
            f"Cannot listen on {host}:{port} ({problem.strerror}). Stop what uses it,"
            " or choose another place with --host and --port."
        ) from problem


def need_tables() -> None:
    """Refuse to run over a database that is older than the code."""
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(
            "The database is empty or of an older version. Run: yichuang migrate"
        )


class Command(BaseCommand):
    help = "Serve the pages and the API. Run `yichuang work` beside it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=port_number, default=8000)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        line = command_line(host, port)
        need_free(host, port)
        need_tables()
        call_command("collectstatic", interactive=False, verbosity=0)
        address = f"http://{host}:{port}/"
        self.stdout.write(
            json.dumps({"address": address})
            if options["json"]
            else f"serving {address}"
        )
        self.stdout.flush()
        connections.close_all()
        # Become the server: nothing of this process stays in memory.
        os.execv(line[0], line)  # noqa: S606
