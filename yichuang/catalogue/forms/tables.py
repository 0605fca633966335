"""CSV and XLSX: one table, one row for an item and one for each thing that hangs on it.

The column `part` says what a row is (item, paper, question, option, step, citation, fee,
faq, bundle, bundle-part, bundle-field); `item` names the item it belongs to, `question`
the question of an option. A workbook may spread the rows over several sheets with the
same columns.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from yichuang.catalogue.rules.documents import Document, Path, Place
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELL = 5_000
MOST_UNPACKED = 100 * 1024 * 1024
PARTS = {
    "paper": "papers",
    "question": "questions",
    "step": "steps",
    "citation": "citations",
    "fee": "fees",
    "faq": "faqs",
    "bundle-part": "parts",
    "bundle-field": "fields",
}
OWNERS = ("item", "bundle")
# A spreadsheet would run a cell that begins so; our export puts an apostrophe before it.
FORMULA = ("=", "+", "-", "@", "\t")
Row = tuple[Place, dict[str, str]]


def read_csv(content: bytes) -> tuple[Document, ...]:
    """Documents of a CSV file in UTF-8 or GB 18030, with a heading row."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            raise _unreadable(1, N_("the text is neither UTF-8 nor GB 18030")) from None
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return _documents(_rows(lines, ""))
    except csv.Error as error:
        raise _unreadable(lines.line_num, str(error)) from None


def read_xlsx(content: bytes) -> tuple[Document, ...]:
    """Documents of a workbook; formulas stay text and are not computed."""
    import openpyxl  # noqa: PLC0415 - 15 MB that only an import needs

    _check_archive(content)
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=False, keep_links=False
        )
        rows: list[Row] = []
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            rows += _rows(sheet.iter_rows(values_only=True), sheet.title)
    except Refusal:
        raise
    except Exception as error:
        raise _unreadable(1, type(error).__name__) from None
    return _documents(rows)


def _check_archive(content: bytes) -> None:
    """Refuses a workbook that is small outside and enormous inside, before it is opened."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile:
        raise _unreadable(1, N_("not a workbook")) from None
    if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > MOST_ROWS:
        raise Refusal(
            "file.bomb",
            N_("The workbook is far larger inside than outside."),
            field="file",
            remedy=N_(
                "Copy the rows into a new workbook without pictures and save it."
            ),
        )
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise _unreadable(1, N_("not a workbook"))


def _rows(lines: Iterable[Iterable[Any]], table: str) -> Iterator[Row]:
    headings: list[str] = []
    for number, line in enumerate(lines, start=1):
        if number > MOST_ROWS:
            raise _unreadable(number, N_("more rows than an item file has"))
        cells = [_cell(value, number) for value in list(line)[:MOST_COLUMNS]]
        if not headings:
            headings = [cell.strip() for cell in cells]
            if any(headings) and "part" not in headings:
                raise _unreadable(number, N_("the first row names no column “part”"))
            continue
        given = {
            name: cell
            for name, cell in zip(headings, cells, strict=False)
            if name and cell.strip()
        }
        if given:
            yield Place(number, table=table), given


def _cell(value: Any, row: int) -> str:
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    if text[:1] == "'" and text[1:2] in FORMULA:
        text = text[1:]
    if len(text) > MOST_CELL:
        raise _unreadable(row, N_("a cell holds more text than any field takes"))
    return text


class _Gathered:
    """The rows of one item as nested values, with the place of each."""

    def __init__(self, kind: str, place: Place) -> None:
        self.kind = kind
        self.place = place
        self.values: dict[str, Any] = {}
        self.places: dict[Path, Place] = {}

    def put(
        self, path: Path, into: dict[str, Any], place: Place, row: dict[str, str]
    ) -> None:
        self.places[path] = place
        for name, value in row.items():
            into[name] = value
            self.places[(*path, name)] = Place(place.row, name, place.table)

    def add(self, name: str, place: Place, row: dict[str, str]) -> None:
        rows = self.values.setdefault(name, [])
        rows.append({})
        self.put((name, len(rows) - 1), rows[-1], place, row)

    def add_option(self, question: str, place: Place, row: dict[str, str]) -> None:
        for number, asked in enumerate(self.values.get("questions", [])):
            if asked.get("key") == question:
                rows = asked.setdefault("options", [])
                rows.append({})
                path = ("questions", number, "options", len(rows) - 1)
                self.put(path, rows[-1], place, row)
                return
        raise _unreadable(place.row, N_("the option names no question above it"))

    def document(self) -> Document:
        return Document(self.values, self.place, self.places, self.kind)


def _documents(rows: Iterable[Row]) -> tuple[Document, ...]:
    found: dict[str, _Gathered] = {}
    for place, cells in rows:
        row = dict(cells)
        part, owner = row.pop("part", ""), row.pop("item", "")
        if part in OWNERS:
            key = row.setdefault("key", owner)
            if key in found:
                raise _unreadable(place.row, N_("the item stands twice in the file"))
            found[key] = _Gathered(part, place)
            found[key].put((), found[key].values, place, row)
        elif owner not in found:
            raise _unreadable(place.row, N_("the row names no item above it"))
        elif part == "option":
            found[owner].add_option(row.pop("question", ""), place, row)
        elif part in PARTS:
            found[owner].add(PARTS[part], place, row)
        else:
            raise _unreadable(place.row, N_("the column “part” holds an unknown word"))
    return tuple(gathered.document() for gathered in found.values())


def _unreadable(line: int, reason: str) -> Refusal:
    return Refusal(
        "file.unreadable",
        N_("Line %(line)s cannot be read: %(reason)s."),
        field="file",
        remedy=N_("Correct the line; the template shows how it is written."),
        line=line,
        reason=reason,
    )
