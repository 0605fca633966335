"""A case with the pages that were scanned for it, laid out on its papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.queries import filing
from yichuang.cases.queries.facts import paper_facts
from yichuang.cases.queries.filing import Source
from yichuang.cases.queries.finding import find
from yichuang.cases.rules.filing import Layout
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.rules.papers import lacking_for_acceptance


@dataclass(frozen=True, slots=True)
class Scanned:
    """The case, where its pages come from, and the paper each goes to."""

    case: Case
    sources: tuple[Source, ...]
    laid: Layout

    @property
    def early(self) -> bool:
        """Whether the one notice can still be sent."""
        return self.case.state in {CaseState.SUBMITTED, CaseState.RECEIVED}

    @property
    def lacks(self) -> bool:
        """Whether a paper is missing or faulty now: asks the database anew."""
        return bool(lacking_for_acceptance(paper_facts(self.case)))


def scanned(
    by: Actor,
    number: str,
    *,
    at: datetime,
    person: int | None = None,
    seen: int | None = None,
    chosen: Mapping[str, str] | None = None,
) -> Scanned:
    """The case with its pages; `person` is somebody of a stack the clerk came from,
    `chosen` the paper a person named for a page.

    Raises:
        Refusal: "case.not-found", "case.moved-on", "stack.not-found".
    """
    case = find(by, number, seen=seen)
    found = filing.sources(case, by=by, person=person)
    return Scanned(case, found, filing.layout(case, found, at=at, chosen=chosen))
