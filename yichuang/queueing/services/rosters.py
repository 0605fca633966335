"""Making a roster: begun from a plan or the last one, changed place by place, published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.db import IntegrityError, transaction

from yichuang.accounts.models import User
from yichuang.accounts.policies import Actor
from yichuang.journal import services as journal
from yichuang.kernel.refusals import Refusal, Refusals
from yichuang.kernel.text import N_
from yichuang.organisation.models import Window
from yichuang.queueing import events, policies
from yichuang.queueing.models import (
    BusinessKind,
    Roster,
    RosterPlace,
    RosterState,
    StaffSkill,
)
from yichuang.queueing.queries import roster as rosters
from yichuang.queueing.rules.roster import Place, clashes, fits, moved, staffed
from yichuang.queueing.services.lines import no_kind
from yichuang.queueing.services.seats import no_window


class Act(Protocol):
    """Something done with the draft of a day."""

    def __call__(
        self, hall_id: int, day: date, /, *, by: Actor, at: datetime
    ) -> Roster | None: ...


@dataclass(frozen=True, slots=True)
class Sitting:
    """A window given to somebody from one half-hour to before another; to nobody: it
    stays closed then."""

    window: int
    first: int
    before: int
    person: int | None


@transaction.atomic
def train(
    hall_id: int, user_id: int, kinds: Iterable[str], *, by: Actor, at: datetime
) -> None:
    """Note which kinds of business somebody was trained for, instead of before.

    Raises:
        Refusal: "permission.denied", "queueing.no-kind", "roster.no-person".
    """
    policies.require_here(by, "queue.arrange", hall_id)
    wanted = sorted(set(kinds))
    found = dict(
        BusinessKind.objects.filter(hall_id=hall_id, code__in=wanted).values_list(
            "code", "pk"
        )
    )
    if len(found) != len(wanted):
        raise no_kind()
    if not User.objects.filter(pk=user_id).exclude(kind=User.Kind.CITIZEN).exists():
        raise no_person()
    StaffSkill.objects.filter(user_id=user_id, kind__hall_id=hall_id).delete()
    StaffSkill.objects.bulk_create(
        StaffSkill(user_id=user_id, kind_id=pk) for pk in found.values()
    )
    journal.record(
        events.TRAINED,
        about=f"user:{user_id}",
        by=by,
        at=at,
        hall_id=hall_id,
        kinds=", ".join(wanted),
    )


def no_person() -> Refusal:
    """The refusal of somebody who does not work here."""
    return Refusal(
        "roster.no-person",
        N_("There is no such colleague with a training for these windows."),
        field="person",
        remedy=N_("Choose from the list."),
    )


@transaction.atomic
def put(
    hall_id: int, day: date, sitting: Sitting, *, by: Actor, at: datetime
) -> Roster:
    """Give a window to somebody for some half-hours, in the draft of the day.

    Raises:
        Refusal: "permission.denied", "roster.past-day", "roster.times",
            "queueing.no-window-here", "roster.no-person", "roster.away",
            "roster.no-skill", "roster.two-windows", "roster.moved-on".
    """
    policies.require_here(by, "queue.manage", hall_id)
    _need_day(hall_id, day, at)
    slots = _slots(hall_id, day, sitting)
    served = rosters.serves(hall_id)
    if sitting.window not in served:
        raise no_window(sitting.window)
    draft = _draft(hall_id, day, at)
    before = rosters.places_of(draft.pk)
    if sitting.person is not None:
        worker = rosters.workers(hall_id, day).get(sitting.person)
        if worker is None:
            raise no_person()
        for slot in slots:
            fits(Place(slot, sitting.window, worker.id), worker, served, before)
    _rewrite(draft, moved(before, sitting.window, slots, sitting.person))
    return draft


def _slots(hall_id: int, day: date, sitting: Sitting) -> tuple[int, ...]:
    slots = tuple(
        slot
        for slot in rosters.open_slots(hall_id, day)
        if sitting.first <= slot < sitting.before
    )
    if not slots:
        raise Refusal(
            "roster.times",
            N_("The hall is closed then."),
            field="before",
            remedy=N_(
                "Choose half-hours of its opening hours, the end after the start."
            ),
        )
    return slots


def _need_day(hall_id: int, day: date, at: datetime) -> None:
    today, _slot = rosters.slot_of(hall_id, at)
    if day < today:
        raise Refusal(
            "roster.past-day",
            N_("%(day)s is over."),
            field="day",
            remedy=N_("Choose today or a day to come."),
            day=day,
        )


def _draft(hall_id: int, day: date, at: datetime) -> Roster:
    """The draft of a day; begun as a copy of what is published."""
    there = {"hall_id": hall_id, "day": day}
    known = Roster.objects.filter(**there, state=RosterState.DRAFT).first()
    if known is not None:
        return known
    published = Roster.objects.filter(**there, state=RosterState.PUBLISHED).first()
    try:
        with transaction.atomic():
            draft = Roster.objects.create(
                **there,
                made_at=at,
                source=f"roster:{published.pk}" if published else "",
            )
    except IntegrityError:  # somebody began one in this moment
        return Roster.objects.get(**there, state=RosterState.DRAFT)
    if published is not None:
        _write(draft, rosters.places_of(published.pk))
    return draft


def _rewrite(draft: Roster, places: Sequence[Place], **changes: object) -> None:
    """Compare-and-set on the draft, then its places anew."""
    values = {**changes, "version": draft.version + 1}
    hit = Roster.objects.filter(
        pk=draft.pk, version=draft.version, state=RosterState.DRAFT
    ).update(**values)
    if not hit:
        raise Refusal(
            "roster.moved-on",
            N_("Somebody else has just changed this roster."),
            remedy=N_("Look at it again, then change it."),
        )
    for name, value in values.items():
        setattr(draft, name, value)
    RosterPlace.objects.filter(roster=draft).delete()
    _write(draft, places)


def _write(roster: Roster, places: Sequence[Place]) -> None:
    windows = dict(
        Window.objects.filter(hall_id=roster.hall_id).values_list("number", "pk")
    )
    RosterPlace.objects.bulk_create(
        RosterPlace(
            roster=roster,
            slot=place.slot,
            window_id=windows[place.window],
            user_id=place.person,
        )
        for place in places
    )


@transaction.atomic
def from_duties(
    hall_id: int,
    day: date,
    duties: Mapping[int, Sequence[int]],
    *,
    source: str,
    by: Actor,
    at: datetime,
) -> Roster:
    """A draft with people for the windows of a plan ({window: half-hours}), in place of
    the draft there was. Where nobody is left the place stays empty, to be seen.

    Raises:
        Refusal: "permission.denied", "roster.moved-on".
    """
    policies.require_here(by, "queue.manage", hall_id)
    places = staffed(duties, rosters.workers(hall_id, day), rosters.serves(hall_id))
    draft = _draft(hall_id, day, at)
    _rewrite(draft, places, source=source)
    return draft


@transaction.atomic
def publish_roster(hall_id: int, day: date, *, by: Actor, at: datetime) -> Roster:
    """Publish the draft of a day in place of the roster before.

    Raises:
        Refusal: "permission.denied", "roster.no-draft", "roster.moved-on".
        Refusals: every clash, with names.
    """
    policies.require_here(by, "queue.manage", hall_id)
    draft = Roster.objects.filter(
        hall_id=hall_id, day=day, state=RosterState.DRAFT
    ).first()
    if draft is None:
        raise Refusal(
            "roster.no-draft",
            N_("Nothing was changed since the roster was published."),
            remedy=N_("Put somebody at a window, then publish."),
        )
    places = rosters.places_of(draft.pk)
    found = clashes(
        places,
        rosters.workers(hall_id, day),
        rosters.serves(hall_id),
        rosters.open_slots(hall_id, day),
    )
    if found:
        raise Refusals(found)
    Roster.objects.filter(hall_id=hall_id, day=day, state=RosterState.PUBLISHED).update(
        state=RosterState.REPLACED
    )
    _rewrite(
        draft,
        places,
        state=RosterState.PUBLISHED,
        published_at=at,
        published_by=by.ref,
    )
    journal.record(
        events.ROSTER,
        about=f"roster:{draft.pk}",
        by=by,
        at=at,
        hall_id=hall_id,
        day=day.isoformat(),
        source=draft.source,
        places=[list(place) for place in places],
    )
    return draft


@transaction.atomic
def drop_draft(hall_id: int, day: date, *, by: Actor, at: datetime) -> None:
    """Throw away what was changed since the roster was published.

    Raises:
        Refusal: "permission.denied".
    """
    policies.require_here(by, "queue.manage", hall_id)
    _need_day(hall_id, day, at)
    Roster.objects.filter(hall_id=hall_id, day=day, state=RosterState.DRAFT).delete()
