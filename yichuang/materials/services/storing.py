"""Storing: a file is typed, bounded, scanned and opened before anything is kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor, require
from yichuang.journal.services import record
from yichuang.materials import events, rules
from yichuang.materials.adapters.scanner import ScannerAwayError, scanner_from
from yichuang.materials.engines import inspection, storage
from yichuang.materials.models import FileState, StoredFile
from yichuang.materials.policies import GRANTS
from yichuang.materials.rules import LIMITS, FileKind, Limits, refusal
from yichuang.materials.rules.kinds import HEAD


def store(
    upload: "UploadedFile[Any]",
    *,
    by: Actor,
    at: datetime,
    purpose: str,
    about: str,
    hall_id: int | None = None,
) -> StoredFile:
    """Keep a picture or PDF about a subject; the same content again is the same row.

    `purpose` is the key of the paper it serves ("" for none). Images lose all metadata.
    Opening takes place outside the database transaction, in a process of its own.

    Raises:
        Refusal: "permission.denied", or "materials.…" (rules.refusals.SAYS) with field
            "file"; nothing is kept then.
    """
    require(by, "material.store", GRANTS)
    if upload.size is not None and upload.size > LIMITS.bytes:
        raise storage.too_large(upload.size)
    with storage.incoming() as folder:
        source = folder / "source"
        digest = storage.write(upload.chunks(), source)
        known = _known(about, digest)
        if known is not None:
            return known
        _room_left(about, purpose)
        given = Given(source, digest, upload.name or "", typed(source))
        return take(given, by=by, at=at, about=about, purpose=purpose, hall_id=hall_id)


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was brought: where it lies now, SHA-256 (hex), name and kind."""

    source: Path
    digest: str
    name: str
    kind: FileKind


def take(
    given: Given,
    *,
    by: Actor,
    at: datetime,
    about: str,
    purpose: str = "",
    hall_id: int | None = None,
    limits: Limits = LIMITS,
) -> StoredFile:
    """Scan a file, open it, and keep it as a file about a subject. `given.source` must
    lie in `storage.incoming()`; a PDF is moved from there.

    Raises:
        Refusal: "materials.…" with field "file"; nothing is kept then.
    """
    _scan(given.source)
    drawn = given.source.with_name(f"{given.source.name}-drawn")
    found = inspection.inspect(given.source, drawn, given.kind, limits)
    keep = drawn if given.kind.is_image else given.source
    row = StoredFile(
        key=secrets.token_hex(16),
        sha256=storage.digest_of(keep),
        source_sha256=given.digest,
        kind=given.kind,
        size=keep.stat().st_size,
        pages=found.pages,
        width=found.width,
        height=found.height,
        original_name=rules.clean_name(given.name, given.kind),
        purpose=purpose,
        about=about,
        uploaded_by=by.ref,
        uploaded_at=at,
    )
    return _keep(row, keep, by=by, hall_id=hall_id)


def _known(about: str, digest: str) -> StoredFile | None:
    return StoredFile.objects.filter(
        about=about, source_sha256=digest, state=FileState.OK
    ).first()


def _room_left(about: str, purpose: str) -> None:
    if not purpose:
        return
    there = StoredFile.objects.filter(
        about=about, purpose=purpose, state=FileState.OK
    ).count()
    if there >= LIMITS.files_per_paper:
        raise refusal("too-many-files", most=LIMITS.files_per_paper)


def typed(source: Path) -> FileKind:
    """What a file is by its first bytes.

    Raises:
        Refusal: "materials.<why>" when it is nothing we take.
    """
    with source.open("rb") as file:
        kind = rules.kind_of(file.read(HEAD))
    if not isinstance(kind, FileKind):
        raise refusal(kind)
    return kind


def _scan(source: Path) -> None:
    try:
        virus = scanner_from(settings.YICHUANG_SCANNER).scan(source)
    except ScannerAwayError as away:
        raise refusal("scanner-away") from away
    if virus:
        raise refusal("infected", virus=virus)


def _keep(row: StoredFile, file: Path, *, by: Actor, hall_id: int | None) -> StoredFile:
    """Row and file together: the file is in its place before the row is committed."""
    try:
        with storage.kept(file, row.key), transaction.atomic():
            row.save(force_insert=True)
            record(
                events.STORED,
                about=row.about,
                by=by,
                at=row.uploaded_at,
                hall_id=hall_id,
                key=row.key,
                name=row.original_name,
                purpose=row.purpose,
                sha256=row.sha256,
            )
    except IntegrityError:
        # The same content arrived twice at once: the other one was first.
        first = _known(row.about, row.source_sha256)
        if first is None:
            raise
        return first
    return row
