"""What the law makes of silence after acceptance: a licence is renewed (行政许可法
art. 50(2)), and what an item's version says is approved. Only the worker does this."""

import logging
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction

from yichuang.accounts.policies import SYSTEM
from yichuang.cases import events
from yichuang.cases.models import Case
from yichuang.cases.queries import supervision as orders
from yichuang.cases.queries import worklist
from yichuang.cases.queries.bundles import require_released
from yichuang.cases.queries.facts import guide_of, paper_facts
from yichuang.cases.rules import clock
from yichuang.cases.rules.lifecycle import Outcome
from yichuang.cases.rules.supervision import OrderKind
from yichuang.cases.services import decision, joint, letters, supervision, wording
from yichuang.cases.services.moving import advance, note
from yichuang.cases.services.upward import require_ours
from yichuang.cases.services.warning import held
from yichuang.catalogue.rules.silence import clause_words, silence_clause
from yichuang.documents.rules import DocumentKind
from yichuang.journal.events import EventType
from yichuang.kernel.limits import due_date
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places
from yichuang.web.together import whole

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence that grants: by which move and clause, and its last day."""

    move: str
    event: EventType
    basis: str
    until: date


def today_of(case: Case, at: datetime) -> date:
    """The day of the case's hall."""
    return at.astimezone(places.hall(case.hall_id).zone).date()


def grant(case: Case, silence: Silence, *, at: datetime) -> Case:
    """Grant a case by law, on the day after the silence ended. Of a decision at the same
    moment, one wins. The agency was late all the same and gets its red card.

    Raises:
        Refusal: "move.not-allowed", "case.moved-on".
    """
    today = today_of(case, at)
    # Asked before the move: afterwards nobody has the case in hand any more.
    holder, words = orders.holder_of(case, today), held(case, OrderKind.OVERDUE)
    with transaction.atomic():
        advance(
            case,
            silence.move,
            by=SYSTEM,
            at=at,
            outcome=Outcome.APPROVED,
            decided_at=at,
            accepted_at=case.accepted_at or at,
            accepted_on=case.accepted_on or case.received_on,
            stopped=False,
            on_time=False,
            deliver_due=due_date(
                today, clock.DELIVERY_LIMIT, calendars.calendar_for(case.hall_id)
            ),
        )
        if case.statute_due is not None and today > case.statute_due:
            supervision.open_by_lamp(
                case, OrderKind.OVERDUE, words, at=at, responsible=holder
            )
        case.stops.filter(ended=None).update(ended=today)
        joint.close(case, by=SYSTEM, at=at)
        _write(case, silence, today, at=at)
    return case


def _write(case: Case, silence: Silence, today: date, *, at: datetime) -> None:
    """The decision in writing, the certificate, and the line in the journal."""
    guide = guide_of(case)
    facts: dict[str, Any] = {
        "accepted_on": wording.day(case.accepted_on),
        "decided_on": today.isoformat(),
        "silent_since": silence.until.isoformat(),
        "basis": [silence.basis, *wording.basis(guide)],
    }
    document = letters.issue(case, DocumentKind.DECISION, facts, by=SYSTEM, at=at)
    made = decision.carry_out(
        case,
        guide,
        paper_facts(case, guide),
        by=SYSTEM,
        at=at,
        by_law=silence.basis,
    )
    note(
        case,
        silence.event,
        by=SYSTEM,
        at=at,
        item=case.item_key,
        until=silence.until.isoformat(),
        basis=silence.basis,
        on_time=case.on_time,
        minutes=decision.minutes_taken(case, at),
        document=document,
        **made,
    )


def approve_silently(*, at: datetime, limit: int = 200) -> int:
    """Approve what nobody decided in the statutory limit and whose item says so; returns
    how many, at most `limit`. What waits for a sister case of its bundle is left."""
    approved = (1 for case in worklist.undecided(at) if _approved(case, at=at))
    return sum(islice(approved, limit))


def _approved(case: Case, *, at: datetime) -> bool:
    try:  # read again in each try: a try that was undone has moved the row in memory
        whole(lambda: approve(Case.objects.get(pk=case.pk), at=at))
    except Refusal as refusal:
        log.warning("case %s not approved by silence: %s", case.number, refusal)
        return False
    log.warning("case %s approved by silence: nobody decided in time", case.number)
    return True


def approve(case: Case, *, at: datetime) -> Case:
    """Approve one case by silence.

    Raises:
        Refusal: "silence.grants-nothing" while the statutory limit runs or where the
            version names no clause; "bundle.waits", "upward.decided-above",
            "move.not-allowed", "case.moved-on".
    """
    guide = guide_of(case)
    clause, until = silence_clause(guide), case.statute_due
    if clause is None or until is None or today_of(case, at) <= until:
        raise Refusal(
            "silence.grants-nothing",
            N_("Silence approves nothing here, or not yet."),
            remedy=N_("Decide it: only the clause a guide names lets silence approve."),
        )
    require_released(case)
    require_ours(case, guide)
    words = clause_words(clause)
    silence = Silence("silence", events.SILENTLY_APPROVED, words, until)
    return grant(case, silence, at=at)
