"""What becomes of a file later: it is put to a subject, or removed."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import events
from yichuang.materials.engines import storage
from yichuang.materials.models import FileState, StoredFile
from yichuang.materials.policies import GRANTS, shelf_of


@transaction.atomic
def attach(
    keys: Iterable[str], *, about: str, purpose: str, by: Actor, at: datetime
) -> tuple[StoredFile, ...]:
    """Take files from the actor's own shelf and put them to a subject's paper.

    A content that the subject already has is not put there twice.

    Raises:
        Refusal: "permission.denied"; "materials.not-found", field "files", when a key
            is not on the actor's shelf.
    """
    require(by, "material.store", GRANTS)
    return tuple(_attach(key, about, purpose, by, at) for key in dict.fromkeys(keys))


def _attach(key: str, about: str, purpose: str, by: Actor, at: datetime) -> StoredFile:
    mine = StoredFile.objects.filter(key=key, state=FileState.OK)
    stored = mine.filter(about=shelf_of(by)).first() or mine.filter(about=about).first()
    if stored is None:
        raise Refusal(
            "materials.not-found",
            N_("There is no such file."),
            field="files",
            remedy=N_("Upload it again."),
        )
    if stored.about == about:
        return stored
    there = StoredFile.objects.filter(
        about=about, source_sha256=stored.source_sha256, state=FileState.OK
    ).first()
    if there is not None:
        return there
    StoredFile.objects.filter(pk=stored.pk).update(about=about, purpose=purpose)
    stored.about, stored.purpose = about, purpose
    record(
        events.STORED,
        about=about,
        by=by,
        at=at,
        key=stored.key,
        name=stored.original_name,
        purpose=purpose,
        sha256=stored.sha256,
    )
    return stored


@transaction.atomic
def remove(
    stored: StoredFile, *, by: Actor, at: datetime, hall_id: int | None = None
) -> None:
    """Take a file away; its row stays as proof, its bytes go once this is committed.

    Whether the subject still allows it (a submitted case does not) is the caller's
    question. Removing twice is removing once.

    Raises:
        Refusal: "permission.denied".
    """
    require(by, "material.remove", GRANTS)
    gone = StoredFile.objects.filter(pk=stored.pk, state=FileState.OK).update(
        state=FileState.REMOVED, removed_at=at
    )
    if not gone:
        return
    record(
        events.REMOVED,
        about=stored.about,
        by=by,
        at=at,
        hall_id=hall_id,
        key=stored.key,
        name=stored.original_name,
        purpose=stored.purpose,
    )
    transaction.on_commit(lambda: storage.drop(stored.key))
