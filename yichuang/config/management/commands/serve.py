"""`yichuang serve`: the production web server (Granian) over the pages and the API."""

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

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


class Command(BaseCommand):
    help = "Serve the pages and the API. Run `yichuang work` beside it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        line = command_line(options["host"], options["port"])
        self.stdout.flush()
        # Become the server: nothing of this process stays in memory.
        os.execv(line[0], line)  # noqa: S606
