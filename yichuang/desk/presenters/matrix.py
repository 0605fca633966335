"""The matrix 三集中三到位 as a picture: a row an item, a column what must be in place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from yichuang.accounts.policies import Actor
from yichuang.cases.rules.concentration import COLUMNS, Gap, Line, Picture
from yichuang.desk.policies import may
from yichuang.desk.presenters.words import english, limit_says
from yichuang.kernel.limits import Limit
from yichuang.kernel.refusals import fill
from yichuang.kernel.text import N_
from yichuang.web.formats import day
from yichuang.web.presenters import Link

COLUMN_SAYS: Mapping[str, str] = {
    "window": N_("Intake window"),
    "section": N_("Approval section"),
    "post": N_("Deciding post"),
    "person": N_("Authorised today"),
    "cover": N_("Covered by B"),
    "letter": N_("Letter"),
}
# As the work goes: at the window, in the section, at the post, by a person.
ORDER = ("window", "section", "post", "person", "cover", "letter")
assert set(ORDER) == set(COLUMNS)  # noqa: S101


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `state` is "ok", "warn" or "gap"; `label` names it on a phone."""

    state: str
    says: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One item."""

    name: str
    url: str
    limits: str
    above: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The items of a department, with what is wrong in the department itself."""

    name: str
    rows: tuple[Row, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """How many items have a column in place; the width of its bar in SVG units."""

    says: str
    value: int
    of: int
    width: int


@dataclass(frozen=True, slots=True)
class Todo:
    """A gap to close: where, what, and the page on which it is done."""

    where: str
    says: str
    remedy: str
    url: str
    count: int = 1


def headers() -> tuple[str, ...]:
    """The names of the columns."""
    return tuple(gettext(COLUMN_SAYS[name]) for name in ORDER)


def figures(found: Picture) -> tuple[Figure, ...]:
    """A figure for each column."""
    total = len(found.lines)
    return tuple(
        Figure(
            gettext(COLUMN_SAYS[name]),
            found.counts[name],
            total,
            round(100 * found.counts[name] / total) if total else 0,
        )
        for name in ORDER
    )


def blocks(found: Picture) -> tuple[Block, ...]:
    """The rows by department."""
    by_department = groupby(found.lines, key=lambda line: line.item.department_id)
    made = []
    for department, group in by_department:
        lines = list(group)
        first = lines[0].item
        made.append(
            Block(
                first.department_en if english() else first.department,
                tuple(map(_row, lines)),
                tuple(_says(gap) for gap in found.departments.get(department, ())),
            )
        )
    return tuple(made)


def _row(line: Line) -> Row:
    wrong = {gap.column: gap for gap in line.gaps}
    item = line.item
    return Row(
        name=item.name_en if english() else item.name,
        url=reverse("desk:guide", args=[item.key]),
        limits=_limits(item.promise, item.statutory),
        above=item.upper_body,
        cells=tuple(_cell(name, line, wrong.get(name)) for name in ORDER),
    )


def _limits(promise: Limit, statutory: Limit | None) -> str:
    told = gettext("promised %(limit)s") % {"limit": "".join(limit_says(promise))}
    if statutory is None:
        return told
    by_law = gettext("by law %(limit)s") % {"limit": "".join(limit_says(statutory))}
    return f"{told} · {by_law}"


def _cell(name: str, line: Line, gap: Gap | None) -> Cell:
    label = gettext(COLUMN_SAYS[name])
    if gap is not None:
        state = "warn" if gap.code == "letter.ends" else "gap"
        return Cell(state, _says(gap), label, gettext(gap.remedy))
    return Cell("ok", _value(name, line), label, _note(name, line))


def _value(name: str, line: Line) -> str:
    posts = line.posts
    names: Mapping[str, str] = {
        "window": " ".join(map(str, line.windows[:4]))
        + ("…" if len(line.windows) > 4 else ""),
        "section": _joined(
            post.section_en if english() else post.section
            for post in posts
            if post.section
        ),
        "post": _joined(post.name_en if english() else post.name for post in posts),
        "person": _joined(line.deciders),
        "cover": ngettext("%(n)s person", "%(n)s people", line.stand_ins)
        % {"n": line.stand_ins},
        "letter": day(line.letter_ends) if line.letter_ends else "—",
    }
    return names[name]


def _note(name: str, line: Line) -> str:
    return line.letter if name == "letter" else ""


def _joined(words: Iterable[str]) -> str:
    return gettext(", ").join(dict.fromkeys(words))


def _says(gap: Gap) -> str:
    return fill(gap.says, gap.facts, gettext)


WAYS: Mapping[str, str] = {
    "person": "desk:letter-new",
    "letter": "desk:letters",
    "cover": "desk:cover",
}


def todos(found: Picture, *, keeps: bool) -> tuple[Todo, ...]:
    """Every kind of gap once per department, with how many items it touches; `keeps`
    offers the page to close it on."""
    counted: dict[tuple[str, str], Todo] = {}
    for line in found.lines:
        for gap in line.gaps:
            where = line.item.department_en if english() else line.item.department
            _count(counted, where, gap, keeps=keeps)
    for department, gaps in found.departments.items():
        where = next(
            (
                line.item.department_en if english() else line.item.department
                for line in found.lines
                if line.item.department_id == department
            ),
            "",
        )
        for gap in gaps:
            _count(counted, where, gap, keeps=keeps)
    return tuple(counted.values())


def _count(
    counted: dict[tuple[str, str], Todo], where: str, gap: Gap, *, keeps: bool
) -> None:
    key = (where, _says(gap))
    way = WAYS.get(gap.column, "")
    seen = counted.get(key)
    counted[key] = Todo(
        where,
        _says(gap),
        gettext(gap.remedy),
        reverse(way) if keeps and way else "",
        seen.count + 1 if seen else 1,
    )


def verdict(found: Picture, today: date) -> str:
    """The sentence a person would say."""
    total = len(found.lines)
    whole = sum(line.whole for line in found.lines)
    if not total:
        return gettext("No item is in force yet.")
    if found.whole:
        return pgettext("matrix", "All %(n)s items are in place.") % {"n": total}
    return gettext("%(whole)s of %(n)s items are in place.") % {
        "whole": whole,
        "n": total,
    }


def tabs(by: Actor, current: str) -> tuple[Link, ...]:
    """The views of authority a reader has."""
    ways = [
        ("authority", gettext("Matrix")),
        ("letters", gettext("Letters")),
        ("cover", gettext("Cover")),
    ]
    if may(by, "organisation.days"):
        ways.append(("hall-days", gettext("Days of the hall")))
    return tuple(
        Link(says, reverse(f"desk:{name}"), current=name == current)
        for name, says in ways
    )
