"""Reviews by API: from another system's own page, machine or tablet."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from yichuang.accounts.policies import Actor
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.reviews.models import Review
from yichuang.reviews.rules.levels import Channel, Kind
from yichuang.reviews.schemas import ReviewIn, ReviewOut
from yichuang.reviews.services import reviewing
from yichuang.web.api import idempotent, needs_scope

router = Router(tags=["reviews"])


@router.post("/reviews", response={201: ReviewOut}, summary="Hand in a review")
@needs_scope("review.write")
@idempotent()
def hand_in(request: HttpRequest, review: ReviewIn) -> ReviewOut:
    """Hand in what somebody said about a closed case.

    Give `token`, the unguessable part of the link the person got, or `case`, its number.
    A case is reviewed once; handed in again, the first review answers. What a system
    made up itself (`kind` default or staff) is kept and never counted.
    """
    said = reviewing.Said(review.level, tuple(review.tags), review.text)
    now = timezone.now()
    by: Actor = request.auth  # type: ignore[attr-defined]
    if review.token and review.kind is Kind.VOLUNTARY:
        return _out(
            reviewing.review(review.token, said, channel=Channel.MACHINE, at=now)
        )
    if not review.case:
        raise Refusal(
            "review.about-nothing",
            N_("Name the case, or give the token of the link."),
            field="case",
            remedy=N_("A review that counts may come with either one."),
        )
    return _out(
        reviewing.review_case(review.case, said, kind=review.kind, by=by, at=now)
    )


def _out(row: Review) -> ReviewOut:
    return ReviewOut(
        level=row.level,
        tags=row.tags,
        kind=row.kind,
        channel=row.channel,
        at=row.at,
        counted=row.kind == Kind.VOLUNTARY,
    )
