"""A stack is brought: its files are typed and kept at once, laid out by the worker."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.catalogue.queries.guides import current_guide
from yichuang.journal.services import record
from yichuang.materials import events
from yichuang.materials.models import Stack, StackFile, StackState
from yichuang.materials.policies import require_here
from yichuang.materials.services.stacks.arriving import (
    Arrival,
    looked_at,
    rows_for,
)


def create(
    files: "Sequence[UploadedFile[Any]]",
    *,
    by: Actor,
    at: datetime,
    hall_id: int,
    title: str = "",
    item_key: str = "",
    about: str = "",
    grant: str = "material.sort",
) -> Stack:
    """Bring PDFs, pictures and ZIP archives of them as one stack; the worker reads it.

    The same files for the same matter, brought by the same person while they are being
    sorted, are the stack that is there: a repeated request reads nothing twice.

    A file that cannot be taken is told in the stack and holds up no other, unless none
    can be taken. A room that lets citizens bring papers asks its own question first and
    names the wider `grant` "material.bring". At most 1,000 files and 3,000 pages; 200 MB and 1,000 pages a file.

    Raises:
        Refusal: "permission.denied"; "item.not-published", field "item";
            "materials.…", field "file", when nothing could be taken or there is too
            much of it. Nothing is kept then.
    """
    require_here(by, grant, hall_id)
    if item_key:
        current_guide(item_key, at.date())
    with looked_at(files) as rows:
        if there := _there(rows, by, hall_id, item_key, about):
            return there
        stack = Stack(
            key=secrets.token_hex(16),
            hall_id=hall_id,
            title=" ".join(title.split())[:80] or rows[0].name[:80],
            item_key=item_key,
            about=about,
            state=StackState.READING,
            uploaded_by=by.ref,
            by_name=by.name,
            uploaded_at=at,
        )
        _keep(stack, rows, by=by, at=at)
    return stack


def _there(
    rows: Sequence[Arrival], by: Actor, hall_id: int, item_key: str, about: str
) -> Stack | None:
    """A stack of these very files that is still worked on."""
    digests = sorted(row.digest for row in rows)
    mine = Stack.objects.filter(
        hall_id=hall_id,
        uploaded_by=by.ref,
        item_key=item_key,
        about=about,
        state__in=(StackState.READING, StackState.READY),
        files__sha256=digests[0],
        files__member=None,
    ).distinct()
    for stack in mine.order_by("-id")[:5]:
        brought = stack.files.filter(member=None).values_list("sha256", flat=True)
        if sorted(brought) == digests:
            return stack
    return None


def _keep(stack: Stack, rows: Sequence[Arrival], *, by: Actor, at: datetime) -> None:
    """Rows and files together; a file without a row is tidied away later."""
    with transaction.atomic():
        stack.save(force_insert=True)
        StackFile.objects.bulk_create(rows_for(stack, rows, 0))
        record(
            events.STACK_BROUGHT,
            about=stack.ref,
            by=by,
            at=at,
            hall_id=stack.hall_id,
            title=stack.title,
            files=len(rows),
        )
