"""A citizen's own affairs: cases, drafts, consents; and one case as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yichuang.accounts.models import Consent, Person
from yichuang.accounts.policies import STRANGER, Actor, ActorKind
from yichuang.cases.models import Case, Correction
from yichuang.cases.queries import detail, finding
from yichuang.cases.queries.detail import CaseDetail
from yichuang.cases.queries.worklist import WorkRow
from yichuang.cases.rules.lifecycle import CaseState

CONSENT = "application"
CONSENT_VERSION = "2026-01"
"""The version of the privacy text a citizen agrees to; a new text is a new version."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one case waits for from its citizen: so many papers, until a day."""

    papers: int
    due: date


@dataclass(frozen=True, slots=True)
class Mine:
    """A citizen's cases, those that wait for the citizen first."""

    rows: tuple[WorkRow, ...]
    turns: Mapping[str, Turn]

    @property
    def waiting(self) -> tuple[WorkRow, ...]:
        return tuple(row for row in self.rows if row.number in self.turns)


def mine(by: Actor, today: date, *, limit: int = 50) -> Mine:
    """The cases and drafts of a citizen: two queries."""
    if not by.is_signed_in:
        return Mine((), {})
    rows = detail.mine(by, today, limit=limit)
    asked = [row.number for row in rows if row.state is CaseState.CORRECTION]
    turns = _turns(asked) if asked else {}
    # a stable sort: inside each group the newest stays first
    ordered = sorted(rows, key=lambda row: _rank(row, turns))
    return Mine(tuple(ordered), turns)


def _rank(row: WorkRow, turns: Mapping[str, Turn]) -> int:
    if row.number in turns:
        return 0
    if row.state is CaseState.DRAFT:
        return 1
    return 3 if row.state is CaseState.CLOSED else 2


def _turns(numbers: list[str]) -> dict[str, Turn]:
    told = (
        Correction.objects.filter(case__number__in=numbers, answered_at=None)
        .order_by("round")
        .values_list("case__number", "items", "due")
    )
    return {number: Turn(len(items), due) for number, items, due in told}


def find(by: Actor, number: str) -> Case:
    """A case of the citizen. Staff have their own pages: here no case exists for them.

    Raises:
        Refusal: "case.not-found", alike for a case of somebody else.
    """
    if by.kind is not ActorKind.CITIZEN:
        raise finding.not_found()
    return finding.find(by, number)


def one(by: Actor, number: str, *, today: date) -> CaseDetail:
    """A case of the citizen in full.

    Raises:
        Refusal: "case.not-found".
    """
    return detail.detail(find(by, number), by=by, today=today)


def by_code(number: str, code: str, *, today: date) -> CaseDetail:
    """A case by number and query code, as anybody with both may see it."""
    case = finding.by_query_code(number, code)
    return detail.detail(case, by=STRANGER, today=today)


def address_of(by: Actor, number: str) -> str:
    """Where the result goes by post; "" when it does not."""
    return find(by, number).address


def consented(person_id: int | None) -> bool:
    """Whether the person agreed to the privacy text in force."""
    return (
        person_id is not None
        and Consent.objects.filter(
            person=person_id,
            purpose=CONSENT,
            version=CONSENT_VERSION,
            withdrawn_at=None,
        ).exists()
    )


@dataclass(frozen=True, slots=True)
class Known:
    """What the hall knows of the person who fills in a form."""

    name: str
    address: str


def known(person_id: int | None) -> Known | None:
    """Name and address of the person, to fill a form with; None for nobody."""
    person = Person.objects.filter(pk=person_id).first() if person_id else None
    return None if person is None else Known(person.name, person.address)


@dataclass(frozen=True, slots=True)
class Roles:
    """Who stands in a draft as what: names and masked numbers are in the detail."""

    role: str
    applicant: str
    relation: str
    entity: str
    uscc: str


def roles_of(by: Actor, number: str) -> Roles:
    """The parties of a case, to fill the form of its first step."""
    case = find(by, number)
    return Roles(
        role="organisation" if case.entity_id else "agent" if case.agent_id else "self",
        applicant=case.applicant.name if case.applicant and case.agent_id else "",
        relation=case.agent_relation,
        entity=case.entity.name if case.entity else "",
        uscc=case.entity.uscc if case.entity else "",
    )


def state_now(by: Actor, number: str) -> tuple[CaseState, int]:
    """State and version of a case of the citizen, in one query."""
    case = find(by, number)
    return CaseState(case.state), case.version
