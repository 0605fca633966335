"""Who of a school's list is complete, lacks what, is doubtful why, and who is in the papers
and not in the list."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from yichuang.accounts.policies import Actor
from yichuang.cases.models import FiledPage, FolderPerson, SchoolFolder
from yichuang.cases.queries.batches import today_of, told
from yichuang.cases.queries.filing import LAID, OPEN, sheet, wanted
from yichuang.cases.queries.folders.finding import folders_for, not_found, row_of
from yichuang.cases.queries.folders.shapes import (
    FolderView,
    HandingCard,
    PersonCard,
    Stranger,
)
from yichuang.cases.rules.filing import Layout, Sheet, lay_out
from yichuang.cases.rules.folders import (
    Found,
    Handing,
    Listed,
    MakingState,
    Match,
    match,
    standing,
)
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import papers_for
from yichuang.catalogue.rules.guide import PaperRule
from yichuang.kernel.identity import mask_id
from yichuang.materials.models import StackPage, StackState


def folder(by: Actor, folder_id: int, at: datetime) -> FolderView:
    """A folder with everybody in it, in five queries whatever its size.

    Raises:
        Refusal: "folder.not-found", alike for what is not there and what is elsewhere.
    """
    rows = folders_for(by).select_related(
        "stack", "batch", "handing__entity", "handing__letter"
    )
    row = rows.filter(pk=folder_id).first()
    if row is None:
        raise not_found()
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
    pages, loose = _pages(row, people)
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
        closes=row.batch.closes,
        handing=_handing(row),
    )


def _handing(row: SchoolFolder) -> HandingCard | None:
    handing = getattr(row, "handing", None)
    if handing is None:
        return None
    return HandingCard(
        state=Handing(handing.state),
        entity=handing.entity.name,
        uscc=handing.entity.uscc,
        agent=handing.agent,
        letter=handing.letter.key,
        until=handing.until,
        reason=handing.reason,
        handed_at=handing.handed_at,
        version=handing.version,
    )


def _pages(
    row: SchoolFolder, people: Sequence[FolderPerson]
) -> tuple[dict[int, list[Sheet]], int]:
    """The pages of everybody in the stack, and how many are nobody's."""
    filed = _filed(row) if any(one.case_id for one in people) else {}
    pages: dict[int, list[Sheet]] = {}
    rows = StackPage.objects.filter(stack=row.stack, state__in=LAID)
    owned = rows.exclude(applicant=None).defer("text_kept").order_by("number")
    for page in owned:
        pages.setdefault(page.applicant_id or 0, []).append(
            sheet(page, filed, stack=row.stack.key)
        )
    return pages, rows.filter(applicant=None).count()


def _filed(row: SchoolFolder) -> dict[str, str]:
    """The paper each page went to that was filed into a case of this folder."""
    made = FiledPage.objects.filter(paper__case__batch_id=row.batch_id)
    pages = StackPage.objects.filter(stack=row.stack).values("key")
    rows = made.filter(page_key__in=pages)
    return dict(rows.values_list("page_key", "paper__key"))


def _proposed(row: FolderPerson, laid: Layout) -> int:
    """Pages that answer a paper and came after the application was made."""
    if row.case is None or row.case.state not in OPEN:
        return 0
    return sum(not page.filed for place in laid.places for page in place.pages)


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
        proposed=_proposed(row, laid),
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
