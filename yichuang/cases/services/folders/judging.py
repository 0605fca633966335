"""A clerk says whose papers these are, and of each doubt whether it stands."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.cases import events, policies
from yichuang.cases.models import FolderPerson
from yichuang.cases.queries import folders as folder_queries
from yichuang.cases.rules.folders import MakingState
from yichuang.journal import services as journal
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

JUDGEMENTS = ("right", "fault")


@transaction.atomic
def judge(
    person_id: int,
    judged: Mapping[str, str],
    *,
    seen: int,
    by: Actor,
    at: datetime,
) -> FolderPerson:
    """Say of doubts (by id) that the page was compared and is right, or that the fault
    goes into the notice; every open doubt must be judged.

    Raises:
        Refusal: "folder.not-found", "permission.denied", "folder.moved-on";
            "folder.unjudged" (field "judged") while a doubt is left.
    """
    require(by, "batch.enter", policies.GRANTS)
    card = folder_queries.person(by, person_id, at)
    there = {one.id for one in card.layout.questions}
    said = {
        key: word for key, word in judged.items() if key in there and word in JUDGEMENTS
    }
    if there - said.keys():
        raise Refusal(
            "folder.unjudged",
            N_("Something is still open."),
            field="judged",
            remedy=N_("Choose one of the two answers for each doubt."),
        )
    row = FolderPerson.objects.select_related("folder").get(pk=person_id)
    _write(row, seen, judged=said)
    count = {word: sum(one == word for one in said.values()) for word in JUDGEMENTS}
    _note(row, events.FOLDER_JUDGED, by=by, at=at, **count)
    return row


@transaction.atomic
def choose(
    person_id: int, applicant: int | None, *, seen: int, by: Actor, at: datetime
) -> FolderPerson:
    """Say who of the stack somebody of the list is (None takes that back).

    Raises:
        Refusal: "folder.not-found", "permission.denied", "folder.moved-on",
            "page.unknown-applicant" (field "applicant").
    """
    require(by, "batch.enter", policies.GRANTS)
    folder_queries.row_of(by, person_id)
    row = FolderPerson.objects.select_related("folder__stack").get(pk=person_id)
    known = row.folder.stack.applicants
    if applicant is not None and not known.filter(pk=applicant).exists():
        raise Refusal(
            "page.unknown-applicant",
            N_("There is no such person in this stack."),
            field="applicant",
            remedy=N_("Choose one from the list."),
        )
    _write(row, seen, applicant_id=applicant)
    _note(row, events.FOLDER_CHOSEN, by=by, at=at)
    return row


def _write(row: FolderPerson, seen: int, **changes: object) -> None:
    still = FolderPerson.objects.filter(
        pk=row.pk,
        version=seen,
        case=None,
        state__in=[MakingState.LISTED, MakingState.LEFT_OUT],
    )
    if not still.update(version=seen + 1, **changes):
        raise Refusal(
            "folder.moved-on",
            N_(
                "Somebody else has just worked on this row; nothing of yours was saved."
            ),
            remedy=N_("Load the page again and go on from there."),
        )
    row.refresh_from_db()


def _note(
    row: FolderPerson, event: EventType, /, *, by: Actor, at: datetime, **facts: int
) -> None:
    journal.record(
        event,
        about=row.folder.about,
        by=by,
        at=at,
        hall_id=row.folder.hall_id,
        line=row.line,
        **facts,
    )
