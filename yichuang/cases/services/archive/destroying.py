"""Destroying what was kept long enough: proposed as a list, confirmed by a supervisor who
did not propose it, on record for ever. Nothing is ever destroyed by itself."""

from datetime import date, datetime
from functools import partial

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import SYSTEM, Actor, require
from yichuang.cases import events, policies
from yichuang.cases.engines import shelf
from yichuang.cases.models import (
    Archived,
    Case,
    CasePaperFile,
    Destruction,
    DestructionRow,
    Dossier,
)
from yichuang.cases.queries import archive as queries
from yichuang.cases.rules import archive as rules
from yichuang.cases.rules.archive import DestructionState
from yichuang.cases.services.moving import note
from yichuang.journal import services as journal
from yichuang.journal.events import EventType
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.materials import services as material_services
from yichuang.organisation.queries import places


@transaction.atomic
def propose(*, hall_id: int, by: Actor, at: datetime) -> Destruction:
    """A list of every dossier of the hall whose time is over and that nothing holds.

    Raises:
        Refusal: "permission.denied", "archive.nothing-over", "archive.list-stands".
    """
    require(by, "archive.propose", policies.GRANTS)
    over = queries.expired(hall_id, _today(hall_id, at))
    if not over:
        raise Refusal(
            "archive.nothing-over",
            N_("No dossier's time is over, so there is nothing to propose."),
        )
    try:
        with transaction.atomic():
            row = Destruction.objects.create(
                hall_id=hall_id,
                state=DestructionState.PROPOSED,
                proposed_by=by.ref,
                proposed_by_name=by.name,
                proposed_at=at,
            )
    except IntegrityError:
        raise Refusal(
            "archive.list-stands",
            N_("A list waits for the supervisor already."),
            remedy=N_("Have that one confirmed or dropped first."),
        ) from None
    cases = {case.number: case for case in _cases([one.number for one in over])}
    DestructionRow.objects.bulk_create(
        DestructionRow(
            destruction=row,
            case=cases[one.number],
            item=one.item,
            term=one.term,
            keep_until=one.keep_until or date.max,
            sha256=_hash_of(cases[one.number]),
        )
        for one in over
    )
    _record(row, events.DESTRUCTION_PROPOSED, by=by, at=at, count=len(over))
    return row


@transaction.atomic
def confirm(list_id: int, *, reason: str, by: Actor, at: datetime) -> Destruction:
    """Destroy what is on the list: pages, pictures and dossiers go, the register stays.
    What is held meanwhile, or has become younger, stays and the list says so.

    Raises:
        Refusal: "permission.denied", "archive.not-found", "archive.own-list",
            "archive.list-decided", "archive.reason-unsaid".
    """
    row = _take(list_id, by=by)
    rules.require_other_confirms(proposed_by=row.proposed_by, confirms=by.ref)
    _decide(row, DestructionState.CONFIRMED, reason, by=by, at=at)
    today = _today(row.hall_id, at)
    for line in queries.rows_of(row):
        line.outcome = _destroyed(line, today, at=at)
        line.save(update_fields=["outcome"])
    return row


@transaction.atomic
def drop(list_id: int, *, reason: str, by: Actor, at: datetime) -> Destruction:
    """Drop a list: everything stays.

    Raises:
        Refusal: as `confirm`, without "archive.own-list".
    """
    row = _take(list_id, by=by)
    _decide(row, DestructionState.DROPPED, reason, by=by, at=at)
    return row


def _take(list_id: int, *, by: Actor) -> Destruction:
    require(by, "archive.destroy", policies.GRANTS)
    row = queries.destruction(by, list_id)
    if row.state != DestructionState.PROPOSED:
        raise _decided()
    return row


def _decided() -> Refusal:
    return Refusal(
        "archive.list-decided",
        N_("Somebody has decided on this list already."),
        remedy=N_("Reload the page to see how."),
    )


def _decide(
    row: Destruction, state: DestructionState, reason: str, *, by: Actor, at: datetime
) -> None:
    said = rules.require_reason(reason)
    hit = Destruction.objects.filter(pk=row.pk, state=DestructionState.PROPOSED).update(
        state=state,
        decided_by=by.ref,
        decided_by_name=by.name,
        decided_at=at,
        reason=said[:200],
    )
    if not hit:
        raise _decided()
    row.refresh_from_db()
    _record(row, events.DESTRUCTION_DECIDED, by=by, at=at, decision=state.label)


def _destroyed(line: DestructionRow, today: date, *, at: datetime) -> str:
    """What became of one case, in a word of the list."""
    archived = Archived.objects.select_related("case").get(case=line.case)
    if not rules.expired([queries.kept(archived)], today):
        return "保留"
    hit = Archived.objects.filter(pk=archived.pk, destroyed_at=None).update(
        destroyed_at=at
    )
    if not hit:
        return "保留"
    for link in CasePaperFile.objects.filter(paper__case=line.case):
        material_services.remove(link.file, by=SYSTEM, at=at, hall_id=line.case.hall_id)
    made = Dossier.objects.filter(case=line.case).exclude(sha256="")
    for sha256 in made.values_list("sha256", flat=True):
        transaction.on_commit(partial(shelf.drop, sha256))
    note(
        line.case,
        events.DOSSIER_DESTROYED,
        by=SYSTEM,
        at=at,
        list=line.destruction_id,
        sha256=line.sha256,
    )
    return "已销毁"


def _cases(numbers: list[str]) -> list[Case]:
    return list(Case.objects.filter(number__in=numbers))


def _hash_of(case: Case) -> str:
    row = Dossier.objects.filter(case=case).exclude(sha256="").order_by("-edition")
    last = row.first()
    return last.sha256 if last is not None else ""


def _today(hall_id: int, at: datetime) -> date:
    return at.astimezone(places.hall(hall_id).zone).date()


def _record(
    row: Destruction, kind: EventType, *, by: Actor, at: datetime, **facts: object
) -> None:
    journal.record(
        kind,
        about=f"hall:{row.hall_id}",
        by=by,
        at=at,
        hall_id=row.hall_id,
        list=row.pk,
        **facts,
    )
