"""Notes a question for the list of the item manager, without who asked it."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from yichuang.accounts.policies import Actor
from yichuang.guidance.models import Asked, Outcome
from yichuang.guidance.rules import Answer
from yichuang.guidance.rules.question import fit_to_keep, same_words
from yichuang.organisation.queries import places

MOST_A_DAY = 5_000
"""Different questions kept for a hall and a day: a flood fills no disk."""


def note(answer: Answer, *, hall_id: int, by: Actor, at: datetime) -> str:
    """Count the question; returns the key by which `helped` finds it, "" when the day's
    list is full. Anybody may ask, so there is no permission to require."""
    day = at.astimezone(places.hall(hall_id).zone).date()
    key = same_words(answer.question)
    rows = Asked.objects.filter(hall_id=hall_id, day=day)
    if rows.filter(key=key).update(times=F("times") + 1):
        return key
    if rows.count() >= MOST_A_DAY:
        return ""
    try:
        with transaction.atomic():
            Asked.objects.create(
                hall_id=hall_id,
                day=day,
                key=key,
                question=fit_to_keep(answer.question),
                outcome=outcome_of(answer),
                item_key=answer.found.id if answer.found else "",
                route=answer.way.key if answer.way else "",
            )
    except IntegrityError:  # asked by somebody else in the same moment
        rows.filter(key=key).update(times=F("times") + 1)
    return key


def outcome_of(answer: Answer) -> Outcome:
    """How a question ended, for the list."""
    if answer.refused:
        elsewhere = answer.refused.code == "ask.elsewhere"
        return Outcome.ELSEWHERE if elsewhere else Outcome.UNKNOWN
    if answer.asks:
        return Outcome.ASKED_BACK
    return Outcome.ANSWERED if answer.found else Outcome.POINTED


def helped(key: str, *, yes: bool, hall_id: int, by: Actor, at: datetime) -> None:
    """Count whether the answer helped; a key of another day or hall counts nowhere."""
    day = at.astimezone(places.hall(hall_id).zone).date()
    rows = Asked.objects.filter(hall_id=hall_id, day=day, key=key)
    if yes:
        rows.update(helped=F("helped") + 1)
    else:
        rows.update(not_helped=F("not_helped") + 1)


def forget(before: datetime) -> int:
    """Forget the questions of days before; returns how many."""
    return Asked.objects.filter(day__lt=before.date()).delete()[0]
