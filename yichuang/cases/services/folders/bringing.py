"""A school's list and papers are brought by a clerk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.cases import events, policies
from yichuang.cases.models import Batch, FolderPerson, SchoolFolder
from yichuang.cases.services.batches.members import Bad, Row, open_season
from yichuang.cases.services.folders.listing import Checked, SchoolList, checked_list
from yichuang.journal import services as journal
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials.models import Stack
from yichuang.materials.services import stacks

TOGETHER = 200
"""Rows written at once: numbers are sealed one by one, and memory stays small."""


@dataclass(frozen=True, slots=True)
class Brought:
    """The folder, or None and the rows that are wrong: then nothing was kept."""

    folder: SchoolFolder | None
    bad: tuple[Bad, ...] = ()


def bring(
    batch_id: int,
    school: str,
    rows: Sequence[Row],
    files: "Sequence[UploadedFile[Any]]",
    *,
    answers: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> Brought:
    """Keep a school's list and lay its papers out as a stack the worker reads. Every
    wrong row is named, each with all that is wrong; nothing is kept then.

    Raises:
        Refusal: "batch.not-open", "permission.denied"; "folder.no-school" (field
            "school"), "roster.empty" or "roster.too-long" (field "list"), and
            "materials.…" (field "file") for papers that cannot be taken;
            "folder.papers-there" (field "file") when they lie in another folder.
    """
    require(by, "batch.enter", policies.GRANTS)
    season = open_season(batch_id, by, at)
    found = checked_list(season, school, rows, answers, ours=True, at=at)
    if found.bad:
        return Brought(None, found.bad)
    stack = laid_out(season, found, files, grant="material.sort", by=by, at=at)
    with transaction.atomic():
        folder, new = keep(season, stack, found, by=by, at=at)
        if new:
            note(folder, events.FOLDER_BROUGHT, len(found.people), by=by, at=at)
    return Brought(folder)


def laid_out(
    season: Batch,
    found: SchoolList,
    files: "Sequence[UploadedFile[Any]]",
    *,
    grant: str,
    by: Actor,
    at: datetime,
) -> Stack:
    """The papers as a stack of the season."""
    return stacks.create(
        files,
        by=by,
        at=at,
        hall_id=season.hall_id,
        title=found.school,
        item_key=season.item_key,
        about=f"season:{season.pk}",
        grant=grant,
    )


def keep(
    season: Batch, stack: Stack, found: SchoolList, *, by: Actor, at: datetime
) -> tuple[SchoolFolder, bool]:
    """The folder with its list, and whether it is new: the same list with the same
    papers, sent again, is the folder that is there. Part of a larger write.

    Raises:
        Refusal: "folder.papers-there".
    """
    there = SchoolFolder.objects.filter(stack=stack).first()
    if there is not None:
        had = set(there.people.values_list("id_hash", flat=True))
        if had == {one.known for one in found.people}:
            return there, False
        raise Refusal(
            "folder.papers-there",
            N_("These very papers lie in the folder of %(school)s already."),
            field="file",
            remedy=N_("Open that folder, or choose the papers of this list."),
            school=there.school,
        )
    folder = SchoolFolder.objects.create(
        hall_id=season.hall_id,
        batch=season,
        stack=stack,
        school=found.school,
        answers=found.answers,
        brought_by=by.ref,
        by_name=by.name,
        brought_at=at,
    )
    for first in range(0, len(found.people), TOGETHER):
        part = found.people[first : first + TOGETHER]
        FolderPerson.objects.bulk_create(_person(folder, one) for one in part)
    return folder, True


def note(
    folder: SchoolFolder,
    event: EventType,
    people: int,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """The journal's line of a folder that came."""
    journal.record(
        event,
        about=folder.about,
        by=by,
        at=at,
        hall_id=folder.hall_id,
        school=folder.school,
        people=people,
    )


def _person(folder: SchoolFolder, one: Checked) -> FolderPerson:
    return FolderPerson(
        folder=folder,
        line=one.row.line,
        name=one.name,
        id_number=one.number,
        id_hash=one.known,
        phone=one.phone,
        subject=one.row.subject,
        at_hand=sorted(one.papers),
    )
