"""`yichuang batch`: the seasons of the hall, how far their runs are, and closing one."""

import json
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from yichuang.accounts.policies import SYSTEM
from yichuang.cases.queries import batches
from yichuang.cases.queries.batches import RunCard, SeasonCard
from yichuang.cases.services.batches import seasons
from yichuang.kernel.refusals import Refusal


class Command(BaseCommand):
    help = "List the seasons and the runs over many cases; close a season that is over."

    def add_arguments(self, parser: CommandParser) -> None:
        ways = parser.add_subparsers(dest="what", required=True)
        for name, says in (
            ("list", "the seasons, the latest first"),
            ("runs", "the latest runs, and who was left out with --left-out RUN"),
            ("close", "close a season whose last day is over"),
        ):
            way = ways.add_parser(name, help=says)
            way.add_argument("--json", action="store_true", help="print JSON")
            if name == "close":
                way.add_argument("season", type=int)
            if name == "runs":
                way.add_argument("--left-out", type=int, metavar="RUN")

    def handle(self, *_: Any, **options: Any) -> None:
        act: dict[str, Callable[..., list[dict[str, Any]]]] = {
            "list": self._list,
            "runs": self._runs,
            "close": self._close,
        }
        try:
            rows = act[options["what"]](options)
        except Refusal as refusal:
            raise CommandError(f"{refusal.text()} {refusal.remedy_text()}") from refusal
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            self.stdout.write("  ".join(str(value) for value in row.values()))

    def _list(self, _options: dict[str, Any]) -> list[dict[str, Any]]:
        return [_season(card) for card in batches.seasons(SYSTEM, timezone.now())]

    def _runs(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        if options["left_out"] is None:
            return [_run(card) for card in batches.runs(SYSTEM, most=20)]
        run = batches.run(SYSTEM, options["left_out"])
        pages = range(1, -(-run.left_out // batches.PAGE) + 1)
        return [
            {
                "case": row.number,
                "code": row.refusal.code,
                "says": row.refusal.text(),
                "remedy": row.refusal.remedy_text(),
            }
            for page in pages
            for row in batches.left_out(run.id, page)
        ]

    def _close(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        at = timezone.now()
        row = seasons.close(options["season"], by=SYSTEM, at=at)
        return [_season(batches.season(SYSTEM, row.pk, at))]


def _season(card: SeasonCard) -> dict[str, Any]:
    return {
        "season": card.id,
        "name": card.name,
        "opens": card.opens.isoformat(),
        "closes": card.closes.isoformat(),
        "stage": card.stage.value,
        "applied": card.counts.members,
        "decided": card.counts.decided,
    }


def _run(card: RunCard) -> dict[str, Any]:
    return {
        "run": card.id,
        "action": card.action.value,
        "state": card.state.value,
        "total": card.total,
        "done": card.done,
        "left_out": card.left_out,
        "by": card.by_name,
    }
