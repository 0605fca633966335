"""Finished cases and what people say about them, by the services."""

from datetime import datetime, timedelta

from tests.cast import Cast
from tests.factories import online
from tests.factories.accounts import NOW
from yichuang.cases.models import Case
from yichuang.cases.services import decision, issuing
from yichuang.documents.rules import DeliveryWay
from yichuang.organisation.models import Authorisation
from yichuang.reviews.models import Invitation, Rectification, Review
from yichuang.reviews.rules.levels import Channel, Kind
from yichuang.reviews.services import inviting, reviewing
from yichuang.reviews.services.reviewing import Said

CLOSED = NOW + timedelta(hours=3)
LATER = NOW + timedelta(hours=4)


def make_finished(cast: Cast, who: str = "citizen") -> Case:
    """A case whose certificate was handed over at 13:00; any number of them."""
    case = online.make_accepted(cast, who)
    if not Authorisation.objects.exists():
        online.authorise(cast)
    decision.approve(case, by=cast.actor("chief_approver"), at=NOW + timedelta(hours=2))
    return issuing.issue(
        case,
        how=DeliveryWay.WINDOW,
        receiver=case.applicant_name,
        signature=online.SIGNATURE,
        by=cast.actor("issuer"),
        at=CLOSED,
    )


def make_invitation(cast: Cast, who: str = "citizen") -> Invitation:
    """Somebody is asked about a finished case."""
    return inviting.invite(make_finished(cast, who), at=CLOSED)


def say(
    invitation: Invitation,
    level: int = 5,
    tags: tuple[str, ...] = (),
    text: str = "",
    at: datetime = LATER,
    channel: Channel = Channel.LINK,
) -> Review:
    """The holder of the link speaks."""
    said = Said(level, tags, text)
    return reviewing.review(invitation.token, said, channel=channel, at=at)


def make_review(cast: Cast, level: int = 5, **over: object) -> Review:
    """A review of a case of its own."""
    return say(make_invitation(cast), level, **over)  # type: ignore[arg-type]


def make_bad(cast: Cast) -> Rectification:
    """A bad review nobody has answered."""
    review = make_review(cast, 1, tags=("115",), text="说话很冲。")
    return Rectification.objects.get(review=review)


def make_default(cast: Cast, case: Case, kind: Kind = Kind.DEFAULT) -> Review:
    """A review that another system made up for somebody."""
    return reviewing.review_case(
        case.number, Said(5), kind=kind, by=cast.actor("machine"), at=LATER
    )
