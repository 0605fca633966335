"""`yichuang authority check`: is every item stationed, decided at a post, authorised and
covered today 三集中三到位? Names every gap and ends with 1 while there is one."""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from yichuang.cases.queries.matrix import picture
from yichuang.cases.rules.concentration import Gap, Picture
from yichuang.kernel.refusals import fill
from yichuang.organisation.queries import places


class Command(BaseCommand):
    help = "Is every item accepted at a window, decided at a post, authorised, covered?"

    def add_arguments(self, parser: CommandParser) -> None:
        check = parser.add_subparsers(dest="what", required=True).add_parser(
            "check", help="name every gap in the matrix of a hall"
        )
        check.add_argument("--hall", type=int, help="id of the hall; default the first")
        check.add_argument("--on", help="a day, like 2026-03-10; default today")
        check.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        hall_id = options["hall"] or places.first_hall_id()
        if hall_id is None:
            raise CommandError("No hall is set up yet: yichuang hall import FILE.")
        on = _day(options["on"]) or _today(hall_id)
        found = picture(hall_id, on)
        if options["json"]:
            self.stdout.write(json.dumps(_as_facts(found, on), ensure_ascii=False))
        else:
            self._print(found, on)
        if not found.whole:
            raise CommandError(f"{found.gaps} gaps", returncode=1)

    def _print(self, found: Picture, on: date) -> None:
        for line in found.lines:
            for gap in line.gaps:
                self.stdout.write(f"{line.item.name}: {_says(gap)} {gap.remedy}")
        names = {line.item.department_id: line.item.department for line in found.lines}
        for department, gaps in found.departments.items():
            for gap in gaps:
                self.stdout.write(f"{names[department]}: {_says(gap)} {gap.remedy}")
        whole = sum(line.whole for line in found.lines)
        self.stdout.write(f"{on}: {whole} of {len(found.lines)} items are whole")


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"“{text}” is not a day; write 2026-03-10.") from None


def _today(hall_id: int) -> date:
    return timezone.now().astimezone(places.hall(hall_id).zone).date()


def _says(gap: Gap) -> str:
    return fill(gap.says, gap.facts, str)


def _as_facts(found: Picture, on: date) -> dict[str, Any]:
    return {
        "on": on.isoformat(),
        "whole": found.whole,
        "gaps": found.gaps,
        "counts": found.counts,
        "items": [
            {
                "item": line.item.key,
                "name": line.item.name,
                "department": line.item.department,
                "windows": list(line.windows),
                "posts": [post.name for post in line.posts],
                "deciders": list(line.deciders),
                "letter": line.letter,
                "letter_ends": line.letter_ends.isoformat()
                if line.letter_ends
                else None,
                "gaps": [_gap(gap) for gap in line.gaps],
            }
            for line in found.lines
        ],
        "departments": {
            str(department): [_gap(gap) for gap in gaps]
            for department, gaps in found.departments.items()
        },
    }


def _gap(gap: Gap) -> dict[str, str]:
    return {"code": gap.code, "says": _says(gap), "remedy": str(gap.remedy)}
