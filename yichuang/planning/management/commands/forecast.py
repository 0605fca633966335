"""`yichuang forecast`: how many are expected on a day, by kind and half-hour."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.shell import a_day
from yichuang.organisation.queries import places
from yichuang.planning.presenters import Told, told
from yichuang.planning.queries import expecting
from yichuang.planning.rules.day import clock


class Command(BaseCommand):
    help = "Say how many are expected on a day, with the range of eight days in ten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--day", type=a_day, help="2026-03-10; else today")
        parser.add_argument("--hall", type=int, help="its number; else the first hall")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        hall_id = options["hall"] or places.first_hall_id() or 0
        try:
            today = timezone.now().astimezone(places.hall(hall_id).zone).date()
            day = options["day"] or today
            found = told(day, expecting.day(hall_id, day, known_before=today))
        except Refusal as no:
            raise CommandError(f"{no.text()} {no.remedy_text()}".strip()) from no
        if options["json"]:
            self.stdout.write(json.dumps(found.as_json(), ensure_ascii=False))
        else:
            self._say(found)

    def _say(self, found: Told) -> None:
        whole = found.total
        self.stdout.write(
            f"{found.day}: {whole.mean:.0f} expected, {whole.low} to {whole.high}"
        )
        if found.default:
            self.stdout.write("(stated, not learned: the hall has no past yet)")
        for code, one in found.kinds.items():
            self.stdout.write(f"  {code:<4}{one.mean:7.0f}  {one.low} to {one.high}")
        for slot, one in found.half_hours.items():
            self.stdout.write(
                f"  {clock(slot)}{one.mean:7.1f}  {one.low} to {one.high}"
            )
