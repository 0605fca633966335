"""Documents about a case: the same head and address, whatever they say."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yichuang.accounts.policies import Actor
from yichuang.cases.models import Case
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.services import wording
from yichuang.documents import services as document_services
from yichuang.documents.rules import DocumentKind


def issue(
    case: Case,
    kind: DocumentKind,
    facts: Mapping[str, Any],
    *,
    by: Actor,
    at: datetime,
) -> str:
    """Issue a document about the case; returns its number.

    Raises:
        Refusal: from documents, when a fact the kind needs is missing.
    """
    return document_services.issue(
        kind,
        about=case.about,
        addressee=wording.addressee(case),
        facts={**wording.base(case, guide_of(case)), **facts},
        by=by,
        at=at,
        hall_id=case.hall_id,
        department_id=case.department_id,
    ).number
