"""Pages of stacks laid out on the papers of a case, and where they were filed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from yichuang.accounts.policies import Actor
from yichuang.accounts.queries.people import id_hash
from yichuang.cases.models import Case, CasePaper, FiledPage
from yichuang.cases.queries.batches import today_of
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.queries.finding import scope
from yichuang.cases.rules.filing import Layout, Sheet, Wanted, lay_out
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import PaperState
from yichuang.catalogue.rules.guide import PaperRule, Treatment
from yichuang.kernel.identity import mask_id
from yichuang.materials.models import (
    PageState,
    PaperApplicant,
    Stack,
    StackPage,
    StackState,
)
from yichuang.materials.queries.stacks import find
from yichuang.materials.rules.classes import PageClass
from yichuang.materials.rules.fields import FieldFound

LAID = (PageState.READ, PageState.ABSTAINED, PageState.CONFIRMED)
OPEN = (
    CaseState.SUBMITTED,
    CaseState.RECEIVED,
    CaseState.CORRECTION,
    CaseState.ACCEPTED,
    CaseState.SUSPENDED,
)


@dataclass(frozen=True, slots=True)
class Source:
    """Where pages for a case come from: a person of a stack, or a stack that was
    brought for the case. `key` is the stack's."""

    key: str
    title: str
    applicant: int | None = None
    name: str = ""
    pages_total: int = 0
    pages_done: int = 0
    reading: bool = False


@dataclass(frozen=True, slots=True)
class PersonOfStack:
    """Somebody of a stack, the facts their papers say, and the cases they may go to."""

    id: int
    name: str
    number_masked: str
    pages: int
    unseen: int
    cases: tuple[str, ...]


def sheet(
    page: StackPage, filed: Mapping[str, str] | None = None, stack: str = ""
) -> Sheet:
    """A page as the rules lay it out, of the stack with this key."""
    return Sheet(
        key=page.key,
        number=page.number,
        kind=PageClass(page.kind) if page.kind else None,
        document=page.document,
        confirmed=page.state == PageState.CONFIRMED,
        version=page.version,
        fields=tuple(FieldFound.from_json(one) for one in page.found["fields"]),
        filed=(filed or {}).get(page.key, ""),
        stack=stack,
    )


def wanted(rule: PaperRule, *, here: bool = False) -> Wanted:
    """A paper of the guide as the rules lay pages on it."""
    return Wanted(
        key=rule.key,
        name=rule.name,
        name_en=rule.name_en,
        asked=rule.treatment is not Treatment.FETCHED,
        here=here,
    )


def sources(case: Case, *, by: Actor, person: int | None = None) -> tuple[Source, ...]:
    """The stacks brought for the case, the latest first, and before them the person of
    another stack a clerk came from.

    Raises:
        Refusal: "stack.not-found" for a person of a stack the actor does not see.
    """
    own = Stack.objects.filter(about=case.about).exclude(state=StackState.REMOVED)
    rows = [_source(row) for row in own.order_by("-id")]
    if person is not None:
        applicant = PaperApplicant.objects.filter(pk=person).first()
        stack = find(applicant.stack.key if applicant else "", by=by)
        if applicant is not None:
            rows.insert(
                0, replace(_source(stack), applicant=person, name=applicant.name)
            )
    return tuple(rows)


def _source(row: Stack) -> Source:
    return Source(
        key=row.key,
        title=row.title,
        pages_total=row.pages_total,
        pages_done=row.pages_done,
        reading=row.state == StackState.READING,
    )


def layout(
    case: Case,
    found: Sequence[Source],
    *,
    at: datetime,
    chosen: Mapping[str, str] | None = None,
) -> Layout:
    """The pages of the sources on the papers of the case: three queries."""
    filed = filed_pages(case)
    rows = StackPage.objects.filter(_pages(found), state__in=LAID)
    pages = rows.select_related("stack").defer("text_kept")
    return lay_out(
        [
            sheet(page, filed, page.stack.key)
            for page in pages.order_by("stack_id", "number")
        ],
        papers_wanted(case),
        form=form_of(case),
        on=today_of(case.hall_id, at),
        chosen=chosen,
    )


def _pages(found: Sequence[Source]) -> Q:
    which = Q(pk=None)
    for source in found:
        which |= (
            Q(applicant_id=source.applicant)
            if source.applicant is not None
            else Q(stack__key=source.key)
        )
    return which


def papers_wanted(case: Case) -> tuple[Wanted, ...]:
    """The papers of the case with what of them is here already."""
    rules = {rule.key: rule for rule in guide_of(case).papers}
    rows = CasePaper.objects.filter(case=case, required=True).order_by("position")
    away = {PaperState.MISSING, PaperState.DEFECTIVE}
    return tuple(
        wanted(rules[row.key], here=row.state not in away)
        for row in rows
        if row.key in rules
    )


def form_of(case: Case) -> dict[str, str]:
    """What is known of the applicant, as papers are compared with it. An organisation's
    papers name its people, so nothing is compared there."""
    if case.entity_id is not None or case.applicant is None:
        return {}
    return {"name": case.applicant.name, "id_number": case.applicant.id_number}


def filed_pages(case: Case) -> dict[str, str]:
    """The key of the paper by the key of each page that was filed."""
    rows = FiledPage.objects.filter(paper__case=case)
    return dict(rows.values_list("page_key", "paper__key"))


def people_of_stack(key: str, *, by: Actor) -> tuple[PersonOfStack, ...]:
    """Everybody of a stack with the open cases of the same number in this hall: five
    queries.

    Raises:
        Refusal: "stack.not-found".
    """
    stack = find(key, by=by)
    people = list(stack.applicants.order_by("order"))
    cases = _cases_of(people, stack, by)
    counted: dict[int, list[str]] = {}
    pages = StackPage.objects.filter(stack=stack, state__in=LAID)
    for owner, state in pages.values_list("applicant_id", "state"):
        if owner is not None:
            counted.setdefault(owner, []).append(state)
    return tuple(
        PersonOfStack(
            id=one.pk,
            name=one.name,
            number_masked=mask_id(one.id_number) if one.id_number else "",
            pages=len(counted.get(one.pk, ())),
            unseen=sum(s != PageState.CONFIRMED for s in counted.get(one.pk, ())),
            cases=tuple(cases.get(_hash(one), ())),
        )
        for one in people
    )


def _cases_of(
    people: Iterable[PaperApplicant], stack: Stack, by: Actor
) -> dict[str, list[str]]:
    hashes = {_hash(one) for one in people} - {""}
    rows: QuerySet[Case] = Case.objects.filter(
        scope(by), hall_id=stack.hall_id, state__in=OPEN, applicant__id_hash__in=hashes
    )
    if stack.item_key:
        rows = rows.filter(item_key=stack.item_key)
    found: dict[str, list[str]] = {}
    for known, number in rows.order_by("-id").values_list(
        "applicant__id_hash", "number"
    ):
        found.setdefault(known, []).append(number)
    return found


def _hash(one: PaperApplicant) -> str:
    return id_hash("resident", one.id_number) if one.id_number else ""


def facts_of_person(person: int, *, by: Actor, on: date) -> dict[str, str]:
    """What the papers of somebody in a stack say of them, for pre-filling a form; {}
    when there is nobody the actor may see."""
    applicant = PaperApplicant.objects.filter(pk=person).first()
    if applicant is None:
        return {}
    find(applicant.stack.key, by=by)
    rows = StackPage.objects.filter(applicant=applicant, state__in=LAID)
    read = lay_out([sheet(page) for page in rows], (), form={}, on=on).facts
    own = {"name": applicant.name, "id_number": applicant.id_number}
    return {**read, **{name: value for name, value in own.items() if value}}
