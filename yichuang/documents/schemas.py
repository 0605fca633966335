"""Shapes of documents in the API."""

from datetime import date, datetime

from ninja import Schema


class DocumentOut(Schema):
    """A document issued."""

    number: str
    kind: str
    about: str
    addressee: str
    language: str
    identifier: str | None
    issued_at: datetime
    valid_from: date | None
    valid_until: date | None
    revoked_at: datetime | None
    revoked_reason: str
    sha256: str


class VerifiedOut(Schema):
    """What anyone with number and code may know; `state` is "valid", "revoked",
    "expired", "not-yet" or "unknown" (and then everything else is null)."""

    state: str
    number: str | None = None
    identifier: str | None = None
    addressee: str | None = None
    office: str | None = None
    issued_on: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    revoked_on: date | None = None
