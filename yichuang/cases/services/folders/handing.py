"""A school hands its list and papers in over the portal, with a written mandate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F

from yichuang.accounts.models import LegalEntity
from yichuang.accounts.policies import Actor, require
from yichuang.accounts.services.entities import find_or_create_entity
from yichuang.cases import events, policies
from yichuang.cases.models import SchoolFolder, SchoolHanding
from yichuang.cases.queries import batches as batch_queries
from yichuang.cases.queries import folders as folder_queries
from yichuang.cases.rules.folders import Handing
from yichuang.cases.services.batches.members import Row, open_season
from yichuang.cases.services.folders.bringing import (
    Brought,
    keep,
    laid_out,
    note,
)
from yichuang.cases.services.folders.listing import checked_list
from yichuang.kernel.refusals import Refusal, Refusals, each
from yichuang.kernel.text import N_
from yichuang.materials.models import StoredFile
from yichuang.materials.policies import shelf_of
from yichuang.materials.services import attach, store

PURPOSE = "mandate"


@dataclass(frozen=True, slots=True)
class Mandate:
    """In whose name the agent acts: the school by name and code, the letter that says
    so (民法典 art. 165: in writing, signed or sealed), and its last day."""

    school: str
    uscc: str
    letter: "UploadedFile[Any]"
    until: date


def hand_in(
    batch_id: int,
    mandate: Mandate,
    rows: Sequence[Row],
    files: "Sequence[UploadedFile[Any]]",
    *,
    answers: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> Brought:
    """Keep what a school's agent hands in; a clerk takes it over. Nobody is told here
    what is on record of the people in the list.

    Raises:
        Refusal: "permission.denied", "batch.not-open", "person.unknown"; as `bring`;
            "mandate.over" (field "until"), "materials.…" (field "letter"), and from the
            organisation's name and code (fields "school", "uscc").
    """
    require(by, "batch.hand-in", policies.GRANTS)
    _require_known(by)
    season = open_season(batch_id, by, at)
    _require_running(mandate.until, batch_queries.today_of(season.hall_id, at))
    found = checked_list(season, mandate.school, rows, answers, ours=False, at=at)
    if found.bad:
        return Brought(None, found.bad)
    entity = _school(mandate, by, at)
    letter = _stored(mandate.letter, season.hall_id, by, at)
    stack = laid_out(season, found, files, grant="material.bring", by=by, at=at)
    with transaction.atomic():
        folder, new = keep(season, stack, found, by=by, at=at)
        if new:
            SchoolHanding.objects.create(
                folder=folder,
                entity=entity,
                owner_id=by.user_id or 0,
                agent=by.name,
                letter=_put(letter, folder, by, at),
                until=mandate.until,
                handed_at=at,
            )
            note(folder, events.FOLDER_HANDED_IN, len(found.people), by=by, at=at)
    return Brought(folder)


def hand_in_again(
    folder_id: int,
    letter: "UploadedFile[Any]",
    until: date,
    *,
    by: Actor,
    at: datetime,
) -> SchoolHanding:
    """Answer a folder that was given back: with another mandate.

    Raises:
        Refusal: "folder.not-found", "permission.denied", "folder.not-given-back",
            "mandate.over" (field "until"), "materials.…" (field "letter").
    """
    require(by, "batch.hand-in", policies.GRANTS)
    folder = folder_queries.row_of_folder(by, folder_id)
    _require_running(until, batch_queries.today_of(folder.hall_id, at))
    stored = _stored(letter, folder.hall_id, by, at)
    given_back = SchoolHanding.objects.filter(folder=folder, state=Handing.GIVEN_BACK)
    with transaction.atomic():
        hit = given_back.update(
            state=Handing.HANDED_IN,
            letter=_put(stored, folder, by, at),
            until=until,
            handed_at=at,
            version=F("version") + 1,
        )
        if not hit:
            raise Refusal(
                "folder.not-given-back",
                N_("This folder was not given back."),
                remedy=N_("Load the page again and see where it stands."),
            )
        note(folder, events.FOLDER_HANDED_IN, folder.people.count(), by=by, at=at)
    return SchoolHanding.objects.get(folder=folder)


def _require_known(by: Actor) -> None:
    if by.person_id is None:
        raise Refusal(
            "person.unknown",
            N_("Say who you are first."),
            field="name",
            remedy=N_("Enter your name and the number of your identity card."),
        )


def _require_running(until: date, today: date) -> None:
    if until < today:
        raise Refusal(
            "mandate.over",
            N_("The mandate is over since %(until)s."),
            field="until",
            remedy=N_("Hand in a mandate that still runs."),
            until=until,
        )


def _school(mandate: Mandate, by: Actor, at: datetime) -> LegalEntity:
    try:
        return find_or_create_entity(
            name=mandate.school,
            uscc=mandate.uscc,
            kind=LegalEntity.Kind.INSTITUTION,
            by=by,
            at=at,
        )
    except (Refusal, Refusals) as refused:
        fields = {"name": "school"}
        raise Refusals(
            [one.at(fields.get(one.field, "uscc")) for one in each(refused)]
        ) from refused


def _stored(
    letter: "UploadedFile[Any]", hall_id: int, by: Actor, at: datetime
) -> StoredFile:
    try:
        return store(
            letter, by=by, at=at, purpose=PURPOSE, about=shelf_of(by), hall_id=hall_id
        )
    except Refusal as refused:
        raise refused.at("letter") from refused


def _put(
    letter: StoredFile, folder: SchoolFolder, by: Actor, at: datetime
) -> StoredFile:
    return attach([letter.key], about=folder.about, purpose=PURPOSE, by=by, at=at)[0]
