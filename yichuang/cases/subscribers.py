"""Telling the applicant what happened: one message for each public event, never twice."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext, override

from yichuang.accounts.queries import language_of, staff_with
from yichuang.accounts.rules import Role
from yichuang.accounts.services import messages
from yichuang.cases.queries import bundles, finding
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.services.bundles import going_on, telling
from yichuang.cases.services.telling import tell_staff
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
    "case.terminated": N_(
        "Handling of “%(item)s”, number %(number)s has ended: %(ground)s. The notice says "
        "why and what you can do."
    ),
    "case.renewed": N_(
        "Your certificate is renewed: nobody decided on “%(item)s”, number %(number)s, "
        "before it ended, so the law renews it."
    ),
    "case.approved-by-silence": N_(
        "Approved: nobody decided on “%(item)s”, number %(number)s by %(until)s, so the law "
        "approves it (%(basis)s). Fetch it at the hall, or it comes as you chose."
    ),
    "case.transferred": N_(
        "Your papers for “%(item)s”, number %(number)s were handed on to %(target)s, "
        "which decides."
    ),
    "case.stopped": N_(
        "“%(item)s”, number %(number)s: the time for a %(ground)s, about %(days)s "
        "working days, does not count."
    ),
    "case.extended": N_(
        "“%(item)s”, number %(number)s takes longer, until %(due)s at the latest: "
        "%(reason)s"
    ),
    "case.season-counted": N_(
        "“%(item)s”, number %(number)s: the limit runs from %(since)s, when the season "
        "closes. We promise to finish by %(due)s."
    ),
    "case.hearing-told": N_(
        "Before we decide on “%(item)s”, number %(number)s, you may ask for a hearing "
        "until %(due)s, here or at the hall. It costs nothing."
    ),
    "case.hearing-called": N_(
        "The hearing on “%(item)s”, number %(number)s is held at %(when)s, %(place)s. "
        "%(chair)s presides; you may ask for somebody else before it begins."
    ),
    "case.tolerance-reminded": N_(
        "Please remember “%(item)s”, number %(number)s: %(paper)s has to be here by "
        "%(due)s, otherwise it ends."
    ),
    "case.tolerance-longer": N_(
        "“%(item)s”, number %(number)s: you have until %(due)s for %(paper)s."
    ),
    "case.tolerance-broken": N_(
        "“%(item)s”, number %(number)s has ended: %(papers)s did not come by the day you "
        "promised. You may apply again when everything is there."
    ),
    "case.promise-to-mend": N_(
        "“%(item)s”, number %(number)s: we checked what you promised. Please put it "
        "right by %(due)s: %(reason)s"
    ),
    "case.disproved": N_(
        "“%(item)s”, number %(number)s has ended, a promise was false: %(reason)s"
    ),
    "case.annulled": N_(
        "“%(item)s”, number %(number)s was revoked, a promise was false: %(reason)s You "
        "may ask for review within 60 days or go to court within 6 months."
    ),
    "case.sent-up": N_(
        "“%(item)s”, number %(number)s: we reviewed it and sent it to %(body)s with all "
        "your papers. You need not do anything."
    ),
    "case.came-back-granted": N_(
        "Approved by %(body)s: “%(item)s”, number %(number)s. Fetch it at the hall, or "
        "it comes as you chose."
    ),
    "case.came-back-refused": N_(
        "“%(item)s”, number %(number)s was refused by %(body)s: %(reason)s You may ask "
        "for review within 60 days or go to court within 6 months."
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
    if text is None or case is None or telling.quiet(entry.code, case.origin):
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


def bundle_goes_on(entry: EntryFacts, *, at: datetime) -> None:
    """Something happened to one of its cases: the bundle goes on."""
    going_on.settle(entry.about.removeprefix(bundles.PREFIX), at=at)


def tell_about_bundle(entry: EntryFacts, *, at: datetime) -> None:
    """Something happened to a bundle: its applicant is told once for all its cases."""
    telling.tell(entry, at=at)


def tell_head_of_letter(entry: EntryFacts, *, at: datetime) -> None:
    """A letter of authorisation runs out: its department's heads hear of it once."""
    heads = staff_with(
        Role.DEPARTMENT_HEAD,
        hall_id=entry.hall_id,
        department_id=entry.facts.get("department_id"),
    )
    tell_staff(
        [head.id for head in heads],
        N_("A letter of authorisation runs out"),
        N_(
            "Letter %(letter)s of %(person)s ends on %(until)s and nothing follows it. "
            "Please renew it under “Authority”."
        ),
        {name: entry.facts[name] for name in ("letter", "person", "until")},
        at=at,
        about=entry.about,
        once=f"letter-ends:{entry.about}",
    )
