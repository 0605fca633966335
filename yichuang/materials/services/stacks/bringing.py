"""A stack is brought: its files are typed and kept at once, laid out by the worker."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.catalogue.queries.guides import current_guide
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.materials import events
from yichuang.materials.engines import inspection, storage
from yichuang.materials.models import Stack, StackFile, StackFileState, StackState
from yichuang.materials.policies import require_here
from yichuang.materials.rules import STACK, STACK_FILE, FileKind, kind_of, refusal
from yichuang.materials.rules.kinds import HEAD

LOOKED_INTO = 20
"""So many PDFs are opened while the person waits; the worker opens the rest."""


@dataclass(slots=True)
class _Row:
    """A file on its way: what will stand in its row, and where it lies until then."""

    name: str
    source: Path
    digest: str
    members: tuple[inspection.Member, ...] = ()
    refused: Refusal | None = None


def create(
    files: "Sequence[UploadedFile[Any]]",
    *,
    by: Actor,
    at: datetime,
    hall_id: int,
    title: str = "",
    item_key: str = "",
    about: str = "",
) -> Stack:
    """Bring PDFs, pictures and ZIP archives of them as one stack; the worker reads it.

    The same files for the same matter, brought by the same person while they are being
    sorted, are the stack that is there: a repeated request reads nothing twice.

    A file that cannot be taken is told in the stack and holds up no other, unless none
    can be taken. At most 1,000 files and 3,000 pages; 200 MB and 1,000 pages a file.

    Raises:
        Refusal: "permission.denied"; "item.not-published", field "item";
            "materials.…", field "file", when nothing could be taken or there is too
            much of it. Nothing is kept then.
    """
    require_here(by, "material.sort", hall_id)
    if item_key:
        current_guide(item_key, at.date())
    if not files:
        raise refusal("missing")
    if len(files) > STACK.files:
        raise refusal("stack-too-many-files", most=STACK.files)
    with storage.incoming() as folder:
        rows = [
            _look(upload, folder, number, deep=number < LOOKED_INTO)
            for number, upload in enumerate(files)
        ]
        _some_are_good(rows)
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
    rows: Sequence[_Row], by: Actor, hall_id: int, item_key: str, about: str
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


def _look(
    upload: "UploadedFile[Any]", folder: Path, number: int, *, deep: bool
) -> _Row:
    """Type a file by its content; what can be told at once is told at once."""
    name = shown(upload.name or "")
    if upload.size is not None and upload.size > STACK_FILE.bytes:
        raise storage.too_large(upload.size, STACK_FILE.bytes)
    source = folder / f"{number}"
    digest = storage.write(upload.chunks(), source, most=STACK_FILE.bytes)
    row = _Row(name, source, digest)
    try:
        with source.open("rb") as file:
            kind = kind_of(file.read(HEAD))
        if kind == "archive":
            row.members = inspection.members(source)
        elif not isinstance(kind, FileKind) and kind != "tiff":
            raise refusal(kind)
        elif deep and kind is FileKind.PDF:
            inspection.inspect(source, folder / "none", kind, STACK_FILE)
    except Refusal as no:
        row.refused = no
    return row


def shown(given: str) -> str:
    """The last part of a name without what cannot be shown; never used as a path."""
    last = given.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in last if c.isprintable()).strip()[:120] or "file"


def _some_are_good(rows: Sequence[_Row]) -> None:
    good = [row for row in rows if row.refused is None]
    if not good and rows[0].refused:
        raise rows[0].refused
    if sum(max(1, len(row.members)) for row in good) > STACK.files:
        raise refusal("stack-too-many-files", most=STACK.files)


def _keep(stack: Stack, rows: Sequence[_Row], *, by: Actor, at: datetime) -> None:
    """Rows and files together; a file without a row is tidied away later."""
    made: list[StackFile] = []
    with transaction.atomic():
        stack.save(force_insert=True)
        for row in rows:
            made += _rows_of(stack, row, len(made))
        StackFile.objects.bulk_create(made)
        record(
            events.STACK_BROUGHT,
            about=stack.ref,
            by=by,
            at=at,
            hall_id=stack.hall_id,
            title=stack.title,
            files=len(rows),
        )


def _rows_of(stack: Stack, row: _Row, position: int) -> list[StackFile]:
    if row.refused is not None:
        return [
            StackFile(
                stack=stack,
                position=position,
                name=row.name,
                sha256=row.digest,
                state=StackFileState.REFUSED,
                said=row.refused.as_json(),
            )
        ]
    key = secrets.token_hex(16)
    storage.settle(row.source, key)
    first = StackFile(
        stack=stack, position=position, name=row.name, sha256=row.digest, kept=key
    )
    if not row.members:
        return [first]
    first.state = StackFileState.LAID
    return [first] + [
        StackFile(
            stack=stack,
            position=position + n,
            name=member.name,
            folder=member.folder,
            kept=key,
            member=member.index,
        )
        for n, member in enumerate(row.members, start=1)
    ]
