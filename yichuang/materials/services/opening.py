"""Opening a file for somebody, on record when it is not the one who brought it."""

import secrets
from datetime import datetime
from pathlib import Path

from yichuang.accounts.policies import Actor
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import events, queries
from yichuang.materials.engines import inspection, storage
from yichuang.materials.models import FileState, StoredFile
from yichuang.materials.rules import FileKind

THUMB_EDGE = 360
PAGE_EDGE = 1600


def open_file(key: str, *, by: Actor, at: datetime) -> tuple[StoredFile, Path]:
    """The file as kept and where it lies; that it was opened is put on record.

    Raises:
        Refusal: "materials.not-found"; "materials.lost" when the disk lost it.
    """
    stored = queries.open_for(key, by=by)
    _on_record(stored, by=by, at=at)
    return stored, _path(stored)


def kept_path(key: str) -> Path:
    """Where a file lies, for a service whose own act is put on record instead (an
    archive export names every file it takes).

    Raises:
        Refusal: "materials.not-found"; "materials.lost".
    """
    stored = StoredFile.objects.filter(key=key, state=FileState.OK).first()
    if stored is None:
        raise Refusal("materials.not-found", N_("There is no such file."))
    return _path(stored)


def picture(key: str, *, page: int, edge: int, by: Actor, at: datetime) -> Path:
    """Where a JPEG lies of one page (from 1), `edge` pixels long, drawn once and then kept.

    The first page in reading size counts as opening the file; thumbnails do not.

    Raises:
        Refusal: as `open_file`, and "materials.not-found" for a page that is not there.
    """
    stored = queries.open_for(key, by=by)
    if not 1 <= page <= stored.pages:
        raise Refusal("materials.not-found", N_("There is no such page."))
    if edge == PAGE_EDGE and page == 1:
        _on_record(stored, by=by, at=at)
    target = storage.preview_path(stored.key, page, edge)
    if not target.exists():
        _draw(stored, target, page, edge)
    return target


def _draw(stored: StoredFile, target: Path, page: int, edge: int) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    drawn = target.with_suffix(f".{secrets.token_hex(4)}")
    try:
        inspection.preview(
            _path(stored), drawn, FileKind(stored.kind), page=page, edge=edge
        )
        drawn.replace(target)
    finally:
        drawn.unlink(missing_ok=True)


def _path(stored: StoredFile) -> Path:
    path = storage.path_of(stored.key)
    if not path.exists():
        raise Refusal(
            "materials.lost",
            N_("The file is on record, but the disk does not have it."),
            remedy=N_("Tell the administrator; the file must come from the backup."),
        )
    return path


def _on_record(stored: StoredFile, *, by: Actor, at: datetime) -> None:
    if by.ref == stored.uploaded_by:
        return
    record(
        events.OPENED,
        about=stored.about,
        by=by,
        at=at,
        key=stored.key,
        name=stored.original_name,
    )
