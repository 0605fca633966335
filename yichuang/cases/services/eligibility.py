"""A hall publishes its list of tolerance and promise 容缺受理、告知承诺清单, dated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from yichuang.accounts.policies import Actor
from yichuang.cases import events, policies
from yichuang.cases.models import ToleranceList
from yichuang.cases.rules.tolerance import Consequence, Sphere
from yichuang.catalogue.queries import guides_in_force
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Gathering, Refusal, Refusals
from yichuang.kernel.text import N_
from yichuang.organisation.queries import places

BOUNDS = {
    "most_open": (0, 20),
    "remind_before": (0, 15),
    "check_within": (1, 250),
    "repair_wait": (0, 730),
}
"""What a list may say; more would make the guard meaningless."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a list says; see rules.tolerance.TolerancePolicy."""

    valid_from: date
    most_open: int
    remind_before: int
    check_within: int
    repair_wait: int
    on_breach: Consequence
    excluded: Mapping[str, Sphere] = field(default_factory=dict)
    on_breach_of: Mapping[str, Consequence] = field(default_factory=dict)
    note: str = ""


def publish(hall_id: int, terms: Terms, *, by: Actor, at: datetime) -> ToleranceList:
    """Publish the next version; cases keep what they were told under an earlier one.

    Raises:
        Refusals: "tolerance-list.backdated", "tolerance-list.bounds",
            "tolerance-list.unknown-item", each at its field.
        Refusal: "permission.denied", "tolerance-list.moved-on".
    """
    policies.require_here(by, "tolerance.publish", hall_id)
    _check(terms, at.astimezone(places.hall(hall_id).zone).date())
    try:
        with transaction.atomic():
            row = _write(hall_id, terms, by=by, at=at)
            journal.record(
                events.LIST_PUBLISHED,
                about=f"tolerance-list:{row.pk}",
                by=by,
                at=at,
                hall_id=hall_id,
                version=row.version,
                since=row.valid_from.isoformat(),
            )
    except IntegrityError:
        raise Refusal(
            "tolerance-list.moved-on",
            N_("Somebody else has just published a list; nothing of yours was saved."),
            remedy=N_("Reload the page and look at what was published."),
        ) from None
    return row


def _check(terms: Terms, today: date) -> None:
    wrong = Gathering()
    wrong.check("valid_from", _require_from, terms.valid_from, today)
    for name, (least, most) in BOUNDS.items():
        wrong.check(name, _require_between, getattr(terms, name), least, most)
    named = {*terms.excluded, *terms.on_breach_of}
    wrong.check("excluded", _require_items, named, today)
    if wrong.items:
        raise Refusals(wrong.items)


def _require_from(valid_from: date, today: date) -> None:
    if valid_from < today:
        raise Refusal(
            "tolerance-list.backdated",
            N_("A list is in force from today at the earliest."),
            remedy=N_("Choose today or a later day."),
        )


def _require_between(value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise Refusal(
            "tolerance-list.bounds",
            N_("The number has to lie between %(least)s and %(most)s."),
            remedy=N_("Correct it and publish again."),
            least=least,
            most=most,
        )


def _require_items(keys: set[str], today: date) -> None:
    unknown = sorted(keys - {guide.key for guide in guides_in_force(today)})
    if unknown:
        raise Refusal(
            "tolerance-list.unknown-item",
            N_("Nothing is published under %(keys)s."),
            remedy=N_("Use the key of the matter as in its guide’s address."),
            keys=", ".join(unknown),
        )


def _write(hall_id: int, terms: Terms, *, by: Actor, at: datetime) -> ToleranceList:
    last = ToleranceList.objects.filter(hall_id=hall_id).aggregate(Max("version"))
    return ToleranceList.objects.create(
        hall_id=hall_id,
        version=(last["version__max"] or 0) + 1,
        valid_from=terms.valid_from,
        excluded={key: sphere.value for key, sphere in terms.excluded.items()},
        most_open=terms.most_open,
        remind_before=terms.remind_before,
        check_within=terms.check_within,
        repair_wait=terms.repair_wait,
        on_breach=terms.on_breach,
        on_breach_of={key: one.value for key, one in terms.on_breach_of.items()},
        note=terms.note.strip()[:200],
        published_by=by.ref,
        published_by_name=by.name,
        published_at=at,
    )
