"""`yichuang check`: Django's system checks with ours, also as JSON."""

import json
from typing import Any

from django.core import checks
from django.core.management.base import CommandParser
from django.core.management.commands.check import Command as DjangoCheck


class Command(DjangoCheck):
    help = "Explain what is set up wrongly, and what to do about it."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *app_labels: Any, **options: Any) -> None:
        if not options["json"]:
            super().handle(*app_labels, **options)
            return
        found = checks.run_checks(
            include_deployment_checks=options["deploy"], databases=["default"]
        )
        rows = [
            {
                "id": one.id,
                "level": one.level,
                "says": str(one.msg),
                "hint": str(one.hint or ""),
            }
            for one in found
        ]
        self.stdout.write(json.dumps(rows, ensure_ascii=False))
        if any(one.is_serious() for one in found):
            raise SystemExit(1)
