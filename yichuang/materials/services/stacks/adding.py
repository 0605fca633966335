"""A later scan is added to a stack: only what is new of it is read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, Max

from yichuang.accounts.policies import Actor
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import events
from yichuang.materials.models import Stack, StackFile, StackFileState, StackState
from yichuang.materials.policies import require_here
from yichuang.materials.rules import STACK, refusal
from yichuang.materials.services.stacks.arriving import Arrival, looked_at, rows_for


def add(
    stack: Stack,
    files: "Sequence[UploadedFile[Any]]",
    *,
    by: Actor,
    at: datetime,
    folder: str = "",
) -> int:
    """Put more scans to a stack the actor was given; returns how many files are new.

    A file the stack has already is left out at once, and a page that says the same as
    an earlier one of the same person is laid aside when it was read. What people sorted
    stays. `folder` names whose papers these are, as folders of an archive do.

    Raises:
        Refusal: "permission.denied", "stack.not-found"; "materials.…", field "file",
            when nothing could be taken or there is too much of it. Nothing is kept then.
    """
    require_here(by, "material.bring", stack.hall_id)
    with looked_at(files) as rows, transaction.atomic():
        # First the row of the stack: whoever adds or settles beside us waits for it.
        open_stack = Stack.objects.filter(pk=stack.pk).exclude(state=StackState.REMOVED)
        if not open_stack.update(state=F("state")):
            raise Refusal("stack.not-found", N_("There is no such stack."))
        new = _new(stack, rows)
        if not new:
            return 0
        made = rows_for(stack, new, _next(stack), folder[:200])
        if stack.files.count() + len(made) > STACK.files:
            raise refusal("stack-too-many-files", most=STACK.files)
        StackFile.objects.bulk_create(made)
        Stack.objects.filter(pk=stack.pk).update(state=StackState.READING)
        record(
            events.STACK_ADDED_TO,
            about=stack.ref,
            by=by,
            at=at,
            hall_id=stack.hall_id,
            files=len(new),
        )
    stack.refresh_from_db()
    return len(new)


def _new(stack: Stack, rows: Sequence[Arrival]) -> list[Arrival]:
    """Those the stack does not have, each once. A refused one is told again."""
    had = set(
        stack.files.exclude(state=StackFileState.REFUSED)
        .exclude(sha256="")
        .values_list("sha256", flat=True)
    )
    new = []
    for row in rows:
        if row.digest not in had:
            new.append(row)
            had.add(row.digest)
    return new


def _next(stack: Stack) -> int:
    last = stack.files.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
