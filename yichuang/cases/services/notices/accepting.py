"""The case is accepted, by somebody or by silence; its limits begin to run."""

from datetime import date, datetime

from django.db import transaction

from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.cases import events
from yichuang.cases.models import Case
from yichuang.cases.queries.batches import closing_of
from yichuang.cases.queries.facts import (
    guide_of,
    limits_of,
    paper_facts,
)
from yichuang.cases.rules import clock
from yichuang.cases.rules import papers as paper_rules
from yichuang.cases.services import following, letters, wording
from yichuang.cases.services.following import local_day
from yichuang.cases.services.moving import advance, note, possible
from yichuang.documents.rules import DocumentKind
from yichuang.organisation.queries import calendars
from yichuang.web.together import part


def accept(case: Case, *, by: Actor, at: datetime) -> Case:
    """Accept the case: the promised and the statutory limit begin to run.

    Raises:
        Refusal: "papers.missing" naming each paper in the way, "move.not-allowed".
    """
    possible(case, "accept", by=by)
    with part():
        paper_rules.require_acceptable(paper_facts(case))
        return _accept(case, "accept", since=local_day(case, at), by=by, at=at)


def deem_accepted(case: Case, *, at: datetime) -> Case:
    """Nobody told within five working days what is missing: accepted as of receipt
    (行政许可法 art. 32(4)). Only the worker does this."""
    with transaction.atomic():
        since = case.complete_on or case.received_on or local_day(case, at)
        return _accept(case, "deem", since=since, by=SYSTEM, at=at)


def _accept(case: Case, move: str, *, since: date, by: Actor, at: datetime) -> Case:
    guide = guide_of(case)
    promise, statute = _due_days(case, since, at=at)
    advance(
        case,
        move,
        by=by,
        accepted_at=at,
        accepted_on=since,
        received_at=case.received_at or at,
        promise_due=promise,
        statute_due=statute,
    )
    number = letters.issue(
        case,
        DocumentKind.ACCEPTANCE,
        {
            "accepted_on": since.isoformat(),
            "promise": wording.promise_words(guide.promise),
            "due": wording.day(promise),
            "statutory_due": wording.day(case.statute_due),
        },
        by=by,
        at=at,
    )
    note(
        case,
        events.DEEMED if move == "deem" else events.ACCEPTED,
        by=by,
        at=at,
        item=case.item_key,
        since=since.isoformat(),
        due=wording.day(promise),
        document=number,
    )
    following.tell(case, by=by, at=at)
    return case


def _due_days(
    case: Case, since: date, *, at: datetime
) -> tuple[date | None, date | None]:
    """The promised and the statutory last day of a case accepted on `since`."""
    limits = limits_of(guide_of(case))
    calendar = calendars.calendar_for(case.hall_id)
    hours = calendars.office_hours(case.hall_id)
    facts = clock.ClockFacts(
        received_on=case.received_on,
        accepted_on=since,
        accepted_at=at,
        complete_on=case.complete_on,
        batch_closed_on=closing_of(case),
    )
    return (
        clock.promise_due(facts, limits, calendar, hours),
        clock.statute_due(facts, limits, calendar, hours),
    )
