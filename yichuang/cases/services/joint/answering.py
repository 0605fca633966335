"""A post answers what it was asked, or gives back what is not its own."""

from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
from yichuang.cases import events
from yichuang.cases.models import Case, Opinion
from yichuang.cases.queries.joint import facts_of
from yichuang.cases.queries.terms import joint_on
from yichuang.cases.rules import authority, joint
from yichuang.cases.rules.joint import Asked
from yichuang.cases.services.impartial import require_impartial
from yichuang.cases.services.joint.counting import (
    count_down,
    end,
    named,
    today_of,
    touch,
    waiting_question,
)
from yichuang.cases.services.moving import note, possible
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places
from yichuang.organisation.queries.posts import acting_posts


@transaction.atomic
def answer(
    case: Case, opinion_id: int, *, agrees: bool, text: str, by: Actor, at: datetime
) -> Opinion:
    """A post answers; only who acts there today may. Late is late, and is seen.

    Raises:
        Refusal: "opinion.none", "authority.other-post", "authority.recused",
            "case.reason-unsaid", "case.moved-on" when it was decided meanwhile.
    """
    row = _mine(case, opinion_id, "opine", by=by, at=at)
    if not agrees and not text.strip():
        raise Refusal(
            "case.reason-unsaid",
            N_("A reason is needed."),
            field="text",
            remedy=N_("Say in a sentence what stands against it."),
        )
    end(
        row,
        Asked.ANSWERED,
        agrees=agrees,
        text=text.strip(),
        answered_by=by.ref,
        answered_by_name=by.name,
        answered_at=at,
    )
    note(
        case,
        events.OPINION_GIVEN,
        by=by,
        at=at,
        post=named(case, row),
        agrees=agrees,
        late=bool(row.due and today_of(case, at) > row.due),
    )
    count_down(case, row, by=by, at=at)
    return row


def _mine(
    case: Case, opinion_id: int, move: str, *, by: Actor, at: datetime
) -> Opinion:
    """A waiting question of a post where the actor acts, the case held against a
    decision in the same moment."""
    possible(case, move, by=by)
    row = waiting_question(case, opinion_id)
    authority.require_at_post(
        acting=row.post_id in acting_posts(by.user_id or 0, today_of(case, at)),
        post=row.post.name,
    )
    require_impartial(case, by)
    touch(case)
    return row


@transaction.atomic
def give_back(
    case: Case, opinion_id: int, *, reason: str, by: Actor, at: datetime
) -> Opinion:
    """What is not this post's is given back fast, with a word whose it is; the lead sees
    it at once and asks elsewhere, so nothing is lost.

    Raises:
        Refusal: "return.reason-unsaid", "return.late" (both field "reason"),
            and as `answer`.
    """
    row = _mine(case, opinion_id, "opine", by=by, at=at)
    require_said(reason)
    today = today_of(case, at)
    (facts,) = facts_of([row], places.hall(case.hall_id).zone)
    joint.require_returnable(
        facts.asked_on,
        today,
        joint_on(case.hall_id, today).return_days,
        calendars.calendar_for(case.hall_id),
    )
    end(
        row,
        Asked.RETURNED,
        ended_at=at,
        ended_by_name=by.name,
        ended_reason=reason.strip()[:300],
    )
    note(
        case,
        events.OPINION_RETURNED,
        by=by,
        at=at,
        post=named(case, row),
        reason=row.ended_reason,
    )
    count_down(case, row, by=by, at=at)
    return row


def require_said(reason: str) -> None:
    """Raises Refusal "return.reason-unsaid" for work given back without a word."""
    if not reason.strip():
        raise Refusal(
            "return.reason-unsaid",
            N_("Say why it is not yours."),
            field="reason",
            remedy=N_("Name the post or department whose it is, if you know it."),
        )
