"""Answering a bad review: reaching the person, then closing, never by who handled it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, override

from yichuang.accounts.policies import Actor, require
from yichuang.documents import services as document_services
from yichuang.documents.rules import DocumentKind
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.reviews import events, policies
from yichuang.reviews.models import Rectification
from yichuang.reviews.queries.hall import item_names
from yichuang.reviews.queries.rectifications import find, handlers_of
from yichuang.reviews.rules import rectification as rules
from yichuang.reviews.rules.levels import TAGS, Level


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
    """Write down that the person was reached, and what they said. From here the office
    has to put it right: the order 差评整改单 is issued to it.

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
    _order(row, by=by, at=at)
    return row


def _order(row: Rectification, *, by: Actor, at: datetime) -> None:
    """差评整改单 to the office. It belongs to the review, not to the case, and names
    neither the person nor the case's number: who is reviewed does not learn who spoke
    (安阳市政务服务条例 art. 52)."""
    said = row.review
    level = Level(said.level)
    office = places.department(said.department_id).name
    with override("zh-hans"):  # a document is in Chinese, whatever its maker reads
        tags = [gettext(TAGS[level][code]) for code in said.tags]
        stars = gettext(level.label)
    document_services.issue(
        DocumentKind.RECTIFICATION,
        about=said.about,
        addressee=office,
        facts={
            "item": item_names().get(said.item_key, (said.item_key,))[0],
            "problem": "；".join(filter(None, [*tags, said.text])) or stars,
            "stars": stars,
            "handler": office,
            "due": row.fix_due.isoformat(),
        },
        by=by,
        at=at,
        hall_id=row.hall_id,
        department_id=said.department_id,
    )


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
