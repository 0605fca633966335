"""`yichuang work`: everything that happens without a request."""

import json
import logging
import os
import signal
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils import timezone

from yichuang.config.management.commands.serve import need_tables
from yichuang.config.wiring import DUTIES, Duty

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Deliver the journal to its listeners, send messages, watch the clocks."

    stopping = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="one round, then end")
        parser.add_argument(
            "--with-parent", action="store_true", help="end when the parent ends"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        need_tables()
        parent = os.getppid()
        due = dict.fromkeys(DUTIES, 0.0)
        while not self.stopping:
            busy = self._round(due, once=options["once"], as_json=options["json"])
            if options["once"] or (options["with_parent"] and os.getppid() != parent):
                return
            if not busy:
                time.sleep(0.5)

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _round(self, due: dict[str, float], *, once: bool, as_json: bool) -> bool:
        """Do every duty whose time has come; True when there may be more to do."""
        done: dict[str, int] = {}
        for name, duty in DUTIES.items():
            if not once and time.monotonic() < due[name]:
                continue
            done[name] = self._do(name, duty)
            due[name] = time.monotonic() + (0 if done[name] else duty.every)
        if once:
            self.stdout.write(
                json.dumps(done)
                if as_json
                else "\n".join(f"{name}: {count}" for name, count in done.items())
            )
        return any(done.values())

    def _do(self, name: str, duty: Duty) -> int:
        """One duty. What fails is logged and done again when its time comes: the other
        duties go on, and a database that was away is met by a new connection."""
        try:
            return duty.do(timezone.now())
        except Exception:
            log.exception("the worker could not do: %s", name)
            if not connection.in_atomic_block:
                connection.close()
            return 0
