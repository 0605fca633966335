"""Issuing: one numbered row with frozen facts; no PDF is made in this request."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.documents import events, rules
from yichuang.documents.models import Document
from yichuang.documents.policies import GRANTS
from yichuang.documents.queries import Office, office
from yichuang.documents.rules import DocumentKind
from yichuang.journal.services import record
from yichuang.kernel.identity import certificate_identifier
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.services import series
from yichuang.web import gathering
from yichuang.web.columns import insert_rows
from yichuang.web.together import together

TEMPLATE_VERSION = 1
"""The wording in force: templates/documents/v<n>. A change of wording is a new folder."""


@dataclass(frozen=True, slots=True)
class CertificateTerms:
    """What makes a certificate more than a notice.

    `type_code` is the GB/T 36903 type: USCC of who defined it + three digits;
    `issuer` is the USCC of the issuing department. `valid_until` is the last day.
    """

    type_code: str
    issuer: str
    valid_from: date | None = None
    valid_until: date | None = None


@together
def issue(  # noqa: PLR0913 - keyword-only: what is said, to whom, by whom, where
    kind: DocumentKind,
    *,
    about: str,
    addressee: str,
    facts: Mapping[str, Any],
    by: Actor,
    at: datetime,
    hall_id: int,
    department_id: int | None = None,
    language: str = "zh-hans",
) -> Document:
    """Give a notice its number and freeze what it says.

    `facts` are those of `rules.check_facts`; office, addresses and remedies of the law
    are added from the hall and department as they are now.

    Raises:
        Refusal: "permission.denied"; "documents.fact-missing", "documents.fact-bad" or
            "documents.identity-bare" with the fact's name as field;
            "documents.use-certify" for a certificate.
    """
    require(by, rules.KINDS[kind].permission, GRANTS)
    if kind is DocumentKind.CERTIFICATE:
        raise Refusal(
            "documents.use-certify", N_("A certificate needs its terms of validity.")
        )
    place = office(hall_id, department_id)
    year = _local_year(place, at)
    number = rules.document_number(
        kind, place.prefix, year, series.take(_series(kind, place, at))
    )
    return _write(
        Document(
            kind=kind,
            number=number,
            about=about,
            hall_id=hall_id,
            addressee=addressee,
            language=language,
            facts={**place.facts(language), **rules.check_facts(kind, facts)},
        ),
        by=by,
        at=at,
    )


@together
def certify(  # noqa: PLR0913 - keyword-only, as issue
    *,
    about: str,
    addressee: str,
    facts: Mapping[str, Any],
    terms: CertificateTerms,
    by: Actor,
    at: datetime,
    hall_id: int,
    department_id: int | None = None,
    language: str = "zh-hans",
) -> Document:
    """Make a certificate: number with check character, GB/T 36904 identifier, terms.

    `facts` needs `title` (one line) and `body` (list of paragraphs); `holder_no`
    may carry the masked identity number.

    Raises:
        Refusal: as `issue`; "documents.validity-reversed", field "valid_until".
    """
    kind = DocumentKind.CERTIFICATE
    require(by, rules.KINDS[kind].permission, GRANTS)
    if terms.valid_from and terms.valid_until and terms.valid_until < terms.valid_from:
        raise Refusal(
            "documents.validity-reversed",
            N_("The certificate would end before it begins."),
            field="valid_until",
            remedy=N_("Correct the dates."),
        )
    place = office(hall_id, department_id)
    year = _local_year(place, at)
    serial = series.take(_series(kind, place, at))
    number = rules.certificate_number(place.hall.division, year, serial)
    return _write(
        Document(
            kind=kind,
            number=number,
            identifier=certificate_identifier(
                terms.type_code, terms.issuer, number.replace("-", "")
            ),
            about=about,
            hall_id=hall_id,
            addressee=addressee,
            language=language,
            facts={**place.facts(language), **rules.check_facts(kind, facts)},
            valid_from=terms.valid_from,
            valid_until=terms.valid_until,
        ),
        by=by,
        at=at,
    )


@transaction.atomic
def revoke(document: Document, *, reason: str, by: Actor, at: datetime) -> Document:
    """Declare a document void; it stays on record and verification says so.

    Raises:
        Refusal: "permission.denied"; "documents.reason-missing", field "reason";
            "documents.revoked-already".
    """
    require(by, "document.revoke", GRANTS)
    reason = reason.strip()
    if not reason:
        raise Refusal(
            "documents.reason-missing",
            N_("A document is revoked only for a reason."),
            field="reason",
            remedy=N_("Write in a sentence why."),
        )
    return void(document, reason=reason, by=by, at=at)


def void(document: Document, *, reason: str, by: Actor, at: datetime) -> Document:
    """Take a document's force once, by whoever was allowed to before.

    Raises:
        Refusal: "documents.revoked-already".
    """
    revoked = Document.objects.filter(pk=document.pk, revoked_at=None).update(
        revoked_at=at, revoked_reason=reason[:300]
    )
    if not revoked:
        raise Refusal(
            "documents.revoked-already",
            N_("Document %(number)s was revoked before."),
            remedy=N_("See which certificate took its place."),
            number=document.number,
        )
    document.refresh_from_db()
    record(
        events.REVOKED,
        about=document.about,
        by=by,
        at=at,
        hall_id=document.hall_id,
        number=document.number,
        reason=document.revoked_reason,
    )
    return document


def _write(document: Document, *, by: Actor, at: datetime) -> Document:
    code = "".join(
        rules.CODE_ALPHABET[byte % len(rules.CODE_ALPHABET)]
        for byte in secrets.token_bytes(rules.CODE_LENGTH)
    )
    document.facts["verify_url"] = f"{settings.YICHUANG_PUBLIC_URL}/verify/{code}/"
    text = rules.canonical(document.facts)
    document.sha256 = rules.fingerprint_of(text)
    document.template_version = TEMPLATE_VERSION
    document.verify_code = code
    document.issued_at = at
    document.issued_by = by.ref
    kept = gathering.current()
    if kept is not None:
        kept.keep(insert_many, (document, text))
    else:
        document.save(force_insert=True)
    record(
        events.ISSUED,
        about=document.about,
        by=by,
        at=at,
        hall_id=document.hall_id,
        number=document.number,
        kind=document.kind,
        sha256=document.sha256,
    )
    return document


def insert_many(issued: Sequence[tuple[Document, str]]) -> None:
    """Write many numbered rows in one go, each with its facts as they were hashed; what
    they say was checked when each was made."""
    names = [
        field.attname
        for field in Document._meta.concrete_fields
        if not field.primary_key and field.name != "facts"
    ]
    insert_rows(
        Document,
        [*names, "facts"],
        (
            [*(getattr(document, name) for name in names), text]
            for document, text in issued
        ),
    )


def _local_year(place: Office, at: datetime) -> int:
    return at.astimezone(place.hall.zone).year


def _series(kind: DocumentKind, place: Office, at: datetime) -> str:
    prefix = place.hall.division if kind is DocumentKind.CERTIFICATE else place.prefix
    return rules.series_name(kind, prefix, _local_year(place, at))
