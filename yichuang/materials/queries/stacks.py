"""Stacks of a hall: which there are, how far each is, and finding one for somebody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from yichuang.accounts.policies import Actor
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials.models import (
    PageState,
    Stack,
    StackFile,
    StackFileState,
    StackPage,
    StackState,
)
from yichuang.materials.policies import sees_stack

MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class StackFileRow:
    """A file of a stack. `refusal` is why it was not taken, None when it was; `twin`
    the name of the earlier file that has the same content."""

    name: str
    folder: str
    state: StackFileState
    pages: int
    twin: str
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class StackRow:
    """A stack as lists show it. `doubtful` are pages that wait for a person; `left` is
    how long the reading will take at its present pace, None when nothing is known."""

    key: str
    title: str
    item_key: str
    about: str
    state: StackState
    by_name: str
    uploaded_at: datetime
    pages_total: int
    pages_done: int
    files_waiting: int
    left: timedelta | None
    confirmed: int
    proposed: int
    doubtful: int
    unreadable: int
    dropped: int

    @property
    def is_read(self) -> bool:
        return self.state != StackState.READING


def stacks(by: Actor, *, at: datetime, about: str = "") -> tuple[StackRow, ...]:
    """The stacks of the actor's hall, the latest first; those about a subject only."""
    rows = Stack.objects.exclude(state=StackState.REMOVED)
    if by.hall_id is not None:
        rows = rows.filter(hall_id=by.hall_id)
    if about:
        rows = rows.filter(about=about)
    found = list(rows.order_by("-id")[:MOST_LISTED])
    return _rows(found, at)


def stack(key: str, *, by: Actor, at: datetime) -> StackRow:
    """One stack and how far it is.

    Raises:
        Refusal: "stack.not-found".
    """
    return _rows([find(key, by=by)], at)[0]


def find(key: str, *, by: Actor) -> Stack:
    """The stack, if the actor may see it.

    Raises:
        Refusal: "stack.not-found", alike for what is not there and what is another
            hall's.
    """
    row = Stack.objects.filter(key=key).first()
    if row is None or not sees_stack(row.ref, by):
        raise Refusal("stack.not-found", N_("There is no such stack."))
    return row


def find_page(key: str, *, by: Actor) -> StackPage:
    """The page with its stack, if the actor may see it.

    Raises:
        Refusal: "page.not-found".
    """
    page = StackPage.objects.select_related("stack").filter(key=key).first()
    if page is None or not sees_stack(page.stack.ref, by):
        raise Refusal("page.not-found", N_("There is no such page."))
    return page


def files(stack: Stack) -> tuple[StackFileRow, ...]:
    """The files of a stack in their order."""
    rows = stack.files.select_related("stored", "twin_of").order_by("position")
    return tuple(
        StackFileRow(
            name=row.name,
            folder=row.folder,
            state=StackFileState(row.state),
            pages=row.stored.pages if row.stored else 0,
            twin=row.twin_of.name if row.twin_of else "",
            refusal=refusal_of(row.said),
        )
        for row in rows
    )


def refusal_of(said: dict[str, Any]) -> Refusal | None:
    """A refusal as it was kept in plain JSON."""
    return Refusal.from_json(said) if said else None


def _rows(found: list[Stack], at: datetime) -> tuple[StackRow, ...]:
    ids = [row.pk for row in found]
    states = _states(ids)
    waiting = Counter(
        StackFile.objects.filter(
            stack_id__in=ids, state=StackFileState.WAITING
        ).values_list("stack_id", flat=True)
    )
    return tuple(_row(row, states, waiting[row.pk], at) for row in found)


def _states(ids: Iterable[int]) -> Counter[tuple[int, str]]:
    rows = StackPage.objects.filter(stack_id__in=list(ids))
    return Counter(
        (stack_id, "doubtful" if state == PageState.READ and doubtful else state)
        for stack_id, state, doubtful in rows.values_list(
            "stack_id", "state", "doubtful"
        )
    )


def _row(
    row: Stack, states: Counter[tuple[int, str]], waiting: int, at: datetime
) -> StackRow:
    def of(*names: str) -> int:
        return sum(states[row.pk, name] for name in names)

    return StackRow(
        key=row.key,
        title=row.title,
        item_key=row.item_key,
        about=row.about,
        state=StackState(row.state),
        by_name=row.by_name,
        uploaded_at=row.uploaded_at,
        pages_total=row.pages_total,
        pages_done=row.pages_done,
        files_waiting=waiting,
        left=_left(row, at),
        confirmed=of(PageState.CONFIRMED),
        proposed=of(PageState.READ),
        doubtful=of("doubtful", PageState.ABSTAINED),
        unreadable=of(PageState.UNREADABLE),
        dropped=of(PageState.DROPPED),
    )


def _left(row: Stack, at: datetime) -> timedelta | None:
    if row.state != StackState.READING or not row.began_at or not row.pages_done:
        return None
    each = (at - row.began_at) / row.pages_done
    return each * (row.pages_total - row.pages_done)
