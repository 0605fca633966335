"""Telling the applicant what happened: one message for each public event, never twice."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext, override

from yichuang.accounts.queries import language_of
from yichuang.accounts.services import messages
from yichuang.cases.queries import finding
from yichuang.cases.queries.facts import guide_of
from yichuang.catalogue.rules.guide import said
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
        "“%(item)s”, number %(number)s takes longer, until %(due)s at the latest: "
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
    """Queue a message to the applicant and, where there is one, to the agent, each in
    the language they read the pages in."""
    text = TEXTS.get(entry.code)
    case = finding.of_subject(entry.about)
    if text is None or case is None:
        return
    guide = guide_of(case)
    for person in finding.readers(case):
        language = language_of(person.pk) or "zh-hans"
        with override(language):
            facts = {
                **entry.facts,
                "item": said(guide, "name", language),
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
