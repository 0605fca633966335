"""Answering a bad review: reaching the person, then closing, never by who handled it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.reviews import events, policies
from yichuang.reviews.models import Rectification
from yichuang.reviews.queries.rectifications import find, handlers_of
from yichuang.reviews.rules import rectification as rules


def _take(review_id: int, seen: int, *, by: Actor) -> Rectification:
    require(by, "review.rectify", policies.GRANTS)
    row = find(by, review_id)
    rules.require_stranger(by.ref, handlers_of(row.review))
    if row.version != seen:
        raise _moved_on()
    if row.closed_at is not None:
        raise Refusal("review.closed", N_("This has been answered already."))
    return row


def _moved_on() -> Refusal:
    return Refusal(
        "review.moved-on",
        N_("Somebody else has just worked on this; nothing of yours was saved."),
        remedy=N_("Reload the page, read what was done, and go on from there."),
    )


def _change(row: Rectification, **changes: Any) -> None:
    hit = Rectification.objects.filter(pk=row.pk, version=row.version).update(
        **changes, version=row.version + 1
    )
    if not hit:
        raise _moved_on()
    row.refresh_from_db()


@transaction.atomic
def contact(
    review_id: int, note: str, *, seen: int, by: Actor, at: datetime
) -> Rectification:
    """Write down that the person was reached, and what they said.

    `seen` is the version the page showed.

    Raises:
        Refusal: "permission.denied", "review.not-found", "review.own-work",
            "review.moved-on", "review.closed", "review.note-short".
    """
    row = _take(review_id, seen, by=by)
    said = rules.check_note(note)
    _change(
        row,
        contacted_at=at,
        contacted_by=by.ref,
        contacted_by_name=by.name,
        contact_note=said,
    )
    journal.record(
        events.CONTACTED, about=row.review.about, by=by, at=at, hall_id=row.hall_id
    )
    return row


@transaction.atomic
def close(
    review_id: int, ending: str, note: str, *, seen: int, by: Actor, at: datetime
) -> Rectification:
    """Close a bad review with what was found and done; the person was reached before.

    Raises:
        Refusal: as `contact`, and "review.not-reached", "review.no-ending".
    """
    row = _take(review_id, seen, by=by)
    if row.contacted_at is None:
        raise Refusal(
            "review.not-reached",
            N_("Nobody has talked to the person yet."),
            remedy=N_("Reach them first and write down what they said."),
        )
    ended, said = rules.ending_of(ending), rules.check_note(note)
    _change(
        row,
        closed_at=at,
        closed_by=by.ref,
        closed_by_name=by.name,
        ending=ended,
        finding=said,
    )
    journal.record(
        events.RECTIFIED,
        about=row.review.about,
        by=by,
        at=at,
        hall_id=row.hall_id,
        ending=ended.value,
    )
    return row
