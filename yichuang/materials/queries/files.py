"""Reads of the room: files about a subject, and opening one for somebody."""

from dataclasses import dataclass
from datetime import datetime

from yichuang.accounts.policies import Actor
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import rules
from yichuang.materials.models import FileState, StoredFile
from yichuang.materials.policies import may_open
from yichuang.materials.rules import FileKind


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as pages list it. `size` is bytes."""

    key: str
    name: str
    kind: FileKind
    size: int
    pages: int
    purpose: str
    uploaded_at: datetime
    uploaded_by: str

    @property
    def content_type(self) -> str:
        return rules.KINDS[self.kind].content_type


def about(subject: str, purpose: str | None = None) -> tuple[FileRow, ...]:
    """Files about a subject in order of arrival, for one paper (`purpose`) or all."""
    rows = StoredFile.objects.filter(about=subject, state=FileState.OK).order_by("id")
    if purpose is not None:
        rows = rows.filter(purpose=purpose)
    return tuple(row(stored) for stored in rows)


def open_for(key: str, *, by: Actor) -> StoredFile:
    """The file, if the actor may open it.

    Raises:
        Refusal: "materials.not-found", alike for what is not there, what was removed
            and what is not the asker's.
    """
    stored = StoredFile.objects.filter(key=key).first()
    if stored is None or not may_open(stored, by):
        raise Refusal("materials.not-found", N_("There is no such file."))
    return stored


def row(stored: StoredFile) -> FileRow:
    """The row as a frozen value."""
    return FileRow(
        key=stored.key,
        name=stored.original_name,
        kind=FileKind(stored.kind),
        size=stored.size,
        pages=stored.pages,
        purpose=stored.purpose,
        uploaded_at=stored.uploaded_at,
        uploaded_by=stored.uploaded_by,
    )
