"""`yichuang archive …`: export dossiers of closed cases, and check files and shelf."""

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from yichuang.accounts.policies import SYSTEM
from yichuang.cases.models import Case
from yichuang.cases.queries import archive as queries
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.archive import term_of
from yichuang.cases.services import archive
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.shell import a_day


class Command(BaseCommand):
    help = "Dossiers of closed cases: export, verify, how long they are kept."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True)
        export = what.add_parser("export", help="one PDF for each closed case")
        export.add_argument("case", nargs="?", help="number of the case")
        export.add_argument(
            "--closed-before", type=a_day, metavar="DAY", help="2026-01-01"
        )
        export.add_argument("--to", type=Path, required=True, metavar="DIR")
        verify = what.add_parser("verify", help="whether a file is whole and ours")
        verify.add_argument("file", nargs="?", type=Path)
        verify.add_argument(
            "--shelf", action="store_true", help="every dossier kept here"
        )
        retain = what.add_parser("retain", help="how long an item's dossiers are kept")
        retain.add_argument("item")
        retain.add_argument("term", help="permanent, y30 or y10")
        retain.add_argument("--since", type=a_day, required=True)
        retain.add_argument("--basis", required=True)
        retain.add_argument("--hall", type=int, default=1)
        for one in (export, verify, retain):
            one.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['what']}")(options)
        except Refusal as refusal:
            raise CommandError(f"{refusal.text()} {refusal.remedy_text()}") from refusal
        except OSError as problem:
            raise CommandError(f"Cannot read or write: {problem}") from problem

    def _export(self, options: dict[str, Any]) -> None:
        rows = []
        options["to"].mkdir(parents=True, exist_ok=True)
        for case in self._cases(options):
            rows.append(self._one(case, options["to"]))
            if not options["json"]:
                row = rows[-1]
                self.stdout.write(f"{row['case']}  {row['sha256'] or row['trouble']}")
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
        elif not rows:
            self.stdout.write("no closed case")
        if any(row["trouble"] for row in rows):
            sys.exit(1)

    def _cases(self, options: dict[str, Any]) -> list[Case]:
        if options["case"]:
            return [find(SYSTEM, options["case"])]
        if options["closed_before"] is None:
            raise CommandError("Name a case, or --closed-before DAY.")
        return list(queries.closed_before(SYSTEM, options["closed_before"]))

    def _one(self, case: Case, folder: Path) -> dict[str, Any]:
        at = timezone.now()
        made = archive.export(case, by=SYSTEM, at=at)
        row = {
            "case": case.number,
            "edition": made.edition,
            "pages": made.pages,
            "sha256": made.sha256,
            "trouble": made.trouble,
            "file": "",
        }
        if made.sha256:
            _row, source = archive.take_out(case, by=SYSTEM, at=at)
            target = folder / f"{case.number}-{made.edition}.pdf"
            shutil.copyfile(source, target)
            row["file"] = str(target)
        return row

    def _verify(self, options: dict[str, Any]) -> None:
        if options["shelf"]:
            self._shelf(options)
            return
        if options["file"] is None:
            raise CommandError("Name a file, or --shelf.")
        found = archive.verify(options["file"])
        answer = {
            "state": found.state,
            "sha256": found.sha256,
            "case": found.case,
            "edition": found.edition,
            "pages": found.pages,
        }
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        elif found.whole:
            self.stdout.write(
                f"{found.state}: case {found.case}, edition {found.edition}, "
                f"{found.pages} pages"
            )
        else:
            self.stdout.write("unknown: altered, or not exported here")
        if not found.whole:
            sys.exit(1)

    def _shelf(self, options: dict[str, Any]) -> None:
        faults = [
            {"case": number, "fault": fault} for number, fault in archive.check_shelf()
        ]
        if options["json"]:
            self.stdout.write(json.dumps(faults, ensure_ascii=False))
        for row in faults if not options["json"] else ():
            self.stdout.write(f"{row['case']}  {row['fault']}")
        if not faults and not options["json"]:
            self.stdout.write("every dossier is on the shelf as it was made")
        if faults:
            sys.exit(1)

    def _retain(self, options: dict[str, Any]) -> None:
        row = archive.set_term(
            options["item"],
            term_of(options["term"]),
            since=options["since"],
            basis=options["basis"],
            hall_id=options["hall"],
            by=SYSTEM,
            at=timezone.now(),
        )
        answer = {"item": row.item_key, "term": row.term, "since": str(row.since)}
        self.stdout.write(
            json.dumps(answer) if options["json"] else f"{row.item_key}: {row.term}"
        )
