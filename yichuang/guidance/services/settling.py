"""Settles a question: a name or a question of a guide's next version, or nothing.

The next version is a draft as any other: the item manager reads and publishes it.
"""

from dataclasses import fields, replace
from datetime import datetime

from django.db import transaction

from yichuang.accounts.policies import Actor, require
from yichuang.catalogue import queries as catalogue
from yichuang.catalogue import services as catalogue_services
from yichuang.catalogue.rules import FaqRule, Sheet
from yichuang.guidance import events
from yichuang.guidance.models import Asked, Settled
from yichuang.guidance.policies import GRANTS
from yichuang.journal.services import record
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_

LONGEST_ALIAS = 40


@transaction.atomic
def as_alias(
    key: str, item_key: str, words: str, *, hall_id: int, by: Actor, at: datetime
) -> None:
    """Let the item be found by these words from its next version on.

    Raises:
        Refusal: "permission.denied", "asked.unknown", "asked.settled", "asked.no-words",
            "asked.known-name", "item.unknown".
    """
    _open(key, hall_id, by)
    sheet, name = _sheet(item_key), words.strip()
    if not 1 < len(name) <= LONGEST_ALIAS:
        raise Refusal(
            "asked.no-words",
            N_("A name has two to %(most)s characters."),
            field="words",
            remedy=N_("Keep the words that mean the matter, leave the rest out."),
            most=LONGEST_ALIAS,
        )
    if name in (sheet.name, *sheet.aliases):
        raise Refusal(
            "asked.known-name",
            N_("“%(item)s” is already found by “%(words)s”."),
            field="words",
            remedy=N_("Choose other words, or say that there is nothing to do."),
            item=sheet.name,
            words=name,
        )
    changed = replace(sheet, aliases=(*sheet.aliases, name))
    catalogue_services.draft(changed, by=by, at=at)
    _settle(key, Settled.ALIAS, item_key, hall_id=hall_id, by=by, at=at)


@transaction.atomic
def as_faq(
    key: str,
    item_key: str,
    faq: FaqRule,
    *,
    hall_id: int,
    by: Actor,
    at: datetime,
) -> None:
    """Answer the question in the item's guide from its next version on.

    Raises:
        Refusal: "permission.denied", "asked.unknown", "asked.settled", "asked.no-answer",
            "item.unknown".
    """
    _open(key, hall_id, by)
    sheet = _sheet(item_key)
    if not faq.question.strip() or not faq.answer.strip():
        raise Refusal(
            "asked.no-answer",
            N_("The question or its answer is empty."),
            field="answer",
            remedy=N_("Write the answer as it shall stand in the guide."),
        )
    changed = replace(sheet, faqs=(*sheet.faqs, faq))
    catalogue_services.draft(changed, by=by, at=at)
    _settle(key, Settled.FAQ, item_key, hall_id=hall_id, by=by, at=at)


@transaction.atomic
def dismiss(key: str, *, hall_id: int, by: Actor, at: datetime) -> None:
    """Take a question off the list.

    Raises:
        Refusal: "permission.denied", "asked.unknown", "asked.settled".
    """
    _open(key, hall_id, by)
    _settle(key, Settled.NONE, "", hall_id=hall_id, by=by, at=at)


def _open(key: str, hall_id: int, by: Actor) -> None:
    require(by, "asked.settle", GRANTS)
    rows = Asked.objects.filter(hall_id=hall_id, key=key)
    if rows.filter(settled="").exists():
        return
    if rows.exists():
        raise Refusal(
            "asked.settled",
            N_("Somebody has settled this question meanwhile."),
            remedy=N_("Go back to the list."),
        )
    raise Refusal(
        "asked.unknown",
        N_("There is no such question."),
        remedy=N_("Go back to the list."),
    )


def _sheet(item_key: str) -> Sheet:
    """What the item says now, an open draft before what is in force."""
    found = catalogue.newest_guide(item_key)
    return Sheet(**{one.name: getattr(found, one.name) for one in fields(Sheet)})


def _settle(
    key: str, how: Settled, item_key: str, *, hall_id: int, by: Actor, at: datetime
) -> None:
    rows = Asked.objects.filter(hall_id=hall_id, key=key, settled="")
    if not rows.update(settled=how, settled_by=by.ref, settled_at=at):
        raise Refusal(
            "asked.settled",
            N_("Somebody has settled this question meanwhile."),
            remedy=N_("Go back to the list."),
        )
    record(
        events.SETTLED,
        about=f"item:{item_key}" if item_key else f"asked:{key}",
        by=by,
        at=at,
        hall_id=hall_id,
        how=str(how.value),
    )
