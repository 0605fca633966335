"""`yichuang guide check [ITEM|FILE]`: contradictions in a guide, before it is published."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from yichuang.catalogue.forms import FORMATS, read_file
from yichuang.catalogue.presenters import checkups_row, problem_row
from yichuang.catalogue.queries import checkups
from yichuang.catalogue.queries.checkups import Checkup
from yichuang.catalogue.rules import BundleSheet, Sheet
from yichuang.catalogue.services import check_documents
from yichuang.kernel.refusals import Refusal


class Command(BaseCommand):
    help = (
        "check: every item and bundle, its draft where there is one. check ITEM: one, by key."
        " check FILE: a YAML, CSV or XLSX file, nothing is written."
        " Ends with 1 when there are errors."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=("check",))
        parser.add_argument("item", nargs="?", default="", metavar="ITEM|FILE")
        parser.add_argument(
            "--version-number", type=int, default=None, help="an older version of ITEM"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            rows = self._checked(options["item"], options["version_number"])
        except Refusal as refusal:
            says, remedy = refusal.text(gettext), refusal.remedy_text(gettext)
            raise CommandError(f"{says} {remedy}".strip()) from None
        told = checkups_row(rows)
        if options["json"]:
            # one item asked for by name: its own row; all of them: the sums and the list
            single = len(rows) == 1 and options["item"]
            told_once = told["items"][0] if single else told
            self.stdout.write(json.dumps(told_once, ensure_ascii=False))
        else:
            self._print(told)
        if told["errors"]:
            raise CommandError(f"{told['errors']} errors.")

    def _checked(self, name: str, number: int | None) -> tuple[Checkup, ...]:
        today = timezone.localdate()
        file = Path(name or "-")
        if name and (file.suffix[1:].casefold() in FORMATS or "/" in name):
            return checkups.check_sheets(_sheets(file), today)
        if name:
            return (checkups.check_item(name, today, number=number),)
        return checkups.check_all(today)

    def _print(self, told: dict[str, Any]) -> None:
        for item in told["items"]:
            if not item["findings"]:
                continue
            self.stdout.write(f"{item['item']} v{item['version']} {item['name']}")
            for row in item["findings"]:
                self.stdout.write(
                    f"  {row['severity']}  {row['field']}: {row['says']}"
                    f" {row['remedy']} [{row['rule']}]"
                )
                for line in row["proposed"].splitlines():
                    self.stdout.write(f"      → {line}")
        self.stdout.write(
            f"{told['checked']} checked: {told['errors']} errors,"
            f" {told['warnings']} warnings, {told['advice']} advice"
        )


def _sheets(file: Path) -> list[Sheet | BundleSheet]:
    """The items and bundles of a file; what cannot be read at all is said and nothing is checked."""
    try:
        documents = read_file(file.name, file.read_bytes())
    except OSError as problem:
        raise CommandError(
            f"{problem.filename}: {problem.strerror}. Name a file that can be used."
        ) from None
    sheets, problems = check_documents(documents, for_publishing=False)
    if problems:
        rows = [problem_row(problem) for problem in problems]
        raise CommandError(
            "\n".join(
                f"{row['file']}:{row['row']}: {row['field']}: {row['problem']}"
                f" {row['remedy']}"
                for row in rows
            )
        )
    return list(sheets)
