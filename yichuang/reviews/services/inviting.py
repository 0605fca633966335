"""Asking for a review: once a stage, by a link nobody can guess."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import STRANGER, Actor, require
from yichuang.cases.models import Case
from yichuang.cases.policies import sees
from yichuang.cases.queries.finding import not_found
from yichuang.cases.rules.lifecycle import CaseState
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.reviews import events, policies
from yichuang.reviews.models import Invitation
from yichuang.reviews.queries import invitations
from yichuang.reviews.rules.levels import Stage

GOOD_FOR = timedelta(days=30)
ON_THE_TABLET = timedelta(minutes=10)


def invite(case: Case, *, at: datetime, stage: Stage = Stage.HANDLING) -> Invitation:
    """The invitation to review a closed case; made when it is first asked for.

    Raises:
        Refusal: "review.too-early" while the case is still in hand.
    """
    if case.state != CaseState.CLOSED:
        raise Refusal(
            "review.too-early",
            N_("Case %(number)s is not finished yet."),
            remedy=N_("People are asked when the result is in their hands."),
            number=case.number,
        )
    known = Invitation.objects.filter(case=case, stage=stage).first()
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return Invitation.objects.create(
                case=case,
                stage=stage,
                token=secrets.token_urlsafe(18),
                hall_id=case.hall_id,
                item_key=case.item_key,
                created_at=at,
                expires_at=at + GOOD_FOR,
            )
    except IntegrityError:  # somebody else has just asked
        return Invitation.objects.get(case=case, stage=stage)


@transaction.atomic
def show(case: Case, window_number: int, *, by: Actor, at: datetime) -> Invitation:
    """Let the tablet of a window ask about a case for the next ten minutes.

    Raises:
        Refusal: "permission.denied", "case.not-found", "review.no-window",
            "review.too-early", "review.done".
    """
    require(by, "review.show", policies.GRANTS)
    if not sees(by, case):
        raise not_found()
    window = next(
        (row for row in places.windows(case.hall_id) if row.number == window_number),
        None,
    )
    if window is None:
        raise Refusal(
            "review.no-window",
            N_("There is no window %(number)s here."),
            field="window",
            number=window_number,
        )
    invitation = invite(case, at=at)
    if invitation.reviewed_at is not None:
        raise Refusal(
            "review.done",
            N_("Case %(number)s has been reviewed already."),
            number=case.number,
        )
    Invitation.objects.filter(window_id=window.id, shown_until__gt=at).update(
        shown_until=None
    )
    Invitation.objects.filter(pk=invitation.pk).update(
        window_id=window.id, shown_until=at + ON_THE_TABLET
    )
    return invitation


def put_away(token: str) -> None:
    """The tablet went back to rest: nobody answered, and nothing is counted.

    Raises:
        Refusal: "review.not-found".
    """
    found = invitations.find(token)
    Invitation.objects.filter(pk=found.pk).update(shown_until=None)


@transaction.atomic
def skip(token: str, *, at: datetime) -> None:
    """Somebody does not want to review; the link stays good for a change of mind.

    Raises:
        Refusal: "review.not-found".
    """
    found = invitations.find(token)
    hit = Invitation.objects.filter(
        pk=found.pk, skipped_at=None, reviewed_at=None
    ).update(skipped_at=at)
    Invitation.objects.filter(pk=found.pk).update(shown_until=None)
    if hit:
        journal.record(
            events.SKIPPED,
            about=f"item:{found.item_key}",
            by=STRANGER,
            at=at,
            hall_id=found.hall_id,
        )
