"""Precedence 绿色通道: asked for with a reason, granted by somebody else, on record."""

from datetime import datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events, policies
from yichuang.cases.models import Case, GreenChannel
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.rules import modes
from yichuang.cases.rules.lifecycle import OPEN_STATES
from yichuang.cases.rules.modes import GreenState
from yichuang.cases.services.moving import change, note
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars


def _require_open(case: Case) -> None:
    if case.state not in OPEN_STATES:
        raise Refusal(
            "green.closed",
            N_("Precedence is for cases in hand; this one is not."),
        )


def _taken() -> Refusal:
    return Refusal(
        "green.standing",
        N_("Precedence was asked for already."),
        remedy=N_("See on the case what became of it."),
    )


def ask(
    case: Case,
    reason: str,
    *,
    evidence: str,
    by: Actor,
    at: datetime,
    minutes: int | None = None,
) -> GreenChannel:
    """Ask that a case goes before the others; `minutes` is an own target in office time.

    Raises:
        Refusal: "green.no-reason", "green.no-evidence", "green.target" at their fields;
            "green.standing", "green.closed".
    """
    policies.require_move(by, "case.green", case)
    _require_open(case)
    known = modes.require_reason(reason, evidence)
    modes.require_target(minutes)
    standing = GreenChannel.objects.filter(case=case).exclude(state=GreenState.DENIED)
    if standing.exists():
        raise _taken()
    try:
        with transaction.atomic():
            row = GreenChannel.objects.create(
                case=case,
                reason=known,
                evidence=evidence.strip(),
                minutes=minutes,
                asked_by=by.ref,
                asked_by_name=by.name,
                asked_at=at,
            )
            note(case, events.GREEN_ASKED, by=by, at=at, reason=known.label)
    except IntegrityError:  # two asked at the same moment
        raise _taken() from None
    return row


@transaction.atomic
def decide(
    case: Case,
    *,
    grant: bool,
    by: Actor,
    at: datetime,
    answer: str = "",
    minutes: int | None = None,
) -> GreenChannel:
    """Grant or deny what was asked; never one's own request. The granted target runs
    from now, in office time, or on a holiday in the time of who is on duty.

    Raises:
        Refusal: "green.none", "authority.own-request", "case.reason-unsaid" (field
            "answer"), "green.target", "case.moved-on".
    """
    policies.require_move(by, "case.green-decide", case)
    row = GreenChannel.objects.filter(case=case, state=GreenState.ASKED).first()
    if row is None:
        raise Refusal("green.none", N_("Nobody asks for precedence here."))
    _require_other(row, by)
    modes.require_target(minutes)
    if not grant and not answer.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="answer",
            remedy=N_("Say in a sentence why not."),
        )
    most = minutes or row.minutes
    decided = {
        "state": GreenState.GRANTED if grant else GreenState.DENIED,
        "minutes": most,
        "target_at": _target(case, most, at) if grant and most else None,
        "decided_by": by.ref,
        "decided_by_name": by.name,
        "decided_at": at,
        "answer": answer.strip(),
    }
    waiting = GreenChannel.objects.filter(pk=row.pk, state=GreenState.ASKED)
    if not waiting.update(**decided):
        raise moved_on(case)
    row.refresh_from_db()
    change(case, green=grant)
    reason = modes.GreenReason(row.reason).label
    if grant:
        note(case, events.GREEN_GRANTED, by=by, at=at, reason=reason, minutes=most)
    else:
        note(case, events.GREEN_DENIED, by=by, at=at, answer=row.answer)
    return row


def _require_other(row: GreenChannel, by: Actor) -> None:
    if row.asked_by == by.ref:
        raise Refusal(
            "authority.own-request",
            N_("You asked for this precedence yourself, so somebody else grants it."),
            remedy=N_("Leave it to the hall manager or another chief approver."),
        )


def _target(case: Case, minutes: int, at: datetime) -> datetime:
    return modes.target_due(
        at,
        minutes,
        calendars.office_hours(case.hall_id),
        calendars.calendar_for(case.hall_id),
    )
