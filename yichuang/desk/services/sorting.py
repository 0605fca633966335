"""One press on the sorting page: what a page is and whose, also of somebody new."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.materials.queries.board import PageSheet, StackBoard
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.services import sorting


@dataclass(frozen=True, slots=True)
class Said:
    """What the person said: a class; somebody of the stack (None: nobody) or, with
    `name`, somebody new; `seen` is the version of the page they looked at."""

    kind: str
    applicant: int | None
    name: str
    seen: int


@transaction.atomic
def confirm(
    stack: str, page: PageSheet, said: Said, *, by: Actor, at: datetime
) -> None:
    """Confirm the page as the person said.

    Raises:
        Refusal: as materials.services.sorting.confirm and new_applicant.
    """
    card, seen, owner = page.card, said.seen, said.applicant
    if said.name.strip():
        owner = sorting.new_applicant(stack, said.name, by=by, at=at).pk
    elif owner is None and card.applicant is not None:
        moved = sorting.move(card.key, None, by=by, at=at, seen=seen)
        seen = moved.version
    sorting.confirm(card.key, said.kind, by=by, at=at, applicant=owner, seen=seen)


def kind_for(page: PageSheet, board: StackBoard, paper: str) -> PageClass | None:
    """The class under which a page that is put to a paper stands: its own if that
    answers the paper, else the likeliest that does; None leaves it as it is."""
    slot = next((slot for slot in board.papers if slot.key == paper), None)
    if slot is None or not slot.kinds or page.card.kind in slot.kinds:
        return None
    likely = [kind for kind, _sure in page.runners if kind in slot.kinds]
    return next(iter([*likely, *sorted(slot.kinds)]))
