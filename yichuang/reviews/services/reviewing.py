"""Taking a review. Whoever holds the token speaks; their name is neither asked nor kept."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import STRANGER, Actor, require
from yichuang.cases.models import Case
from yichuang.cases.queries.finding import find
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.text import N_
from yichuang.organisation.queries import calendars, places
from yichuang.reviews import events, policies
from yichuang.reviews.models import Invitation, Rectification, Review
from yichuang.reviews.queries import invitations
from yichuang.reviews.rules import levels, rectification
from yichuang.reviews.rules.levels import Channel, Kind, Level, Stage
from yichuang.reviews.services.inviting import invite


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said: level 1 to 5, national tag codes, their own words."""

    level: int
    tags: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A review that was checked and may be kept."""

    level: Level
    tags: tuple[str, ...]
    text: str


def check(said: Said) -> Taken:
    """Everything that is wrong with a review at once.

    Raises:
        Refusal: "review.no-level" and nothing else, for tags depend on the level.
        Refusals: of tags and text.
    """
    level = levels.level_of(said.level)
    wrong: list[Refusal] = []
    tags: tuple[str, ...] = ()
    text = ""
    try:
        tags = levels.check_tags(level, said.tags)
    except Refusal as refused:
        wrong.append(refused)
    try:
        text = levels.check_text(said.text)
    except Refusal as refused:
        wrong.append(refused)
    if wrong:
        raise Refusals(tuple(wrong))
    return Taken(level, tags, text)


def require_outsider(by: Actor) -> None:
    """What counts is never entered by whoever is signed in as staff.

    Raises:
        Refusal: "review.staff-made".
    """
    if by.is_staff:
        raise Refusal(
            "review.staff-made",
            N_("A review that staff enter does not count."),
            remedy=N_("Give the person the link or the tablet; it takes a minute."),
        )


@transaction.atomic
def review(token: str, said: Said, *, channel: Channel, at: datetime) -> Review:
    """Keep what the holder of the token says; said twice, the first word stands.

    There is no `by`: who holds the token may speak, and is not written down.

    Raises:
        Refusal: "review.not-found", "review.over", and those of `check`.
    """
    invitation = invitations.find(token)
    known = _standing(invitation)
    if known is not None:
        return known
    if invitation.expires_at < at:
        raise Refusal(
            "review.over",
            N_("This could be reviewed until %(until)s."),
            remedy=N_("Call the hall; what you say there is written down too."),
            until=invitation.expires_at.date(),
        )
    return _keep(invitation, check(said), channel, Kind.VOLUNTARY, at=at)


@transaction.atomic
def review_case(
    number: str, said: Said, *, kind: Kind, by: Actor, at: datetime
) -> Review:
    """Keep a review that another system took for one of its cases.

    What it made up itself (kind default or staff) is kept beside and never counted;
    nothing that staff enter counts.

    Raises:
        Refusal: "permission.denied", "case.not-found", "review.too-early",
            "review.staff-made", and those of `check`.
    """
    require(by, "review.write", policies.GRANTS)
    if kind is Kind.VOLUNTARY:
        require_outsider(by)
    invitation = invite(find(by, number), at=at)
    known = _standing(invitation, kind)
    if known is not None:
        return known
    return _keep(invitation, check(said), Channel.MACHINE, kind, at=at)


def _standing(invitation: Invitation, kind: Kind = Kind.VOLUNTARY) -> Review | None:
    return Review.objects.filter(
        case_id=invitation.case_id, stage=invitation.stage, kind=kind
    ).first()


def _keep(
    invitation: Invitation, taken: Taken, channel: Channel, kind: Kind, *, at: datetime
) -> Review:
    try:
        with transaction.atomic():
            row = _create(invitation, taken, channel, kind, at=at)
    except IntegrityError:  # pressed twice at the same moment
        known = _standing(invitation, kind)
        if known is None:
            raise
        return known
    if kind is Kind.VOLUNTARY:
        Invitation.objects.filter(pk=invitation.pk).update(
            reviewed_at=at, shown_until=None
        )
        if taken.level.is_bad:
            _open_rectification(row, at=at)
    # Nobody is named: staff of the case read the journal, and must not learn who spoke.
    journal.record(
        events.GIVEN if kind is Kind.VOLUNTARY else events.NOTED,
        about=row.about,
        by=STRANGER,
        at=at,
        hall_id=row.hall_id,
        item=row.item_key,
        level=row.level,
        channel=row.channel,
    )
    return row


def _create(
    invitation: Invitation, taken: Taken, channel: Channel, kind: Kind, *, at: datetime
) -> Review:
    case: Case = invitation.case
    return Review.objects.create(
        case=case,
        stage=Stage(invitation.stage),
        kind=kind,
        level=taken.level,
        tags=list(taken.tags),
        text=taken.text,
        channel=channel,
        hall_id=invitation.hall_id,
        department_id=case.department_id,
        item_key=invitation.item_key,
        at=at,
    )


def _open_rectification(row: Review, *, at: datetime) -> None:
    """差评整改 begins with the review; its days are working days of the hall."""
    day = at.astimezone(places.hall(row.hall_id).zone).date()
    due = rectification.dues(day, calendars.calendar_for(row.hall_id))
    Rectification.objects.create(
        review=row, hall_id=row.hall_id, contact_due=due.contact, fix_due=due.fix
    )
