"""One person's pages put together: both sides of a card, the pages of a form."""

from collections.abc import Iterable, Sequence

from yichuang.materials.rules.classes import KINDS, PageClass, document_of
from yichuang.materials.rules.grouping.seen import Doc, Seen

_SIDES = frozenset({PageClass.ID_FRONT, PageClass.ID_BACK, PageClass.ID_BOTH})
_SET = frozenset({PageClass.HOUSEHOLD_COVER, PageClass.HOUSEHOLD_MEMBER})
_HOUSEHOLD_PAGES = 16

Held = tuple[Seen, float]


def documents_of(held: Sequence[Held]) -> tuple[Doc, ...]:
    """The documents in the order of their first pages; every page is in exactly one."""
    piles: list[list[Held]] = []
    for page in held:
        pile = next((pile for pile in piles if _belongs(page, pile)), None)
        if pile is None:
            piles.append([page])
        else:
            pile.append(page)
    return tuple(_document(pile) for pile in piles)


def _belongs(page: Held, pile: Sequence[Held]) -> bool:
    kind, first = page[0].verdict.kind, pile[0][0].verdict.kind
    if kind is None or first is None or document_of(kind) != document_of(first):
        return False
    kinds = [one.verdict.kind for one, _ in pile]
    if kind in _SIDES:
        return PageClass.ID_BOTH not in (*kinds, kind) and kind not in kinds
    if kind in _SET:
        return len(pile) < _HOUSEHOLD_PAGES
    follows = page[0].number - pile[-1][0].number == 1
    same = not _differ("certificate_number", page[0], pile)
    return follows and same and len(pile) < KINDS[kind].pages


def _differ(name: str, page: Seen, pile: Iterable[Held]) -> bool:
    """Whether the page bears another number than the pile: a second diploma, say."""
    mine = {value for value, _ in page.values(name)}
    theirs = {value for one, _ in pile for value, _ in one.values(name)}
    return bool(mine and theirs and not mine & theirs)


def _document(pile: Sequence[Held]) -> Doc:
    kinds = {page.verdict.kind for page, _ in pile}
    kind = pile[0][0].verdict.kind
    if {PageClass.ID_FRONT, PageClass.ID_BACK} <= kinds:
        kind = PageClass.ID_BOTH
    elif PageClass.HOUSEHOLD_COVER in kinds:
        kind = PageClass.HOUSEHOLD_COVER
    sure = min(
        (page.verdict.sure if page.verdict.kind else 0.0) * own for page, own in pile
    )
    return Doc(kind, tuple(page.number for page, _ in pile), round(sure, 3))
