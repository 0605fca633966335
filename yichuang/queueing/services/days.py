"""A day of lines begins with its first ticket or window, under the policy of that day."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import IntegrityError, transaction

from yichuang.accounts.policies import SYSTEM, Actor
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places
from yichuang.queueing import events, policies
from yichuang.queueing.models import PolicyVersion, QueueDay
from yichuang.queueing.queries.days import day_id_of, policy_on
from yichuang.queueing.rules.policy import Policy


def day_of(hall_id: int, *, at: datetime) -> int:
    """The id of the hall's day at `at`; begun if it is the first time it is asked for."""
    on = at.astimezone(places.hall(hall_id).zone).date()
    return day_id_of(hall_id, on) or _begin(hall_id, on, at)


def _begin(hall_id: int, on: date, at: datetime) -> int:
    try:
        with transaction.atomic():
            terms = asdict(policy_on(hall_id, on))
            day = QueueDay.objects.create(hall_id=hall_id, day=on, terms=terms)
            journal.record(
                events.DAY_BEGAN,
                about=f"queue:{day.pk}",
                by=SYSTEM,
                at=at,
                hall_id=hall_id,
                day=on.isoformat(),
                terms=terms,
            )
    except IntegrityError:  # somebody else was first in this moment
        return QueueDay.objects.values_list("pk", flat=True).get(
            hall_id=hall_id, day=on
        )
    return day.pk


@transaction.atomic
def publish_policy(
    hall_id: int, terms: Policy, *, valid_from: date, by: Actor, at: datetime
) -> PolicyVersion:
    """Publish the order of calls from a day on; a day that began keeps its own.

    Raises:
        Refusal: "permission.denied", "queueing.policy-past".
    """
    policies.require_here(by, "queue.arrange", hall_id)
    today = at.astimezone(places.hall(hall_id).zone).date()
    if valid_from < today:
        raise Refusal(
            "queueing.policy-past",
            N_("%(day)s has passed."),
            field="valid_from",
            remedy=N_("Choose today or a later day."),
            day=valid_from,
        )
    known = PolicyVersion.objects.filter(hall_id=hall_id).order_by("-version").first()
    version = known.version + 1 if known else 1
    row = PolicyVersion.objects.create(
        hall_id=hall_id,
        version=version,
        valid_from=valid_from,
        terms=asdict(terms) | {"version": version},
        published_at=at,
        published_by_id=by.user_id,
    )
    journal.record(
        events.POLICY,
        about=f"hall:{hall_id}",
        by=by,
        at=at,
        hall_id=hall_id,
        version=version,
        valid_from=valid_from.isoformat(),
        terms=row.terms,
    )
    return row
