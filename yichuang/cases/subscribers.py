"""Telling the applicant what happened: one message for each public event, never twice."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext, override

from yichuang.accounts.models import Person
from yichuang.accounts.services import messages
from yichuang.cases.models import Case
from yichuang.cases.queries.facts import guide_of
from yichuang.journal.events import EntryFacts
from yichuang.kernel.text import N_

TEXTS: Mapping[str, str] = {
    "case.submitted": N_(
        "We have your application “%(item)s”, number %(number)s, query code %(code)s. "
        "We answer within 5 working days."
    ),
    "case.received": N_(
        "We received your papers for “%(item)s”, number %(number)s, query code %(code)s."
    ),
    "case.notice-sent": N_(
        "It is your turn: please add to “%(item)s”, number %(number)s: %(papers)s, "
        "until %(due)s. We ask only once."
    ),
    "case.accepted": N_(
        "Accepted: “%(item)s”, number %(number)s. We promise to finish by %(due)s."
    ),
    "case.deemed": N_(
        "Accepted as of %(since)s: “%(item)s”, number %(number)s. "
        "We promise to finish by %(due)s."
    ),
    "case.declined": N_("“%(item)s”, number %(number)s was not accepted: %(reason)s"),
    "case.lapsed": N_(
        "“%(item)s”, number %(number)s was closed because papers did not come in time. "
        "You may apply again."
    ),
    "case.stopped": N_(
        "“%(item)s”, number %(number)s: the time for a %(ground)s, about %(days)s "
        "working days, does not count."
    ),
    "case.extended": N_(
        "“%(item)s”, number %(number)s takes up to %(days)s working days longer: "
        "%(reason)s"
    ),
    "case.approved": N_(
        "Approved: “%(item)s”, number %(number)s. Fetch it at the hall, or it comes as "
        "you chose."
    ),
    "case.refused": N_(
        "“%(item)s”, number %(number)s was refused: %(reason)s You may ask for review "
        "within 60 days or go to court within 6 months."
    ),
}


def tell_applicant(entry: EntryFacts, *, at: datetime) -> None:
    """Queue a message to the applicant and, where there is one, to the agent."""
    text = TEXTS.get(entry.code)
    case = (
        Case.objects.select_related("applicant", "agent", "entity")
        .filter(number=entry.about.removeprefix("case:"))
        .first()
    )
    if text is None or case is None:
        return
    guide = guide_of(case)
    for person in _readers(case):
        with override("zh-hans"):
            facts = {
                **entry.facts,
                "item": guide.name,
                "number": case.number,
                "code": case.query_code,
            }
            if "ground" in facts:
                facts["ground"] = gettext(str(facts["ground"]))
            messages.send(
                person,
                gettext("Your matter at the service hall"),
                gettext(text) % facts,
                at=at,
                about=entry.about,
                once=f"{entry.about}:{entry.id}:{person.pk}",
            )


def _readers(case: Case) -> tuple[Person, ...]:
    people = {
        person.pk: person
        for person in (case.applicant, case.agent)
        if person is not None
    }
    return tuple(people.values())
