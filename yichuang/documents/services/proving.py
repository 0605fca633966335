"""The 送达回证: what was delivered, when, how and to whom, as a numbered document."""

from datetime import datetime
from typing import Any

from yichuang.accounts.policies import Actor
from yichuang.documents import rules
from yichuang.documents.models import DeliveryReceipt, Document
from yichuang.documents.rules import DeliveryResult, DeliveryWay, DocumentKind
from yichuang.documents.services.issuing import issue
from yichuang.web.together import together

CARRIED = ("item", "case_number", "query_code", "track_url", "applied_on", "agent")
"""What the proof says of the matter is what the delivered document said of it."""


@together
def prove(
    receipt: DeliveryReceipt,
    *,
    by: Actor,
    at: datetime,
    department_id: int | None = None,
) -> str:
    """The number of the proof of this delivery; made once, however often it is asked.

    What is still under way has no proof yet: "" then.

    Raises:
        Refusal: "permission.denied".
    """
    if receipt.proof_number or receipt.received_at is None:
        return receipt.proof_number
    document = receipt.document
    made = issue(
        DocumentKind.DELIVERY,
        about=document.about,
        addressee=document.addressee,
        facts=_facts(receipt, document),
        by=by,
        at=at,
        hall_id=document.hall_id,
        department_id=department_id,
        language=document.language,
    )
    DeliveryReceipt.objects.filter(pk=receipt.pk).update(proof_number=made.number)
    receipt.proof_number = made.number
    return made.number


def _facts(receipt: DeliveryReceipt, document: Document) -> dict[str, Any]:
    facts = document.facts
    kind = rules.KINDS[DocumentKind(document.kind)]
    english = document.language == "en"
    received = receipt.received_at or receipt.at
    return {
        **{name: facts[name] for name in CARRIED if facts.get(name)},
        "papers": [
            {
                "name": facts.get("title") or (kind.says if english else kind.zh),
                "number": document.number,
                "copies": 1,
            }
        ],
        "delivered_by": rules.printed(
            DeliveryWay(receipt.how), DeliveryResult(receipt.result), english=english
        ),
        "receiver": receipt.receiver,
        "relation": receipt.relation,
        "signature": receipt.signature,
        "received_on": received.astimezone(rules.zone(facts)).strftime(
            "%Y-%m-%dT%H:%M"
        ),
        "tracking": receipt.tracking_number,
        "witness": receipt.witness,
        "place": receipt.note,
    }
