"""How long: the hall's retention classes, and what holds a dossier beyond its time."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor, require
from yichuang.cases import events, policies
from yichuang.cases.models import ArchiveHold, Case, RetentionRule
from yichuang.cases.queries import archive as queries
from yichuang.cases.rules import archive as rules
from yichuang.cases.rules.archive import Term
from yichuang.cases.services.moving import note
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


@transaction.atomic
def hold(case: Case, *, reason: str, by: Actor, at: datetime) -> ArchiveHold:
    """Keep a dossier although its time is over: a lawsuit, an audit.

    Raises:
        Refusal: "permission.denied", "archive.not-closed", "archive.reason-unsaid",
            "archive.held-already".
    """
    policies.require_move(by, "archive.hold", case)
    rules.require_closed(case.state)
    said = rules.require_reason(reason)
    try:
        with transaction.atomic():
            row = ArchiveHold.objects.create(
                case=case, reason=said[:200], by=by.ref, by_name=by.name, at=at
            )
    except IntegrityError:
        raise Refusal(
            "archive.held-already", N_("This dossier is held already.")
        ) from None
    note(case, events.ARCHIVE_HELD, by=by, at=at, reason=row.reason)
    return row


@transaction.atomic
def lift(case: Case, *, reason: str, by: Actor, at: datetime) -> ArchiveHold:
    """The dossier is no longer held; when its time is over it may be proposed again.

    Raises:
        Refusal: "permission.denied", "archive.not-held", "archive.reason-unsaid".
    """
    policies.require_move(by, "archive.hold", case)
    said = rules.require_reason(reason)
    row = queries.hold_of(case)
    if row is None:
        raise Refusal("archive.not-held", N_("Nothing holds this dossier."))
    ArchiveHold.objects.filter(pk=row.pk, lifted_at=None).update(
        lifted_by=by.ref, lifted_at=at, lifted_reason=said[:200]
    )
    row.refresh_from_db()
    note(case, events.ARCHIVE_LIFTED, by=by, at=at, reason=row.lifted_reason)
    return row


@transaction.atomic
def set_term(
    item_key: str,
    term: Term,
    *,
    since: date,
    basis: str,
    hall_id: int,
    by: Actor,
    at: datetime,
) -> RetentionRule:
    """Publish how long dossiers of an item are kept from a day on; what was filed before
    keeps its class.

    Raises:
        Refusal: "permission.denied", "archive.reason-unsaid" (field "basis"),
            "archive.rule-stands" (field "since").
    """
    require(by, "archive.retain", policies.GRANTS)
    said = rules.require_reason(basis, field="basis")
    try:
        with transaction.atomic():
            row = RetentionRule.objects.create(
                hall_id=hall_id,
                item_key=item_key,
                term=term,
                since=since,
                basis=said[:200],
                by=by.ref,
                at=at,
            )
    except IntegrityError:
        raise Refusal(
            "archive.rule-stands",
            N_("A class that begins on this day is published already."),
            field="since",
            remedy=N_("Choose a later day; what was published is not rewritten."),
        ) from None
    journal.record(
        events.RETENTION_SET,
        about=f"hall:{hall_id}",
        by=by,
        at=at,
        hall_id=hall_id,
        item=item_key,
        term=term.label,
        since=since.isoformat(),
        basis=row.basis,
    )
    return row
