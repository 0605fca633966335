"""All pages are read: they are put to people, compared, and the stack is ready."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from yichuang.accounts.models import keyed_hash
from yichuang.accounts.policies import SYSTEM
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_, Msgid
from yichuang.materials import events
from yichuang.materials.models import (
    PageState,
    PageWords,
    PaperApplicant,
    Stack,
    StackFileState,
    StackPage,
    StackState,
)
from yichuang.materials.queries.locating import words_for
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.fields import Doubt, FieldFound, Paper, agree, check
from yichuang.materials.rules.grouping import Applicant, Grouping, Seen, group
from yichuang.materials.rules.judging import Verdict
from yichuang.materials.services.stacks.reading import found_json

ID = "id:resident"
COPY = Refusal(
    "page.copy", N_("An earlier page of the same person says the same.")
).as_json()
_TO_GROUP = (PageState.READ, PageState.ABSTAINED, PageState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class _Read:
    """A page as grouping needs it, beside its row."""

    row: StackPage
    fields: tuple[FieldFound, ...]

    @property
    def seen(self) -> Seen:
        kind = PageClass(self.row.kind) if self.row.kind else None
        runners = tuple((PageClass(kind), sure) for kind, sure in self.row.runners)
        return Seen(
            number=self.row.number,
            verdict=Verdict(kind, self.row.sure, runners, Msgid("")),
            fields=self.fields,
            folder=self.row.file.folder,
            file=self.row.file.name,
        )


def settle(stack: Stack, *, at: datetime) -> bool:
    """Put pages to people and make the stack ready; False when another worker was faster
    or more was brought meanwhile.

    A stack that was ready before (a page was turned and read again, a later scan came)
    keeps what people did: only pages that belong to nobody are put anew.
    """
    pages = _read(stack)
    grouping = group([page.seen for page in pages.values()])
    with transaction.atomic():
        hit = Stack.objects.filter(pk=stack.pk, state=StackState.READING).update(
            state=StackState.READY, ready_at=at
        )
        # Asked once the row is ours: a scan added until now is seen, one added from now
        # on waits for us and makes the stack unread again.
        if not hit or _waits(stack):
            transaction.set_rollback(True)
            return False
        _put(stack, pages, grouping)
        if stack.ready_at is not None:
            _lay_copies_aside(stack)
        _compare(stack, at)
        record(
            events.STACK_READ,
            about=stack.ref,
            by=SYSTEM,
            at=at,
            hall_id=stack.hall_id,
            pages=stack.pages_total,
            applicants=stack.applicants.count(),
        )
    return True


def _waits(stack: Stack) -> bool:
    return (
        stack.files.filter(state=StackFileState.WAITING).exists()
        or stack.pages.filter(state=PageState.WAITING).exists()
    )


def _read(stack: Stack) -> dict[int, _Read]:
    rows = (
        StackPage.objects.filter(stack=stack, state__in=_TO_GROUP)
        .select_related("stack", "file", "applicant")
        .order_by("number")
    )
    return {row.number: _Read(row, _fields(row)) for row in rows}


def _fields(row: StackPage) -> tuple[FieldFound, ...]:
    return tuple(FieldFound.from_json(one) for one in row.found["fields"])


def _put(stack: Stack, pages: Mapping[int, _Read], grouping: Grouping) -> None:
    """People become rows, and pages theirs; a page of two people's cards goes to the
    first of them."""
    again = stack.ready_at is not None
    done: set[int] = set()
    for person in grouping.applicants:
        owner = _row(stack, person, pages)
        for number, document in enumerate(person.documents, start=1):
            for page in document.pages:
                row = pages[page].row
                kept = again and row.applicant_id is not None
                if page in done or kept or row.state == PageState.CONFIRMED:
                    continue
                done.add(page)
                row.applicant, row.document = owner, None if again else number
                row.save(update_fields=["applicant", "document"])
                PageWords.objects.filter(page=row).update(words=words_for(row))


def _lay_copies_aside(stack: Stack) -> None:
    """Pages of a later scan that say what an earlier page of the same person says. The
    same printed words on two people's pages are two pages."""
    later = stack.pages.filter(
        state__in=(PageState.READ, PageState.ABSTAINED),
        twin_of__applicant=F("applicant"),
        twin_of__file__lt=F("file"),
    ).exclude(twin_of__state=PageState.DROPPED)
    keys = list(later.values_list("pk", flat=True))
    StackPage.objects.filter(pk__in=keys).update(
        state=PageState.DROPPED, why=COPY, version=F("version") + 1
    )


def _row(stack: Stack, person: Applicant, pages: Mapping[int, _Read]) -> PaperApplicant:
    """The row of somebody: by the number, else by the name, else a new one. Whose name
    alone was read before is known by the number a later scan brings."""
    hashed = keyed_hash(ID, person.id_number)
    there = stack.applicants.all()
    known = there.filter(id_hash=hashed).first() if hashed else None
    if (
        known is None
        and hashed
        and (known := _without_number(person, pages)) is not None
    ):
        known.name = known.name or person.name[:100]
        known.id_number, known.id_hash = person.id_number, hashed
        known.save(update_fields=["name", "id_number", "id_hash"])
    if known is None and person.name and not hashed:
        known = there.filter(name=person.name).first()
    if known is not None:
        return known
    last = there.aggregate(last=Max("order"))["last"] or 0
    folders = {pages[number].row.file.folder for number in person.pages}
    return PaperApplicant.objects.create(
        stack=stack,
        order=last + 1,
        name=person.name[:100],
        id_number=person.id_number,
        id_hash=hashed,
        folder=folders.pop() if len(folders) == 1 else "",
    )


def _without_number(
    person: Applicant, pages: Mapping[int, _Read]
) -> PaperApplicant | None:
    """Who holds earlier pages of this person without a number, if it is one."""
    holders = {pages[number].row.applicant for number in person.pages} - {None}
    holder = holders.pop() if len(holders) == 1 else None
    return holder if holder is not None and not holder.id_hash else None


def _compare(stack: Stack, at: datetime) -> None:
    """Doubts of one person's papers against each other, beside those of each page."""
    people: dict[int, list[_Read]] = {}
    for page in _read(stack).values():
        if page.row.applicant_id is not None and page.row.kind:
            people.setdefault(page.row.applicant_id, []).append(page)
    for pages in people.values():
        between: dict[int, list[Doubt]] = {}
        for doubt in agree([_paper(page) for page in pages], {}):
            between.setdefault(int(str(doubt.facts["page"])), []).append(doubt)
        for page in pages:
            _doubt(page, between.get(page.row.number, ()), at)


def _paper(page: _Read) -> Paper:
    return Paper(page.row.number, PageClass(page.row.kind), page.fields)


def _doubt(page: _Read, between: Iterable[Doubt], at: datetime) -> None:
    own: Sequence[Doubt] = check(PageClass(page.row.kind), page.fields, at.date())
    doubts = (*own, *between)
    if bool(doubts) == page.row.doubtful and len(doubts) == len(
        page.row.found["doubts"]
    ):
        return
    StackPage.objects.filter(pk=page.row.pk).update(
        doubtful=bool(doubts), found_kept=found_json(page.fields, doubts)
    )
