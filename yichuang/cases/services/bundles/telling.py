"""What the applicant of a bundle is told: once that it is in, once that it is over.

What one of its cases asks or denies is told by the case itself; that one more of them
was received, accepted or granted is seen on the one page and troubles nobody's phone.
"""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext, override

from yichuang.accounts.queries import language_of
from yichuang.accounts.services import messages
from yichuang.cases.queries import bundles as bundle_queries
from yichuang.cases.queries import finding
from yichuang.catalogue import queries as catalogue_queries
from yichuang.catalogue.rules.guide import said
from yichuang.journal.events import EntryFacts
from yichuang.kernel.text import N_

QUIET = frozenset(
    {"case.submitted", "case.received", "case.accepted", "case.deemed", "case.approved"}
    | {"case.approved-by-silence"}
)
"""What is told of a case that stands alone, and not of each case of a bundle."""

TEXTS: Mapping[str, str] = {
    "bundle.submitted": N_(
        "We have your application “%(item)s” with %(count)s matters, number %(number)s, "
        "query code %(code)s. We answer within 5 working days."
    ),
    "bundle.received": N_(
        "We received your papers for “%(item)s”, number %(number)s, query code %(code)s."
    ),
    "bundle.extended": N_(
        "“%(item)s”, number %(number)s takes longer, until %(due)s at the latest: "
        "%(reason)s"
    ),
    "bundle.closed": N_(
        "“%(item)s”, number %(number)s is decided: %(granted)s of %(count)s matters "
        "granted. Everything can be fetched in one go, or it comes as you chose."
    ),
}


def tell(entry: EntryFacts, *, at: datetime) -> None:
    """Queue the message of an entry about a bundle to whoever applied."""
    text = TEXTS.get(entry.code)
    bundle = bundle_queries.of_subject(entry.about)
    if text is None or bundle is None:
        return
    guide = catalogue_queries.bundle(bundle.bundle_version_id)
    for person in finding.readers(bundle):
        language = language_of(person.pk) or "zh-hans"
        with override(language):
            facts = {
                **entry.facts,
                "item": said(guide, "name", language),
                "number": bundle.number,
                "code": bundle.query_code,
            }
            messages.send(
                person,
                gettext("Your matter at the service hall"),
                gettext(text) % facts,
                at=at,
                about=entry.about,
                once=f"{entry.about}:{entry.id}:{person.pk}",
            )


def quiet(code: str, origin: str) -> bool:
    """Whether an event of a case is left to the bundle to tell."""
    return code in QUIET and origin.startswith(bundle_queries.PREFIX)
