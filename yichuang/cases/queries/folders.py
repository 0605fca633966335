"""Schools' folders of a season: who of the list is complete, lacks what, is doubtful why,
who is in the papers and not in the list."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from yichuang.accounts.policies import Actor, ActorKind
from yichuang.cases import policies
from yichuang.cases.models import FolderPerson, SchoolFolder
from yichuang.cases.queries.batches import today_of, told
from yichuang.cases.queries.filing import LAID, sheet, wanted
from yichuang.cases.rules.filing import Layout, Sheet, Wanted, lay_out
from yichuang.cases.rules.folders import (
    Found,
    Listed,
    MakingState,
    Match,
    Standing,
    match,
    standing,
)
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import papers_for
from yichuang.catalogue.rules.guide import PaperRule
from yichuang.kernel.identity import mask_id
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials.models import StackPage, StackState


@dataclass(frozen=True, slots=True)
class FolderCard:
    """A folder in the list of its season. `left` is what waits: pages to read, then
    people without an application."""

    id: int
    school: str
    by_name: str
    brought_at: datetime
    people: int
    made: int
    reading: bool
    pages_total: int
    pages_done: int


@dataclass(frozen=True, slots=True)
class PersonCard:
    """Somebody of the list. `lacking` are papers to be told; `questions` and `unseen`
    say what makes it doubtful, as does a match that is `by_name`; `refusal` is what
    stood in the way of the application or of its notice."""

    id: int
    line: int
    name: str
    number_masked: str
    subject: str
    version: int
    standing: Standing
    asked: bool
    pages: int
    papers: int
    here: int
    match: Match
    layout: Layout
    lacking: tuple[Wanted, ...]
    open_questions: int
    judged: Mapping[str, str]
    case_number: str
    refusal: Refusal | None

    @property
    def by_name(self) -> bool:
        """Found by a name only."""
        return bool(self.match.found) and not self.match.how.sure


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody of the papers who is not in the list."""

    id: int
    name: str
    number_masked: str
    folder: str
    pages: int
    first: int


@dataclass(frozen=True, slots=True)
class FolderView:
    """A folder with everybody in it. `loose` pages belong to nobody yet."""

    id: int
    hall_id: int
    batch_id: int
    batch_name: str
    school: str
    stack_key: str
    by_name: str
    brought_at: datetime
    reading: bool
    pages_total: int
    pages_done: int
    people: tuple[PersonCard, ...]
    strangers: tuple[Stranger, ...]
    loose: int
    papers: tuple[PaperRule, ...]

    @property
    def counts(self) -> Mapping[Standing, int]:
        """How many of the list stand where."""
        return Counter(one.standing for one in self.people)

    @property
    def making(self) -> int:
        """People whose application is being made."""
        return sum(one.asked for one in self.people)


def of_season(by: Actor, batch_id: int) -> tuple[FolderCard, ...]:
    """The folders of a season, the latest first: two queries."""
    found = _folders(by).filter(batch_id=batch_id).select_related("stack")
    rows = list(found.order_by("-id"))
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
        )
        for row in rows
    )


def _folders(by: Actor) -> QuerySet[SchoolFolder]:
    rows = SchoolFolder.objects.all()
    if by.kind is ActorKind.SYSTEM:
        return rows
    if by.roles.isdisjoint(policies.GRANTS["batch.folder"]):
        return rows.none()
    return rows if by.hall_id is None else rows.filter(hall_id=by.hall_id)


def row_of(by: Actor, person_id: int) -> FolderPerson:
    """Somebody of a list the actor may see.

    Raises:
        Refusal: "folder.not-found".
    """
    row = FolderPerson.objects.filter(pk=person_id, folder__in=_folders(by)).first()
    if row is None:
        raise _not_found()
    return row


def _not_found() -> Refusal:
    return Refusal("folder.not-found", N_("There is no such folder."))


def folder(by: Actor, folder_id: int, at: datetime) -> FolderView:
    """A folder with everybody in it, in five queries whatever its size.

    Raises:
        Refusal: "folder.not-found", alike for what is not there and what is elsewhere.
    """
    rows = _folders(by).select_related("stack", "batch")
    row = rows.filter(pk=folder_id).first()
    if row is None:
        raise _not_found()
    return _view(row, at)


def person(by: Actor, person_id: int, at: datetime) -> PersonCard:
    """One of the list, seen among the others (a name may be two people's).

    Raises:
        Refusal: "folder.not-found".
    """
    row = row_of(by, person_id)
    view = folder(by, row.folder_id, at)
    return next(one for one in view.people if one.id == person_id)


def matched(row: FolderPerson) -> tuple[int, ...]:
    """The people of the stack whose papers are this one's."""
    people = list(FolderPerson.objects.filter(folder_id=row.folder_id).order_by("line"))
    matches, _strange = match(_listed(people), _found(row.folder))
    return matches[row.pk].found


def _listed(people: Sequence[FolderPerson]) -> list[Listed]:
    return [Listed(one.pk, one.name, one.id_number, one.applicant_id) for one in people]


def _found(row: SchoolFolder) -> list[Found]:
    return [
        Found(one.pk, one.name, one.id_number, one.folder)
        for one in row.stack.applicants.order_by("order")
    ]


def _view(row: SchoolFolder, at: datetime) -> FolderView:
    on = today_of(row.hall_id, at)
    guide = catalogue_queries.current_guide(row.batch.item_key, on)
    rules = papers_for(guide, row.answers)
    people = list(
        FolderPerson.objects.filter(folder=row).select_related("case").order_by("line")
    )
    found = _found(row)
    matches, strange = match(_listed(people), found)
    pages, loose = _pages(row)
    return FolderView(
        id=row.pk,
        hall_id=row.hall_id,
        batch_id=row.batch_id,
        batch_name=row.batch.name,
        school=row.school,
        stack_key=row.stack.key,
        by_name=row.by_name,
        brought_at=row.brought_at,
        reading=row.stack.state == StackState.READING,
        pages_total=row.stack.pages_total,
        pages_done=row.stack.pages_done,
        people=tuple(_card(one, matches[one.pk], pages, rules, on) for one in people),
        strangers=tuple(
            _stranger(one, pages.get(one.id, []))
            for one in found
            if one.id in strange and pages.get(one.id)
        ),
        loose=loose,
        papers=rules,
    )


def _pages(row: SchoolFolder) -> tuple[dict[int, list[Sheet]], int]:
    """The pages of everybody in the stack, and how many are nobody's."""
    pages: dict[int, list[Sheet]] = {}
    rows = StackPage.objects.filter(stack=row.stack, state__in=LAID)
    owned = rows.exclude(applicant=None).defer("text_kept").order_by("number")
    for page in owned:
        pages.setdefault(page.applicant_id or 0, []).append(
            sheet(page, stack=row.stack.key)
        )
    return pages, rows.filter(applicant=None).count()


def _card(
    row: FolderPerson,
    found: Match,
    pages: Mapping[int, list[Sheet]],
    rules: Sequence[PaperRule],
    on: date,
) -> PersonCard:
    own = [page for pk in found.found for page in pages.get(pk, ())]
    laid = lay_out(
        own,
        [wanted(rule, here=rule.key in row.at_hand) for rule in rules],
        form={"name": row.name, "id_number": row.id_number},
        on=on,
    )
    lacking = laid.lacking(row.judged)
    unjudged = len(laid.open_questions(row.judged))
    asked = [place for place in laid.places if place.wanted.asked]
    waits = unjudged + laid.unseen + int(bool(found.found) and not found.how.sure)
    return PersonCard(
        id=row.pk,
        line=row.line,
        name=row.name,
        number_masked=mask_id(row.id_number),
        subject=row.subject,
        version=row.version,
        standing=standing(
            made=row.case_id is not None,
            pages=len(own),
            open_questions=waits,
            lacking=len(lacking),
        ),
        asked=row.state == MakingState.ASKED,
        pages=len(own),
        papers=len(asked),
        here=len(asked) - len(lacking),
        match=found,
        layout=laid,
        lacking=lacking,
        open_questions=unjudged,
        judged=row.judged,
        case_number=row.case.number if row.case else "",
        refusal=told(row.code, row.said) if row.code else None,
    )


def _stranger(one: Found, pages: Sequence[Sheet]) -> Stranger:
    return Stranger(
        id=one.id,
        name=one.name,
        number_masked=mask_id(one.number) if one.number else "",
        folder=one.folder,
        pages=len(pages),
        first=pages[0].number if pages else 0,
    )
