"""A certificate loses its force because another takes its place."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.documents import events
from yichuang.documents.models import Document
from yichuang.documents.policies import GRANTS
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


@transaction.atomic
def supersede(
    document: Document, *, successor: Document, how: str, by: Actor, at: datetime
) -> Document:
    """Void `document` in favour of `successor`; who may make the new one may do it.

    `how` is the word the record uses (变更, 延续, 遗失补办). Verification of the old one
    tells from then on that it no longer holds.

    Raises:
        Refusal: "permission.denied"; "documents.revoked-already" when it lost its force
            before: a certificate has one successor.
    """
    require(by, "document.certify", GRANTS)
    reason = f"{how}，由{successor.number}号代替"
    hit = Document.objects.filter(pk=document.pk, revoked_at=None).update(
        revoked_at=at, revoked_reason=reason
    )
    if not hit:
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
        reason=reason,
    )
    return document
