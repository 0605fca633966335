"""Laying out a file of a stack: unpacked, typed, opened in the sandbox, its pages in a row."""

import secrets
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.db.models import F

from yichuang.accounts.policies import SYSTEM
from yichuang.kernel.refusals import Refusal
from yichuang.materials.engines import inspection, storage
from yichuang.materials.models import (
    Stack,
    StackFile,
    StackFileState,
    StackPage,
    StoredFile,
)
from yichuang.materials.rules import STACK, STACK_FILE, FileKind, kind_of, refusal
from yichuang.materials.rules.kinds import HEAD
from yichuang.materials.services.storing import Given, take


class _Twin(Exception):
    """The stack has this content already: (the earlier file)."""


def lay(file: StackFile, *, died: bool, at: datetime) -> None:
    """Take a file into its stack, or note why not; the stack goes on either way."""
    try:
        if died:
            raise refusal("too-heavy")
        with storage.incoming() as folder:
            stored, digest = _take(file, folder, at)
        _lay_pages(file, stored, digest)
    except _Twin as twin:
        earlier: StackFile = twin.args[0]
        _note(
            file,
            StackFileState.TWICE,
            refusal("same-file", name=earlier.name),
            twin_of=earlier,
        )
    except Refusal as no:
        _note(file, StackFileState.REFUSED, no)
    _drop_unpacked(file)


def _take(file: StackFile, folder: Path, at: datetime) -> tuple[StoredFile, str]:
    source = folder / "source"
    if file.member is None:
        with storage.path_of(file.kept).open("rb") as kept:
            digest = storage.write(
                iter(lambda: kept.read(1 << 20), b""), source, most=STACK_FILE.bytes
            )
    else:
        inspection.unpack(
            storage.path_of(file.kept), source, file.member, most=STACK_FILE.bytes
        )
        digest = storage.digest_of(source)
    earlier = (
        StackFile.objects.filter(
            stack_id=file.stack_id, sha256=digest, state=StackFileState.LAID
        )
        .exclude(pk=file.pk)
        .first()
    )
    if earlier is not None:
        raise _Twin(earlier)
    kind = _kind(source, folder)
    given = Given(folder / "page" if kind[1] else source, digest, file.name, kind[0])
    stack = file.stack
    stored = take(
        given,
        by=SYSTEM,
        at=at,
        about=stack.ref,
        hall_id=stack.hall_id,
        limits=STACK_FILE,
    )
    return stored, digest


def _kind(source: Path, folder: Path) -> tuple[FileKind, bool]:
    """What the file is, and whether it was drawn anew as `folder`/page."""
    with source.open("rb") as opened:
        kind = kind_of(opened.read(HEAD))
    if isinstance(kind, FileKind):
        return kind, False
    if kind == "tiff":
        inspection.from_tiff(source, folder / "page", STACK_FILE)
        return FileKind.PDF, True
    raise refusal("archive-in-archive" if kind == "archive" else kind)


@transaction.atomic
def _lay_pages(file: StackFile, stored: StoredFile, digest: str) -> None:
    """A row for every page, numbered on from the last; never twice."""
    mine = StackFile.objects.filter(pk=file.pk, state=StackFileState.WAITING)
    if not mine.update(
        state=StackFileState.LAID, stored=stored, sha256=digest, taken_until=None
    ):
        return  # its lease ran out, and another worker laid it
    Stack.objects.filter(pk=file.stack_id).update(
        pages_total=F("pages_total") + stored.pages
    )
    stack = Stack.objects.get(pk=file.stack_id)
    if stack.pages_total > STACK.pages:
        raise refusal("stack-too-long", most=STACK.pages, pages=stack.pages_total)
    before = stack.pages_total - stored.pages
    StackPage.objects.bulk_create(
        StackPage(
            key=secrets.token_hex(16),
            stack=stack,
            number=before + page,
            file=file,
            page_in_file=page,
        )
        for page in range(1, stored.pages + 1)
    )


def _note(
    file: StackFile,
    state: StackFileState,
    why: Refusal,
    *,
    twin_of: StackFile | None = None,
) -> None:
    StackFile.objects.filter(pk=file.pk, state=StackFileState.WAITING).update(
        state=state, said=why.as_json(), twin_of=twin_of, taken_until=None
    )


def _drop_unpacked(file: StackFile) -> None:
    """What was brought is not needed any more once all of it is laid out."""
    waiting = StackFile.objects.filter(
        stack_id=file.stack_id, kept=file.kept, state=StackFileState.WAITING
    )
    if file.kept and not waiting.exists():
        StackFile.objects.filter(stack_id=file.stack_id, kept=file.kept).update(kept="")
        storage.drop(file.kept)
