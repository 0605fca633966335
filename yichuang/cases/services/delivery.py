"""Delivering the documents of a case: at the window, by post, by message; each with its
proof 送达回证, signed for or served without a signature."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override

from yichuang.accounts.policies import Actor
from yichuang.accounts.queries import language_of
from yichuang.accounts.services import messages
from yichuang.cases import policies
from yichuang.cases.models import Case
from yichuang.cases.queries import finding
from yichuang.cases.queries.facts import guide_of
from yichuang.catalogue.rules.guide import said
from yichuang.documents import queries as document_queries
from yichuang.documents import services as document_services
from yichuang.documents.models import DeliveryReceipt, Document
from yichuang.documents.rules import DeliveryResult, DeliveryWay, DocumentKind
from yichuang.documents.services import Manner
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

NOT_DELIVERED = frozenset({DocumentKind.DELIVERY, DocumentKind.MANDATE})
"""Proofs and what the applicant writes themselves go nowhere."""


@dataclass(frozen=True, slots=True)
class Handing:
    """How a document was handed over, as the form says it. By post `tracking_number`;
    at the window `signature`, or `result` with `witness` and `note`."""

    how: DeliveryWay
    receiver: str = ""
    relation: str = ""
    signature: str = ""
    tracking_number: str = ""
    result: DeliveryResult = DeliveryResult.SIGNED
    witness: str = ""
    note: str = ""
    announced_on: date | None = None


@transaction.atomic
def deliver(
    case: Case, number: str, handing: Handing, *, by: Actor, at: datetime
) -> DeliveryReceipt:
    """Record how a document of the case reached somebody; the proof is made at once
    where it is there already. By message, the applicant and the agent get the address.

    Raises:
        Refusal: "permission.denied", "documents.not-found", "delivery.not-this"; and
            what `documents.services.deliver` raises.
    """
    policies.require_move(by, "case.deliver", case)
    document = _document(case, number, by=by)
    receiver = handing.receiver or document.addressee
    receipt = document_services.deliver(
        document,
        how=handing.how,
        receiver=receiver,
        relation=handing.relation,
        signature=handing.signature,
        tracking_number=handing.tracking_number,
        manner=Manner(
            handing.result, handing.witness, handing.note, handing.announced_on
        ),
        by=by,
        at=at,
    )
    if handing.how is DeliveryWay.MESSAGE:
        _tell(case, document, at=at)
    document_services.prove(receipt, by=by, at=at, department_id=case.department_id)
    return receipt


@transaction.atomic
def arrived(
    case: Case, receipt_id: int, *, receiver: str, by: Actor, at: datetime
) -> DeliveryReceipt:
    """The courier says that it came; the proof is made now.

    Raises:
        Refusal: "permission.denied", "documents.not-found".
    """
    policies.require_move(by, "case.deliver", case)
    receipt = document_queries.receipt(case.about, receipt_id)
    document_services.arrived(receipt, by=by, at=at, receiver=receiver)
    document_services.prove(receipt, by=by, at=at, department_id=case.department_id)
    return receipt


def prove(case: Case, receipt_id: int, *, by: Actor, at: datetime) -> str:
    """The number of the proof of a delivery; "" while it is under way.

    Raises:
        Refusal: "permission.denied", "documents.not-found".
    """
    policies.require_move(by, "case.deliver", case)
    receipt = document_queries.receipt(case.about, receipt_id)
    return document_services.prove(
        receipt, by=by, at=at, department_id=case.department_id
    )


def _document(case: Case, number: str, *, by: Actor) -> Document:
    document = document_queries.by_number(number, by=by)
    if document.about != case.about or document.kind in NOT_DELIVERED:
        raise Refusal(
            "delivery.not-this",
            N_("This document is not one that is delivered."),
            field="on",
            remedy=N_("Choose a notice, a decision or a certificate of this case."),
        )
    return document


SUBJECT = N_("A document of your matter")
TEXT = N_(
    "“%(item)s”, number %(number)s: %(document)s is ready. Read and keep it here, after "
    "signing in: %(url)s"
)


def _tell(case: Case, document: Document, *, at: datetime) -> None:
    """The address of the document; opening it there is its receipt."""
    url = f"{settings.YICHUANG_PUBLIC_URL}/documents/{document.number}.pdf"
    guide = guide_of(case)
    for person in finding.readers(case):
        language = language_of(person.pk) or "zh-hans"
        with override(language):
            facts = {
                "item": said(guide, "name", language),
                "number": case.number,
                "document": gettext(DocumentKind(document.kind).label),
                "url": url,
            }
            messages.send(
                person,
                gettext(SUBJECT),
                gettext(TEXT) % facts,
                at=at,
                about=case.about,
                once=f"delivery:{document.pk}:{person.pk}",
            )
