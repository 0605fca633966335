"""A case begins: drafted by a citizen, received at a window, or filed by a machine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from yichuang.accounts.models import LegalEntity, Person
from yichuang.accounts.policies import Actor, ActorKind, require
from yichuang.cases import events, policies
from yichuang.cases.models import Case, CasePaper, Delivery
from yichuang.cases.queries.facts import guide_of, paper_facts
from yichuang.cases.rules.access import new_query_code
from yichuang.cases.rules.following import FollowKind
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import PaperState, not_asked
from yichuang.cases.services import letters, succession, undertakings
from yichuang.cases.services.arrival import (
    channel_of,
    first_visit,
    hall_for,
    new_number,
    receipt_of,
    season_of,
)
from yichuang.cases.services.moving import advance, change, note
from yichuang.cases.services.timing import begun
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules import check_answers, known_answers, papers_for
from yichuang.catalogue.rules.guide import Guide, Need, Treatment
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import services as material_services
from yichuang.materials.models import FileState, StoredFile
from yichuang.organisation.queries import places


@dataclass(frozen=True, slots=True)
class Party:
    """Who applies: a person or a legal entity, oneself or through an agent."""

    applicant: Person | None = None
    entity: LegalEntity | None = None
    agent: Person | None = None
    agent_relation: str = ""
    needs: str = ""

    @property
    def name(self) -> str:
        """The applicant's name."""
        who = self.entity or self.applicant
        return who.name if who is not None else ""


@dataclass(frozen=True, slots=True)
class Application:
    """What somebody asks for; `papers` names the keys handed in with it."""

    item_key: str
    answers: Mapping[str, str] = field(default_factory=dict)
    party: Party = field(default_factory=Party)
    delivery: Delivery = Delivery.WINDOW
    address: str = ""
    origin: str = ""
    papers: frozenset[str] = frozenset()


def begin(application: Application, *, hall_id: int, by: Actor, at: datetime) -> Case:
    """Begin a draft that its citizen can leave and come back to."""
    with transaction.atomic():
        require(by, "case.submit", policies.GRANTS)
        case = _create(application, CaseState.DRAFT, hall_id=hall_id, by=by, at=at)
        note(case, events.BEGUN, by=by, at=at)
    return case


def receive(application: Application, *, hall_id: int, by: Actor, at: datetime) -> Case:
    """Receive papers at a window (收件): the case is born received.

    The clerk's ticks in `application.papers` say which papers lie on the counter; the
    receipt for them is made at once.
    """
    with transaction.atomic():
        require(by, "case.receive", policies.GRANTS)
        require_party(application.party)
        case = _create(application, CaseState.RECEIVED, hall_id=hall_id, by=by, at=at)
        journal.record(
            events.RECEIVED,
            about=case.about,
            by=by,
            at=at,
            hall_id=hall_id,
            item=case.item_key,
            channel=case.channel,
            document=letters.acknowledge_arrival(case, at=at),
        )
    return case


def file(application: Application, *, hall_id: int, by: Actor, at: datetime) -> Case:
    """File a whole application in one call (another system, or an online form)."""
    with transaction.atomic():
        require(by, "case.submit", policies.GRANTS)
        require_party(application.party)
        case = _create(application, CaseState.SUBMITTED, hall_id=hall_id, by=by, at=at)
        _record_submitted(case, by=by, at=at)
    return case


def _create(
    application: Application,
    state: CaseState,
    *,
    hall_id: int,
    by: Actor,
    at: datetime,
) -> Case:
    today = at.astimezone(places.hall(hall_id).zone).date()
    guide = catalogue_queries.current_guide(application.item_key, today)
    _require_named(guide, application.papers)
    hall_id = hall_for(guide, hall_id, online=state is not CaseState.RECEIVED)
    party = application.party
    receipt = receipt_of(state, hall_id, at)
    case = Case(
        number=new_number(hall_id, at),
        query_code=new_query_code(),
        state=state,
        hall_id=hall_id,
        department_id=guide.department_id,
        item_version_id=guide.version_id,
        item_key=guide.key,
        answers=dict(check_answers(guide, application.answers)),
        channel=channel_of(by),
        origin=application.origin,
        owner_id=by.user_id if by.kind is ActorKind.CITIZEN else None,
        applicant=party.applicant,
        entity=party.entity,
        agent=party.agent,
        agent_relation=party.agent_relation,
        applicant_name=party.name,
        needs=party.needs,
        delivery=application.delivery,
        address=application.address,
        begun_at=at,
        **receipt,
        **begun(guide, state, hall_id, receipt.get("received_on"), at),
        **first_visit(state, channel_of(by), today),
        **season_of(state, hall_id, guide.key, at),
    )
    case.save(force_insert=True)
    CasePaper.objects.bulk_create(_papers(case, guide, application.papers))
    return case


def _papers(case: Case, guide: Guide, at_hand: frozenset[str]) -> list[CasePaper]:
    return [
        CasePaper(
            case=case,
            key=rule.key,
            position=position,
            required=rule.need is not Need.CANCELLED,
            state=PaperState.PRESENT if rule.key in at_hand else PaperState.MISSING,
        )
        for position, rule in enumerate(papers_for(guide, case.answers))
    ]


def _require_named(guide: Guide, papers: frozenset[str]) -> None:
    """Only papers the guide names may be taken in (Licensing Law art. 31)."""
    if papers - {rule.key for rule in guide.active_papers}:
        raise not_asked()


def require_party(party: Party) -> None:
    """Raises Refusal "case.no-applicant" when nobody applies."""
    if party.applicant is None and party.entity is None:
        raise Refusal(
            "case.no-applicant",
            N_("Nobody is named as applicant."),
            field="applicant",
            remedy=N_("Enter the person or the organisation that applies."),
        )


@transaction.atomic
def revise(
    case: Case,
    *,
    by: Actor,
    at: datetime,
    answers: Mapping[str, str] | None = None,
    party: Party | None = None,
    delivery: Delivery | None = None,
    address: str | None = None,
) -> Case:
    """Change a draft, or a received case at the window: answers, party, delivery.

    Papers that the new answers no longer ask for go; papers they ask for come.
    """
    needs = "case.submit" if case.state == CaseState.DRAFT else "case.receive"
    policies.require_move(by, needs, case)
    if case.state not in {CaseState.DRAFT, CaseState.SUBMITTED, CaseState.RECEIVED}:
        raise Refusal(
            "case.too-late-to-change",
            N_("The application can no longer be changed."),
            remedy=N_("Ask the window; a change may need a new application."),
        )
    changes: dict[str, object] = {}
    if party is not None:
        changes |= {
            "applicant": party.applicant,
            "entity": party.entity,
            "agent": party.agent,
            "agent_relation": party.agent_relation,
            "applicant_name": party.name,
            "needs": party.needs,
        }
    if delivery is not None:
        changes["delivery"] = delivery
    if address is not None:
        changes["address"] = address
    if answers is not None:
        changes["answers"] = dict(check_answers(guide_of(case), answers))
    change(case, **changes)
    if answers is not None:
        _sync_papers(case, guide_of(case))
    return case


def _sync_papers(case: Case, guide: Guide) -> None:
    wanted = {
        rule.key: position
        for position, rule in enumerate(papers_for(guide, case.answers))
    }
    have = {paper.key: paper for paper in case.papers.all()}
    gone = CasePaper.objects.filter(case=case).exclude(key__in=wanted)
    # What was tolerated stays on record; its paper is just not asked for any more.
    gone.exclude(tolerances=None).update(required=False, state=PaperState.NOT_NEEDED)
    gone.filter(tolerances=None).delete()
    CasePaper.objects.bulk_create(
        CasePaper(case=case, key=key, position=position)
        for key, position in wanted.items()
        if key not in have
    )
    for key, position in wanted.items():
        if key in have and have[key].position != position:
            CasePaper.objects.filter(pk=have[key].pk).update(position=position)


@transaction.atomic
def rebase(case: Case, *, by: Actor, at: datetime) -> Case:
    """Bring a draft to the item version in force: answers and files stay where the new
    version still knows them (a version was withdrawn while the form was half filled)."""
    policies.require_move(by, "case.submit", case)
    today = at.astimezone(places.hall(case.hall_id).zone).date()
    guide = catalogue_queries.current_guide(case.item_key, today)
    change(
        case,
        item_version_id=guide.version_id,
        answers=dict(known_answers(guide, case.answers)),
    )
    _sync_papers(case, guide)
    return case


def submit(case: Case, *, by: Actor, at: datetime) -> Case:
    """Submit a draft online. What must be brought has to be there; what we fetch, what
    may follow and what can be promised need not.

    Raises:
        Refusal: "item.version-withdrawn" when the guide changed meanwhile,
            "papers.not-uploaded", "case.no-applicant", "move.not-allowed".
    """
    with transaction.atomic():
        today = at.astimezone(places.hall(case.hall_id).zone).date()
        guide = catalogue_queries.current_guide(case.item_key, today)
        if guide.version_id != case.item_version_id:
            raise Refusal(
                "item.version-withdrawn",
                N_(
                    "The guide of this matter changed while you were filling in the form."
                ),
                remedy=N_(
                    "Look at what is new and go on: your answers and files are kept."
                ),
            )
        require_party(
            Party(applicant=case.applicant, entity=case.entity, agent=case.agent)
        )
        _require_uploaded(case, guide)
        advance(
            case,
            "submit",
            by=by,
            **receipt_of(CaseState.SUBMITTED, case.hall_id, at),
            **season_of(CaseState.SUBMITTED, case.hall_id, case.item_key, at),
        )
        _filed(case, today)
        _record_submitted(case, by=by, at=at)
        undertakings.print_pending(case, by=by, at=at)
    return case


def _filed(case: Case, today: date) -> None:
    """The day a renewal is filed decides whether silence will grant it (art. 50)."""
    row = succession.follow_up(case)
    if row is not None and row.kind == FollowKind.RENEWAL:
        succession.renewal_filed(case, row, today)


def _record_submitted(case: Case, *, by: Actor, at: datetime) -> None:
    note(
        case,
        events.SUBMITTED,
        by=by,
        at=at,
        item=case.item_key,
        channel=case.channel,
        document=letters.acknowledge_arrival(case, at=at),
    )


def _require_uploaded(case: Case, guide: Guide) -> None:
    rules = {rule.key: rule for rule in guide.papers}
    lacking = [
        fact
        for fact in paper_facts(case, guide)
        if fact.required
        and fact.state in {PaperState.MISSING, PaperState.DEFECTIVE}
        and rules[fact.key].treatment is Treatment.BRING
    ]
    if lacking:
        raise Refusal(
            "papers.not-uploaded",
            N_("These papers are still missing: %(papers)s."),
            field="papers",
            remedy=N_("Add a photo or a PDF of each, then submit."),
            papers="、".join(fact.name for fact in lacking),
            keys=[fact.key for fact in lacking],
        )


@transaction.atomic
def take_in(case: Case, *, by: Actor, at: datetime) -> Case:
    """A clerk takes an online application in hand: submitted becomes received."""
    advance(case, "receive", by=by, received_at=at)
    note(
        case,
        events.RECEIVED,
        by=by,
        at=at,
        item=case.item_key,
        channel=case.channel,
    )
    return case


@transaction.atomic
def discard(case: Case, *, by: Actor, at: datetime) -> None:
    """Throw a draft away with what was entered; the journal keeps that it was begun."""
    policies.require_move(by, "case.submit", case)
    if case.state != CaseState.DRAFT:
        raise Refusal(
            "case.not-a-draft",
            N_("Only a draft can be thrown away."),
            remedy=N_("Withdraw the application instead."),
        )
    change(case)
    for file in StoredFile.objects.filter(about=case.about, state=FileState.OK):
        material_services.remove(file, by=by, at=at, hall_id=case.hall_id)
    note(case, events.DISCARDED, by=by, at=at)
    undertakings.discard(case)
    CasePaper.objects.filter(case=case).delete()
    Case.objects.filter(pk=case.pk).delete()
