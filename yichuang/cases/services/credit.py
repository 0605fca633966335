"""Credit records: written when a promise is broken, lifted by repair 信用修复."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor, require
from yichuang.cases import events, policies
from yichuang.cases.models import Case, CreditRecord, CreditRepair
from yichuang.cases.queries.finding import not_found
from yichuang.cases.queries.tolerance import policy_of, subject_of
from yichuang.cases.rules import credit as rules
from yichuang.cases.rules.credit import RecordKind, RepairState
from yichuang.journal import services as journal
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places


def record(
    case: Case,
    kind: RecordKind,
    paper_key: str,
    fact: str,
    *,
    by: Actor,
    at: datetime,
) -> CreditRecord:
    """Write what the applicant of a case did not keep; once for each paper and kind.
    The caller holds the transaction."""
    row, new = CreditRecord.objects.get_or_create(
        case=case,
        paper_key=paper_key,
        kind=kind,
        defaults={
            "hall_id": case.hall_id,
            "subject": subject_of(case),
            "subject_name": case.applicant_name,
            "fact": fact,
            "recorded_on": at.astimezone(places.hall(case.hall_id).zone).date(),
            "recorded_at": at,
            "recorded_by": by.ref,
            "recorded_by_name": by.name,
        },
    )
    if new:
        _record(row, events.CREDIT_RECORDED, by=by, at=at, fact=fact, kind=kind.value)
    return row


@transaction.atomic
def enter(
    case: Case, *, fact: str, source: str, by: Actor, at: datetime
) -> CreditRecord:
    """A supervisor enters serious discredit of a case's applicant, as another authority
    published it.

    Raises:
        Refusal: "permission.denied", "credit.fact-unsaid", "credit.source-unsaid",
            "credit.entered-already".
    """
    require(by, "credit.enter", policies.GRANTS if policies.sees(by, case) else {})
    for name, text in (("fact", fact), ("source", source)):
        if not text.strip():
            raise Refusal(
                f"credit.{name}-unsaid",
                N_("A record says what happened and where it is published."),
                field=name,
                remedy=N_("For example: the court’s list, with its number and date."),
            )
    if CreditRecord.objects.filter(
        subject=subject_of(case), kind=RecordKind.SERIOUS, repaired_at=None
    ).exists():
        raise Refusal(
            "credit.entered-already",
            N_("Serious discredit of this applicant is on record already."),
            remedy=N_("Look it up in the register."),
        )
    day = at.astimezone(places.hall(case.hall_id).zone).date().isoformat()
    row = record(case, RecordKind.SERIOUS, day, fact.strip(), by=by, at=at)
    CreditRecord.objects.filter(pk=row.pk).update(source=source.strip()[:120])
    row.source = source.strip()[:120]
    return row


def ask_repair(
    record_id: int, *, grounds: str, by: Actor, at: datetime
) -> CreditRepair:
    """Ask that a record be lifted: by the person concerned, or for them at the window.

    Raises:
        Refusal: "case.not-found", "permission.denied", "repair.grounds-unsaid",
            "repair.too-early", "repair.asked-already", "repair.done".
    """
    row = find(record_id, by=by)
    require(by, "credit.ask-repair", policies.GRANTS)
    _require_standing(row)
    today = at.astimezone(places.hall(row.hall_id).zone).date()
    rules.require_repairable(
        row.recorded_on, today, policy_of(row.hall_id, today).repair_wait, grounds
    )
    try:
        with transaction.atomic():
            repair = CreditRepair.objects.create(
                record=row,
                grounds=grounds.strip(),
                asked_by=by.ref,
                asked_by_name=by.name,
                asked_at=at,
            )
            _record(row, events.REPAIR_ASKED, by=by, at=at)
    except IntegrityError:
        raise Refusal(
            "repair.asked-already",
            N_("Repair of this record is asked for already."),
            remedy=N_("A supervisor decides on it."),
        ) from None
    return repair


@transaction.atomic
def decide_repair(
    record_id: int, *, grant: bool, reason: str, by: Actor, at: datetime
) -> CreditRecord:
    """Lift a record, or leave it standing; by somebody who neither asked nor recorded.

    Raises:
        Refusal: "permission.denied", "repair.none", "repair.own",
            "case.reason-unsaid", "credit.moved-on".
    """
    row = find(record_id, by=by)
    require(by, "credit.repair", policies.GRANTS)
    asked = row.repairs.filter(state=RepairState.ASKED).first()
    if asked is None:
        raise Refusal("repair.none", N_("Nobody has asked for repair of this record."))
    rules.require_another(
        asked_by=asked.asked_by, recorded_by=row.recorded_by, decides=by.ref
    )
    if not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_("Say which conditions are met, or which are not."),
        )
    state = RepairState.GRANTED if grant else RepairState.DENIED
    hit = CreditRepair.objects.filter(pk=asked.pk, state=RepairState.ASKED).update(
        state=state,
        decided_by=by.ref,
        decided_by_name=by.name,
        decided_at=at,
        reason=reason.strip()[:300],
    )
    if not hit:
        raise _moved_on()
    if grant:
        _lift(row, at)
    kind = events.REPAIRED if grant else events.REPAIR_DENIED
    _record(row, kind, by=by, at=at, reason=reason.strip()[:300])
    return row


def find(record_id: int, *, by: Actor) -> CreditRecord:
    """A record that exists for the actor: staff of the hall who may read the register,
    and the person concerned.

    Raises:
        Refusal: "case.not-found".
    """
    row = CreditRecord.objects.select_related("case").filter(pk=record_id).first()
    if row is None or not policies.sees_credit(by, row):
        raise not_found()
    return row


def _require_standing(row: CreditRecord) -> None:
    if row.repaired_at is not None:
        raise Refusal("repair.done", N_("This record was repaired already."))


def _lift(row: CreditRecord, at: datetime) -> None:
    hit = CreditRecord.objects.filter(pk=row.pk, version=row.version).update(
        repaired_at=at, version=row.version + 1
    )
    if not hit:
        raise _moved_on()
    row.repaired_at, row.version = at, row.version + 1


def _moved_on() -> Refusal:
    return Refusal(
        "credit.moved-on",
        N_(
            "Somebody else has just decided on this record; nothing of yours was saved."
        ),
        remedy=N_("Reload the page and look at what was decided."),
    )


def _record(
    row: CreditRecord, kind: EventType, /, *, by: Actor, at: datetime, **facts: object
) -> None:
    journal.record(kind, about=row.about, by=by, at=at, hall_id=row.hall_id, **facts)
