"""Files on their way into a stack: typed by content and kept, told at once what is wrong."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from yichuang.kernel.refusals import Refusal
from yichuang.materials.engines import inspection, storage
from yichuang.materials.models import Stack, StackFile, StackFileState
from yichuang.materials.rules import STACK, STACK_FILE, FileKind, kind_of, refusal
from yichuang.materials.rules.kinds import HEAD

LOOKED_INTO = 20
"""So many PDFs are opened while the person waits; the worker opens the rest."""


@dataclass(slots=True)
class Arrival:
    """A file on its way: what will stand in its row, and where it lies until then."""

    name: str
    source: Path
    digest: str
    members: tuple[inspection.Member, ...] = ()
    refused: Refusal | None = None


@contextmanager
def looked_at(files: "Sequence[UploadedFile[Any]]") -> Iterator[list[Arrival]]:
    """The files as they may be kept, while they lie where they arrived.

    Raises:
        Refusal: "materials.…", field "file", when nothing could be taken or there is
            too much of it.
    """
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
        yield rows


def _look(
    upload: "UploadedFile[Any]", folder: Path, number: int, *, deep: bool
) -> Arrival:
    """Type a file by its content; what can be told at once is told at once."""
    name = shown(upload.name or "")
    if upload.size is not None and upload.size > STACK_FILE.bytes:
        raise storage.too_large(upload.size, STACK_FILE.bytes)
    source = folder / f"{number}"
    digest = storage.write(upload.chunks(), source, most=STACK_FILE.bytes)
    row = Arrival(name, source, digest)
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


def _some_are_good(rows: Sequence[Arrival]) -> None:
    good = [row for row in rows if row.refused is None]
    if not good and rows[0].refused:
        raise rows[0].refused
    if places_of(rows) > STACK.files:
        raise refusal("stack-too-many-files", most=STACK.files)


def places_of(rows: Iterable[Arrival]) -> int:
    """How many files these become, archives unpacked."""
    return sum(max(1, len(row.members)) for row in rows if row.refused is None)


def rows_for(
    stack: Stack, rows: Iterable[Arrival], first: int, under: str = ""
) -> list[StackFile]:
    """The rows of the files from position `first` on; files are moved to their place.
    `under` is the folder they are put into, for example somebody's name."""
    made: list[StackFile] = []
    for row in rows:
        made += _rows_of(stack, row, first + len(made), under)
    return made


def _rows_of(stack: Stack, row: Arrival, position: int, under: str) -> list[StackFile]:
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
        stack=stack,
        position=position,
        name=row.name,
        folder=under,
        sha256=row.digest,
        kept=key,
    )
    if not row.members:
        return [first]
    first.state = StackFileState.LAID
    return [first] + [
        StackFile(
            stack=stack,
            position=position + n,
            name=member.name,
            folder="/".join(filter(None, (under, member.folder)))[:200],
            kept=key,
            member=member.index,
        )
        for n, member in enumerate(row.members, start=1)
    ]
