"""Told of the right to a hearing; it is asked for, given up, or withdrawn (art. 46, 47)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events, policies
from yichuang.cases.models import Case, Hearing, HearingParty
from yichuang.cases.rules import hearing as rules
from yichuang.cases.rules.hearing import HearingGround, HearingState, PartyRole
from yichuang.cases.services.hearing.standing import (
    let_clock_run,
    move_on,
    require_accepted,
    send,
    stop_clock,
    take,
    today_of,
)
from yichuang.cases.services.moving import note
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars

TOLD_BASIS = {
    HearingGround.DUTY: ["《中华人民共和国行政许可法》第四十六条"],
    HearingGround.INTEREST: ["《中华人民共和国行政许可法》第四十七条"],
}


@transaction.atomic
def tell(
    case: Case,
    ground: HearingGround,
    *,
    reason: str,
    interested: Iterable[str] = (),
    by: Actor,
    at: datetime,
) -> Hearing:
    """Tell the applicant and those whose interest it touches that they may be heard;
    where the law itself requires a hearing it is organised at once.

    Raises:
        Refusal: "hearing.not-now", "hearing.stands", "case.reason-unsaid".
    """
    policies.require_move(by, "hearing.tell", case)
    require_accepted(case)
    if not reason.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="reason",
            remedy=N_("Say what is going to be decided and why; the parties read it."),
        )
    row = _open(case, ground, reason.strip(), by=by, at=at)
    _name_parties(row, case, interested)
    due = row.apply_due or row.organise_due
    said = {
        "reasons": [row.reason],
        "due": due.isoformat() if due else "",
        "basis": TOLD_BASIS[ground],
    }
    send(
        row,
        DocumentKind.HEARING_RIGHT,
        lambda _party: said,
        "told_document",
        by=by,
        at=at,
    )
    note(
        case,
        events.HEARING_TOLD,
        by=by,
        at=at,
        due=due.isoformat() if due else "",
        document=row.told_document,
        ground=ground.label,
    )
    if ground is HearingGround.DUTY:
        stop_clock(case, at=at)
    return row


def _open(
    case: Case, ground: HearingGround, reason: str, *, by: Actor, at: datetime
) -> Hearing:
    """The one hearing of the case; a database constraint refuses a second."""
    today, calendar = today_of(case, at), calendars.calendar_for(case.hall_id)
    asked = ground is HearingGround.DUTY
    try:
        with transaction.atomic():
            return Hearing.objects.create(
                case=case,
                state=HearingState.APPLIED if asked else HearingState.TOLD,
                ground=ground,
                reason=reason,
                told_on=today,
                told_by=by.ref,
                told_by_name=by.name,
                apply_due=None if asked else rules.apply_due(today, calendar),
                applied_on=today if asked else None,
                organise_due=rules.organise_due(today, calendar) if asked else None,
            )
    except IntegrityError:
        raise Refusal(
            "hearing.stands",
            N_("A hearing on this case stands already."),
            remedy=N_("Go on with that one."),
        ) from None


@transaction.atomic
def apply(case: Case, *, who: str, wish: str, by: Actor, at: datetime) -> Hearing:
    """A hearing is asked for, within five days of being told (art. 47): the clock stops
    until it is closed (art. 45), and it is held within twenty days.

    Raises:
        Refusal: "hearing.none", "move.not-allowed", "hearing.too-late".
    """
    row = take(case, "apply", by=by)
    today = today_of(case, at)
    if row.apply_due is not None:
        rules.require_in_time(today, row.apply_due)
    due = rules.organise_due(today, calendars.calendar_for(case.hall_id))
    move_on(
        row,
        state=HearingState.APPLIED,
        applied_on=today,
        applied_by_name=who.strip() or case.applicant_name,
        wish=wish.strip(),
        organise_due=due,
    )
    note(
        case,
        events.HEARING_APPLIED,
        by=by,
        at=at,
        who=row.applied_by_name,
        due=due.isoformat(),
    )
    stop_clock(case, at=at)
    return row


@transaction.atomic
def waive(case: Case, *, by: Actor, at: datetime) -> Hearing:
    """No hearing is wanted: said in so many words, the decision need not wait."""
    row = take(case, "waive", by=by)
    move_on(row, state=HearingState.WAIVED)
    note(case, events.HEARING_WAIVED, by=by, at=at)
    return row


@transaction.atomic
def cancel(case: Case, *, by: Actor, at: datetime) -> Hearing:
    """Who asked for the hearing no longer wants it; one by duty is held all the same.

    Raises:
        Refusal: "hearing.by-duty".
    """
    row = take(case, "cancel", by=by)
    if row.ground == HearingGround.DUTY:
        raise Refusal(
            "hearing.by-duty",
            N_("The law requires this hearing, so it is held all the same."),
        )
    move_on(row, state=HearingState.CANCELLED)
    note(case, events.HEARING_CANCELLED, by=by, at=at)
    let_clock_run(case, at=at)
    return row


def _name_parties(row: Hearing, case: Case, interested: Iterable[str]) -> None:
    names = dict.fromkeys(name.strip()[:120] for name in interested if name.strip())
    names.pop(case.applicant_name, None)
    HearingParty.objects.bulk_create(
        [
            HearingParty(
                hearing=row, name=case.applicant_name, role=PartyRole.APPLICANT
            ),
            *(
                HearingParty(hearing=row, name=name, role=PartyRole.INTERESTED)
                for name in names
            ),
        ]
    )
