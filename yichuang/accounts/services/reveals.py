"""Showing a personal number in full: always with a reason, always on record."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from yichuang.accounts.events import announce
from yichuang.accounts.models import Person
from yichuang.accounts.policies import Actor, require
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

SHORTEST_REASON = 2


class Field(StrEnum):
    """What can be revealed."""

    ID_NUMBER = "id_number"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"


@transaction.atomic
def reveal(
    person_id: int, field: Field, *, reason: str, by: Actor, at: datetime
) -> str:
    """The plain value of one field of a person, announced as "person.revealed".

    People see their own without a reason; staff must give one.

    Raises Refusal "permission.denied", "person.not-found" or "reveal.no-reason".
    """
    own = by.person_id is not None and by.person_id == person_id
    if not own:
        require(by, "person.reveal")
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise Refusal("person.not-found", N_("There is no such person."))
    reason = " ".join(reason.split())[:200]
    if not own and len(reason) < SHORTEST_REASON:
        raise Refusal(
            "reveal.no-reason",
            N_("A reason is needed to show the full number."),
            field="reason",
            remedy=N_("Say in a few words what you need it for."),
        )
    announce(
        "person.revealed",
        about=person.ref,
        by=by,
        at=at,
        field=field.value,
        reason=reason or "—",
    )
    return str(getattr(person, field.value))
