"""The board on which a stack is sorted: people, the item's papers, and the pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from yichuang.accounts.policies import Actor
from yichuang.catalogue.queries.guides import current_guide
from yichuang.kernel.identity import mask_id
from yichuang.kernel.refusals import Refusal
from yichuang.materials.models import PageState, PaperApplicant, Stack, StackPage
from yichuang.materials.queries.stacks import (
    StackFileRow,
    StackRow,
    files,
    find,
    find_page,
    refusal_of,
    stack,
)
from yichuang.materials.rules.classes import PageClass, classes_for, fits
from yichuang.materials.rules.fields import FieldFound
from yichuang.materials.rules.reading import Line


@dataclass(frozen=True, slots=True)
class PaperSlot:
    """A paper the item asks for, and the classes of pages that answer it."""

    key: str
    name: str
    name_en: str
    kinds: frozenset[PageClass]


@dataclass(frozen=True, slots=True)
class ApplicantRow:
    """Somebody whose papers lie in the stack; the number only as it may be shown."""

    id: int
    order: int
    name: str
    number_masked: str
    folder: str


@dataclass(frozen=True, slots=True)
class PageCard:
    """A page among the others. `paper` is the key of the item's paper it answers, ""
    for none; `kind` None while nothing is known; `document` numbers the documents of
    one person; `twin` is the number of an earlier page that says the same."""

    key: str
    number: int
    state: PageState
    kind: PageClass | None
    sure: float
    doubtful: bool
    blank: bool
    applicant: int | None
    document: int | None
    paper: str
    file: str
    folder: str
    page_in_file: int
    twin: int | None
    version: int

    @property
    def waits(self) -> bool:
        """Whether it is a person's turn: proposed, unsure or unreadable."""
        return self.state in {
            PageState.READ,
            PageState.ABSTAINED,
            PageState.UNREADABLE,
        }


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """What is wrong with a field ("" the page): the sentence and what to do."""

    field: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class PageSheet:
    """One page in full, for the middle of the sorting page. `why` says in words why it
    was not decided or cannot be read, None otherwise. Sizes in pixels of the picture."""

    card: PageCard
    width: int
    height: int
    turned: int
    skew: float
    lines: tuple[Line, ...]
    fields: tuple[FieldFound, ...]
    doubts: tuple[DoubtRow, ...]
    runners: tuple[tuple[PageClass, float], ...]
    why: Refusal | None
    judged_by: int


@dataclass(frozen=True, slots=True)
class StackBoard:
    """Everything of a stack except what stands on its pages."""

    stack: StackRow
    files: tuple[StackFileRow, ...]
    papers: tuple[PaperSlot, ...]
    applicants: tuple[ApplicantRow, ...]
    pages: tuple[PageCard, ...]


def stack_board(key: str, *, by: Actor, at: datetime) -> StackBoard:
    """The board of a stack; five queries, whatever its size.

    Raises:
        Refusal: "stack.not-found".
    """
    row = find(key, by=by)
    slots = papers(row.item_key, at.date())
    return StackBoard(
        stack=stack(key, by=by, at=at),
        files=files(row),
        papers=slots,
        applicants=tuple(_applicant(one) for one in row.applicants.order_by("order")),
        pages=tuple(_card(page, slots) for page in _pages(row)),
    )


def page_sheet(key: str, *, by: Actor, at: datetime) -> PageSheet:
    """One page in full.

    Raises:
        Refusal: "page.not-found".
    """
    find_page(key, by=by)
    page = StackPage.objects.select_related("stack", "file", "twin_of").get(key=key)
    read, found = page.text, page.found
    return PageSheet(
        card=_card(page, papers(page.stack.item_key, at.date())),
        width=read.width if read else 0,
        height=read.height if read else 0,
        turned=page.turned,
        skew=read.skew if read else 0.0,
        lines=read.lines if read else (),
        fields=tuple(FieldFound.from_json(one) for one in found["fields"]),
        doubts=tuple(_doubt(said) for said in found["doubts"]),
        runners=tuple((PageClass(kind), sure) for kind, sure in page.runners),
        why=refusal_of(page.why),
        judged_by=page.judged_by,
    )


def papers(item_key: str, on: date) -> tuple[PaperSlot, ...]:
    """The papers of an item in force, () for no item or one no longer in force."""
    if not item_key:
        return ()
    try:
        guide = current_guide(item_key, on)
    except Refusal:
        return ()
    return tuple(
        PaperSlot(one.key, one.name, one.name_en, classes_for([one.name]))
        for one in guide.papers
    )


def paper_for(kind: str, slots: tuple[PaperSlot, ...]) -> str:
    """The key of the first paper a class of page answers, "" for none."""
    if not kind:
        return ""
    names: Mapping[str, str] = {slot.key: slot.name for slot in slots}
    return next((key for key, name in names.items() if fits(PageClass(kind), name)), "")


def _pages(row: Stack) -> QuerySet[StackPage]:
    return (
        StackPage.objects.filter(stack=row)
        .select_related("file", "twin_of")
        .defer("text_kept", "found_kept")
        .order_by("number")
    )


def _card(page: StackPage, slots: tuple[PaperSlot, ...]) -> PageCard:
    return PageCard(
        key=page.key,
        number=page.number,
        state=PageState(page.state),
        kind=PageClass(page.kind) if page.kind else None,
        sure=page.sure,
        doubtful=page.doubtful,
        blank=page.blank,
        applicant=page.applicant_id,
        document=page.document,
        paper=paper_for(page.kind, slots),
        file=page.file.name,
        folder=page.file.folder,
        page_in_file=page.page_in_file,
        twin=page.twin_of.number if page.twin_of else None,
        version=page.version,
    )


def _applicant(row: PaperApplicant) -> ApplicantRow:
    return ApplicantRow(
        id=row.pk,
        order=row.order,
        name=row.name,
        number_masked=mask_id(row.id_number) if row.id_number else "",
        folder=row.folder,
    )


def _doubt(said: dict[str, Any]) -> DoubtRow:
    refusal = refusal_of(said)
    if refusal is None:
        raise ValueError("A doubt was kept without a sentence.")
    return DoubtRow(refusal.field, refusal)
