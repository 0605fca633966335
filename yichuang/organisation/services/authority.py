"""Authorising people to decide, and handing posts over."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from yichuang.accounts.policies import Actor
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
from yichuang.organisation.policies import require_at


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
        Refusal: "authorisation.dates" when it ends before it begins,
            "authorisation.known" when the letter is registered already.
    """
    require_at(by, "organisation.authorise", post)
    if letter.valid_to < letter.valid_from:
        raise Refusal(
            "authorisation.dates",
            N_("The authorisation ends before it begins."),
            field="valid_to",
            remedy=N_("Enter a last day on or after the first."),
        )
    row, new = Authorisation.objects.get_or_create(
        item_key=letter.item_key,
        post=post,
        user_id=user_id,
        letter_number=letter.number,
        defaults={
            "sealed_on": letter.valid_from,
            "valid_from": letter.valid_from,
            "valid_to": letter.valid_to,
        },
    )
    if not new:
        raise Refusal(
            "authorisation.known",
            N_("Letter %(number)s is registered already for this person and item."),
            field="letter_number",
            remedy=N_("Check the number; a new letter has a number of its own."),
            number=letter.number,
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
    require_at(by, "organisation.authorise", authorisation.post)
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
    """Let a person hold a post as A or as B from a day on.

    Raises:
        Refusal: "post.held" when the person takes it from that day already.
    """
    require_at(by, "organisation.arrange", post)
    row, new = PostHolding.objects.get_or_create(
        post=post, user_id=user_id, valid_from=valid_from, defaults={"cover": cover}
    )
    if not new:
        raise Refusal(
            "post.held",
            N_("%(person)s holds %(post)s from that day already."),
            field="valid_from",
            remedy=N_("Choose another day, or change the holding that is there."),
            person=person_name,
            post=post.name,
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
    require_at(by, "organisation.cover", holding.post)
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
