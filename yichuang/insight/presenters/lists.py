"""The list behind a figure: numbers and matters, no names; who may opens the case."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from yichuang.insight.presenters.today import department_name, working_time
from yichuang.insight.queries.day import Scope, good, timed
from yichuang.insight.queries.in_hand import LATE, OpenCase
from yichuang.insight.rules.figures import Figure
from yichuang.journal.events import EntryFacts
from yichuang.reviews.queries.hall import item_names
from yichuang.reviews.rules.levels import Level
from yichuang.web.formats import clock, day_short, groups

CasePage = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line: `cells` after the first follow the columns of the list."""

    first: str
    url: str
    cells: tuple[str, ...]
    lamp: str = ""
    says: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list with the heads of its columns."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]


def _nowhere(number: str) -> str:
    return ""


_pages: dict[str, CasePage] = {"case": _nowhere}


def connect(case_page: CasePage) -> None:
    """Let the room that shows cases say where; lists lead there."""
    _pages["case"] = case_page


def item_name(key: str) -> str:
    """The item in the reader's language."""
    name, name_en = item_names().get(key, (key, key))
    return name_en if (get_language() or "").startswith("en") else name


def events(
    figure: Figure, found: Iterable[EntryFacts], scope: Scope, *, links: bool
) -> Listed:
    """Lines of journal entries; with `links` they lead to the cases."""
    rows = list(found)
    if figure is Figure.POSITIVE:
        return _reviews(rows)
    heads = [gettext("Case"), gettext("Item"), gettext("Time"), gettext("By")]
    more = _more(figure, rows, scope)
    if more:
        heads.append(more[0])
    lines = []
    for place, entry in enumerate(rows):
        number = entry.about.removeprefix("case:")
        cells = [
            item_name(str(entry.facts.get("item", ""))),
            clock(entry.at),
            entry.actor_name or gettext("the system"),
        ]
        if more:
            cells.append(more[1][place])
        url = _pages["case"](number) if links else ""
        lines.append(Line(groups(number), url, tuple(cells)))
    return Listed(tuple(heads), tuple(lines))


def _more(
    figure: Figure, rows: list[EntryFacts], scope: Scope
) -> tuple[str, list[str]] | None:
    """The column a figure adds."""
    if figure is Figure.ON_TIME:
        words = {True: gettext("on time"), False: gettext("late")}
        return gettext("In time"), [words[bool(row.facts["on_time"])] for row in rows]
    if figure is Figure.WORKING_TIME:
        times = timed_rows(rows, scope)
        texts = [" ".join(filter(None, working_time(minutes))) for minutes in times]
        return gettext("Time to decide"), texts
    if figure is Figure.DECIDED:
        words_of = {
            "case.approved": gettext("Approved"),
            "case.approved-by-silence": gettext("Approved by silence"),
            "case.refused": gettext("Refused"),
        }
        return gettext("Decision"), [words_of[row.code] for row in rows]
    return None


def timed_rows(rows: list[EntryFacts], scope: Scope) -> list[float | None]:
    """Office minutes of each decision."""
    return [row.minutes for row in timed([(row.at, row.facts) for row in rows], scope)]


def _reviews(rows: list[EntryFacts]) -> Listed:
    """Reviews by level and item, without time or case: nobody is to be recognised."""
    heads = (gettext("Review level"), gettext("Item"), gettext("Counts as"))
    words = {True: gettext("positive"), False: gettext("bad")}
    lines = [
        Line(
            gettext(Level(int(row.facts["level"])).label),
            "",
            (
                item_name(str(row.facts.get("item", ""))),
                words[good(Figure.POSITIVE, row.facts)],
            ),
        )
        for row in rows
    ]
    return Listed(heads, tuple(lines))


def cases(found: Iterable[OpenCase], *, links: bool) -> Listed:
    """Lines of open cases with lamp and due day."""
    heads = (
        gettext("Case"),
        gettext("Item"),
        gettext("Department"),
        gettext("Due"),
        gettext("Lamp"),
    )
    english = (get_language() or "").startswith("en")
    lines = []
    for case in found:
        row = case.row
        lines.append(
            Line(
                groups(row.number),
                _pages["case"](row.number) if links else "",
                (
                    row.item_en if english else row.item,
                    department_name(case.department_id),
                    day_short(row.due),
                ),
                lamp=row.lamp.value,
                says=_left(row.left, late=row.lamp in LATE),
            )
        )
    return Listed(heads, tuple(lines))


def _left(days: int | None, *, late: bool) -> str:
    if days is None:
        return ""
    if late and days == 0:  # over since the last working day, and today is none
        return gettext("the day has passed")
    if days < 0:
        return gettext("%(days)s working days over") % {"days": -days}
    return gettext("%(days)s working days left") % {"days": days}
