"""One case in full, as frozen rows: what pages and the API show of it."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.accounts.policies import Actor
from yichuang.cases import events, policies
from yichuang.cases.models import (
    BundleCase,
    Case,
    CasePaper,
    Correction,
    Handover,
    Opinion,
    Tolerance,
)
from yichuang.cases.queries.facts import (
    clock_facts,
    guide_of,
    limits_of,
    standing_tolerances,
    stops_told,
)
from yichuang.cases.queries.joint import facts_of
from yichuang.cases.queries.usual import UsualTime, usual_time
from yichuang.cases.queries.worklist import WorkRow, row_of
from yichuang.cases.rules import clock
from yichuang.cases.rules.joint import tally
from yichuang.cases.rules.lifecycle import LIFECYCLE, CaseState
from yichuang.cases.rules.papers import PaperState
from yichuang.catalogue.rules.guide import Guide, PaperRule
from yichuang.documents import queries as document_queries
from yichuang.documents.queries import DocumentRow
from yichuang.journal import queries as journal_queries
from yichuang.journal.events import EntryFacts
from yichuang.kernel.identity import mask_id, mask_name, mask_phone, mask_uscc
from yichuang.kernel.limits import Deadline
from yichuang.kernel.statechart import Move
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.places import HallCard


@dataclass(frozen=True, slots=True)
class FileRow:
    """A page of a paper."""

    id: int
    key: str
    name: str
    pages: int
    kind: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of the case with its rule, its files and its tolerance."""

    rule: PaperRule
    state: PaperState
    required: bool
    originals: int
    copies: int
    fault: str
    mend: str
    source: str
    checked_by: str
    files: tuple[FileRow, ...]
    tolerance: Tolerance | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in the case, masked; `person_id` serves to reveal on record."""

    role: str
    name: str
    masked_name: str
    id_number: str
    phone: str
    person_id: int | None
    entity_id: int | None = None
    relation: str = ""


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """A case as its page shows it. `promise` and `statute` are None before they run."""

    row: WorkRow
    guide: Guide
    hall: HallCard
    department: str
    department_en: str
    query_code: str
    channel: str
    delivery: str
    needs: str
    answers: dict[str, str]
    people: tuple[PersonRow, ...]
    papers: tuple[PaperRow, ...]
    moves: tuple[Move, ...]
    promise: Deadline | None
    statute: Deadline | None
    stops: tuple[clock.StopTold, ...]
    step: str
    step_due_at: datetime | None
    usual: UsualTime
    promise_due: date | None
    statute_due: date | None
    notice_due: date | None
    deliver_due: date | None
    correction: Correction | None
    opinions: tuple[Opinion, ...]
    handovers: tuple[Handover, ...]
    documents: tuple[DocumentRow, ...]
    timeline: tuple[EntryFacts, ...]
    begun_at: datetime
    submitted_at: datetime | None
    received_at: datetime | None
    accepted_at: datetime | None
    decided_at: datetime | None
    closed_at: datetime | None
    on_time: bool | None
    reason: str
    post_id: int | None
    answered: tuple[int, int]

    @property
    def number(self) -> str:
        return self.row.number

    @property
    def version(self) -> int:
        return self.row.version

    @property
    def state(self) -> CaseState:
        return self.row.state

    def allows(self, move: str) -> bool:
        """Whether the actor may make this move now (the rules may still refuse it)."""
        return any(row.name == move for row in self.moves)


MOMENTS = ("submitted_at", "received_at", "accepted_at", "decided_at", "closed_at")


def detail(
    case: Case, *, by: Actor, today: date, at: datetime | None = None
) -> CaseDetail:
    """Everything about a case for one reader; the number of queries is constant."""
    guide = guide_of(case)
    facts = clock_facts(case)
    department = places.department(case.department_id)
    opinions = tuple(case.opinions.select_related("post").order_by("id"))
    return CaseDetail(
        row=row_of(case, today, at),
        guide=guide,
        hall=places.hall(case.hall_id),
        department=department.name,
        department_en=department.name_en or department.name,
        query_code=case.query_code,
        channel=case.channel,
        delivery=case.delivery,
        needs=case.needs,
        answers=case.answers,
        people=people_of(case),
        papers=papers_of(case, guide),
        moves=moves_of(case, by),
        promise=_explained(case, facts, guide, statute=False),
        statute=_explained(case, facts, guide, statute=True),
        stops=stops_told(case, today) if facts.stops or case.stopped else (),
        step=case.step,
        step_due_at=case.step_due_at,
        usual=usual_time(case.item_key, case.hall_id),
        promise_due=case.promise_due,
        statute_due=case.statute_due,
        notice_due=case.notice_due,
        deliver_due=case.deliver_due,
        correction=case.corrections.order_by("-round").first(),
        opinions=opinions,
        handovers=tuple(case.handovers.order_by("id")),
        documents=document_queries.about(case.about),
        timeline=timeline_of(case, by),
        begun_at=case.begun_at,
        **{name: getattr(case, name) for name in MOMENTS},
        on_time=case.on_time,
        reason=case.reason,
        post_id=case.post_id,
        answered=_answered(case, opinions),
    )


def _answered(case: Case, opinions: tuple[Opinion, ...]) -> tuple[int, int]:
    """ "2 of 3": what was withdrawn, passed over or asked for information is left out."""
    count = tally(facts_of(opinions, places.hall(case.hall_id).zone))
    return count.answered, count.asked


def _explained(
    case: Case, facts: clock.ClockFacts, guide: Guide, *, statute: bool
) -> Deadline | None:
    limits = limits_of(guide)
    limit = (
        clock.extended(limits.statutory, facts.extended) if statute else limits.promise
    )
    event = limits.statutory_from if statute else limits.promise_from
    if limit is None or clock.start_day(facts, event) is None or not case.accepted_on:
        return None
    return clock.explain(
        facts,
        limit,
        event,
        calendars.calendar_for(case.hall_id),
        calendars.office_hours(case.hall_id),
    )


def moves_of(case: Case, by: Actor) -> tuple[Move, ...]:
    """The moves the lifecycle and the actor's roles allow now."""
    if not policies.sees(by, case):
        return ()
    return tuple(
        move
        for move in LIFECYCLE.moves_from(case.state)
        if policies.may_move(by, move.needs, case)
    )


def papers_of(case: Case, guide: Guide | None = None) -> tuple[PaperRow, ...]:
    """The papers of a case with files and tolerances: three queries."""
    rules = {rule.key: rule for rule in (guide or guide_of(case)).papers}
    tolerances = standing_tolerances(case)
    rows = (
        CasePaper.objects.filter(case=case)
        .prefetch_related("files__file")
        .order_by("position")
    )
    return tuple(
        _paper_row(row, rules[row.key], tolerances.get(row.pk)) for row in rows
    )


def _paper_row(
    row: CasePaper, rule: PaperRule, tolerance: Tolerance | None
) -> PaperRow:
    return PaperRow(
        rule=rule,
        state=PaperState(row.state),
        required=row.required,
        originals=row.originals,
        copies=row.copies,
        fault=row.fault,
        mend=row.mend,
        source=row.source,
        checked_by=row.checked_by,
        files=tuple(
            FileRow(
                id=link.pk,
                key=link.file.key,
                name=link.file.original_name,
                pages=link.file.pages,
                kind=link.file.kind,
            )
            for link in sorted(row.files.all(), key=lambda link: link.position)
        ),
        tolerance=tolerance,
    )


def people_of(case: Case | BundleCase) -> tuple[PersonRow, ...]:
    """Applicant and agent, masked. The case must have been read with its people."""
    rows = []
    if case.entity is not None:
        rows.append(
            PersonRow(
                role="entity",
                name=case.entity.name,
                masked_name=case.entity.name,
                id_number=mask_uscc(case.entity.uscc),
                phone=mask_phone(case.entity.phone) if case.entity.phone else "",
                person_id=None,
                entity_id=case.entity_id,
            )
        )
    for role, person in (("applicant", case.applicant), ("agent", case.agent)):
        if person is None:
            continue
        rows.append(
            PersonRow(
                role=role,
                name=person.name,
                masked_name=mask_name(person.name),
                id_number=mask_id(person.id_number) if person.id_number else "",
                phone=mask_phone(person.phone) if person.phone else "",
                person_id=person.pk,
                relation=case.agent_relation if role == "agent" else "",
            )
        )
    return tuple(rows)


def timeline_of(case: Case, by: Actor) -> tuple[EntryFacts, ...]:
    """What happened, oldest first; citizens see the public part."""
    entries = journal_queries.timeline(case.about)
    if by.is_staff:
        return entries
    return tuple(entry for entry in entries if entry.code in events.PUBLIC)


def mine(by: Actor, today: date, *, limit: int = 50) -> tuple[WorkRow, ...]:
    """A citizen's own cases and drafts, newest first; those of a bundle stand there
    (`queries.bundles.mine`)."""
    from_owner = Case.objects.filter(owner_id=by.user_id)
    if by.person_id is not None:
        from_owner = from_owner | Case.objects.filter(applicant_id=by.person_id)
        from_owner = from_owner | Case.objects.filter(agent_id=by.person_id)
    alone = from_owner.exclude(origin__startswith="bundle:")
    return tuple(row_of(case, today) for case in alone.order_by("-id")[:limit])
