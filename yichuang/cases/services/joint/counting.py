"""What every step of joint work shares: the waiting question, the count of a round."""

from datetime import date, datetime

from django.db.models import F

from yichuang.accounts.policies import Actor
from yichuang.cases import events
from yichuang.cases.models import Case, Consultation, Opinion
from yichuang.cases.queries.finding import moved_on
from yichuang.cases.queries.joint import said_of, tally_of
from yichuang.cases.rules.joint import Asked, Weight
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.cases.services.moving import note
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places


def today_of(case: Case, at: datetime) -> date:
    """The day of a moment in the hall of the case."""
    return at.astimezone(places.hall(case.hall_id).zone).date()


def not_waiting() -> Refusal:
    """The refusal for a question that is answered, ended or was never asked."""
    return Refusal(
        "opinion.none",
        N_("This question is answered or was never asked."),
        field="on",
        remedy=N_("Reload the case to see who is still asked."),
    )


def waiting_question(case: Case, opinion_id: int) -> Opinion:
    """A question of the case that still waits, with its post."""
    row = (
        Opinion.objects.filter(case=case, pk=opinion_id, state=Asked.WAITING)
        .select_related("post")
        .first()
    )
    if row is None:
        raise not_waiting()
    return row


def named(case: Case, row: Opinion) -> str:
    """How the post of a question is called for this case."""
    return said_of(case, row.post.name, row.post.department_id)


def touch(case: Case) -> None:
    """Count the case on, whatever its version: a decision that did not see this answer
    comes second, two answers do not. A case that is decided takes none."""
    same = Case.objects.filter(pk=case.pk, state=CaseState.ACCEPTED)
    if not same.update(version=F("version") + 1):
        raise moved_on(case)
    case.version = same.values_list("version", flat=True).get()


def end(row: Opinion, state: Asked, **values: object) -> None:
    """End a waiting question, once; whoever comes second is refused."""
    hit = Opinion.objects.filter(pk=row.pk, state=Asked.WAITING).update(
        state=state, **values
    )
    if not hit:
        raise not_waiting()
    row.refresh_from_db()


def count_down(case: Case, row: Opinion, *, by: Actor, at: datetime) -> None:
    """One less to wait for; at 0 the round is over and the case is with its lead."""
    if row.consultation_id is None or row.weight == Weight.INFORMING:
        return
    round_ = Consultation.objects.filter(pk=row.consultation_id)
    round_.update(waiting=F("waiting") - 1)
    if not round_.filter(waiting=0, closed_at=None).update(closed_at=at):
        return
    count = tally_of(case)
    note(
        case,
        events.OPINIONS_COMPLETE,
        by=by,
        at=at,
        answered=count.answered,
        asked=count.asked,
        agree=count.agree,
        returned=count.returned,
    )
