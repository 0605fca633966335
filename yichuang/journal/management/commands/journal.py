"""`yichuang journal verify|status`: is the chain whole, is anything stuck?"""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from yichuang.journal import queries


class Command(BaseCommand):
    help = "Check the journal: every altered, removed or moved entry is named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify", "status"])
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        faults = list(queries.verify()) if options["what"] == "verify" else []
        answer: dict[str, Any] = {
            "entries": queries.count(),
            "digest": queries.digest(),
            "deliveries": queries.undelivered(),
        }
        if options["what"] == "verify":
            answer["whole"] = not faults
            answer["faults"] = [asdict(fault) for fault in faults]
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self._say(answer, faults)
        if faults:
            raise SystemExit(1)

    def _say(self, answer: dict[str, Any], faults: list[queries.Fault]) -> None:
        self.stdout.write(f"entries: {answer['entries']}")
        self.stdout.write(f"digest: {answer['digest']}")
        for state, number in answer["deliveries"].items():
            self.stdout.write(f"deliveries {state}: {number}")
        if "whole" in answer and not faults:
            self.stdout.write("journal: whole")
        for fault in faults:
            self.stdout.write(
                f"FAULT {fault.kind} in lane {fault.lane} at {fault.position}"
                + (f" (entry {fault.entry_id})" if fault.entry_id else "")
            )
