"""A clerk compares the mandate and takes a school's folder over, or gives it back."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.cases import events, policies
from yichuang.cases.models import FolderPerson, SchoolFolder, SchoolHanding
from yichuang.cases.queries import folders as folder_queries
from yichuang.cases.rules.folders import Handing, MakingState
from yichuang.cases.services.folders.listing import known_otherwise, of_folder
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

ENOUGH = 2
"""Characters a reason has at least."""


@transaction.atomic
def take(folder_id: int, *, seen: int, by: Actor, at: datetime) -> SchoolFolder:
    """Take a folder over: its mandate was compared. What clashes with what is on record
    (another name, an application, another list) is noted at each row, for the clerk.

    Raises:
        Refusal: "folder.not-found", "permission.denied", "folder.moved-on".
    """
    require(by, "batch.enter", policies.GRANTS)
    folder = folder_queries.row_of_folder(by, folder_id)
    _end(folder, Handing.TAKEN, seen, by, at)
    people = list(FolderPerson.objects.filter(folder=folder).order_by("line"))
    ids = {one.line: one.pk for one in people}
    clashes = known_otherwise(folder.batch, of_folder(people), folder=folder.pk)
    for line, why in clashes:
        FolderPerson.objects.filter(pk=ids[line]).update(
            state=MakingState.LEFT_OUT, code=why.code, said=why.as_json()
        )
    journal.record(
        events.FOLDER_TAKEN,
        about=folder.about,
        by=by,
        at=at,
        hall_id=folder.hall_id,
        school=folder.school,
    )
    return folder


@transaction.atomic
def give_back(
    folder_id: int, reason: str, *, seen: int, by: Actor, at: datetime
) -> SchoolFolder:
    """Give a folder back to the school's agent, who reads why and may answer.

    Raises:
        Refusal: "folder.not-found", "permission.denied", "folder.moved-on";
            "folder.no-reason", field "reason".
    """
    require(by, "batch.enter", policies.GRANTS)
    folder = folder_queries.row_of_folder(by, folder_id)
    said = " ".join(reason.split())[:200]
    if len(said) < ENOUGH:
        raise Refusal(
            "folder.no-reason",
            N_("The reason is missing."),
            field="reason",
            remedy=N_("Say in one sentence what the school has to mend."),
        )
    _end(folder, Handing.GIVEN_BACK, seen, by, at, reason=said)
    journal.record(
        events.FOLDER_GIVEN_BACK,
        about=folder.about,
        by=by,
        at=at,
        hall_id=folder.hall_id,
        school=folder.school,
        reason=said,
    )
    return folder


def _end(
    folder: SchoolFolder,
    to: Handing,
    seen: int,
    by: Actor,
    at: datetime,
    *,
    reason: str = "",
) -> None:
    hit = SchoolHanding.objects.filter(
        folder=folder, state=Handing.HANDED_IN, version=seen
    ).update(state=to, reason=reason, ended_by=by.name, ended_at=at, version=seen + 1)
    if not hit:
        raise Refusal(
            "folder.moved-on",
            N_("Somebody else has just worked on this folder."),
            remedy=N_("Load the page again and go on from there."),
        )
