"""One running bundle in full: its children, its graph, its clock, its papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from yichuang.cases.models import (
    BundleCase,
    BundleChild,
    BundleFile,
    BundleState,
    Correction,
)
from yichuang.cases.queries.bundles.planning import limits_by_part, plan_of
from yichuang.cases.queries.bundles.siblings import children_of, standing_of
from yichuang.cases.queries.detail import FileRow, PersonRow, people_of
from yichuang.cases.queries.worklist import WorkRow, row_of
from yichuang.cases.rules.bundles import (
    Leg,
    Papers,
    Plan,
    Standing,
    form_problems,
    legs_of,
    longest_path,
    materials_of,
    question_open,
    unanswered,
    waiting_for,
)
from yichuang.catalogue.rules import PartRule
from yichuang.catalogue.rules.graph import waves
from yichuang.documents import queries as document_queries
from yichuang.documents.queries import DocumentRow
from yichuang.documents.rules import DocumentKind
from yichuang.journal import queries as journal_queries
from yichuang.journal.events import EntryFacts
from yichuang.kernel.refusals import Refusal
from yichuang.organisation.queries import calendars, places


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A part of a running bundle. `row` and `department` are None and "" for a part of
    another authority; `wave` is how many steps stand before it in the graph."""

    part: PartRule
    standing: Standing
    wave: int
    waits_for: tuple[str, ...]
    leg: Leg
    released_at: datetime | None
    row: WorkRow | None = None
    department: str = ""
    department_en: str = ""
    answer: str = ""
    certificate: DocumentRow | None = None
    correction: Correction | None = None
    closed: bool = False
    reason: str = ""

    @property
    def key(self) -> str:
        return self.part.key


@dataclass(frozen=True, slots=True)
class BundleDetail:
    """A bundle as its pages show it. `path` is its longest path, first leg first."""

    bundle: BundleCase
    plan: Plan
    papers: Papers
    children: tuple[ChildRow, ...]
    path: tuple[Leg, ...]
    people: tuple[PersonRow, ...]
    files: Mapping[str, tuple[FileRow, ...]]
    timeline: tuple[EntryFacts, ...]
    documents: tuple[DocumentRow, ...]
    department: str
    department_en: str

    @property
    def number(self) -> str:
        return self.bundle.number

    @property
    def state(self) -> BundleState:
        return BundleState(self.bundle.state)

    @property
    def done(self) -> int:
        """How many parts have ended, granted or not."""
        return sum(1 for row in self.children if row.standing is not Standing.RUNNING)

    @property
    def granted(self) -> int:
        return sum(1 for row in self.children if row.standing is Standing.RESULT)

    @property
    def corrections(self) -> tuple[ChildRow, ...]:
        """The parts that wait for papers of the citizen now."""
        return tuple(row for row in self.children if row.correction is not None)


def detail(bundle: BundleCase, *, today: date) -> BundleDetail:
    """Everything about a bundle for somebody who may see it."""
    plan = plan_of(bundle, today)
    children = {} if bundle.state == BundleState.DRAFT else _by_key(bundle)
    now = {
        part.key: standing_of(children[part.key])
        if part.key in children
        else Standing.RUNNING
        for part in plan.parts
    }
    legs = legs_of(
        plan.waits,
        limits_by_part(plan),
        bundle.accepted_on or bundle.received_on or today,
        calendars.calendar_for(bundle.hall_id),
        _ended_on(bundle, children, now),
    )
    lead = places.department(bundle.department_id)
    return BundleDetail(
        bundle=bundle,
        plan=plan,
        papers=materials_of(plan),
        children=_rows(plan, children, now, legs, today),
        path=longest_path(legs),
        people=people_of(bundle),
        files=files_of(bundle),
        timeline=journal_queries.timeline(bundle.about),
        documents=document_queries.about(bundle.about),
        department=lead.name,
        department_en=lead.name_en or lead.name,
    )


def _by_key(bundle: BundleCase) -> dict[str, BundleChild]:
    return {child.key: child for child in children_of(bundle)}


def _ended_on(
    bundle: BundleCase,
    children: Mapping[str, BundleChild],
    now: Mapping[str, Standing],
) -> dict[str, date]:
    """The days parts really ended on, for the path that is left."""
    zone = places.hall(bundle.hall_id).zone
    found = {}
    for key, child in children.items():
        case = child.case
        ended = (case.decided_at or case.closed_at) if case else child.answered_at
        if ended is not None and now[key] is not Standing.RUNNING:
            found[key] = ended.astimezone(zone).date()
    return found


def _rows(
    plan: Plan,
    children: Mapping[str, BundleChild],
    now: Mapping[str, Standing],
    legs: Mapping[str, Leg],
    today: date,
) -> tuple[ChildRow, ...]:
    wave_of = {
        key: number for number, wave in enumerate(waves(plan.waits)) for key in wave
    }
    told = _corrections(children)
    rows = []
    for part in plan.parts:
        child = children.get(part.key)
        case = child.case if child else None
        guide = plan.guides.get(part.key)
        made = case and document_queries.about(case.about, DocumentKind.CERTIFICATE)
        rows.append(
            ChildRow(
                part=part,
                standing=now[part.key],
                wave=wave_of[part.key],
                waits_for=waiting_for(part.key, plan.needs, plan.waits, now),
                leg=legs[part.key],
                released_at=child.released_at if child else None,
                row=row_of(case, today) if case else None,
                department=getattr(guide, "department_name", "") or part.department,
                department_en=getattr(guide, "department_name_en", "")
                or part.department_en,
                answer=child.answer if child else "",
                certificate=made[-1] if made else None,
                correction=told.get(case.pk) if case else None,
                closed=case is not None and case.closed_at is not None,
                reason=case.reason if case else "",
            )
        )
    return tuple(rows)


def _corrections(children: Mapping[str, BundleChild]) -> dict[int, Correction]:
    """The notices the citizen has to answer now, by case."""
    waiting = [
        child.case_id
        for child in children.values()
        if child.case is not None and child.case.state == "correction"
    ]
    rows = Correction.objects.filter(case__in=waiting, answered_at=None)
    return {row.case_id: row for row in rows.order_by("round")}


def files_of(bundle: BundleCase) -> dict[str, tuple[FileRow, ...]]:
    """The files handed in, by material."""
    found: dict[str, tuple[FileRow, ...]] = {}
    rows = BundleFile.objects.filter(bundle=bundle).select_related("file")
    for link in rows.order_by("material", "position"):
        row = FileRow(
            id=link.pk,
            key=link.file.key,
            name=link.file.original_name,
            pages=link.file.pages,
            kind=link.file.kind,
        )
        found[link.material] = (*found.get(link.material, ()), row)
    return found


def open_in_form(found: BundleDetail) -> tuple[Refusal, ...]:
    """What of the one form is wrong or still open, with the cell's or question's key as
    field."""
    return (
        *form_problems(found.plan.fields, found.bundle.form),
        *(question_open(asked) for asked in unanswered(found.plan, found.bundle.told)),
    )
