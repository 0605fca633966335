"""Handing over: when, how and to whom a document came, and what if it was refused."""

from dataclasses import dataclass
from datetime import date, datetime

from yichuang.accounts.policies import Actor, require
from yichuang.documents import events, rules
from yichuang.documents.models import DeliveryReceipt, Document
from yichuang.documents.policies import GRANTS
from yichuang.documents.rules import DeliveryResult, DeliveryWay
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.web.together import together


@dataclass(frozen=True, slots=True)
class Manner:
    """How it went, where it is not simply signed for.

    `witness` saw that signing was refused; `note` says where it was left or announced;
    `announced_on` is the day of a public notice.
    """

    result: DeliveryResult = DeliveryResult.SIGNED
    witness: str = ""
    note: str = ""
    announced_on: date | None = None


SIGNED = Manner()


@together
def deliver(  # noqa: PLR0913 - keyword-only: what, how, to whom, with which proof
    document: Document,
    *,
    how: DeliveryWay,
    receiver: str,
    by: Actor,
    at: datetime,
    relation: str = "",
    signature: str = "",
    tracking_number: str = "",
    manner: Manner = SIGNED,
) -> DeliveryReceipt:
    """Record that the document was handed over; the same delivery twice is one.

    At the window the receiver signs (`signature`: strokes, see rules.check_signature),
    on the paper copy, or refuses before a witness; by post the courier's number is
    needed, and it is under way until `arrived`. `relation` is that of an agent.

    Raises:
        Refusal: "permission.denied"; "documents.receiver-missing", field "receiver";
            "documents.signature-bad", field "signature";
            "documents.tracking-missing", field "tracking_number";
            "documents.witness-missing", field "witness"; "documents.place-missing",
            field "note"; "documents.notice-too-young", field "announced_on";
            "documents.revoked-already"; "documents.delivered-already" when somebody
            else is on record as receiver.
    """
    require(by, "document.deliver", GRANTS)
    receiver, tracking_number = receiver.strip(), tracking_number.strip().upper()
    _check(document, how, receiver, signature, tracking_number, manner)
    _check_manner(document, manner, at)
    under_way = _under_way(how, manner)
    receipt, new = DeliveryReceipt.objects.get_or_create(
        document=document,
        how=how,
        tracking_number=tracking_number,
        defaults={
            "receiver": receiver,
            "relation": relation.strip(),
            "signature": signature if manner.result is DeliveryResult.SIGNED else "",
            "result": DeliveryResult.SENT if under_way else manner.result,
            "witness": manner.witness.strip(),
            "note": manner.note.strip(),
            "received_at": None if under_way else at,
            "at": at,
            "by": by.ref,
        },
    )
    if not new:
        return _same(receipt, receiver)
    _record(receipt, document, by=by, at=at)
    return receipt


@together
def arrived(
    receipt: DeliveryReceipt, *, by: Actor, at: datetime, receiver: str = ""
) -> DeliveryReceipt:
    """What was sent has come: the courier's answer, or the message was opened.

    `receiver` names who took it, if not who it was sent to. Told twice is told once.

    Raises:
        Refusal: "permission.denied".
    """
    require(by, "document.deliver", GRANTS)
    values = {"result": DeliveryResult.SIGNED, "received_at": at}
    if receiver.strip():
        values["receiver"] = receiver.strip()
    waiting = DeliveryReceipt.objects.filter(pk=receipt.pk, received_at=None)
    if waiting.update(**values):
        receipt.refresh_from_db()
        _record(receipt, receipt.document, by=by, at=at)
    return receipt


def _under_way(how: DeliveryWay, manner: Manner) -> bool:
    sent = how in {DeliveryWay.POST, DeliveryWay.MESSAGE}
    return sent and manner.result in {DeliveryResult.SIGNED, DeliveryResult.SENT}


def _record(
    receipt: DeliveryReceipt, document: Document, *, by: Actor, at: datetime
) -> None:
    sent = receipt.result == DeliveryResult.SENT
    record(
        events.SENT if sent else events.DELIVERED,
        about=document.about,
        by=by,
        at=at,
        hall_id=document.hall_id,
        number=document.number,
        kind=document.kind,
        how=receipt.how,
        result=receipt.result,
        receiver=receipt.receiver,
    )


def _check(
    document: Document,
    how: DeliveryWay,
    receiver: str,
    signature: str,
    tracking_number: str,
    manner: Manner,
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
    if how is DeliveryWay.WINDOW and manner.result is DeliveryResult.SIGNED:
        rules.check_signature(signature)


def _check_manner(document: Document, manner: Manner, at: datetime) -> None:
    """What stands in for a signature is itself proven."""
    if manner.result is DeliveryResult.LEFT and not manner.witness.strip():
        raise Refusal(
            "documents.witness-missing",
            N_("Nobody is named who saw that signing was refused."),
            field="witness",
            remedy=N_("Write the name and the unit of the witness."),
        )
    if manner.result in {DeliveryResult.LEFT, DeliveryResult.DEEMED} and not (
        manner.note.strip()
    ):
        raise Refusal(
            "documents.place-missing",
            N_("It is not said where the document was left or announced."),
            field="note",
            remedy=N_("Write the place and the reason in one sentence."),
        )
    if manner.result is DeliveryResult.DEEMED:
        today = at.astimezone(rules.zone(document.facts)).date()
        rules.require_announced(manner.announced_on, today)


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
