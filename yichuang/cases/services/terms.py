"""A hall publishes the terms of its own work, from a later day on."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from yichuang.accounts.policies import Actor
from yichuang.cases import events, policies
from yichuang.cases.models import HallTerms
from yichuang.cases.queries.terms import TABLES
from yichuang.cases.rules.terms import AnyPolicy, TermsKind, require_fit
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places

PERMISSIONS: Mapping[TermsKind, str] = {
    TermsKind.SUPERVISION: "supervision.terms",
    TermsKind.JOINT: "joint.terms",
}


def publish(
    kind: TermsKind,
    hall_id: int,
    policy: AnyPolicy,
    *,
    valid_from: date,
    note: str = "",
    by: Actor,
    at: datetime,
) -> HallTerms:
    """Publish the next version; what began under an earlier one keeps its days.

    Raises:
        Refusals: "terms.not-ahead" (field "valid_from"), "terms.bounds" at each number.
        Refusal: "permission.denied", "terms.moved-on".
    """
    policies.require_here(by, PERMISSIONS[kind], hall_id)
    today = at.astimezone(places.hall(hall_id).zone).date()
    require_fit(kind, policy, valid_from, today)
    try:
        with transaction.atomic():
            row = _write(kind, hall_id, policy, valid_from, note, by=by, at=at)
            journal.record(
                events.TERMS_PUBLISHED,
                about=f"hall:{hall_id}",
                by=by,
                at=at,
                hall_id=hall_id,
                kind=kind.label,
                version=row.version,
                since=valid_from.isoformat(),
                terms=asdict(policy),
                note=row.note,
            )
    except IntegrityError:
        raise Refusal(
            "terms.moved-on",
            N_("Somebody else has just published terms; nothing of yours was saved."),
            remedy=N_("Reload the page and look at what was published."),
        ) from None
    return row


def _write(
    kind: TermsKind,
    hall_id: int,
    policy: AnyPolicy,
    valid_from: date,
    note: str,
    *,
    by: Actor,
    at: datetime,
) -> HallTerms:
    rows = TABLES[kind]._default_manager
    last = rows.filter(hall_id=hall_id).aggregate(Max("version"))["version__max"]
    return rows.create(
        hall_id=hall_id,
        version=(last or 0) + 1,
        valid_from=valid_from,
        note=note.strip()[:200],
        made_by=by.ref,
        made_by_name=by.name[:80],
        made_at=at,
        **asdict(policy),
    )
