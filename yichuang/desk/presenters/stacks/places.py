"""The left of the sorting page: people, their papers, and the pages that lie there."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from yichuang.desk.presenters.stacks.walk import (
    GROUP_LABELS,
    Group,
    counts,
    group_of,
)
from yichuang.desk.presenters.stacks.words import class_says, picture_url, sort_url
from yichuang.desk.presenters.words import english
from yichuang.materials.queries.board import (
    ApplicantRow,
    PageCard,
    PaperSlot,
    StackBoard,
)
from yichuang.web.presenters import Link

MOST_THUMBS = 40
"""Small pictures in one slot; a thousand strays would hold up every press."""


@dataclass(frozen=True, slots=True)
class Thumb:
    """A small picture of a page, with its state in a word."""

    number: int
    url: str
    picture: str
    says: str
    title: str
    doubt: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for pages of one paper. `paper` is its key, "" where none can be put."""

    paper: str
    name: str
    says: str
    thumbs: tuple[Thumb, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the stack; only of the one in hand the papers are shown. `id` is ""
    for pages that belong to nobody yet."""

    id: str
    name: str
    tail: str
    says: str
    url: str
    open: bool
    slots: tuple[Slot, ...] = ()


def chips(board: StackBoard, group: Group) -> list[Link]:
    """The groups of pages, with how many there are."""
    there = counts(board)
    return [
        Link(
            gettext(GROUP_LABELS[one]),
            sort_url(board.stack.key, group=one),
            count=there[one],
            current=one is group,
        )
        for one in Group
        if there[one] or one in {Group.EYE, group}
    ]


def people(board: StackBoard, here: PageCard | None, group: Group) -> list[Person]:
    """Everybody in their order; behind them what belongs to nobody."""
    owners: dict[int | None, list[PageCard]] = {}
    for card in board.pages:
        if card.state != "waiting":
            owners.setdefault(card.applicant, []).append(card)
    rows = [
        _person(board, row, owners.get(row.id, []), here, group)
        for row in board.applicants
    ]
    loose = owners.get(None, [])
    return [*rows, _person(board, None, loose, here, group)] if loose else rows


def _person(
    board: StackBoard,
    row: ApplicantRow | None,
    cards: list[PageCard],
    here: PageCard | None,
    group: Group,
) -> Person:
    is_open = here is not None and here.applicant == (row.id if row else None)
    to_see = next((card for card in cards if group_of(card) is Group.EYE), None)
    first = to_see or next(iter(cards), None)
    return Person(
        id=str(row.id) if row else "",
        name=person_name(row),
        tail=row.number_masked[-4:] if row and not row.name else "",
        says=_pages(cards),
        url=sort_url(board.stack.key, first.number if first else None, group),
        open=is_open,
        slots=_shown(row, _slots(board, cards, here, group)) if is_open else (),
    )


def _shown(row: ApplicantRow | None, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Nobody lacks no paper."""
    return tuple(slot for slot in slots if slot.thumbs or row is not None)


def person_name(row: ApplicantRow | None) -> str:
    """The name, or the folder, or which person of the stack it is."""
    if row is None:
        return gettext("Nobody's yet")
    return row.name or row.folder or gettext("Person %(n)s") % {"n": row.order}


def _pages(cards: list[PageCard]) -> str:
    doubtful = sum(group_of(card) is Group.EYE for card in cards)
    pages = ngettext("%(n)s page", "%(n)s pages", len(cards)) % {"n": len(cards)}
    if not doubtful:
        return pages
    return gettext("%(pages)s, %(n)s to look at") % {"pages": pages, "n": doubtful}


def _slots(
    board: StackBoard, cards: list[PageCard], here: PageCard | None, group: Group
) -> tuple[Slot, ...]:
    """The papers the item asks for, then whatever else there is, by class."""
    rows = [
        _slot(
            slot.key if slot.kinds else "",
            paper_name(slot),
            [card for card in cards if card.paper == slot.key],
            board,
            here,
            group,
        )
        for slot in board.papers
        if slot.kinds or any(card.paper == slot.key for card in cards)
    ]
    others: dict[str, list[PageCard]] = {}
    for card in cards:
        if not card.paper:
            others.setdefault(class_says(card.kind), []).append(card)
    rows += [
        _slot("", name, pages, board, here, group) for name, pages in others.items()
    ]
    return tuple(rows)


def paper_name(slot: PaperSlot) -> str:
    """The paper in the reader's language."""
    return slot.name_en if english() and slot.name_en else slot.name


def _slot(
    paper: str,
    name: str,
    cards: list[PageCard],
    board: StackBoard,
    here: PageCard | None,
    group: Group,
) -> Slot:
    shown = near(cards, here)
    says = _pages(cards) if len(shown) < len(cards) else ""
    return Slot(
        paper=paper,
        name=name,
        says=says if cards else gettext("none yet"),
        thumbs=tuple(_thumb(card, board.stack.key, here, group) for card in shown),
    )


def near(cards: list[PageCard], here: PageCard | None) -> list[PageCard]:
    """So many pages as a slot can show, around the one in hand."""
    place = next(
        (n for n, card in enumerate(cards) if here and card.number == here.number), 0
    )
    first = max(0, min(place - MOST_THUMBS // 2, len(cards) - MOST_THUMBS))
    return cards[first : first + MOST_THUMBS]


def _thumb(card: PageCard, stack: str, here: PageCard | None, group: Group) -> Thumb:
    state = state_word(card)
    told = {"n": card.number, "what": class_says(card.kind), "state": state}
    return Thumb(
        number=card.number,
        url=sort_url(stack, card.number, group),
        picture=picture_url(card.key, small=True) if has_picture(card) else "",
        says=state,
        title=gettext("Page %(n)s: %(what)s, %(state)s") % told,
        doubt=group_of(card) is Group.EYE,
        current=here is not None and here.number == card.number,
    )


def has_picture(card: PageCard) -> bool:
    """Whether the page was drawn: before it is read, and where that failed, it was not."""
    return card.state not in {"waiting", "unreadable"}


def state_word(card: PageCard) -> str:
    """How far a page is, in a word."""
    if card.state == "unreadable":
        return gettext("unreadable")
    return {
        Group.EYE: gettext("doubtful"),
        Group.SURE: gettext("sure"),
        Group.CONFIRMED: gettext("confirmed"),
        Group.OUT: gettext("left out"),
        Group.ALL: gettext("being read"),
    }[group_of(card)]
