"""Papers collected in one hall for another 异地代收代办: passed on, taken over, brought
back. The power to decide stays where it was; the clock starts with acceptance there."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events, policies
from yichuang.cases.models import Case, Transfer, TransferLeg
from yichuang.cases.queries.facts import paper_facts
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.rules import elsewhere
from yichuang.cases.rules import papers as paper_rules
from yichuang.cases.rules.elsewhere import Direction, TransferState, Way
from yichuang.cases.services.moving import advance, change, note, possible
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places


def send(case: Case, *, identity: str, by: Actor, at: datetime) -> Transfer:
    """Hand a case received here on to the hall that decides it, electronically at once.

    Form and identity were checked here: every required paper is in order, and how the
    person was identified is said. The hall keeps sight of the case.

    Raises:
        Refusal: "elsewhere.not-needed", "elsewhere.identity" (field "identity"),
            "papers.missing", "move.not-allowed", "permission.denied".
    """
    possible(case, "transfer", by=by)
    home = places.department(case.department_id).hall_id
    if home == case.hall_id:
        raise Refusal(
            "elsewhere.not-needed",
            N_("This hall decides the matter itself."),
            remedy=N_("Accept it here."),
        )
    elsewhere.require_checked(identity=identity)
    paper_rules.require_acceptable(paper_facts(case))
    here, there = places.hall(case.hall_id), places.hall(home)
    with transaction.atomic():
        row = Transfer.objects.create(
            case=case,
            way=Way.COLLECTED,
            from_hall_id=here.id,
            to_hall_id=there.id,
            identity=identity.strip(),
            sent_by=by.ref,
            sent_by_name=by.name,
            sent_at=at,
        )
        note(
            case,
            events.TRANSFERRED,
            by=by,
            at=at,
            origin=here.name,
            target=there.name,
        )
        advance(
            case,
            "transfer",
            by=by,
            at=at,
            hall_id=there.id,
            collecting_hall_id=here.id,
        )
    return row


@transaction.atomic
def take(case: Case, *, by: Actor, at: datetime) -> Transfer:
    """The deciding hall confirms that it has the papers; its signature is on record.

    Raises:
        Refusal: "elsewhere.nothing", "permission.denied", "case.moved-on".
    """
    row = _transfer(case)
    policies.require_move(by, "case.receive", case)
    taken = {
        "state": TransferState.TAKEN,
        "taken_by": by.ref,
        "taken_by_name": by.name,
        "taken_at": at,
    }
    waiting = Transfer.objects.filter(pk=row.pk, state=TransferState.SENT)
    if not waiting.update(**taken):
        raise moved_on(case)
    row.refresh_from_db()
    change(case)
    hall = places.hall(case.hall_id).name
    note(case, events.TRANSFER_TAKEN, by=by, at=at, target=hall)
    return row


@transaction.atomic
def dispatch(
    case: Case,
    what: str,
    *,
    tracking: str,
    by: Actor,
    at: datetime,
    signature: str = "",
) -> TransferLeg:
    """Send originals or the result on their way to the other hall, by receipt.

    Raises:
        Refusal: "elsewhere.nothing", "elsewhere.what" (field "what"),
            "elsewhere.tracking" (field "tracking"), "permission.denied".
    """
    row = _transfer(case)
    policies.require_move(by, "case.carry", case)
    if not what.strip():
        raise Refusal(
            "elsewhere.what",
            N_("Say what is sent."),
            field="what",
            remedy=N_("For example: 2 originals, or the certificate."),
        )
    elsewhere.require_tracking(tracking, signature)
    there = by.hall_id == row.from_hall_id
    leg = TransferLeg.objects.create(
        transfer=row,
        direction=Direction.THERE if there else Direction.BACK,
        what=what.strip(),
        tracking=tracking.strip(),
        signature=signature,
        sent_by_name=by.name,
        sent_at=at,
    )
    if not there:
        Transfer.objects.filter(pk=row.pk).update(state=TransferState.RETURNED)
    change(case)
    target = places.hall(row.to_hall_id if there else row.from_hall_id).name
    note(
        case,
        events.PARCEL_SENT,
        by=by,
        at=at,
        target=target,
        what=leg.what,
        tracking=leg.tracking,
    )
    return leg


@transaction.atomic
def arrived(case: Case, leg_id: int, *, by: Actor, at: datetime) -> TransferLeg:
    """The hall at the other end has the parcel; only it can say so.

    Raises:
        Refusal: "elsewhere.no-parcel", "permission.denied", "case.moved-on".
    """
    row = _transfer(case)
    policies.require_move(by, "case.carry", case)
    leg = TransferLeg.objects.filter(transfer=row, pk=leg_id, arrived_at=None).first()
    there = leg is not None and leg.direction == Direction.THERE
    target = row.to_hall_id if there else row.from_hall_id
    if leg is None or by.hall_id not in {None, target}:
        raise Refusal(
            "elsewhere.no-parcel",
            N_("No such parcel is on its way to this hall."),
            remedy=N_("The hall that receives it confirms it."),
        )
    here = {"arrived_at": at, "arrived_by_name": by.name}
    if not TransferLeg.objects.filter(pk=leg.pk, arrived_at=None).update(**here):
        raise moved_on(case)
    leg.refresh_from_db()
    change(case)
    hall = places.hall(target).name
    note(case, events.PARCEL_ARRIVED, by=by, at=at, target=hall, what=leg.what)
    return leg


def _transfer(case: Case) -> Transfer:
    row = Transfer.objects.filter(case=case).first()
    if row is None:
        raise Refusal(
            "elsewhere.nothing", N_("This case was not collected for another hall.")
        )
    return row
