"""Pages as the reader gives them, written by hand: rows of text, or cells beside each other."""

from collections.abc import Sequence

from yichuang.kernel.text import N_
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.fields import FieldFound
from yichuang.materials.rules.grouping import Seen
from yichuang.materials.rules.judging import Verdict
from yichuang.materials.rules.reading import Line, PageText, Spot


def page(
    *rows: str | tuple[str, ...], width: int = 1240, height: int = 1754
) -> PageText:
    """One line a row; a tuple is cells of one row. "# …" is a title in large print."""
    lines: list[Line] = []
    for number, row in enumerate(rows):
        cells = (row,) if isinstance(row, str) else row
        for place, text in enumerate(cells):
            lines.append(_line(text, number, place, len(rows), len(cells)))
    return PageText(width, height, lines=tuple(lines))


def _line(text: str, number: int, place: int, rows: int, cells: int) -> Line:
    title = text.startswith("# ")
    step = min(0.08, 0.9 / rows)
    high = step * (0.75 if title else 0.45)
    words = text.removeprefix("# ")
    wide = min(0.018 * len(words), 0.8) if cells == 1 else 0.7 / cells
    x = 0.5 - wide / 2 if title else 0.12 + place * 0.8 / cells
    return Line(words, 0.98, Spot(x, 0.05 + number * step, wide, high))


def card(name: str, number: str) -> tuple[str, ...]:
    """The portrait side of an identity card."""
    born = f"{number[6:10]}年{int(number[10:12])}月{int(number[12:14])}日"
    sex = "男" if int(number[16]) % 2 else "女"
    return (
        f"姓名 {name}",
        f"性别 {sex} 民族 汉",
        f"出生 {born}",
        "住址 湖南省朗州市临江区柳堤街道12号",
        f"公民身份号码 {number}",
    )


def seen(
    number: int,
    kind: PageClass | None,
    *,
    folder: str = "",
    file: str = "",
    part: int = 0,
    **values: str,
) -> Seen:
    """A judged page with fields."""
    verdict = Verdict(kind, 0.95 if kind else 0.4, (), N_("The page is blank."))
    return Seen(number, verdict, fields(part=part, **values), folder, file)


def fields(*, part: int = 0, **values: str) -> tuple[FieldFound, ...]:
    """Fields clearly read somewhere."""
    spot = Spot(0.1, 0.1, 0.2, 0.03)
    return tuple(FieldFound(k, v, spot, 0.98, part) for k, v in values.items())


def texts(found: Sequence[FieldFound]) -> dict[str, str]:
    """The fields of the first card as name -> value."""
    return {one.name: one.value for one in found if one.part == 0}
