"""Reading the list of a school: a CSV file or a workbook, one applicant a row; and the
empty list to be filled in."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from yichuang.cases.services.batches.members import Row
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, normalise

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_ROWS = 2000
HEADINGS = {
    "name": ("姓名", "name"),
    "id_number": (
        "身份证号",
        "身份证号码",
        "公民身份号码",
        "identity number",
        "id number",
    ),
    "phone": ("手机", "手机号", "手机号码", "联系电话", "phone"),
    "papers": ("已交材料", "材料", "papers"),
    "subject": ("任教学科", "学科", "subject"),
}
NEEDED = ("name", "id_number")
SHEET = ("姓名", "身份证号", "手机", "任教学科", "已交材料")
WIDTHS = (12, 24, 16, 14, 40)
BREAKS = str.maketrans("，、；;\n", ",,,,,")


def read(name: str, content: bytes) -> tuple[Row, ...]:
    """The rows of the file, its headings found wherever they stand.

    Raises:
        Refusal: "roster.unreadable", "roster.headings" (field "file").
    """
    if len(content) > MOST_BYTES:
        raise _unreadable(N_("it is larger than 2 MB"))
    lines = _workbook(content) if content[:2] == b"PK" else _text(content)
    return tuple(_rows(lines))


def _rows(lines: Iterable[list[str]]) -> Iterator[Row]:
    places: dict[str, int] = {}
    for line, cells in enumerate(lines, 1):
        if line > MOST_ROWS:
            raise _unreadable(N_("it has too many rows"))
        if not any(cells):
            continue
        if not places:
            places = _headings(cells)
            continue
        said = {
            key: cells[place].strip() if place < len(cells) else ""
            for key, place in places.items()
        }
        words = said.get("papers", "").translate(BREAKS).split(",")
        yield Row(
            line=line,
            name=said["name"],
            id_number=said["id_number"].lstrip("'"),
            phone=said.get("phone", "").lstrip("'"),
            papers=tuple(word.strip() for word in words if word.strip()),
            subject=said.get("subject", "")[:60],
        )


def _headings(cells: list[str]) -> dict[str, int]:
    words = [normalise(cell) for cell in cells]
    places = {
        key: words.index(name)
        for key, names in HEADINGS.items()
        for name in names
        if name in words
    }
    if any(key not in places for key in NEEDED):
        raise Refusal(
            "roster.headings",
            N_("The first row must name the columns: name and identity number."),
            field="file",
            remedy=N_("phone and papers may follow in any order."),
        )
    return places


def _text(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            raise _unreadable(N_("it is neither a workbook nor text")) from None
    if "\0" in text:
        raise _unreadable(N_("it is neither a workbook nor text"))
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error:
        raise _unreadable(N_("its columns cannot be told apart")) from None


def _workbook(content: bytes) -> Iterator[list[str]]:
    import openpyxl  # noqa: PLC0415 - 15 MB that only an import needs

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise _unreadable(N_("it unpacks to too much"))
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=False
        )
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(values_only=True, max_col=40):
            yield ["" if cell is None else _cell(cell) for cell in row]
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError):
        raise _unreadable(N_("it is no workbook")) from None


def _cell(cell: object) -> str:
    """A number as people mean it: identity numbers and phones are no amounts."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _unreadable(why: str) -> Refusal:
    return Refusal(
        "roster.unreadable",
        N_("The file cannot be read: %(why)s."),
        field="file",
        remedy=N_("Save it as .xlsx or .csv and try again."),
        why=why,
    )


def blank(rows: int, papers: Sequence[str] = ()) -> bytes:
    """An empty workbook for so many people: headings, and columns in which numbers stay
    as they are typed. With `papers` there is a column for what lies at the window, and
    a second sheet with the names of the papers.
    """
    import openpyxl  # noqa: PLC0415 - 15 MB that only a workbook needs

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "名单"
    headings = SHEET if papers else SHEET[:-1]
    sheet.append(list(headings))
    for letter, width in zip("ABCDE", WIDTHS[: len(headings)], strict=False):
        sheet.column_dimensions[letter].width = width
        for row in range(2, rows + 2):
            sheet[f"{letter}{row}"].number_format = "@"
    sheet.freeze_panes = "A2"
    if papers:
        names = book.create_sheet("材料名称")
        for name in papers:
            names.append([name])
        names.column_dimensions["A"].width = 48
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
