"""`yichuang queue replay DAY`: prove that a day's calls followed the published order."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.shell import a_day
from yichuang.organisation.queries import places
from yichuang.queueing.queries.replaying import replay
from yichuang.queueing.rules.replaying import Fault, Report


class Command(BaseCommand):
    help = "Decide the calls of a day again from the journal; name each out of turn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["replay"])
        parser.add_argument("day", type=a_day, help="2026-03-10")
        parser.add_argument("--hall", type=int, help="its number; else the first hall")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        hall_id = options["hall"] or places.first_hall_id() or 0
        try:
            report = replay(hall_id, options["day"])
        except Refusal as no:
            raise CommandError(no.text()) from no
        if options["json"]:
            self.stdout.write(_json(report))
        else:
            self._say(report)
        if not report.followed:
            raise SystemExit(1)

    def _say(self, report: Report) -> None:
        self.stdout.write(f"changes of the order: {report.steps}")
        self.stdout.write(f"calls: {report.calls}")
        for fault in report.faults:
            self.stdout.write(_told(fault))
        if report.followed:
            self.stdout.write("every call followed the published order")


def _told(fault: Fault) -> str:
    due = f", due was {fault.due}" if fault.due else ""
    return (
        f"FAULT {fault.kind} at {fault.at} (step {fault.step}):"
        f" {fault.called} to window {fault.window}{due}"
    )


def _json(report: Report) -> str:
    return json.dumps(asdict(report) | {"followed": report.followed})
