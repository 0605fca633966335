"""Who applies, as typed in: people and organisations are found or entered on the way."""

from dataclasses import dataclass
from datetime import datetime

from yichuang.accounts.models import Person
from yichuang.accounts.policies import Actor
from yichuang.accounts.services.entities import find_or_create_entity
from yichuang.accounts.services.people import find_or_create_person
from yichuang.cases.services.intake import Party


@dataclass(frozen=True, slots=True)
class Human:
    """A person by name and number of an identity document."""

    name: str
    id_number: str
    id_kind: str = "resident"
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation by name and unified social credit code."""

    name: str
    uscc: str


def meet(
    *,
    applicant: Human | None,
    body: Body | None,
    agent: Human | None,
    by: Actor,
    at: datetime,
    agent_relation: str = "",
    needs: str = "",
) -> Party:
    """The party of an application.

    Raises:
        Refusal or Refusals: from accounts, naming what is wrong with a number or name.
    """
    return Party(
        applicant=_person(applicant, by=by, at=at),
        entity=(
            find_or_create_entity(name=body.name, uscc=body.uscc, by=by, at=at)
            if body is not None
            else None
        ),
        agent=_person(agent, by=by, at=at),
        agent_relation=agent_relation,
        needs=needs,
    )


def _person(human: Human | None, *, by: Actor, at: datetime) -> Person | None:
    if human is None:
        return None
    return find_or_create_person(
        name=human.name,
        id_number=human.id_number,
        id_kind=human.id_kind,
        phone=human.phone,
        by=by,
        at=at,
    )
