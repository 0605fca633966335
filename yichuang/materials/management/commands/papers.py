"""`yichuang papers`: sort files on trial, locate a page, check the reader."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from yichuang.accounts.policies import SYSTEM
from yichuang.catalogue.queries.guides import current_guide
from yichuang.kernel.refusals import Refusal
from yichuang.materials.engines.reader import Reader
from yichuang.materials.queries.board import papers
from yichuang.materials.queries.locating import locate
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.sight import Sight
from yichuang.materials.services.trying import TriedPage, try_files


class Command(BaseCommand):
    help = "Sort scans on trial (nothing is kept), locate a page, check the reader."

    def add_arguments(self, parser: CommandParser) -> None:
        ways = parser.add_subparsers(dest="what", required=True)
        sort = ways.add_parser("sort", help="read files and say what each page is")
        sort.add_argument("files", nargs="+", type=Path, metavar="FILE")
        sort.add_argument("--item", default="", help="key of the item they are for")
        find = ways.add_parser("locate", help="pages with a name, a number, words")
        find.add_argument("text")
        check = ways.add_parser("check", help="whether the reader works here")
        for way in (sort, find, check):
            way.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_: Any, **options: Any) -> None:
        act: dict[str, Callable[..., None]] = {
            "sort": self._sort,
            "locate": self._locate,
            "check": self._check,
        }
        try:
            act[options["what"]](options)
        except Refusal as no:
            raise CommandError(f"{no.text()} {no.remedy_text()}".strip()) from no

    def _sort(self, options: dict[str, Any]) -> None:
        sight = Sight(allowed=_allowed(options["item"]))
        rows = []
        for page in try_files(options["files"], sight):
            rows.append(page)
            if not options["json"]:
                self.stdout.write(_line(page))
                self.stdout.flush()
        if options["json"]:
            self.stdout.write(
                json.dumps({"pages": [_page(row) for row in rows]}, ensure_ascii=False)
            )

    def _locate(self, options: dict[str, Any]) -> None:
        found = locate(options["text"], by=SYSTEM)
        rows = [
            {
                "stack": one.stack_key,
                "title": one.stack_title,
                "page": one.number,
                "key": one.key,
                "kind": one.kind.value if one.kind else None,
                "applicant": one.applicant,
                "line": one.line,
                "spot": one.spot.as_json() if one.spot else None,
            }
            for one in found
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for row in rows:
            name = f"{row['title']} {row['page']}"
            self.stdout.write(f"{name}  {row['kind'] or '?'}  {row['line']}")
        if not rows:
            self.stdout.write("nothing found")

    def _check(self, options: dict[str, Any]) -> None:
        reader = Reader()
        try:
            found = reader.check()
        finally:
            reader.close()
        row = {
            "engine": found.engine,
            "seconds": round(found.seconds, 2),
            "memory_mb": found.memory,
        }
        if options["json"]:
            self.stdout.write(json.dumps(row))
        else:
            self.stdout.write(
                "  ".join(f"{name}: {value}" for name, value in row.items())
            )


def _allowed(item: str) -> frozenset[PageClass] | None:
    if not item:
        return None
    on = timezone.localdate()
    current_guide(item, on)
    return frozenset[PageClass]().union(*(slot.kinds for slot in papers(item, on)))


def _page(page: TriedPage) -> dict[str, Any]:
    text, verdict, no = page.text, page.verdict, page.refusal
    return {
        "page": page.number,
        "file": page.file,
        "folder": page.folder,
        "page_in_file": page.page_in_file,
        "kind": verdict.kind.value if verdict and verdict.kind else None,
        "sure": round(verdict.sure, 3) if verdict else 0.0,
        "runners": [
            {"kind": kind.value, "sure": sure}
            for kind, sure in (verdict.runners if verdict else ())
        ],
        "blank": bool(text and text.blank),
        "turned": text.turned if text else 0,
        "skew": text.skew if text else 0.0,
        "fields": [one.as_json() for one in page.fields],
        "refused": {"code": no.code, "says": no.text(), "remedy": no.remedy_text()}
        if no
        else None,
    }


def _line(page: TriedPage) -> str:
    where = f"{page.number:>4}  {page.folder and page.folder + '/'}{page.file}"
    if page.page_in_file > 1:
        where += f" p. {page.page_in_file}"
    if page.refusal:
        return f"{where}  {page.refusal.text()}"
    if page.text and page.text.blank:
        return f"{where}  blank"
    if page.verdict is None or page.verdict.kind is None:
        return f"{where}  not sure"
    fields = "  ".join(f"{one.name}={one.value}" for one in page.fields)
    return f"{where}  {page.verdict.kind}  {page.verdict.sure:.0%}  {fields}"
