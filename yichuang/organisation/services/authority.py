"""Authorising people to decide, and handing posts over."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.events import (
    AUTHORISATION_REVOKED,
    AUTHORISED,
    COVER_CHANGED,
    POST_TAKEN,
)
from yichuang.organisation.models import Authorisation, Cover, Post, PostHolding
from yichuang.organisation.policies import GRANTS


@dataclass(frozen=True, slots=True)
class Letter:
    """A sealed letter of authorisation; both days are included, `item_key` may be `*`."""

    number: str
    item_key: str
    valid_from: date
    valid_to: date


@transaction.atomic
def authorise(
    post: Post,
    user_id: int,
    letter: Letter,
    *,
    person_name: str,
    by: Actor,
    at: datetime,
) -> Authorisation:
    """Register a sealed letter: this person may decide this item at this post.

    Raises:
        Refusal: "authorisation.dates" when it ends before it begins.
    """
    require(by, "organisation.authorise", GRANTS)
    if letter.valid_to < letter.valid_from:
        raise Refusal(
            "authorisation.dates",
            N_("The authorisation ends before it begins."),
            field="valid_to",
            remedy=N_("Enter a last day on or after the first."),
        )
    row = Authorisation.objects.create(
        item_key=letter.item_key,
        post=post,
        user_id=user_id,
        letter_number=letter.number,
        sealed_on=letter.valid_from,
        valid_from=letter.valid_from,
        valid_to=letter.valid_to,
    )
    journal.record(
        AUTHORISED,
        about=f"authorisation:{row.pk}",
        by=by,
        at=at,
        hall_id=post.department.hall_id,
        person=person_name,
        item=letter.item_key,
        letter=letter.number,
        until=letter.valid_to.isoformat(),
    )
    return row


@transaction.atomic
def revoke(
    authorisation: Authorisation, *, reason: str, on: date, by: Actor, at: datetime
) -> Authorisation:
    """End a letter early: from `on` it no longer covers anything."""
    require(by, "organisation.authorise", GRANTS)
    authorisation.revoked_on = on
    authorisation.save(update_fields=["revoked_on"])
    journal.record(
        AUTHORISATION_REVOKED,
        about=f"authorisation:{authorisation.pk}",
        by=by,
        at=at,
        hall_id=authorisation.post.department.hall_id,
        letter=authorisation.letter_number,
        reason=reason,
    )
    return authorisation


@transaction.atomic
def take_post(
    post: Post,
    user_id: int,
    *,
    cover: Cover,
    valid_from: date,
    person_name: str,
    by: Actor,
    at: datetime,
) -> PostHolding:
    """Let a person hold a post as A or as B from a day on."""
    require(by, "organisation.arrange", GRANTS)
    row = PostHolding.objects.create(
        post=post, user_id=user_id, cover=cover, valid_from=valid_from
    )
    journal.record(
        POST_TAKEN,
        about=f"post:{post.pk}",
        by=by,
        at=at,
        hall_id=post.department.hall_id,
        person=person_name,
        post=post.name,
        cover=cover.value,
    )
    return row


@transaction.atomic
def mark_away(
    holding: PostHolding, *, away: bool, by: Actor, at: datetime
) -> PostHolding:
    """A goes away or comes back: B acts meanwhile AB岗."""
    require(by, "organisation.cover", GRANTS)
    holding.away = away
    holding.save(update_fields=["away"])
    journal.record(
        COVER_CHANGED,
        about=f"post:{holding.post_id}",
        by=by,
        at=at,
        hall_id=holding.post.department.hall_id,
        post=holding.post.name,
        away=away,
    )
    return holding
