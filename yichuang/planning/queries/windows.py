"""Which windows a day could have, what they serve, and when the hall is open."""

from collections import defaultdict
from datetime import date, time

from yichuang.kernel.refusals import Refusal
from yichuang.kernel.text import N_
from yichuang.organisation.models import Window, WindowState
from yichuang.organisation.queries import calendars
from yichuang.planning.rules.day import SLOT
from yichuang.planning.rules.shifts import Team
from yichuang.queueing.models import WindowSkill
from yichuang.queueing.rules.order import Skills


def open_slots(hall_id: int, day: date) -> tuple[int, ...]:
    """The half-hours the hall is open in on a day; a started half-hour counts.

    Raises:
        Refusal: "plan.closed-day", "calendar.unknown-year".
    """
    hours = calendars.office_hours(hall_id)
    spans = hours.on(day)
    worked = calendars.calendar_for(hall_id).is_workday(day)
    if not spans or not worked:
        raise Refusal(
            "plan.closed-day",
            N_("The hall is closed on %(day)s."),
            field="day",
            remedy=N_("Choose a working day."),
            day=day,
        )
    slots = {
        slot
        for opens, closes in spans
        for slot in range(_minutes(opens) // SLOT, -(-_minutes(closes) // SLOT))
    }
    return tuple(sorted(slots))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def teams(
    hall_id: int, slots: tuple[int, ...], *, most: int | None = None
) -> tuple[Team, ...]:
    """The windows that can be staffed, those with the same skills as one team; with
    `most`, no more than the first so many.

    Raises:
        Refusal: "plan.no-windows".
    """
    skills: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    rows = (
        WindowSkill.objects.filter(window__hall_id=hall_id, kind__open=True)
        .exclude(window__state=WindowState.PAUSED)
        .order_by("window__number", "kind__place", "kind__code")
    )
    for number, code, helps in rows.values_list(
        "window__number", "kind__code", "helps"
    ):
        skills[number][helps].append(code)
    numbers = sorted(skills)[:most]
    grouped: dict[Skills, list[int]] = defaultdict(list)
    for number in numbers:
        own, helped = skills[number]
        grouped[Skills(tuple(own), tuple(helped))].append(number)
    if not grouped:
        raise Refusal(
            "plan.no-windows",
            N_("No window of the hall serves any kind of business."),
            remedy=N_("Arrange which window serves what, then plan."),
        )
    return tuple(
        Team(tuple(windows), skills, slots) for skills, windows in grouped.items()
    )


def numbers(hall_id: int) -> frozenset[int]:
    """The windows the hall has."""
    return frozenset(
        Window.objects.filter(hall_id=hall_id).values_list("number", flat=True)
    )
