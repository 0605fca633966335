"""`yichuang demo`: from nothing to a hall one can walk through, in one command."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connections
from django.utils import timezone

from yichuang.config.demo import seed
from yichuang.config.demo.people import CITIZEN_PHONES, PASSWORD, STAFF
from yichuang.config.management.commands.serve import (
    command_line,
    need_free,
    port_number,
)
from yichuang.organisation.models import Hall


class Command(BaseCommand):
    help = "Prepare a demo hall and serve it. The second start keeps everything."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=port_number, default=8000)
        parser.add_argument("--reset", action="store_true", help="start over")
        parser.add_argument(
            "--prepare-only", action="store_true", help="prepare, do not serve"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        if not os.environ.get("YICHUANG_DEMO"):
            self._again_as_demo()
        if not options["prepare_only"]:
            need_free(options["host"], options["port"])
        self._spare_real_halls()
        if options["reset"]:
            self._forget()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if not Hall.objects.exists():
            self._say(
                options, "Preparing the hall: people, guides, a few days of life …"
            )
            seed.everything(at=timezone.now())
        self._introduce(options)
        if not options["prepare_only"]:
            self._run(options["host"], options["port"])

    def _again_as_demo(self) -> None:
        """Settings read the environment at start, so the demo's are set before that."""
        os.environ |= {
            "YICHUANG_DEMO": "1",
            "YICHUANG_HASHED_STATIC": "1",
            "YICHUANG_DATA": os.environ.get(
                "YICHUANG_DATA", str(settings.BASE_DIR / "data" / "demo")
            ),
        }
        line = [sys.executable, "-m", "yichuang", *sys.argv[1:]]
        self.stdout.flush()
        os.execv(line[0], line)  # noqa: S606

    def _spare_real_halls(self) -> None:
        """Never open a real hall to everybody, and never forget one."""
        try:
            names = set(Hall.objects.values_list("name", flat=True))
        except DatabaseError:  # no tables yet, or those of an older demo
            return
        if names - {seed.hall_name()}:
            raise CommandError(
                f"This is the data of {'、'.join(sorted(names))}, not of the demo. Set"
                " YICHUANG_DATA (and YICHUANG_DATABASE) to a place of the demo's own."
            )

    def _forget(self) -> None:
        connections.close_all()
        data = Path(settings.DATA)
        for path in data.glob("db.sqlite3*"):
            path.unlink()
        shutil.rmtree(settings.YICHUANG_FILES, ignore_errors=True)
        if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
            call_command("flush", interactive=False, verbosity=0)

    def _say(self, options: dict[str, Any], text: str) -> None:
        if not options["json"]:
            self.stdout.write(text)
            self.stdout.flush()

    def _introduce(self, options: dict[str, Any]) -> None:
        base = f"http://{options['host']}:{options['port']}"
        pages = {
            "citizens": f"{base}/",
            "staff": f"{base}/desk/",
            "today": f"{base}/today/",
            "outbox (messages the hall sent)": f"{base}/outbox/",
            "window tablet": f"{base}/tablet/",
            "API": f"{base}/api/v1/docs",
        }
        if options["json"]:
            answer = {
                "pages": pages,
                "password": PASSWORD,
                "staff": [
                    {"login": row.login, "name": row.name, "role": row.role}
                    for row in STAFF
                ],
                "citizens": CITIZEN_PHONES,
            }
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
            self.stdout.flush()
            return
        lines = ["", "Yichuang 一窗", ""]
        lines += [f"  {name:<34}{address}" for name, address in pages.items()]
        lines += ["", f"  staff sign in with a name below and the password {PASSWORD}"]
        lines += [f"    {row.login:<12}{row.name}  {row.role.label}" for row in STAFF]
        lines += ["", "  citizens sign in with a phone; the code arrives in the outbox"]
        lines += [f"    {phone:<14}{name}" for name, phone in CITIZEN_PHONES.items()]
        self.stdout.write("\n".join([*lines, ""]))
        self.stdout.flush()

    def _run(self, host: str, port: int) -> None:
        """The worker beside us, then become the server."""
        os.environ.setdefault("YICHUANG_PUBLIC_URL", f"http://{host}:{port}")
        connections.close_all()
        subprocess.Popen([sys.executable, "-m", "yichuang", "work", "--with-parent"])
        line = command_line(host, port)
        os.execv(line[0], line)  # noqa: S606
