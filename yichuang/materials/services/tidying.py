"""Tidying the folder after what was cut off: power cuts, rolled back work, old shelves."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from yichuang.accounts.policies import Actor
from yichuang.materials.engines import storage
from yichuang.materials.models import FileState, StackFile, StoredFile
from yichuang.materials.services.keeping import remove

CUT_OFF_AFTER = timedelta(hours=1)
"""No upload is looked at for longer; what still lies in incoming was cut off."""

ORPHAN_AFTER = timedelta(days=1)
"""No transaction is open for longer; a file without a row belongs to none."""

SHELF_DAYS = 30
"""How long files wait on a shelf to be put to a case."""


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many were cleared away."""

    incoming: int
    orphans: int
    shelved: int


def tidy(*, by: Actor, at: datetime) -> Tidied:
    """Clear away uploads that were cut off, files without a row, and forgotten shelves.

    For the worker, once a day; doing it twice does no harm.
    """
    root = storage.root()
    incoming = [
        folder
        for folder in root.glob("incoming/*")
        if _older(folder, CUT_OFF_AFTER, at)
    ]
    for folder in incoming:
        shutil.rmtree(folder, ignore_errors=True)
    orphans = sum(_drop_orphans(folder, at) for folder in root.glob("??/??"))
    shelved = StoredFile.objects.filter(
        about__startswith="shelf:",
        state=FileState.OK,
        uploaded_at__lt=at - timedelta(days=SHELF_DAYS),
    )
    gone = list(shelved)
    for stored in gone:
        remove(stored, by=by, at=at)
    return Tidied(incoming=len(incoming), orphans=orphans, shelved=len(gone))


def _drop_orphans(folder: Path, at: datetime) -> int:
    """One folder at a time: there may be millions of files."""
    old = [path.name for path in folder.iterdir() if _older(path, ORPHAN_AFTER, at)]
    known = StoredFile.objects.filter(key__in=old, state=FileState.OK)
    brought = StackFile.objects.filter(kept__in=old)
    orphans = set(old).difference(
        known.values_list("key", flat=True), brought.values_list("kept", flat=True)
    )
    for key in orphans:
        storage.drop(key)
    return len(orphans)


def _older(path: Path, than: timedelta, at: datetime) -> bool:
    return path.stat().st_mtime < (at - than).timestamp()
