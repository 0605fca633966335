"""Bad reviews and who may read them: never those whose work they are about."""

from datetime import date

from django.db.models import QuerySet

from yichuang.accounts.policies import Actor, can
from yichuang.journal import queries as journal
from yichuang.reviews import policies
from yichuang.reviews.models import Rectification, Review
from yichuang.reviews.queries.invitations import not_found


def handlers_of(review: Review) -> frozenset[str]:
    """Everybody of the staff who did something in the case; looking is no doing."""
    return frozenset(
        entry.actor
        for entry in journal.timeline(review.case.about)
        if entry.actor.startswith("staff:") and entry.code != "case.viewed"
    )


def find(by: Actor, review_id: int) -> Rectification:
    """The bad review with its case.

    Raises:
        Refusal: "review.not-found".
    """
    row = (
        Rectification.objects.select_related("review__case__applicant")
        .filter(review_id=review_id)
        .first()
    )
    if row is None or not policies.in_hall(by, row.hall_id):
        raise not_found()
    return row


def visible(subject: str, by: Actor) -> bool:
    """Whether the actor sees the documents of a review, "review:17": who reads bad
    reviews of its hall does; who is reviewed gets the order on paper."""
    _, _, key = subject.partition(":")
    found = Review.objects.filter(pk=key).values_list("hall_id", flat=True)
    return can(by, "review.list", policies.GRANTS) and any(
        policies.in_hall(by, hall_id) for hall_id in found
    )


def listed(by: Actor, *, closed: bool) -> QuerySet[Rectification]:
    """Bad reviews of the actor's hall: open ones by their last day, or the closed."""
    found = Rectification.objects.select_related("review").filter(
        closed_at__isnull=not closed
    )
    if by.hall_id is not None:
        found = found.filter(hall_id=by.hall_id)
    return found.order_by("-closed_at") if closed else found.order_by("fix_due", "id")


def counts(by: Actor, today: date) -> dict[str, int]:
    """How many are open, and how many of those are late for contact or for the fix."""
    rows = listed(by, closed=False).values_list(
        "contact_due", "fix_due", "contacted_at"
    )
    late = sum(
        fix < today or (reached is None and contact < today)
        for contact, fix, reached in rows
    )
    return {"open": len(rows), "late": late}
