"""`yichuang catalogue import|check|list|export|template`: the catalogue from the shell."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from yichuang.accounts.policies import SYSTEM
from yichuang.catalogue import queries, services
from yichuang.catalogue.forms import (
    FORMATS,
    read_file,
    template,
    write_csv,
    write_xlsx,
    write_yaml,
)
from yichuang.catalogue.presenters import problem_row, report_row
from yichuang.catalogue.rules import BundleSheet, Sheet
from yichuang.catalogue.rules.documents import Document, read_item
from yichuang.kernel.refusals import Refusal

SHIPPED = Path(__file__).resolve().parents[2] / "data"
ACTS = ("import", "check", "list", "export", "template")


class Command(BaseCommand):
    help = (
        "import FILE: items and bundles from YAML, CSV or XLSX, or a folder of them."
        " check FILE: the same report without writing."
        " list: what is in force. export FILE: write it to a file."
        " template FILE: a file to fill in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=ACTS)
        parser.add_argument("file", nargs="?", default="")
        parser.add_argument(
            "--shipped",
            action="store_true",
            help="the items and bundles of the project",
        )
        parser.add_argument(
            "--publish-from", default="", help="publish from this day, 2026-01-05"
        )
        parser.add_argument(
            "--skip-bad",
            action="store_true",
            help="leave bad items out, take the others",
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['act']}")(options)
        except OSError as problem:
            raise CommandError(
                f"{problem.filename}: {problem.strerror}. Name a file that can be used."
            ) from None
        except Refusal as refusal:
            says, remedy = refusal.text(gettext), refusal.remedy_text(gettext)
            raise CommandError(f"{says} {remedy}".strip()) from None

    def _import(self, options: dict[str, Any]) -> None:
        report = services.import_items(
            self._documents(options),
            by=SYSTEM,
            at=timezone.now(),
            file=options["file"] or "shipped",
            publish_from=_day(options["publish_from"]),
            skip_bad=options["skip_bad"],
        )
        row = report_row(report)
        if options["json"]:
            self.stdout.write(json.dumps(row, ensure_ascii=False))
        else:
            self._print_problems(row["problems"])
            for name in ("created", "changed", "unchanged", "published", "skipped"):
                if any(row[name]):
                    self.stdout.write(f"{name}: {', '.join(filter(None, row[name]))}")
        if report.problems and not options["skip_bad"]:
            raise CommandError(
                f"{len(report.problems)} problems: nothing was changed."
                " Correct them, or import the rest with --skip-bad."
            )

    def _check(self, options: dict[str, Any]) -> None:
        sheets, problems = services.check_documents(
            self._documents(options), for_publishing=True
        )
        rows = [problem_row(problem) for problem in problems]
        if options["json"]:
            good = [sheet.key for sheet in sheets]
            self.stdout.write(
                json.dumps({"good": good, "problems": rows}, ensure_ascii=False)
            )
        else:
            self._print_problems(rows)
            self.stdout.write(f"{len(sheets)} good, {len(rows)} problems")
        if rows:
            raise CommandError(f"{len(rows)} problems.")

    def _list(self, options: dict[str, Any]) -> None:
        today = timezone.localdate()
        rows = [
            {
                "key": row.key,
                "version": row.number,
                "name": row.name,
                "department": row.department_name,
                "promise": str(row.promise),
                "code": row.code,
            }
            for row in queries.guides_in_force(today)
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write("  ".join(str(value) for value in row.values()))

    def _export(self, options: dict[str, Any]) -> None:
        today = timezone.localdate()
        sheets: list[Sheet | BundleSheet] = [*queries.guides_in_force(today)]
        sheets += queries.bundles_in_force(today)
        target, ending = _target(options["file"])
        if ending == "xlsx":
            target.write_bytes(write_xlsx(sheets))
        elif ending == "csv":
            target.write_text("\ufeff" + write_csv(sheets), encoding="utf-8")
        else:
            target.write_text(write_yaml(sheets), encoding="utf-8")
        self._done(options, len(sheets), target)

    def _template(self, options: dict[str, Any]) -> None:
        target, ending = _target(options["file"])
        example = SHIPPED / "items" / "edu-selfexam-diploma.yaml"
        document = read_file(example.name, example.read_bytes())[0]
        sheet, _problems = read_item(document)
        if sheet is None:
            raise CommandError(f"{example} cannot be read.")
        target.write_bytes(template(ending, sheet))
        self._done(options, 1, target)

    def _documents(self, options: dict[str, Any]) -> tuple[Document, ...]:
        place = SHIPPED if options["shipped"] else Path(options["file"] or "-")
        if place.is_dir():
            files = sorted(
                file
                for file in place.rglob("*")
                if file.suffix[1:].casefold() in FORMATS and file.is_file()
            )
        elif place.is_file():
            files = [place]
        elif options["file"]:
            raise CommandError(f"There is no file {options['file']}.")
        else:
            raise CommandError("Name a file to read, or say --shipped.")
        return tuple(
            document
            for file in files
            for document in read_file(file.name, file.read_bytes())
        )

    def _print_problems(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            place = ":".join(str(row[k]) for k in ("file", "table", "row") if row[k])
            self.stdout.write(
                f"{place}: {row['item']}.{row['field']}: {row['problem']} {row['remedy']}"
            )

    def _done(self, options: dict[str, Any], count: int, target: Path) -> None:
        if options["json"]:
            self.stdout.write(json.dumps({"file": str(target), "written": count}))
        else:
            self.stdout.write(f"{count} written to {target}")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CommandError(f"{text!r} is not a day; write it as 2026-01-05.") from None


def _target(file: str) -> tuple[Path, str]:
    ending = file.rpartition(".")[2].casefold()
    if ending not in FORMATS:
        raise CommandError("Name a file that ends in .yaml, .csv or .xlsx.")
    return Path(file), ending
