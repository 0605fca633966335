"""`yichuang hall import FILE`: set a hall up, or bring it to a changed plan."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from yichuang.accounts.policies import SYSTEM
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.organisation.schemas import read_plan
from yichuang.organisation.services.arranging import arrange


class Command(BaseCommand):
    help = "Set up a hall from a YAML plan: places, departments, posts, windows, hours."

    def add_arguments(self, parser: CommandParser) -> None:
        load = parser.add_subparsers(dest="what", required=True).add_parser("import")
        load.add_argument("file", type=Path)
        load.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        try:
            plan = read_plan(options["file"].read_text(encoding="utf-8"))
            hall = arrange(plan, by=SYSTEM, at=timezone.now())
        except Refusals as refusals:
            lines = [f"{one.field}: {one.text()}" for one in refusals.items]
            raise CommandError("\n".join(lines)) from refusals
        except Refusal as refusal:
            raise CommandError(f"{refusal.text()} {refusal.remedy_text()}") from refusal
        except (OSError, UnicodeDecodeError) as problem:
            raise CommandError(f"Cannot read the file: {problem}") from problem
        answer = {"hall": hall.pk, "name": hall.name}
        self.stdout.write(
            json.dumps(answer, ensure_ascii=False)
            if options["json"]
            else f"hall {hall.pk}: {hall.name}"
        )
