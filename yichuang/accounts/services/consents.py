"""Giving and withdrawing consent (PIPL art. 14 and 15: withdrawing is as easy as giving)."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.events import announce
from yichuang.accounts.models import Consent
from yichuang.accounts.policies import Actor, require
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


@transaction.atomic
def give(
    person_id: int, purpose: str, version: str, *, by: Actor, at: datetime
) -> Consent:
    """Record consent to `purpose` in `version` of its text; giving it again changes nothing.

    A newer version ends the older consent. Citizens consent for themselves only.
    """
    _require_for(by, person_id)
    standing = Consent.objects.filter(
        person=person_id, purpose=purpose, withdrawn_at=None
    ).first()
    if standing and standing.version == version:
        return standing
    if standing:
        Consent.objects.filter(pk=standing.pk, withdrawn_at=None).update(
            withdrawn_at=at
        )
    consent = Consent(
        person_id=person_id,
        purpose=purpose,
        version=version,
        given_at=at,
        given_by=by.ref,
    )
    try:
        with transaction.atomic():
            consent.save(force_insert=True)
    except IntegrityError:
        # The same click twice: the first one stands.
        return Consent.objects.get(person=person_id, purpose=purpose, withdrawn_at=None)
    announce(
        "consent.given",
        about=f"person:{person_id}",
        by=by,
        at=at,
        purpose=purpose,
        version=version,
    )
    return consent


@transaction.atomic
def withdraw(person_id: int, purpose: str, *, by: Actor, at: datetime) -> bool:
    """Withdraw the standing consent; False when there was none."""
    _require_for(by, person_id)
    hit = Consent.objects.filter(
        person=person_id, purpose=purpose, withdrawn_at=None
    ).update(withdrawn_at=at)
    if hit:
        announce(
            "consent.withdrawn",
            about=f"person:{person_id}",
            by=by,
            at=at,
            purpose=purpose,
        )
    return bool(hit)


def _require_for(by: Actor, person_id: int) -> None:
    require(by, "consent.record")
    if by.kind == "citizen" and by.person_id != person_id:
        raise Refusal("person.not-found", N_("There is no such person."))
