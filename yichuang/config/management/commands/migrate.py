"""`yichuang migrate`: Django's, which also says as JSON what it applied."""

import io
import json
from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor


class Command(DjangoMigrate):
    help = "Bring the database to this version."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options.pop("json", False):
            super().handle(*args, **options)
            return
        executor = MigrationExecutor(connections[options["database"]])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        out, self.stdout._out = self.stdout._out, io.StringIO()  # type: ignore[attr-defined]
        try:
            super().handle(*args, **options)
        finally:
            self.stdout._out = out  # type: ignore[attr-defined]
        applied = [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
        self.stdout.write(json.dumps({"applied": applied}))
