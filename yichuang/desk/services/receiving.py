"""Receiving somebody at the counter: people entered and the case begun, once a form."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from yichuang.accounts.models import LegalEntity, Person
from yichuang.accounts.policies import Actor, require
from yichuang.accounts.services import entities, people
from yichuang.cases import policies
from yichuang.cases.models import Case, Delivery
from yichuang.cases.queries import modes as mode_queries
from yichuang.cases.services import intake, visits
from yichuang.cases.services.intake import Application, Party
from yichuang.desk.queries.places import hall_of
from yichuang.kernel.refusals import Gathering, Refusal, Refusals
from yichuang.kernel.text import N_
from yichuang.web import services as web_services
from yichuang.web.services import Answer

PURPOSE = "desk.receive"


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as entered at the counter."""

    name: str
    id_number: str
    id_kind: str = "resident"
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as entered at the counter, with who represents it."""

    name: str
    uscc: str
    kind: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything one form says. `person` is the applicant, or who represents the
    organisation; `papers` are the keys of what lies on the counter."""

    item_key: str
    answers: Mapping[str, str]
    papers: frozenset[str]
    person: Somebody
    organisation: Organisation | None = None
    agent: Somebody | None = None
    relation: str = ""
    needs: str = ""
    delivery: str = Delivery.WINDOW
    address: str = ""

    def answering(self, answers: Mapping[str, str]) -> "Intake":
        """The same with other answers."""
        return replace(self, answers=answers)


@dataclass(frozen=True, slots=True)
class Received:
    """The case, and whether this press made it (or an earlier one of the same form)."""

    number: str
    new: bool


def receive(
    intake_form: Intake,
    *,
    token: str,
    by: Actor,
    at: datetime,
    visit: int | None = None,
) -> Received:
    """Enter the people and begin the case, received; at the door when it is on `visit`.

    `token` belongs to the form on the screen: the second press of a double click, or a
    form sent again after the network broke, finds the case of the first.

    Raises:
        Refusal or Refusals: fields of the applicant as "person_…", of the organisation
            as "entity_…", of the agent as "agent_…"; and what `intake.receive` raises.
    """
    require(by, "case.receive", policies.GRANTS)
    hall = hall_of(by)
    with transaction.atomic():
        earlier = web_services.take_key(
            actor=by.ref, key=token, fingerprint=PURPOSE, at=at
        )
        if earlier is not None:
            return Received(earlier.body, new=False)
        case = _received(intake_form, hall.id, by=by, at=at)
        if visit is not None:
            _at_home(case, visit, by=by, at=at)
        web_services.keep_answer(
            actor=by.ref, key=token, answer=Answer(201, case.number)
        )
    return Received(case.number, new=True)


def _at_home(case: Case, visit: int, *, by: Actor, at: datetime) -> None:
    """Bind the case to the visit on which it was received."""
    row = mode_queries.home_visit(by, visit)
    if row is None:
        raise Refusal("visit.not-found", N_("There is no such visit."))
    visits.received(row, case, by=by, at=at)


def _received(given: Intake, hall_id: int, *, by: Actor, at: datetime) -> Case:
    party = party_for(given, by=by, at=at)
    application = Application(
        item_key=given.item_key,
        answers=given.answers,
        party=party,
        delivery=Delivery(given.delivery),
        address=given.address,
        papers=given.papers,
    )
    return intake.receive(application, hall_id=hall_id, by=by, at=at)


def party_for(given: Intake, *, by: Actor, at: datetime) -> Party:
    """The people of the case; everything wrong with them is told at once."""
    wrong = Gathering()
    person = _entered(given.person, "person", wrong, by=by, at=at)
    agent = _entered(given.agent, "agent", wrong, by=by, at=at) if given.agent else None
    entity = (
        _organisation(given.organisation, person, wrong, by=by, at=at)
        if given.organisation
        else None
    )
    wrong.close()
    return Party(
        applicant=None if entity else person,
        entity=entity,
        agent=agent or (person if entity else None),
        agent_relation=given.relation if agent else "",
        needs=given.needs,
    )


def _entered(
    somebody: Somebody, prefix: str, wrong: Gathering, *, by: Actor, at: datetime
) -> Person | None:
    values: dict[str, Any] = {
        "name": somebody.name,
        "id_number": somebody.id_number,
        "id_kind": somebody.id_kind,
        "phone": somebody.phone,
    }
    try:
        return people.find_or_create_person(**values, by=by, at=at)
    except (Refusal, Refusals) as refused:
        _keep(wrong, refused, prefix)
        return None


def _organisation(
    given: Organisation,
    person: Person | None,
    wrong: Gathering,
    *,
    by: Actor,
    at: datetime,
) -> LegalEntity | None:
    try:
        return entities.find_or_create_entity(
            name=given.name,
            uscc=given.uscc,
            kind=given.kind,
            phone=given.phone,
            representative_id=person.pk if person else None,
            by=by,
            at=at,
        )
    except (Refusal, Refusals) as refused:
        _keep(wrong, refused, "entity")
        return None


def _keep(wrong: Gathering, refused: Refusal | Refusals, prefix: str) -> None:
    items = refused.items if isinstance(refused, Refusals) else (refused,)
    for one in items:
        wrong.add(one.at(f"{prefix}_{one.field}") if one.field else one)
