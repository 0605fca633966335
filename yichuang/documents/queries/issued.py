"""The issuing office, documents of a subject, deliveries, public verification."""

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from yichuang.accounts.policies import Actor
from yichuang.documents import rules
from yichuang.documents.models import DeliveryReceipt, Document
from yichuang.documents.policies import may_read
from yichuang.documents.rules import DeliveryResult, DeliveryWay, DocumentKind
from yichuang.kernel.identity import mask_name
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues: the hall and, where a department decides, the department."""

    hall: places.HallCard
    department: places.DepartmentCard | None

    @property
    def prefix(self) -> str:
        """The first characters of document numbers: 青教."""
        return self.hall.short_name + (
            self.department.short_name if self.department else ""
        )

    def facts(self, language: str) -> dict[str, Any]:
        """What a document says of its office, as of now."""
        english = language == "en"
        hall, own = self.hall, self.department
        facts = {
            "office": hall.name_en if english and hall.name_en else hall.name,
            "address": hall.address_en if english and hall.address_en else hall.address,
            "phone": hall.phone,
            "complaint_phone": hall.complaint_phone,
            "time_zone": str(hall.zone),
        }
        if own:
            facts |= {
                "department": own.name_en if english and own.name_en else own.name,
                "department_phone": own.phone,
                "review_body": own.review_body,
                "court": own.court,
            }
        return facts


def office(hall_id: int, department_id: int | None = None) -> Office:
    """The office of a hall and, if named, of a department in it."""
    return Office(
        hall=places.hall(hall_id),
        department=None if department_id is None else places.department(department_id),
    )


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in lists; `label` is an English msgid."""

    number: str
    kind: DocumentKind
    label: str
    addressee: str
    issued_at: datetime
    revoked: bool


@dataclass(frozen=True, slots=True)
class Verified:
    """What anyone who holds the paper may check: nothing that is not printed on it,
    and the name masked. `state` is "valid", "revoked", "expired" or "not-yet"."""

    state: str
    number: str
    identifier: str
    label: str
    title: str
    addressee: str
    office: str
    issued_on: date
    valid_from: date | None
    valid_until: date | None
    revoked_on: date | None
    language: str


def by_number(number: str, *, by: Actor) -> Document:
    """The document, for those its owner's room lets see it.

    Raises:
        Refusal: "documents.not-found", alike for what is not there and what is not
            the asker's.
    """
    document = Document.objects.filter(number=number).select_related("hall").first()
    if document is None or not may_read(document, by):
        raise Refusal("documents.not-found", N_("There is no such document."))
    return document


def about(subject: str, *kinds: DocumentKind) -> tuple[DocumentRow, ...]:
    """Documents of a subject ("case:4307…") in order of issue, of these kinds or all."""
    rows = Document.objects.filter(about=subject).order_by("id")
    return tuple(_row(row) for row in (rows.filter(kind__in=kinds) if kinds else rows))


def latest(subject: str, *kinds: DocumentKind) -> Document | None:
    """The newest document of a subject of these kinds that was not revoked."""
    rows = Document.objects.filter(about=subject, revoked_at=None)
    return (rows.filter(kind__in=kinds) if kinds else rows).order_by("id").last()


def latest_of_many(
    subjects: Collection[str], kinds: Collection[DocumentKind]
) -> dict[str, Document]:
    """The newest document of these kinds of each subject that has one, by subject."""
    rows = Document.objects.filter(
        about__in=list(subjects), kind__in=list(kinds), revoked_at=None
    )
    return {row.about: row for row in rows.order_by("id")}


def deliveries(document: Document) -> QuerySet[DeliveryReceipt]:
    """The proofs of delivery of a document, oldest first."""
    return DeliveryReceipt.objects.filter(document=document).order_by("id")


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """How one document reached somebody; labels are English msgids. `received_at` is
    None while it is under way, `proof` the number of the 送达回证 ("" before)."""

    id: int
    number: str
    how: DeliveryWay
    result: DeliveryResult
    receiver: str
    relation: str
    at: datetime
    received_at: datetime | None
    tracking_number: str
    witness: str
    note: str
    signed: bool
    proof: str


def delivered(subject: str) -> dict[str, tuple[DeliveryRow, ...]]:
    """The deliveries of every document of a subject, by its number: one query."""
    receipts = DeliveryReceipt.objects.filter(document__about=subject)
    rows: dict[str, tuple[DeliveryRow, ...]] = {}
    for receipt in receipts.select_related("document").order_by("id"):
        number = receipt.document.number
        rows[number] = (*rows.get(number, ()), _delivery_row(receipt))
    return rows


def receipt(subject: str, receipt_id: int) -> DeliveryReceipt:
    """One delivery of a subject's document.

    Raises:
        Refusal: "documents.not-found".
    """
    found = (
        DeliveryReceipt.objects.filter(pk=receipt_id, document__about=subject)
        .select_related("document")
        .first()
    )
    if found is None:
        raise Refusal("documents.not-found", N_("There is no such document."))
    return found


def verify(code: str, *, on: date, number: str | None = None) -> Verified | None:
    """What may be told of a document to whoever holds its code; None for every miss.

    `number`, when given, must be the document's, so that a mistyped pair is a miss.
    """
    clean = rules.clean_code(code)
    found = Document.objects.filter(verify_code=clean).first() if clean else None
    if found is None:
        return None
    if number is not None and not hmac.compare_digest(
        rules.clean_number(number).encode(), rules.clean_number(found.number).encode()
    ):
        return None
    return Verified(
        state=_state(found, on),
        number=found.number,
        identifier=found.identifier or "",
        label=DocumentKind(found.kind).label,
        title="".join(found.facts.get("title", [])),
        addressee=mask_name(found.addressee),
        office=found.facts.get("department") or found.facts["office"],
        issued_on=_day(found, found.issued_at),
        valid_from=found.valid_from,
        valid_until=found.valid_until,
        revoked_on=_day(found, found.revoked_at) if found.revoked_at else None,
        language=found.language,
    )


def _row(document: Document) -> DocumentRow:
    kind = DocumentKind(document.kind)
    return DocumentRow(
        number=document.number,
        kind=kind,
        label=kind.label,
        addressee=document.addressee,
        issued_at=document.issued_at,
        revoked=document.revoked_at is not None,
    )


def _delivery_row(receipt: DeliveryReceipt) -> DeliveryRow:
    return DeliveryRow(
        id=receipt.pk,
        number=receipt.document.number,
        how=DeliveryWay(receipt.how),
        result=DeliveryResult(receipt.result),
        receiver=receipt.receiver,
        relation=receipt.relation,
        at=receipt.at,
        received_at=receipt.received_at,
        tracking_number=receipt.tracking_number,
        witness=receipt.witness,
        note=receipt.note,
        signed=bool(receipt.signature),
        proof=receipt.proof_number,
    )


def _state(document: Document, on: date) -> str:
    if document.revoked_at:
        return "revoked"
    if document.valid_until and document.valid_until < on:
        return "expired"
    if document.valid_from and document.valid_from > on:
        return "not-yet"
    return "valid"


def _day(document: Document, moment: datetime) -> date:
    return moment.astimezone(rules.zone(document.facts)).date()
