"""Letters of authorisation: registered, renewed, withdrawn, named before they run out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db import transaction

from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.events import (
    AUTHORISATION_ENDING,
    AUTHORISATION_RENEWED,
    AUTHORISATION_REVOKED,
    AUTHORISED,
)
from yichuang.organisation.models import Authorisation, Post
from yichuang.organisation.policies import require_at
from yichuang.organisation.rules import WARN_DAYS, LetterTerms, Scope, check_terms
from yichuang.organisation.services.holding import mark_away, take_post

Letter = LetterTerms
"""What `authorise` registers."""

__all__ = [
    "Letter",
    "authorise",
    "authorise_all",
    "mark_away",
    "renew",
    "revoke",
    "take_post",
    "warn_of_ends",
]


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
        Refusal: what `rules.check_terms` refuses; "authorisation.known" when the letter
            is registered already; "authorisation.own" for a letter for oneself.
    """
    require_at(by, "organisation.authorise", post)
    _not_oneself(by, user_id)
    check_terms(letter)
    row = _register(post, user_id, letter)
    _note(row, person_name, by=by, at=at)
    return row


@transaction.atomic
def authorise_all(
    post: Post,
    user_id: int,
    letters: Sequence[Letter],
    *,
    person_name: str,
    by: Actor,
    at: datetime,
) -> tuple[Authorisation, ...]:
    """One sealed letter that names several items: all of them, or none."""
    return tuple(
        authorise(post, user_id, one, person_name=person_name, by=by, at=at)
        for one in letters
    )


def _not_oneself(by: Actor, user_id: int) -> None:
    """A head who also decides is authorised by the administrator, on the department's
    letter, never by their own hand."""
    if by.is_staff and by.user_id == user_id:
        raise Refusal(
            "authorisation.own",
            N_("Nobody registers a letter for themselves."),
            field="user",
            remedy=N_("Let the administrator register the department's letter."),
        )


def _register(
    post: Post, user_id: int, letter: Letter, before: Authorisation | None = None
) -> Authorisation:
    row, new = Authorisation.objects.get_or_create(
        item_key=letter.item_key,
        post=post,
        user_id=user_id,
        letter_number=letter.number.strip(),
        defaults={
            "sealed_on": letter.sealed_on or letter.valid_from,
            "valid_from": letter.valid_from,
            "valid_to": letter.valid_to,
            "scope": letter.scope,
            "seal_holder": letter.seal_holder.strip(),
            "reason": letter.reason,
            "supersedes": before,
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
    return row


def _note(row: Authorisation, person_name: str, *, by: Actor, at: datetime) -> None:
    journal.record(
        AUTHORISED,
        about=f"authorisation:{row.pk}",
        by=by,
        at=at,
        hall_id=row.post.department.hall_id,
        person=person_name,
        item=row.item_key,
        letter=row.letter_number,
        until=row.valid_to.isoformat(),
        scope=row.scope,
        why=row.reason,
    )


@transaction.atomic
def renew(
    before: Authorisation,
    letter: Letter,
    *,
    person_name: str,
    by: Actor,
    at: datetime,
) -> Authorisation:
    """A new letter follows the one before for the same item, post and person. Where the
    days overlap, the old one ends on the day before the new one begins.

    Raises:
        Refusal: as `authorise`; "authorisation.withdrawn-before" for a letter that was
            withdrawn (that needs a letter of its own), "authorisation.renewed" when it
            has a successor already.
    """
    require_at(by, "organisation.authorise", before.post)
    _not_oneself(by, before.user_id)
    letter = replace(letter, item_key=before.item_key)
    check_terms(letter)
    _require_renewable(before, letter)
    row = _register(before.post, before.user_id, letter, before)
    if before.valid_to >= letter.valid_from:
        last = letter.valid_from - timedelta(days=1)
        hit = Authorisation.objects.filter(
            pk=before.pk, valid_to=before.valid_to, revoked_on=None
        ).update(valid_to=last)
        if not hit:
            raise _changed()
        before.valid_to = last
    _note(row, person_name, by=by, at=at)
    journal.record(
        AUTHORISATION_RENEWED,
        about=f"authorisation:{before.pk}",
        by=by,
        at=at,
        hall_id=before.post.department.hall_id,
        letter=before.letter_number,
        follower=row.letter_number,
        until=row.valid_to.isoformat(),
    )
    return row


def _require_renewable(before: Authorisation, letter: Letter) -> None:
    if before.revoked_on is not None:
        raise Refusal(
            "authorisation.withdrawn-before",
            N_("Letter %(number)s was withdrawn, so it cannot be renewed."),
            remedy=N_("Register a new letter and say why."),
            number=before.letter_number,
        )
    if Authorisation.objects.filter(supersedes=before).exists():
        raise Refusal(
            "authorisation.renewed",
            N_("Letter %(number)s has been renewed already."),
            remedy=N_("Renew the letter that follows it."),
            number=before.letter_number,
        )
    if letter.valid_from <= before.valid_from:
        raise Refusal(
            "authorisation.renewed-before",
            N_("The new letter would begin before the one it follows."),
            field="valid_from",
            remedy=N_("Let it begin after %(day)s."),
            day=before.valid_from,
        )


def _changed() -> Refusal:
    return Refusal(
        "authorisation.moved-on",
        N_("Somebody else has just changed this letter; nothing of yours was saved."),
        remedy=N_("Reload the page and look at what was done."),
    )


@transaction.atomic
def revoke(
    authorisation: Authorisation, *, reason: str, on: date, by: Actor, at: datetime
) -> Authorisation:
    """End a letter early: from `on` it no longer covers anything.

    Raises:
        Refusal: "authorisation.reason-unsaid", "authorisation.over" when it is over or
            withdrawn already, "authorisation.withdrawn-in-past".
    """
    require_at(by, "organisation.authorise", authorisation.post)
    _require_revocable(authorisation, reason, on)
    hit = Authorisation.objects.filter(pk=authorisation.pk, revoked_on=None).update(
        revoked_on=on, revoked_reason=reason.strip()[:200]
    )
    if not hit:
        raise _changed()
    authorisation.revoked_on = on
    authorisation.revoked_reason = reason.strip()[:200]
    journal.record(
        AUTHORISATION_REVOKED,
        about=f"authorisation:{authorisation.pk}",
        by=by,
        at=at,
        hall_id=authorisation.post.department.hall_id,
        letter=authorisation.letter_number,
        reason=reason.strip(),
    )
    return authorisation


def _require_revocable(row: Authorisation, reason: str, on: date) -> None:
    if not reason.strip():
        raise Refusal(
            "authorisation.reason-unsaid",
            N_("Say why the letter is withdrawn."),
            field="reason",
            remedy=N_("One sentence; it stays on record with the letter."),
        )
    if row.revoked_on is not None or row.valid_to < on:
        raise Refusal(
            "authorisation.over",
            N_("Letter %(number)s is over already."),
            field="on",
            remedy=N_("Nothing needs to be withdrawn."),
            number=row.letter_number,
        )


def warn_of_ends(*, at: datetime, today: date, hall_id: int, limit: int = 200) -> int:
    """Record once for each letter that it runs out within 30 days and nothing follows
    it; returns how many were named. The worker calls it."""
    ending = (
        Authorisation.objects.filter(
            revoked_on=None,
            warned_at=None,
            renewals=None,
            post__department__hall_id=hall_id,
            valid_to__gte=today,
            valid_to__lte=today + timedelta(days=WARN_DAYS),
        )
        .select_related("post__department", "user")
        .order_by("valid_to", "id")[:limit]
    )
    return sum(_warn(row, at=at) for row in list(ending))


@transaction.atomic
def _warn(row: Authorisation, *, at: datetime) -> bool:
    if not Authorisation.objects.filter(pk=row.pk, warned_at=None).update(warned_at=at):
        return False
    journal.record(
        AUTHORISATION_ENDING,
        about=f"authorisation:{row.pk}",
        by=SYSTEM,
        at=at,
        hall_id=row.post.department.hall_id,
        letter=row.letter_number,
        until=row.valid_to.isoformat(),
        person=str(row.user),
        department_id=row.post.department_id,
        scope=Scope(row.scope).label,
    )
    return True
