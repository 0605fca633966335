"""`yichuang ask`: which matter a question means, answered with the guide's own lines."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import get_language, gettext

from yichuang.guidance.presenters import as_json
from yichuang.guidance.queries import ask
from yichuang.kernel.refusals import Refusal


class Command(BaseCommand):
    help = (
        "Answer a question with lines of the guides in force, each with its version."
        " --file FILE takes one question a line and prints one JSON object a line."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("question", nargs="?", default="")
        parser.add_argument("--file", help="one question a line; - for standard input")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        if options["file"]:
            for line in _lines(options["file"]):
                self.stdout.write(json.dumps(_row(line), ensure_ascii=False))
            return
        try:
            row = _answered(options["question"])
        except Refusal as no:
            raise CommandError(_told(no)) from no
        if options["json"]:
            self.stdout.write(json.dumps(row, ensure_ascii=False))
        else:
            self._say(row)

    def _say(self, row: dict[str, Any]) -> None:
        for line in _told_of(row):
            self.stdout.write(line)


def _told_of(row: dict[str, Any]) -> Iterator[str]:
    """The answer in lines, for people."""
    for one in row["items"]:
        yield f"{one['score']:.2f}  {one['id']}"
    if row["mode"]:
        yield row["mode"]["says"]
    for one in row["answer"]:
        yield f"  {one['says']}  [{one['item']}, {one['version']}, {one['line']}]"
    for asked in filter(None, (row["asks"], row["next_question"])):
        yield asked["says"]
        yield from (f"  {c['key']:<24}{c['label']}" for c in asked["choices"])
    onward = (row["ended"] or {}).get("instead") or row["route"]
    if onward:
        yield f"-> {onward}"
    if row["refusal"]:
        yield f"{row['refusal']['says']} {row['refusal']['remedy']}"


def _lines(file: str) -> Iterator[str]:
    """The lines that hold a question; read one by one, however many there are."""
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as source:
            yield from (line for line in map(bytes.decode, source) if line.strip())
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"{file}: {problem}. Name a text file in UTF-8.") from None


def _row(line: str) -> dict[str, Any]:
    """What --file prints for a line; a question that is none says so in its place."""
    try:
        return _answered(line)
    except Refusal as no:
        nothing: dict[str, Any] = {
            "items": [],
            "route": None,
            "asks_back": False,
            "refused": True,
        }
        return {"question": line.strip()[:80], **nothing, "error": _told(no)}


def _answered(question: str) -> dict[str, Any]:
    language = get_language() or "zh-hans"
    return as_json(ask(question, None, language, on=timezone.localdate()))


def _told(no: Refusal) -> str:
    return no.told(gettext)
