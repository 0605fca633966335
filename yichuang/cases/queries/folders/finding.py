"""Which folders there are, and finding one for whoever may see it."""

from collections import Counter

from django.db.models import QuerySet

from yichuang.accounts.policies import Actor, ActorKind
from yichuang.cases import policies
from yichuang.cases.models import FolderPerson, SchoolFolder
from yichuang.cases.queries.folders.shapes import FolderCard
from yichuang.cases.rules.folders import (
    Handing,
)
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials.models import StackState

MOST_LISTED = 100


def of_season(by: Actor, batch_id: int) -> tuple[FolderCard, ...]:
    """The folders of a season, the latest first: two queries."""
    return _cards(folders_for(by).filter(batch_id=batch_id))


def mine(by: Actor) -> tuple[FolderCard, ...]:
    """The folders an agent handed in, the latest first: two queries."""
    return _cards(folders_for(by)) if by.kind is ActorKind.CITIZEN else ()


def _cards(found: QuerySet[SchoolFolder]) -> tuple[FolderCard, ...]:
    related = found.select_related("stack", "batch", "handing")
    rows = list(related.order_by("-id")[:MOST_LISTED])
    people = FolderPerson.objects.filter(folder__in=rows).values_list(
        "folder_id", "case_id"
    )
    counted = Counter((pk, case is not None) for pk, case in people)
    return tuple(
        FolderCard(
            id=row.pk,
            school=row.school,
            by_name=row.by_name,
            brought_at=row.brought_at,
            people=counted[row.pk, True] + counted[row.pk, False],
            made=counted[row.pk, True],
            reading=row.stack.state == StackState.READING,
            pages_total=row.stack.pages_total,
            pages_done=row.stack.pages_done,
            handing=_state(row),
            batch_name=row.batch.name,
        )
        for row in rows
    )


def _state(row: SchoolFolder) -> Handing | None:
    handing = getattr(row, "handing", None)
    return Handing(handing.state) if handing is not None else None


def folders_for(by: Actor) -> QuerySet[SchoolFolder]:
    """The folders a clerk sees in the hall, or an agent handed in."""
    rows = SchoolFolder.objects.all()
    if by.kind is ActorKind.SYSTEM:
        return rows
    if by.kind is ActorKind.CITIZEN:
        return rows.filter(handing__owner_id=by.user_id or 0)
    if by.roles.isdisjoint(policies.GRANTS["batch.folder"]):
        return rows.none()
    return rows if by.hall_id is None else rows.filter(hall_id=by.hall_id)


def row_of(by: Actor, person_id: int) -> FolderPerson:
    """Somebody of a list the actor may see.

    Raises:
        Refusal: "folder.not-found".
    """
    row = FolderPerson.objects.filter(pk=person_id, folder__in=folders_for(by)).first()
    if row is None:
        raise not_found()
    return row


def row_of_folder(by: Actor, folder_id: int) -> SchoolFolder:
    """A folder the actor may see: a clerk's of the hall, or an agent's own.

    Raises:
        Refusal: "folder.not-found".
    """
    rows = folders_for(by).select_related("stack", "batch")
    row = rows.filter(pk=folder_id).first()
    if row is None:
        raise not_found()
    return row


def visible(about: str, by: Actor) -> bool:
    """Whether the actor sees the mandate in "folder:7"."""
    said = about.partition(":")[2]
    known = said.isdecimal() and len(said) < 19
    return known and folders_for(by).filter(pk=int(said)).exists()


def not_found() -> Refusal:
    """Alike for what is not there and what is somebody else's."""
    return Refusal("folder.not-found", N_("There is no such folder."))
