"""What papers say of the applicant fills in what is not known yet; what is known stays."""

from collections.abc import Mapping
from datetime import datetime

from yichuang.accounts.models import Person
from yichuang.accounts.policies import Actor
from yichuang.accounts.services.people import Contact, change_contact
from yichuang.cases import policies
from yichuang.cases.models import Case
from yichuang.kernel.identity import check_mobile
from yichuang.kernel.refusals import Refusal

FILLED = ("address", "phone")


def unknown(case: Case, facts: Mapping[str, str]) -> dict[str, str]:
    """What the papers say and the applicant's record does not have yet."""
    person = case.applicant
    if person is None or case.entity_id is not None:
        return {}
    found = {
        name: facts[name]
        for name in FILLED
        if facts.get(name) and not getattr(person, name)
    }
    if "phone" in found:
        try:
            check_mobile(found["phone"])
        except Refusal:
            del found["phone"]  # a landline, or misread: nobody could be texted
    return found


def fill_in(
    case: Case, facts: Mapping[str, str], *, by: Actor, at: datetime
) -> tuple[str, ...]:
    """Keep what was not known with the applicant; the names of what is new.

    Raises:
        Refusal: "permission.denied", "person.moved-on".
    """
    policies.require_move(by, "case.check", case)
    new = unknown(case, facts)
    if not new or case.applicant_id is None:
        return ()
    person = Person.objects.get(pk=case.applicant_id)
    change_contact(person.pk, Contact(**new), version=person.version, by=by, at=at)
    return tuple(new)
