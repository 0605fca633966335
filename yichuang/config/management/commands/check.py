"""`yichuang check`: Django's system checks with ours, also as JSON."""

import json
from typing import Any

from django.apps import apps
from django.core import checks
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.check import Command as DjangoCheck


class Command(DjangoCheck):
    help = "Explain what is set up wrongly, and what to do about it."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *app_labels: Any, **options: Any) -> None:
        rooms = {config.label for config in apps.get_app_configs()}
        unknown = sorted(set(app_labels) - rooms)
        if unknown:
            raise CommandError(f"There is no room {', '.join(unknown)}.")
        if not options["json"]:
            super().handle(*app_labels, **options)
            return
        found = checks.run_checks(
            app_configs=[apps.get_app_config(name) for name in app_labels] or None,
            tags=options["tags"],
            include_deployment_checks=options["deploy"],
            databases=options["databases"] or ["default"],
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
        least = getattr(checks, options["fail_level"])
        if any(one.is_serious(least) for one in found):
            raise SystemExit(1)
