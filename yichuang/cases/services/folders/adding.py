"""A later scan is added to a school's folder, for one of the list or for all."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from yichuang.accounts.policies import Actor, ActorKind, require
from yichuang.cases import events, policies
from yichuang.cases.models import FolderPerson, SchoolFolder, SchoolHanding
from yichuang.cases.queries import folders as folder_queries
from yichuang.cases.queries.batches import today_of
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials.services import stacks


def add(
    folder_id: int,
    files: "Sequence[UploadedFile[Any]]",
    *,
    person: int | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Put more scans into a folder; only what is new is read. Returns how many files are
    new. `person` says whose they are, unless another number stands on a page.

    Nobody's application is changed by it: to a case that was made the new pages are
    proposed, and a clerk files them.

    Raises:
        Refusal: "folder.not-found", "permission.denied", "mandate.over", "batch.over";
            "materials.…", field "file", for papers that cannot be taken.
    """
    citizen = by.kind is ActorKind.CITIZEN
    require(by, "batch.hand-in" if citizen else "batch.enter", policies.GRANTS)
    folder = folder_queries.row_of_folder(by, folder_id)
    if citizen:
        _require_mandate(folder, at)
    count = stacks.add(folder.stack, files, by=by, at=at, folder=_whose(folder, person))
    if count:
        journal.record(
            events.FOLDER_ADDED_TO,
            about=folder.about,
            by=by,
            at=at,
            hall_id=folder.hall_id,
            school=folder.school,
            files=count,
        )
    return count


def _whose(folder: SchoolFolder, person: int | None) -> str:
    """The folder name under which the pages are put to somebody of the list."""
    if person is None:
        return ""
    row = FolderPerson.objects.filter(pk=person, folder=folder).first()
    if row is None:
        raise folder_queries.not_found()
    return row.name


def _require_mandate(folder: SchoolFolder, at: datetime) -> None:
    """The agent may still act, and the season still takes papers."""
    today = today_of(folder.hall_id, at)
    handing = SchoolHanding.objects.get(folder=folder)
    if handing.until < today:
        raise Refusal(
            "mandate.over",
            N_("The mandate is over since %(until)s."),
            remedy=N_("Hand in a mandate that still runs."),
            until=handing.until,
        )
    season = folder.batch
    if season.closed_on is not None or season.closes < today:
        raise Refusal(
            "batch.over",
            N_("%(name)s takes no more papers here."),
            remedy=N_("Who was asked for a paper answers the notice itself."),
            name=season.name,
        )
