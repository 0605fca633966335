"""`yichuang plan`: the windows a day needs, worked out and printed; nothing is kept."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.shell import a_day
from yichuang.organisation.queries import places
from yichuang.planning.rules.day import clock
from yichuang.planning.rules.shifts import Pattern
from yichuang.planning.rules.staffing import GOAL
from yichuang.planning.services import plans


class Command(BaseCommand):
    help = (
        "Work out which windows a day needs. Nothing is kept or adopted; ends with 1"
        " when even every window does not keep the wait."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--day", type=a_day, help="2026-03-10; else today")
        parser.add_argument("--hall", type=int, help="its number; else the first hall")
        parser.add_argument("--windows", type=int, help="at most so many windows")
        parser.add_argument(
            "--goal", type=float, default=GOAL, help="nine in ten wait so many minutes"
        )
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        hall_id, at = options["hall"] or places.first_hall_id() or 0, timezone.now()
        try:
            day = options["day"] or at.astimezone(places.hall(hall_id).zone).date()
            made = plans.draft(
                hall_id,
                day,
                at=at,
                goal=options["goal"],
                most_windows=options["windows"],
            )
        except Refusal as no:
            raise CommandError(f"{no.text()} {no.remedy_text()}".strip()) from no
        if options["json"]:
            kept = {"day": day.isoformat(), "goal": options["goal"], **made}
            self.stdout.write(json.dumps(kept, ensure_ascii=False))
        else:
            self._say(made)
        if not made["good"]:
            raise SystemExit(1)

    def _say(self, made: dict[str, Any]) -> None:
        for duty in made["duties"]:
            said = Pattern(tuple(duty["slots"])).says
            self.stdout.write(f"window {duty['window']:>3}: {said}")
        self.stdout.write(
            f"{made['hours']:.1f} window-hours, at most {100 * made['gap']:.1f} %"
            f" from the least; nine in ten wait {made['p90']:.1f} minutes at most"
        )
        for lack in made["lacks"]:
            line = f" for {lack['line']}" if lack["line"] else ""
            self.stdout.write(
                f"LACKING {clock(lack['slot'])}: {lack['windows']:.1f} windows{line}"
            )
        for slot, wait in made["late"].items():
            self.stdout.write(f"LATE {clock(int(slot))}: {wait:.0f} minutes")
        if not made["good"]:
            self.stdout.write("the wait cannot be kept with these windows")
