"""The hearing is held: minutes written, signed, closed; the decision rests on them."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events
from yichuang.cases.models import Case, Hearing, HearingParty
from yichuang.cases.queries import hearing as hearing_queries
from yichuang.cases.rules import hearing as rules
from yichuang.cases.rules.hearing import HearingState
from yichuang.cases.services import letters
from yichuang.cases.services.hearing.standing import (
    let_clock_run,
    local,
    move_on,
    named,
    open_challenges,
    setting,
    take,
    today_of,
)
from yichuang.cases.services.moving import note
from yichuang.documents.rules import DocumentKind, check_signature
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_


@transaction.atomic
def record(
    case: Case, *, minutes: str, opinion: str, by: Actor, at: datetime
) -> Hearing:
    """Write the minutes, by the chair or the recorder; signatures under other words are
    void.

    Raises:
        Refusal: "hearing.not-begun", "hearing.minutes-empty" (field "minutes"),
            "hearing.challenged", "hearing.not-presiding".
    """
    row = take(case, "record", by=by)
    _require_presiding(row, by, also=row.recorder_name)
    rules.require_chair_unchallenged(open_challenges=open_challenges(row))
    assert row.held_at is not None  # noqa: S101  it was called
    rules.require_begun(now=at, held_at=row.held_at)
    rows = rules.spoken(minutes)
    if rows != row.minutes:
        row.parties.update(signature="", refused="", signed_at=None)
    move_on(
        row,
        state=HearingState.HELD,
        minutes=rows,
        opinion=opinion.strip(),
        ended_at=at,
    )
    note(case, events.HEARING_MINUTED, by=by, at=at)
    return row


@transaction.atomic
def sign(
    case: Case,
    party_id: int,
    *,
    signature: str = "",
    refused: str = "",
    by: Actor,
    at: datetime,
) -> HearingParty:
    """Somebody who was heard signs the minutes; or why they would not is written down.

    Raises:
        Refusal: "hearing.no-party", "documents.signature-bad" (field "signature").
    """
    row = take(case, "sign", by=by)
    found = row.parties.filter(pk=party_id).first()
    if found is None:
        raise Refusal(
            "hearing.no-party",
            N_("Nobody of that name was heard."),
            field="name",
            remedy=N_("Choose one of those who were heard."),
        )
    if not refused.strip():
        check_signature(signature)
    found.signature = "" if refused.strip() else signature
    found.refused = refused.strip()[:200]
    found.signed_at = at
    found.save()
    move_on(row)
    note(case, events.HEARING_SIGNED, by=by, at=at, who=found.name)
    return found


@transaction.atomic
def close(case: Case, *, by: Actor, at: datetime) -> Hearing:
    """The chair closes the hearing: everybody signed, the minutes become a document,
    and the clock runs on.

    Raises:
        Refusal: "hearing.unsigned" (field "name"), "hearing.not-presiding".
    """
    row = take(case, "close", by=by)
    _require_presiding(row, by)
    parties = list(row.parties.order_by("id"))
    rules.require_signed(
        [rules.Signed(one.name, one.signature, one.refused) for one in parties]
    )
    facts = {**setting(row), "parties": [_signature(case, one) for one in parties]}
    facts |= {
        "minutes": row.minutes,
        "result": row.opinion,
        "ended_at": local(case, row.ended_at or at),
    }
    number = letters.issue(case, DocumentKind.HEARING_MINUTES, facts, by=by, at=at)
    move_on(row, state=HearingState.CLOSED, minutes_document=number)
    note(case, events.HEARING_CLOSED, by=by, at=at, document=number)
    let_clock_run(case, at=at)
    return row


def for_decision(case: Case, *, by: Actor, at: datetime) -> str:
    """What a decision of now rests on: the number of the minutes, "" without a hearing.

    Raises:
        Refusal: "hearing.open", "hearing.may-be-asked", "hearing.chair-decides".
    """
    row = hearing_queries.latest(case)
    if row is None:
        return ""
    number = rules.minutes_for_decision(
        row.state,
        apply_due=row.apply_due,
        today=today_of(case, at),
        minutes=row.minutes_document,
    )
    if number:
        rules.require_not_chair(decides=by.ref, chairs={row.chair})
    return number


def _signature(case: Case, party: HearingParty) -> dict[str, str]:
    signed = local(case, party.signed_at).replace("T", " ") if party.signed_at else ""
    return {
        **named(party),
        "signature": party.signature,
        "note": party.refused,
        "at": signed,
    }


def _require_presiding(row: Hearing, by: Actor, *, also: str = "") -> None:
    """Only the chair, and for the minutes the recorder, act for the hearing."""
    if row.chair and (by.ref == row.chair or (also and by.name == also)):
        return
    raise Refusal(
        "hearing.not-presiding",
        N_("Only who presides over the hearing does this."),
        remedy=N_("The chair is %(chair)s."),
        chair=row.chair_name or "—",
    )
