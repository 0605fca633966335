"""Stacks in lists, how far one is, and everybody's papers at one glance."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from yichuang.desk.presenters.stacks import walk
from yichuang.desk.presenters.stacks.places import paper_name, person_name
from yichuang.desk.presenters.stacks.walk import Group
from yichuang.desk.presenters.stacks.words import sort_url
from yichuang.materials.queries.board import ApplicantRow, PageCard, StackBoard
from yichuang.materials.queries.stacks import StackFileRow, StackRow
from yichuang.web.errors import reason
from yichuang.web.formats import number

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class StackLine:
    """A stack in the list and at the head of its page. `waiting` pages need an eye,
    `sure` ones only a press; `left` is the time the reading still takes, in words."""

    url: str
    sort_url: str
    accept_url: str
    turn_url: str
    title: str
    matter: str
    who: str
    added: datetime
    state: str
    reading: bool
    closed: bool
    done: int
    total: int
    pages: int
    waiting: int
    sure: int
    left: str
    says: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and a figure."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Note:
    """A file somebody should know about, and why."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What somebody handed in of one paper."""

    says: str
    doubt: str
    lack: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody with all the papers."""

    name: str
    tail: str
    url: str
    cells: tuple[Cell, ...]
    others: str


def stack_url(key: str) -> str:
    """The page of a stack."""
    return reverse("desk:stack", args=[key])


def stack_line(row: StackRow, matters: Mapping[str, str]) -> StackLine:
    """A stack; `matters` are the names of items by their key."""
    waiting = row.doubtful + row.unreadable
    return StackLine(
        url=stack_url(row.key),
        sort_url=sort_url(row.key),
        accept_url=reverse("desk:stack-accept", args=[row.key]),
        turn_url=reverse("desk:stack-turn", args=[row.key]),
        title=row.title,
        matter=matters.get(row.item_key, row.item_key),
        who=row.by_name,
        added=row.uploaded_at,
        state=str(row.state.label),
        reading=not row.is_read,
        closed=str(row.state.value) == "done",
        done=row.pages_done,
        total=max(row.pages_total, 1),
        pages=row.pages_total,
        waiting=waiting,
        sure=row.proposed,
        left=_left(row.left) if not row.is_read else "",
        says=_announced(row),
    )


def _left(left: timedelta | None) -> str:
    """About 3 minutes left."""
    if left is None:
        return ""
    if left < MINUTE:
        return gettext("less than a minute left")
    minutes = -(-left // MINUTE)
    return ngettext("about %(n)s minute left", "about %(n)s minutes left", minutes) % {
        "n": minutes
    }


def _announced(row: StackRow) -> str:
    """The progress as it is spoken: every tenth, and the end."""
    if row.is_read:
        return gettext("The stack is read.")
    tenth = 10 * row.pages_done // max(row.pages_total, 1) * 10
    return gettext("%(n)s percent read") % {"n": tenth}


def facts(board: StackBoard) -> list[Fact]:
    """How many pages of each group."""
    there = walk.counts(board)
    return [
        Fact(gettext(walk.GROUP_LABELS[group]), number(there[group]))
        for group in Group
        if there[group]
    ]


def notes(files: tuple[StackFileRow, ...]) -> list[Note]:
    """Files that were not taken, and those given twice."""
    return [
        Note("/".join(filter(None, [row.folder, row.name])), _why(row))
        for row in files
        if row.refusal is not None or row.twin
    ]


def _why(row: StackFileRow) -> str:
    if row.refusal is not None:
        said = reason(row.refusal)
        return " ".join(filter(None, [said.says, said.remedy]))
    return gettext("The same as %(name)s; read once.") % {"name": row.twin}


def columns(board: StackBoard) -> list[str]:
    """The papers that pages can answer."""
    return [paper_name(slot) for slot in board.papers if slot.kinds]


def people(board: StackBoard) -> list[PersonRow]:
    """Everybody and their papers; () of nobody's pages when there are none."""
    owners: dict[int | None, list[PageCard]] = {}
    for card in board.pages:
        if card.state not in {"waiting", "dropped"}:
            owners.setdefault(card.applicant, []).append(card)
    rows = [_row(board, one, owners.get(one.id, [])) for one in board.applicants]
    loose = owners.get(None, [])
    return [*rows, _row(board, None, loose)] if loose else rows


def _row(
    board: StackBoard, row: ApplicantRow | None, cards: list[PageCard]
) -> PersonRow:
    by_paper = Counter(card.paper for card in cards)
    doubted = Counter(card.paper for card in cards if walk.group_of(card) is Group.EYE)
    first = next(iter(cards), None)
    others = by_paper[""]
    return PersonRow(
        name=person_name(row),
        tail=row.number_masked if row else "",
        url=sort_url(board.stack.key, first.number if first else None, "all"),
        cells=tuple(
            _cell(by_paper[slot.key], doubted[slot.key], named=row is not None)
            for slot in board.papers
            if slot.kinds
        ),
        others=_pages(others) if others else "—",
    )


def _cell(pages: int, doubtful: int, *, named: bool) -> Cell:
    if not pages:
        return Cell(gettext("none yet") if named else "—", "", named)
    doubt = gettext("%(n)s to look at") % {"n": doubtful} if doubtful else ""
    return Cell(_pages(pages), doubt, lack=False)


def _pages(count: int) -> str:
    return ngettext("%(n)s page", "%(n)s pages", count) % {"n": count}
