"""Who was trained for what, who is away, and the roster of a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from yichuang.organisation.models import Absence
from yichuang.organisation.queries import calendars, places
from yichuang.queueing.models import (
    Roster,
    RosterPlace,
    RosterState,
    StaffSkill,
    WindowSeat,
    WindowSkill,
)
from yichuang.queueing.rules.roster import SLOT, Place, Worker, half_hours


@dataclass(frozen=True, slots=True)
class DayRoster:
    """A roster as it stands; `id` None before anybody made one."""

    id: int | None
    day: date
    state: str
    version: int
    source: str
    published_at: datetime | None
    places: tuple[Place, ...]


def open_slots(hall_id: int, day: date) -> tuple[int, ...]:
    """The half-hours the hall is open in; none on a day of rest.

    Raises:
        Refusal: "calendar.unknown-year".
    """
    if not calendars.calendar_for(hall_id).is_workday(day):
        return ()
    return half_hours(calendars.office_hours(hall_id).on(day))


def slot_of(hall_id: int, at: datetime) -> tuple[date, int]:
    """The day and half-hour of a moment in the hall."""
    local = at.astimezone(places.hall(hall_id).zone)
    return local.date(), (local.hour * 60 + local.minute) // SLOT


def workers(hall_id: int, on: date) -> dict[int, Worker]:
    """Whoever was trained for a kind of this hall, and whether they are away."""
    skills: dict[int, set[str]] = defaultdict(set)
    names: dict[int, str] = {}
    rows = StaffSkill.objects.filter(kind__hall_id=hall_id, user__is_active=True)
    for row in rows.select_related("user", "kind").order_by("user_id"):
        skills[row.user_id].add(row.kind.code)
        names[row.user_id] = str(row.user)
    away = _away(frozenset(skills), on)
    return {
        user: Worker(
            user,
            names[user],
            frozenset(codes),
            away=user in away,
            stands_in=away.get(user, ""),
        )
        for user, codes in skills.items()
    }


def _away(users: frozenset[int], on: date) -> dict[int, str]:
    """Who is away on a day, and the name of their B."""
    rows = Absence.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=on),
        holding__user_id__in=users,
        first__lte=on,
        last__gte=on,
    ).select_related("holding", "stands_in")
    return {row.holding.user_id: str(row.stands_in) for row in rows}


def serves(hall_id: int) -> dict[int, tuple[str, ...]]:
    """The own lines of each window that serves any, by its number."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = WindowSkill.objects.filter(window__hall_id=hall_id, helps=False)
    for number, code in rows.order_by("window__number", "kind__code").values_list(
        "window__number", "kind__code"
    ):
        found[number].append(code)
    return {number: tuple(codes) for number, codes in found.items()}


def current(hall_id: int, day: date, *, draft: bool = False) -> DayRoster:
    """The published roster of a day; with `draft` the one worked on, if there is any."""
    states = [RosterState.PUBLISHED, *([RosterState.DRAFT] if draft else [])]
    rows = list(Roster.objects.filter(hall_id=hall_id, day=day, state__in=states))
    row = max(rows, key=lambda one: one.state == RosterState.DRAFT, default=None)
    if row is None:
        return DayRoster(None, day, "", 0, "", None, ())
    return DayRoster(
        id=row.pk,
        day=day,
        state=row.state,
        version=row.version,
        source=row.source,
        published_at=row.published_at,
        places=places_of(row.pk),
    )


def places_of(roster_id: int) -> tuple[Place, ...]:
    """The places of a roster, by half-hour and window."""
    rows = RosterPlace.objects.filter(roster_id=roster_id)
    return tuple(
        Place(*row)
        for row in rows.order_by("slot", "window__number").values_list(
            "slot", "window__number", "user_id"
        )
    )


def rostered_now(hall_id: int, at: datetime) -> dict[int, int]:
    """{window: user} of the published roster at this moment."""
    day, slot = slot_of(hall_id, at)
    return {
        one.window: one.person
        for one in current(hall_id, day).places
        if one.slot == slot and one.person is not None
    }


def in_the_house(hall_id: int, at: datetime) -> frozenset[int]:
    """Whom the published roster has at work today, at any half-hour."""
    day, _slot = slot_of(hall_id, at)
    return frozenset(
        one.person for one in current(hall_id, day).places if one.person is not None
    )


def seated(hall_id: int) -> frozenset[int]:
    """Who sits at a window now."""
    rows = WindowSeat.objects.filter(window__hall_id=hall_id, closed_at=None)
    return frozenset(rows.values_list("user_id", flat=True))


__all__ = [
    "DayRoster",
    "RosterState",
    "current",
    "in_the_house",
    "open_slots",
    "places_of",
    "rostered_now",
    "seated",
    "serves",
    "slot_of",
    "workers",
]
