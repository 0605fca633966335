"""The hearing is called, its chair named and perhaps challenged (art. 48)."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.accounts.queries import StaffRow, staff_member
from yichuang.cases import events
from yichuang.cases.models import Case, Hearing, HearingChallenge
from yichuang.cases.queries import hearing as hearing_queries
from yichuang.cases.rules import authority
from yichuang.cases.rules import hearing as rules
from yichuang.cases.rules.hearing import HearingState
from yichuang.cases.services import letters
from yichuang.cases.services.hearing.standing import (
    move_on,
    open_challenges,
    send,
    setting,
    take,
    today_of,
)
from yichuang.cases.services.moving import note
from yichuang.documents.rules import DocumentKind
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places


@dataclass(frozen=True, slots=True)
class Call:
    """When, where and before whom it is heard. `secret_reason` closes the doors."""

    held_at: datetime
    place: str
    chair: int
    recorder: str = ""
    public: bool = True
    secret_reason: str = ""


@transaction.atomic
def schedule(case: Case, call: Call, *, by: Actor, at: datetime) -> Hearing:
    """Call the hearing: told seven days before, public, chaired by somebody who had no
    part in the case (art. 48). Called anew, everybody is told anew.

    Raises:
        Refusal: "hearing.notice-short", "hearing.after-limit" (field "held_at"),
            "hearing.secret-unsaid", "hearing.place-unsaid" (field "place"),
            "hearing.no-chair", "authority.own-hearing", "hearing.chair-challenged"
            (field "chair").
    """
    row = take(case, "schedule", by=by)
    zone = places.hall(case.hall_id).zone
    today = today_of(case, at)
    due = row.organise_due
    assert due is not None  # noqa: S101  it was asked for, or it is by duty
    rules.require_called_in_time(
        today=today,
        held_on=call.held_at.astimezone(zone).date(),
        due=due,
        calendar=calendars.calendar_for(case.hall_id),
    )
    _require_complete(call)
    chair = _chair(row, call.chair, today)
    move_on(
        row,
        state=HearingState.SCHEDULED,
        notified_on=today,
        held_at=call.held_at,
        place=call.place.strip(),
        public=call.public,
        secret_reason=call.secret_reason.strip(),
        chair=f"staff:{chair.id}",
        chair_name=chair.name,
        recorder_name=call.recorder.strip(),
    )
    notice = DocumentKind.HEARING_NOTICE
    send(row, notice, partial(setting, row), "notice_document", by=by, at=at)
    note(
        case,
        events.HEARING_CALLED,
        by=by,
        at=at,
        when=call.held_at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        place=row.place,
        chair=row.chair_name,
        document=row.notice_document,
    )
    return row


@transaction.atomic
def challenge(
    case: Case, *, who: str, reason: str, by: Actor, at: datetime
) -> HearingChallenge:
    """A party asks that somebody else presides, before the hearing is closed.

    Raises:
        Refusal: "hearing.challenge-unsaid" (field "reason"), "hearing.challenged".
    """
    row = take(case, "challenge", by=by)
    if not reason.strip():
        raise Refusal(
            "hearing.challenge-unsaid",
            N_("Say which direct interest the chair has in the matter."),
            field="reason",
            remedy=N_("One sentence is enough."),
        )
    rules.require_chair_unchallenged(open_challenges=open_challenges(row))
    made = HearingChallenge.objects.create(
        hearing=row,
        by_name=who.strip() or case.applicant_name,
        chair=row.chair,
        chair_name=row.chair_name,
        reason=reason.strip()[:300],
        at=at,
    )
    move_on(row, state=HearingState.SCHEDULED)
    note(case, events.HEARING_CHALLENGED, by=by, at=at, who=made.by_name)
    return made


@transaction.atomic
def judge(
    case: Case, *, uphold: bool, decision: str, by: Actor, at: datetime
) -> HearingChallenge:
    """The head decides on the challenge; upheld, the hearing is called anew under
    another chair. Nobody decides on a challenge of themselves.

    Raises:
        Refusal: "hearing.no-challenge", "hearing.own-challenge", "case.reason-unsaid".
    """
    row = take(case, "judge", by=by)
    found = row.challenges.filter(upheld=None).first()
    if found is None:
        raise Refusal(
            "hearing.no-challenge",
            N_("No challenge of the chair waits for a decision."),
        )
    if found.chair == by.ref:
        raise Refusal(
            "hearing.own-challenge",
            N_("The challenge is of yourself, so somebody else decides it."),
            remedy=N_("Leave it to the hall manager or another head."),
        )
    if not decision.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="decision",
            remedy=N_("Whoever challenged the chair reads it."),
        )
    HearingChallenge.objects.filter(pk=found.pk, upheld=None).update(
        upheld=uphold,
        decided_by=by.ref,
        decided_by_name=by.name,
        decided_at=at,
        decision=decision.strip()[:300],
    )
    found.refresh_from_db()
    move_on(row, **({"chair": "", "chair_name": ""} if uphold else {}))
    _write_judgement(case, found, by=by, at=at)
    note(case, events.HEARING_JUDGED, by=by, at=at, decision=found.decision)
    return found


def _write_judgement(
    case: Case, found: HearingChallenge, *, by: Actor, at: datetime
) -> None:
    letters.issue(
        case,
        DocumentKind.RECUSAL,
        {
            "officer": found.chair_name,
            "decision": "同意回避" if found.upheld else "不予回避",
            "reasons": [found.reason, found.decision],
            "giver": found.by_name,
            "approved_by": by.name,
            "basis": ["《中华人民共和国行政许可法》第四十八条第一款第三项"],
        },
        by=by,
        at=at,
        addressee=found.by_name,
    )


def _require_complete(call: Call) -> None:
    rules.require_public(public=call.public, secret_reason=call.secret_reason)
    if not call.place.strip():
        raise Refusal(
            "hearing.place-unsaid",
            N_("Say where it is held."),
            field="place",
            remedy=N_("Room and address, so that everybody finds it."),
        )


def _chair(row: Hearing, user_id: int, today: date) -> StaffRow:
    """Who presides: of this hall, without a part in the case, not challenged away."""
    person = staff_member(user_id)
    case = row.case
    if person is None or person.hall_id not in (None, case.hall_id):
        raise Refusal(
            "hearing.no-chair",
            N_("Nobody of this hall's staff was chosen to preside."),
            field="chair",
            remedy=N_("Choose who presides."),
        )
    ref = f"staff:{person.id}"
    handled = hearing_queries.handlers(case, today)
    authority.require_impartial_chair(chair=ref, handled_by=handled)
    possible = {one.id for one in hearing_queries.possible_chairs(case, today)}
    if person.id not in possible:
        raise Refusal(
            "hearing.chair-challenged",
            N_("%(person)s cannot preside over this hearing."),
            field="chair",
            remedy=N_("Choose somebody who was not challenged and is not recused."),
            person=person.name,
        )
    return person
