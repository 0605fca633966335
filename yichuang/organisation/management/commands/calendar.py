"""`yichuang calendar import YEAR… [--file F] | list`: the years whose days are known."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from yichuang.accounts.policies import SYSTEM
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.workdays import WorkCalendar, YearPlan
from yichuang.organisation.adapters import holidays
from yichuang.organisation.queries import calendars
from yichuang.organisation.services.calendar import publish_year

SHIPPED = Path(__file__).resolve().parents[2] / "data" / "calendars"


class Command(BaseCommand):
    help = (
        "Load the State Council's holiday plan of a year from the library or from a "
        "YAML file (year, source, provisional, holidays, workdays)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        commands = parser.add_subparsers(dest="what", required=True)
        load = commands.add_parser("import", help="load years, e.g. 2026 2027")
        load.add_argument("years", nargs="+", type=int)
        load.add_argument("--file", type=Path, help="plan of one year as YAML")
        load.add_argument("--json", action="store_true", help="print JSON")
        shown = commands.add_parser("list", help="show the known years")
        shown.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["what"] == "import":
            with transaction.atomic():  # all of them or none
                for year in options["years"]:
                    self._load(year, options["file"])
        rows = [
            {"year": row.year, "source": row.source, "provisional": row.provisional}
            for row in calendars.known_years()
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            mark = " (provisional)" if row["provisional"] else ""
            self.stdout.write(f"{row['year']}{mark}  {row['source']}")

    def _load(self, year: int, file: Path | None) -> None:
        try:
            plan = plan_for(year, file)
            publish_year(year, plan, by=SYSTEM, at=timezone.now())
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal


def plan_for(year: int, file: Path | None = None) -> YearPlan:
    """The plan of a year: from the file, the library, or what the product ships.

    Raises:
        CommandError: nobody has published the year, or the file is not a plan.
    """
    if file is None:
        known = holidays.known_years().get(year)
        if known is not None:
            return known
        file = SHIPPED / f"{year}.yaml"
        if not file.exists():
            raise CommandError(
                f"Nobody has published the working days of {year}. Write the State "
                f"Council's notice into a file and run: yichuang calendar import {year} "
                "--file FILE"
            )
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"Cannot read {file} as text: {problem}") from problem
    return read_plan(year, text)


def read_plan(year: int, text: str) -> YearPlan:
    """A plan written as YAML; dates as keys, the holiday's name as value."""
    try:
        data = yaml.safe_load(text)
        if data["year"] != year:
            raise CommandError(f"The file is the plan of {data['year']}, not {year}.")
        plan = YearPlan(
            holidays=_days(data["holidays"]),
            made_up=_days(data.get("workdays") or {}),
            source=str(data["source"]),
            provisional=bool(data.get("provisional", False)),
        )
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError) as problem:
        raise CommandError(
            "The file is not a plan. It needs year, source, holidays and workdays, "
            f"each day with its name ({problem})."
        ) from problem
    WorkCalendar({year: plan})  # refuses days of another year and contradictions
    return plan


def _days(rows: dict[Any, Any]) -> dict[date, str]:
    return {
        day if isinstance(day, date) else date.fromisoformat(str(day)): str(name)
        for day, name in rows.items()
    }
