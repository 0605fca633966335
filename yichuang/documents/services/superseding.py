"""A certificate loses its force because another takes its place."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.documents.models import Document
from yichuang.documents.policies import GRANTS
from yichuang.documents.services.issuing import void


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
    return void(document, reason=reason, by=by, at=at)
