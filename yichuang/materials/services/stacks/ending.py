"""A stack is closed, opened again, or removed with everything that lay in it."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import events
from yichuang.materials.engines import storage
from yichuang.materials.models import FileState, Stack, StackState, StoredFile
from yichuang.materials.policies import require_here
from yichuang.materials.queries.stacks import find
from yichuang.materials.services.keeping import remove as remove_file


@transaction.atomic
def close(key: str, *, by: Actor, at: datetime) -> Stack:
    """Say that a stack is sorted.

    Raises:
        Refusal: "stack.not-found", "permission.denied", "stack.being-read".
    """
    stack = find(key, by=by)
    require_here(by, "material.sort", stack.hall_id)
    if stack.state == StackState.READING:
        raise Refusal(
            "stack.being-read",
            N_("The stack is still being read."),
            remedy=N_("Wait until all pages are read."),
        )
    if _move(stack, StackState.READY, StackState.DONE):
        record(
            events.STACK_CLOSED,
            about=stack.ref,
            by=by,
            at=at,
            hall_id=stack.hall_id,
        )
    return stack


@transaction.atomic
def reopen(key: str, *, by: Actor, at: datetime) -> Stack:
    """Take a closed stack up again.

    Raises:
        Refusal: "stack.not-found", "permission.denied".
    """
    stack = find(key, by=by)
    require_here(by, "material.sort", stack.hall_id)
    if _move(stack, StackState.DONE, StackState.READY):
        record(
            events.STACK_REOPENED,
            about=stack.ref,
            by=by,
            at=at,
            hall_id=stack.hall_id,
        )
    return stack


@transaction.atomic
def remove(key: str, *, by: Actor, at: datetime) -> None:
    """Remove a stack: its pages, what was read on them, pictures and files are gone; the
    row stays as proof that it was there, without a title.

    Raises:
        Refusal: "stack.not-found", "permission.denied".
    """
    stack = find(key, by=by)
    require_here(by, "material.remove-stack", stack.hall_id)
    pages = list(stack.pages.values_list("key", flat=True))
    kept = set(stack.files.exclude(kept="").values_list("kept", flat=True))
    for stored in StoredFile.objects.filter(about=stack.ref, state=FileState.OK):
        remove_file(stored, by=SYSTEM, at=at, hall_id=stack.hall_id)
    stack.acts.all().delete()
    stack.pages.all().delete()
    stack.applicants.all().delete()
    stack.files.all().delete()
    Stack.objects.filter(pk=stack.pk).update(state=StackState.REMOVED, title="")
    record(
        events.STACK_REMOVED,
        about=stack.ref,
        by=by,
        at=at,
        hall_id=stack.hall_id,
        pages=len(pages),
    )
    transaction.on_commit(lambda: _drop([*pages, *kept]))


def _drop(keys: list[str]) -> None:
    for key in keys:
        storage.drop(key)


def _move(stack: Stack, old: StackState, new: StackState) -> bool:
    hit = Stack.objects.filter(pk=stack.pk, state=old).update(state=new)
    stack.refresh_from_db()
    return bool(hit)
