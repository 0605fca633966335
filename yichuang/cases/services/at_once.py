"""Done in one sitting 即办件: checked, accepted, decided and handed over by one press."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events, policies
from yichuang.cases.models import Case
from yichuang.cases.queries.facts import guide_of
from yichuang.cases.rules import modes
from yichuang.cases.services import decision, issuing, notices, papers
from yichuang.cases.services.moving import note
from yichuang.catalogue.rules.guide import ProjectKind
from yichuang.documents.rules import DeliveryWay


@transaction.atomic
def finish(
    case: Case,
    *,
    checked: Collection[str],
    receiver: str,
    signature: str,
    by: Actor,
    at: datetime,
) -> Case:
    """From the papers on the counter to the certificate in hand (行政许可法 art. 34(2):
    decided on the spot where that can be). `checked` are the papers found in order now.

    Everything the single steps ask is asked: settled papers, a letter that covers item
    and day, a signature. What fails undoes all of it. No receipt for the papers is
    made: they do not stay here (domain rule 4.6).

    Raises:
        Refusal: "at-once.not-on-spot", "papers.missing", "authority.none",
            "documents.signature-bad", "permission.denied", "case.moved-on".
    """
    policies.require_move(by, "case.at-once", case)
    kind = guide_of(case).project_kind
    modes.require_on_spot(on_spot=kind is ProjectKind.ON_SPOT)
    if checked:
        papers.check_all(case, checked, by=by, at=at)
    notices.accept(case, by=by, at=at)
    decision.approve(case, by=by, at=at)
    issuing.issue(
        case,
        how=DeliveryWay.WINDOW,
        receiver=receiver,
        signature=signature,
        by=by,
        at=at,
    )
    note(case, events.AT_ONCE, by=by, at=at, item=case.item_key)
    return case
