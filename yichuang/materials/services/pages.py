"""Pictures of pages for people, and pages given on to what they were brought for."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import events
from yichuang.materials.engines import reader, storage
from yichuang.materials.models import StackPage, StoredFile
from yichuang.materials.policies import require_here
from yichuang.materials.queries.stacks import find_page
from yichuang.materials.rules import FileKind
from yichuang.materials.services.storing import Given, take


def page_picture(key: str, *, edge: int, by: Actor, at: datetime) -> Path:
    """Where a JPEG of the upright page lies, `edge` (reader.PAGE_EDGE or THUMB_EDGE)
    pixels long. Opening one at reading size goes on record, except by who brought it.

    Raises:
        Refusal: "page.not-found", "page.not-read", "page.unreadable".
    """
    page = find_page(key, by=by)
    if edge == reader.PAGE_EDGE and by.ref != page.stack.uploaded_by:
        record(
            events.PAGE_OPENED,
            about=page.stack.ref,
            by=by,
            at=at,
            hall_id=page.stack.hall_id,
            page=page.number,
        )
    return _picture(page, edge)


def hand_over(
    keys: Sequence[str], *, about: str, purpose: str, by: Actor, at: datetime
) -> tuple[StoredFile, ...]:
    """Put upright copies of pages to a subject's paper (`purpose` its key), one picture
    a page. The same page handed over again is the file that is there.

    Raises:
        Refusal: "page.not-found", "permission.denied", "page.unreadable".
    """
    made = []
    for key in keys:
        page = find_page(key, by=by)
        require_here(by, "material.sort", page.stack.hall_id)
        made.append(_copied(page, about, purpose, by, at))
    return tuple(made)


def _copied(
    page: StackPage, about: str, purpose: str, by: Actor, at: datetime
) -> StoredFile:
    with storage.incoming() as folder:
        copy = folder / "page"
        copy.write_bytes(_picture(page, reader.PAGE_EDGE).read_bytes())
        digest = storage.digest_of(copy)
        there = StoredFile.objects.filter(
            about=about, source_sha256=digest, state="ok"
        ).first()
        if there is not None:
            return there
        given = Given(
            copy, digest, f"{page.file.name} {page.number}.jpg", FileKind.JPEG
        )
        with transaction.atomic():
            stored = take(
                given,
                by=by,
                at=at,
                about=about,
                purpose=purpose,
                hall_id=page.stack.hall_id,
            )
            record(
                events.PAGES_HANDED_OVER,
                about=page.stack.ref,
                by=by,
                at=at,
                hall_id=page.stack.hall_id,
                pages=1,
                subject=about,
            )
    return stored


def _picture(page: StackPage, edge: int) -> Path:
    target = storage.preview_path(page.key, 1, edge)
    if target.exists():
        return target
    stored, read = page.file.stored, page.text
    if stored is None or read is None:
        raise Refusal(
            "page.not-read",
            N_("Page %(page)s has not been read yet."),
            remedy=N_("Wait a moment, and look at it again."),
            page=page.number,
        )
    drawing = reader.Reader()
    try:
        drawing.draw(
            storage.path_of(stored.key),
            FileKind(stored.kind),
            page.page_in_file,
            turned=read.turned,
            skew=read.skew,
            pictures={edge: target},
        )
    finally:
        drawing.close()
    return target
