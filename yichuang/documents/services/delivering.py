"""Handing over: the proof that a document reached somebody 送达回证."""

from datetime import datetime

from yichuang.accounts.policies import Actor, require
from yichuang.documents import events, rules
from yichuang.documents.models import DeliveryReceipt, Document
from yichuang.documents.policies import GRANTS
from yichuang.documents.rules import DeliveryWay
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.web.together import together


@together
def deliver(
    document: Document,
    *,
    how: DeliveryWay,
    receiver: str,
    by: Actor,
    at: datetime,
    relation: str = "",
    signature: str = "",
    tracking_number: str = "",
) -> DeliveryReceipt:
    """Record that the document was handed over; the same delivery twice is one.

    At the window the receiver signs (`signature`: strokes, see rules.check_signature);
    by post the courier's number is needed. `relation` is that of an agent.

    Raises:
        Refusal: "permission.denied"; "documents.receiver-missing", field "receiver";
            "documents.signature-bad", field "signature";
            "documents.tracking-missing", field "tracking_number";
            "documents.revoked-already"; "documents.delivered-already" when somebody
            else is on record as receiver.
    """
    require(by, "document.deliver", GRANTS)
    receiver, tracking_number = receiver.strip(), tracking_number.strip().upper()
    _check(document, how, receiver, signature, tracking_number)
    receipt, new = DeliveryReceipt.objects.get_or_create(
        document=document,
        how=how,
        tracking_number=tracking_number,
        defaults={
            "receiver": receiver,
            "relation": relation.strip(),
            "signature": signature,
            "at": at,
            "by": by.ref,
        },
    )
    if not new:
        return _same(receipt, receiver)
    record(
        events.DELIVERED,
        about=document.about,
        by=by,
        at=at,
        hall_id=document.hall_id,
        number=document.number,
        kind=document.kind,
        how=how.value,
        receiver=receiver,
    )
    return receipt


def _check(
    document: Document,
    how: DeliveryWay,
    receiver: str,
    signature: str,
    tracking_number: str,
) -> None:
    if document.revoked_at:
        raise Refusal(
            "documents.revoked-already",
            N_("Document %(number)s was revoked before."),
            number=document.number,
        )
    if not receiver:
        raise Refusal(
            "documents.receiver-missing",
            N_("Nobody is named as receiver."),
            field="receiver",
            remedy=N_("Write the name of the person who takes it."),
        )
    if how is DeliveryWay.POST and not tracking_number:
        raise Refusal(
            "documents.tracking-missing",
            N_("The courier's number is missing."),
            field="tracking_number",
            remedy=N_("Copy it from the courier's slip."),
        )
    if how is DeliveryWay.WINDOW:
        rules.check_signature(signature)


def _same(receipt: DeliveryReceipt, receiver: str) -> DeliveryReceipt:
    """The same delivery again; only what is handed over once can be a contradiction."""
    handed_over = receipt.how in {DeliveryWay.WINDOW, DeliveryWay.POST}
    if handed_over and receipt.receiver != receiver:
        raise Refusal(
            "documents.delivered-already",
            N_("It was already handed to %(receiver)s."),
            field="receiver",
            remedy=N_("Check whom you have before you."),
            receiver=receipt.receiver,
        )
    return receipt
