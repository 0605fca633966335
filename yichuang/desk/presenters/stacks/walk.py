"""In which order the pages of a stack are looked at: those that need an eye come first."""

from collections import Counter
from enum import StrEnum

from yichuang.kernel.text import N_
from yichuang.materials.queries.board import PageCard, StackBoard


class Group(StrEnum):
    """Pages that are walked through together."""

    EYE = "eye"
    SURE = "sure"
    CONFIRMED = "confirmed"
    OUT = "out"
    ALL = "all"


GROUP_LABELS: dict[Group, str] = {
    Group.EYE: N_("To look at"),
    Group.SURE: N_("Sure"),
    Group.CONFIRMED: N_("Confirmed"),
    Group.OUT: N_("Not used"),
    Group.ALL: N_("All pages"),
}


def group_of(card: PageCard) -> Group:
    """The group a page belongs to; one that is still being read only to all."""
    if card.state == "confirmed":
        return Group.CONFIRMED
    if card.state == "dropped":
        return Group.OUT
    if not card.waits:
        return Group.ALL
    sure = card.state == "read" and card.kind is not None and not card.doubtful
    return Group.SURE if sure else Group.EYE


def counts(board: StackBoard) -> Counter[Group]:
    """How many pages each group has."""
    found = Counter(group_of(card) for card in board.pages)
    found[Group.ALL] = len(board.pages)
    return found


def group_named(name: str, board: StackBoard) -> Group:
    """The group asked for, or the first in which there is something to do."""
    if name in set(Group):
        return Group(name)
    there = counts(board)
    return next((one for one in (Group.EYE, Group.SURE) if there[one]), Group.ALL)


def pages_in(board: StackBoard, group: Group) -> tuple[PageCard, ...]:
    """The pages of a group in the order of the stack."""
    if group is Group.ALL:
        return board.pages
    return tuple(card for card in board.pages if group_of(card) is group)


def at(board: StackBoard, number: int | None, group: Group) -> PageCard | None:
    """The page of this number, else the first of the group."""
    if number is not None:
        return next((card for card in board.pages if card.number == number), None)
    return next(iter(pages_in(board, group)), None)


def after(board: StackBoard, number: int, group: Group) -> PageCard | None:
    """The page of the group behind this one, round to the first; None when it is empty."""
    walked = pages_in(board, group)
    behind = (card for card in walked if card.number > number)
    return next(behind, None) or next(iter(walked), None)


def before(board: StackBoard, number: int, group: Group) -> PageCard | None:
    """The page of the group before this one, round to the last; None when it is empty."""
    walked = pages_in(board, group)[::-1]
    ahead = (card for card in walked if card.number < number)
    return next(ahead, None) or next(iter(walked), None)
